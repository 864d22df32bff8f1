"""What the kiosk knows of the house: the catalogue, what is open, who waits; also when the server is away."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from kiosk_client.server import Body, Refused, Unreached

LOOK_EVERY_S = 4.0
OLD_AFTER_S = 7.0
"""A look that has not been answered for so long is as good as none: a network may die without a word."""

log = logging.getLogger(__name__)


class Asks(Protocol):
    """The questions that the house is built from."""

    def catalogue(self, since: int | None) -> Body: ...
    def opening(self) -> Body: ...
    def board(self, room: str) -> Body: ...


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the server; `at` is the monotonic second in which it was answered."""

    at: float
    opening: Body
    boards: Mapping[str, Body] = field(default_factory=dict)


class House:
    """Looks at the server every few seconds in a thread of its own; answers at once from what it saw."""

    def __init__(self, server: Asks, now: Callable[[], float] = time.monotonic) -> None:
        self._server = server
        self._now = now
        self._stopping = threading.Event()
        self._hurry = threading.Event()
        self._looked = threading.Condition()
        self._looks = 0
        self._thread = threading.Thread(target=self._keep_looking, name="house", daemon=True)
        self.catalogue: Body | None = None
        self._last: Look | None = None
        self.online = False
        self.trouble: str | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stopping.set()
        self._hurry.set()
        if self._thread.is_alive():
            self._thread.join(1.0)

    def halls(self) -> tuple[str, ...]:
        """The codes of all halls, as far as they are known."""
        return tuple(self._last.boards) if self._last else ()

    def hear(self, hall: str, state: str) -> None:
        """Look at once if a hall has changed since the last look: an evacuation must not wait."""
        seen = self._last.boards.get(hall) if self._last else None
        if seen is not None and seen["board"]["state"] != state:
            self._hurry.set()

    def wait_for_news(self, look: int, patience_s: float) -> None:
        """Return as soon as there has been another look than the one of that number."""
        with self._looked:
            self._looked.wait_for(lambda: self._looks != look, patience_s)

    def look(self) -> None:
        """One look; afterwards `online` says whether it succeeded."""
        try:
            self._look()
        finally:
            with self._looked:
                self._looks += 1
                self._looked.notify_all()

    def _look(self) -> None:
        try:
            opening = self._server.opening()
            self._refresh_catalogue(opening["version"])
            boards = {hall["hall"]: self._server.board(f"hall:{hall['hall']}") for hall in opening["halls"]}
            self._last = Look(self._now(), opening, boards)
            self.online, self.trouble = True, None
        except Unreached as problem:
            self.online, self.trouble = False, str(problem)
        except Refused as refused:
            self.online, self.trouble = False, f"{refused.status} {refused}"

    def state(self) -> dict[str, Any]:
        """What the page shows besides the catalogue; its clock goes on while the server is away."""
        last = self._last
        if last is None:
            return {"look": self._looks, "online": self.online, "catalogue_version": self._version()}
        age_s = self._now() - last.at
        return {
            "look": self._looks,
            "online": self.online and age_s <= OLD_AFTER_S,
            "catalogue_version": self._version(),
            "seen_s_ago": round(age_s, 1),
            **self._clocks(last),
            "halls": {hall["hall"]: self._hall(hall, last) for hall in last.opening["halls"]},
            "queues": self._queues(last),
        }

    def _refresh_catalogue(self, version: int) -> None:
        if version == self._version():
            return
        answer = self._server.catalogue(self._version())
        if not answer.get("unchanged"):
            self.catalogue = answer

    def _version(self) -> int | None:
        return self.catalogue["version"] if self.catalogue else None

    def _clocks(self, last: Look) -> dict[str, Any]:
        speed = last.opening["speed"]
        past = self._now() - last.at
        return {
            "speed": speed,
            "server_time": _later(last.opening["server_time"], past),
            "hall_time": _later(last.opening["hall_time"], past * speed),
        }

    @staticmethod
    def _hall(hall: Body, last: Look) -> dict[str, Any]:
        board = last.boards[hall["hall"]]["board"]
        waiting = sum(queue["waiting"] for queue in board["queues"])
        return {**hall, "windows": board["windows"], "waiting": waiting}

    @staticmethod
    def _queues(last: Look) -> dict[str, Any]:
        tiles = {q["queue"]: q for envelope in last.boards.values() for q in envelope["board"]["queues"]}
        return {q["queue"]: {**tiles.get(q["queue"], {}), **q} for q in last.opening["queues"]}

    def _keep_looking(self) -> None:
        while True:
            was_online = self.online
            try:
                self.look()
            except Exception:  # the kiosk must outlive an answer that is not as the contract says
                self.online = False
                log.exception("the server's answer was not understood")
            if was_online != self.online:
                log.warning("server %s", "reached" if self.online else f"not reached: {self.trouble}")
            self._hurry.wait(LOOK_EVERY_S)
            self._hurry.clear()
            if self._stopping.is_set():
                return


def _later(stamp: str, seconds: float) -> str:
    return (datetime.fromisoformat(stamp) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
