"""A client that somebody else might have written, from the contract alone: plain HTTP and python-socketio."""

import json
import threading
import time
import urllib.error
import urllib.request
import uuid
from typing import Any

import socketio

Json = dict[str, Any]


class Http:
    """One speaker's requests."""

    def __init__(self, api: str, token: str | None = None, language: str = "en") -> None:
        self.api = api
        self.token = token
        self.language = language

    def get(self, path: str) -> tuple[int, Json]:
        """Read something."""
        return self.request("GET", path, None, None)

    def post(self, path: str, body: Any, key: str | None = None) -> tuple[int, Json]:
        """Give a command; without a key of its own it gets a fresh one."""
        return self.request("POST", path, body, key or uuid.uuid4().hex)

    def request(self, method: str, path: str, body: Any, key: str | None) -> tuple[int, Json]:
        """Status and content of one request."""
        request = urllib.request.Request(f"{self.api}{path}", method=method)
        request.add_header("Accept-Language", self.language)
        if key:
            request.add_header("Idempotency-Key", key)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, json.loads(refusal.read())


class Clerk(Http):
    """A clerk at a window."""

    def __init__(self, api: str, employee_no: str, pin: str, window: int) -> None:
        super().__init__(api)
        self.window = window
        status, session = self.post(
            "/sessions", {"employee_no": employee_no, "pin": pin, "window": window, "take_over": True}
        )
        assert status == 201, session
        self.token = session["token"]
        self.board: Json = session["board"]

    @property
    def current(self) -> str | None:
        """The public id of the ticket at the window."""
        return self.board["current"]["public_id"] if self.board["current"] else None

    def press(self, verb: str, **more: Any) -> Json:
        """Press a key that must work; the window's board."""
        status, self.board = self.post(f"/windows/{self.window}/{verb}", {"expect": self.current, **more})
        assert status == 200, self.board
        return self.board

    def call(self, public_id: str) -> Json:
        """Press next until this ticket is here."""
        for _ in range(50):
            if self.press("next")["current"] and self.current == public_id:
                return self.board
        raise AssertionError(f"{public_id} never came: {self.board}")

    def leave(self) -> int:
        """Sign out."""
        return self.request("DELETE", "/sessions/current", None, uuid.uuid4().hex)[0]


class Screen:
    """A socket that watches rooms, keeps the newest board of each, and every call once."""

    def __init__(self, base_url: str, *rooms: str, token: str | None = None) -> None:
        self.boards: dict[str, Json] = {}
        self.calls: dict[str, dict[int, Json]] = {room: {} for room in rooms}
        self.pulses: list[Json] = []
        self.changed = threading.Condition()
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("board", self.take_in)
        self.socket.on("pulse", self.pulses.append)
        auth = {"token": token} if token else None
        self.socket.connect(base_url, auth=auth, transports=["websocket"], wait_timeout=10)
        for room in rooms:
            self.take_in(self.watch(room))

    def watch(self, room: str) -> Json:
        """The acknowledgement of `watch`: an envelope or an error."""
        answer: Json = self.socket.call("watch", {"room": room}, timeout=10)
        return answer

    def take_in(self, envelope: Json) -> None:
        """Newest wins; calls are kept by their seq."""
        with self.changed:
            room = envelope["room"]
            self.calls.setdefault(room, {}).update({call["seq"]: call for call in envelope["calls"]})
            if envelope["seq"] >= self.boards.get(room, envelope)["seq"]:
                self.boards[room] = envelope
            self.changed.notify_all()

    def wait_for_call(self, room: str, number: str, window: int, recall: bool = False) -> Json:
        """The call of a number to a window, once it is shown."""

        def shown() -> Json | None:
            found = [
                call
                for call in self.calls[room].values()
                if (call["number"], call["window"], call["recall"]) == (number, window, recall)
            ]
            return found[-1] if found else None

        with self.changed:
            assert self.changed.wait_for(shown, timeout=10), f"{number} is not called in {self.boards[room]}"
        call = shown()
        assert call is not None
        return call

    def wait_for_pulse(self) -> Json:
        """The newest pulse, once there is one."""
        deadline = time.monotonic() + 6
        while not self.pulses and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.pulses[-1]

    def close(self) -> None:
        """Leave."""
        self.socket.disconnect()
