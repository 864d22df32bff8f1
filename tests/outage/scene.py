"""A hall whose server can be stopped: its data, its server, its six kiosks with printers, and the crowd."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from printer.reading import NativeCode, read
from tests.printer.emulator import Emulator
from tests.servers import STOP_S, YIMEN, RunningHall, answers, free_port, running_hall

LONG_S = 60.0


@dataclass
class Server:
    """The server of a demonstration, on its own."""

    hall: RunningHall
    run: dict[str, Any]
    _program: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Until it is ready."""
        with (self.hall.data / "server.out").open("ab") as log:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "queue_server.demo.server"],
                env=self.hall.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until(lambda: answers(self.hall), "the server's start")

    def kill(self) -> None:
        """From one moment to the next. (An orderly end would halt the demonstration's clock as well.)"""
        if self._program is not None:
            self._program.kill()
            self._program.wait(STOP_S)
            self._program = None


@dataclass
class Kiosk:
    """A kiosk's program and the printer beside it, which goes on when the program dies."""

    hall: RunningHall
    run: dict[str, Any]
    code: str
    printer: Emulator = field(default_factory=Emulator)
    port: int = field(default_factory=free_port)
    _program: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Until its page could be shown."""
        token = json.loads((self.hall.data / "demo.json").read_text("utf-8"))["tokens"][self.code]
        words = ("--server", self.run["base_url"], "--centre", self.run["centre"], "--kiosk", self.code)
        paper = ("--printer", f"tcp://127.0.0.1:{self.printer.port}", "--profile", "80mm-text")
        more = ("--port", str(self.port), "--data", str(self.hall.data / f"outage-{self.code}"))
        with (self.hall.data / f"{self.code}.out").open("ab") as log:
            self._program = subprocess.Popen(
                [YIMEN, "kiosk", *words, *paper, *more],
                env={**os.environ, "YIMEN_KIOSK_TOKEN": token},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until(lambda: self.ask("/state") is not None, f"the start of {self.code}")

    def cut_power(self) -> None:
        """From one moment to the next."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """In good order, the printer too."""
        self._end(signal.SIGTERM)
        self.printer.close()

    def ask(self, path: str, body: Any = None) -> Any:
        """An answer of the agent as its page gets it; None where there is none."""
        data = None if body is None else json.dumps(body).encode()
        address = f"http://127.0.0.1:{self.port}/agent{path}"
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
        with suppress(OSError, ValueError), urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())
        return None

    def links(self) -> list[str]:
        """What the codes on its papers lead to, in the order of printing."""
        return [
            part.link for job in self.printer.papers for part in read(job) if isinstance(part, NativeCode)
        ]

    def _end(self, by: signal.Signals) -> None:
        if self._program is not None:
            self._program.send_signal(by)
            self._program.wait(STOP_S)
            self._program = None


@dataclass(frozen=True)
class Scene:
    """Everything, with the server running and each kiosk having heard of its house."""

    hall: RunningHall
    run: dict[str, Any]
    server: Server
    kiosks: list[Kiosk]

    def crowd(self, seconds: float, speed: int, *day: str) -> None:
        """Citizens and clerks of a day for some real seconds; the clock goes at its own pace afterwards."""
        words = ["--run", str(self.hall.run_file), "--speed", str(speed), *day]
        with (self.hall.data / "crowd.out").open("ab") as log:
            playing = subprocess.Popen(
                [sys.executable, "-m", "config.command", "crowd", *words],
                env=self.hall.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            with suppress(subprocess.TimeoutExpired):
                playing.wait(seconds)
            assert playing.poll() is None, "the crowd ended by itself"
            playing.terminate()
            playing.wait(STOP_S)


@contextmanager
def scene(folder: Path, kiosks: int = 6) -> Iterator[Scene]:
    """The demonstration makes the hall; then its server and kiosks run without it."""
    with running_hall(folder) as hall:
        run = hall.run
    hall.run_file.write_text(json.dumps(run), "utf-8")
    tokens = json.loads((hall.data / "demo.json").read_text("utf-8"))["tokens"]
    codes = [code for code in tokens if code.startswith("QK-")][:kiosks]
    found = Scene(hall, run, Server(hall, run), [Kiosk(hall, run, code) for code in codes])
    try:
        found.server.start()
        for kiosk in found.kiosks:
            kiosk.start()
        for kiosk in found.kiosks:
            until(lambda kiosk=kiosk: is_ready(kiosk.ask("/state")), f"{kiosk.code} hears of its house")
        yield found
    finally:
        for kiosk in found.kiosks:
            kiosk.close()
        found.server.kill()


def is_ready(state: Any) -> bool:
    """Whether an agent is online and knows the hall."""
    return bool(state and state["online"] and state["halls"])


def until(true: Any, what: str, within_s: float = LONG_S) -> None:
    """Wait until something is so, or fail by its name."""
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.1)
