"""What the kiosk knows of the house: the catalogue, what is open, who waits; also when the server is away."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from kiosk_client.hall_clock import HallClock, Keeps
from kiosk_client.server import Body, Refused, Unreached

LOOK_EVERY_S = 4.0
KEEP_EVERY_S = 60.0
CATALOGUE, LOOK = "catalogue", "look"
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

    def __init__(
        self,
        server: Asks,
        now: Callable[[], float] = time.monotonic,
        clock: HallClock | None = None,
        keeps: Keeps | None = None,
    ) -> None:
        """With `keeps` the house is known from the start as it was seen before the last power cut."""
        self._server = server
        self._now = now
        self._keeps = keeps
        self._kept: tuple[float, object] = (0.0, None)
        self.clock = clock or HallClock(steady=now)
        self._stopping = threading.Event()
        self._hurry = threading.Event()
        self._looked = threading.Condition()
        self._looks = 0
        self._thread = threading.Thread(target=self._keep_looking, name="house", daemon=True)
        self.catalogue: Body | None = keeps.recall(CATALOGUE) if keeps else None
        self._last: Look | None = self._recalled()
        self.online = False
        self.refused = False
        """Whether the server was reached at the last look, and would not speak with this kiosk."""
        self.trouble: str | None = None
        self._next_kiosk: str | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        self._stopping.set()
        self._hurry.set()
        if self._thread.is_alive():
            self._thread.join(1.0)

    @property
    def is_alive(self) -> bool:
        """Whether the house is still looked at."""
        return self._thread.is_alive()

    @property
    def away(self) -> bool:
        """Whether the server is known not to be reached. A server that refuses this kiosk is there."""
        return self._looks > 0 and not self.refused and not self._is_fresh()

    @property
    def seen(self) -> tuple[Body, Body] | None:
        """The catalogue and the opening as they were last seen; None before both were."""
        return (self.catalogue, self._last.opening) if self.catalogue and self._last else None

    def halls(self) -> tuple[str, ...]:
        """The codes of all halls, as far as they are known."""
        return tuple(self._last.boards) if self._last else ()

    def hear(self, hall: str, state: str) -> None:
        """Look at once if a hall has changed since the last look: an evacuation must not wait."""
        seen = self._last.boards.get(hall) if self._last else None
        if seen is not None and seen["board"]["state"] != state:
            self._hurry.set()

    def learn(self, heartbeat: Body) -> None:
        """The heartbeat's answer tells the nearest other kiosk at which paper comes out."""
        self._next_kiosk = heartbeat.get("next_kiosk")

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
            look = Look(self._now(), opening, boards)
            self.clock.hear(opening, look.at)
            self._keep(look)
            self._last = look
            self.online, self.refused, self.trouble = True, False, None
        except Unreached as problem:
            self.online, self.refused, self.trouble = False, False, str(problem)
        except Refused as refused:
            self.online, self.refused, self.trouble = False, True, f"{refused.status} {refused}"
        finally:
            self.clock.watch()

    def state(self) -> dict[str, Any]:
        """What the page shows besides the catalogue; its clock goes on while the server is away."""
        last = self._last
        if last is None:
            return {"look": self._looks, "online": self.online, "catalogue_version": self._version()}
        age_s = self._now() - last.at
        return {
            "look": self._looks,
            "online": self._is_fresh(),
            "catalogue_version": self._version(),
            "seen_s_ago": round(age_s, 1),
            "next_kiosk": self._next_kiosk,
            **self._clocks(),
            "halls": {hall["hall"]: self._hall(hall, last) for hall in last.opening["halls"]},
            "queues": self._queues(last),
            "machines": {row["machine"]: row["state"] for row in last.opening.get("machines", ())},
        }

    def _refresh_catalogue(self, version: int) -> None:
        if version == self._version():
            return
        answer = self._server.catalogue(self._version())
        if not answer.get("unchanged"):
            self.catalogue = answer

    def _version(self) -> int | None:
        return self.catalogue["version"] if self.catalogue else None

    def _is_fresh(self) -> bool:
        return self.online and self._last is not None and self._now() - self._last.at <= OLD_AFTER_S

    def _clocks(self) -> dict[str, Any]:
        heard, steady = self.clock.heard, self.clock.steady()
        if heard is None:
            return {}
        return {
            "speed": heard.speed,
            "server_time": heard.server_at(steady).isoformat(timespec="milliseconds"),
            "hall_time": heard.hall_at(steady).isoformat(timespec="milliseconds"),
        }

    def _keep(self, look: Look) -> None:
        """Keep what was seen: at once where doors or quotas have changed, else every minute."""
        since, doors = self._kept
        now_doors = (look.opening["halls"], look.opening["queues"])
        if self._keeps is None or (doors == now_doors and look.at - since < KEEP_EVERY_S):
            return
        try:
            self._keeps.keep(CATALOGUE, self.catalogue)
            self._keeps.keep(LOOK, {"opening": look.opening, "boards": look.boards})
        except sqlite3.Error:
            log.exception("the spool could not be written")
        self._kept = (look.at, now_doors)

    def _recalled(self) -> Look | None:
        """The look of before the last stop, as old as the hall's clock says."""
        kept = self._keeps.recall(LOOK) if self._keeps else None
        if kept is None or self.clock.now is None:
            return None
        opening = kept["opening"]
        past = self.clock.now - datetime.fromisoformat(opening["hall_time"])
        age_s = max(0.0, past.total_seconds() / (opening["speed"] or 1))
        return Look(self._now() - age_s, opening, kept["boards"])

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
