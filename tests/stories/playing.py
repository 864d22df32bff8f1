"""Visitors and clerks who are only programs: they make a hall busy while people look at its pages."""

import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.servers import RunningHall

PATIENCE_S = 30


@dataclass
class Players:
    """Whoever plays along in a running hall, by the contract alone."""

    hall: RunningHall
    tokens: dict[int, str] = field(default_factory=dict)
    current: dict[int, str | None] = field(default_factory=dict)
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Tickets that somebody wants to find again, by their number."""

    def __post_init__(self) -> None:
        self.run = self.hall.run
        self.http = httpx.Client(timeout=PATIENCE_S)

    def take(self, kiosk: int = 0, **wanted: Any) -> dict[str, Any]:
        """A ticket from a kiosk that is only a program."""
        return self.post("/tickets", wanted, self.run["kiosks"][kiosk]["token"])

    def clerk_of(self, window: int) -> dict[str, Any]:
        """The badge of the clerk whose window it is."""
        badge: dict[str, Any] = next(c for c in self.run["clerks"] if c["window"] == window)
        return badge

    def sign_in(self, window: int) -> None:
        """A clerk arrives, and takes the window over if need be."""
        badge = self.clerk_of(window)
        body = {key: badge[key] for key in ("employee_no", "pin", "window")} | {"take_over": True}
        session = self.post("/sessions", body)
        self.tokens[window] = session["token"]
        self._saw(window, session["board"])

    def press(self, window: int, verb: str, **more: Any) -> dict[str, Any]:
        """A clerk presses a key for the ticket at the window; the answer is the window's board."""
        body = {"expect": self.current[window], **more}
        board = self.post(f"/windows/{window}/{verb}", body, self.tokens[window])
        self._saw(window, board)
        return board

    def staff(self, role: str) -> str:
        """A token of somebody of the staff: manager, guide, administrator or auditor."""
        token: str = self.post("/staff-sessions", self.run[role])["token"]
        return token

    def get(self, path: str, token: str | None = None, **query: Any) -> Any:
        """A question to the server."""
        return (
            self.http.get(self.run["api"] + path, params=query, headers=_bearer(token))
            .raise_for_status()
            .json()
        )

    def post(self, path: str, body: Any, token: str | None = None, method: str = "POST") -> dict[str, Any]:
        """A command under a key of its own; whatever is refused fails with the server's words."""
        headers = {"Idempotency-Key": uuid.uuid4().hex, **_bearer(token)}
        answer = self.http.request(method, self.run["api"] + path, json=body, headers=headers)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        found: dict[str, Any] = answer.json()
        return found

    def window_of(self, queue: str) -> int:
        """The first window that serves a queue."""
        queues = self.get("/catalogue")["queues"]
        return int(next(q for q in queues if q["code"] == queue)["windows"][0])

    def _saw(self, window: int, board: dict[str, Any]) -> None:
        current = board["current"]
        self.current[window] = current["public_id"] if current else None


def _bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def facts(hall: RunningHall, kind: str) -> list[tuple[str, str]]:
    """The journal's facts of one kind in their order: public id and number of the ticket of each."""
    read = """
        SELECT t.public_id, t.number FROM journal j JOIN ticket t ON t.centre = j.centre AND t.id = j.ticket
        WHERE j.kind = ? ORDER BY j.seq
    """
    with closing(sqlite3.connect(hall.data / "yimen.db")) as record:
        return [(public_id, number) for public_id, number in record.execute(read, [kind])]
