"""A hall server in a process of its own, and clients that listen to it over real sockets."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import socketio

HERE = Path(__file__).parent
Json = dict[str, Any]
EVERYWHERE = ("eventlet", "gevent", "threading", "eventlet stock")
"""Runtimes, the usual one first, and Socket.IO's own fan-out."""


class HallServer:
    """A running `hall_server.py`."""

    def __init__(self, runtime: str, fanout: str = "direct", backlog_bytes: int = 4_000_000) -> None:
        self.process = subprocess.Popen(
            [sys.executable, HERE / "hall_server.py", runtime, fanout, str(backlog_bytes)],
            env=os.environ | {"PYTHONPATH": str(HERE.parent.parent)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.address = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def act(self, verb: str, **wish: object) -> Any:
        """Let something happen; what it answers."""
        body = json.dumps({"verb": verb, **wish}).encode()
        asked = urllib.request.Request(
            f"{self.address}/act", body, {"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.urlopen(asked, timeout=20) as answer:
            said: Json = json.load(answer)
        assert "refused" not in said, said
        return said["answer"]

    def board(self, room: str, token: str | None = None) -> Json:
        """The envelope over HTTP."""
        asked = urllib.request.Request(f"{self.address}/boards/{room}")
        if token:
            asked.add_header("Authorization", token)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            said: Json = json.load(answer)
            return said

    def figures(self) -> dict[str, int]:
        """What the server counted."""
        with urllib.request.urlopen(f"{self.address}/figures", timeout=20) as answer:
            said: dict[str, int] = json.load(answer)
            return said

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)
        assert self.process.stdout
        self.process.stdout.close()


class Listener:
    """A client as the contract has it: it keeps the newest envelope of each room and every call."""

    def __init__(self, address: str, token: str | None = None, language: str = "zh") -> None:
        self.pushed: list[Json] = []
        self.pulses: list[Json] = []
        self.newest: dict[str, Json] = {}
        self.calls: dict[str, dict[int, Json]] = {}
        self.client = socketio.Client(reconnection=False)
        self.client.on("board", self._pushed)
        self.client.on("pulse", self.pulses.append)
        self.client.connect(
            address,
            auth={"token": token} if token else None,
            headers={"Accept-Language": language},
            transports=["websocket"],
        )

    def ask(self, event: str, *message: object) -> Any:
        """Emit an event; its acknowledgement."""
        return self.client.call(event, tuple(message), timeout=10)

    def watch(self, room: str) -> Json:
        """Watch a room; its envelope, or the error object."""
        said: Json = self.ask("watch", {"room": f"dalang/{room}"})
        if "error" not in said:
            self._take(said)
        return said

    def board(self, room: str) -> Json:
        """The newest board of a room."""
        board: Json = self.newest[f"dalang/{room}"]["board"]
        return board

    def heard(self, room: str) -> list[Json]:
        """Every call of a room, in order."""
        return [call for _, call in sorted(self.calls[f"dalang/{room}"].items())]

    def _pushed(self, envelope: Json) -> None:
        self.pushed.append(envelope)
        self._take(envelope)

    def _take(self, envelope: Json) -> None:
        room = envelope["room"]
        if room not in self.newest or envelope["seq"] >= self.newest[room]["seq"]:
            self.newest[room] = envelope
        self.calls.setdefault(room, {}).update({call["seq"]: call for call in envelope["calls"]})


@contextmanager
def listening(server: HallServer, token: str | None = None, language: str = "zh") -> Iterator[Listener]:
    """A client until the end of the block."""
    listener = Listener(server.address, token, language)
    yield listener
    listener.client.disconnect()


def until(what: Callable[[], bool], seconds: float = 8) -> bool:
    """Whether it becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.01)
    return False
