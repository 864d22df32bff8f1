"""The hall's time while nobody tells it, and what is wrong with this machine's own clock.

Time is heard from the server and goes on by the monotonic clock, which nobody can set. Only after a restart
of the machine the wall clock must help; then the time is unsure until the server is heard again.
"""

import logging
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, Self

JUMP_S = 2.0
"""A wall clock is corrected by parts of a second; more between two looks is a jump."""
NOTED_EVERY_S = 60.0
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """Both clocks of the server at one moment, and this machine's own: monotonic and wall seconds."""

    server_time: datetime
    hall_time: datetime
    speed: float
    steady: float
    wall: float
    boot: str
    sure: bool = True

    def hall_at(self, steady: float) -> datetime:
        """The hall's time at a monotonic second, before or after this moment."""
        return self.hall_time + timedelta(seconds=(steady - self.steady) * self.speed)

    def server_at(self, steady: float) -> datetime:
        """The server's time at a monotonic second."""
        return self.server_time + timedelta(seconds=steady - self.steady)

    def ahead_s(self, steady: float, wall: float) -> float:
        """How far the wall clock is ahead of the server's; below zero: behind."""
        return wall - self.server_at(steady).timestamp()

    def noted(self, steady: float, wall: float) -> Self:
        """The same clocks, told at a later moment."""
        return replace(
            self,
            server_time=self.server_at(steady),
            hall_time=self.hall_at(steady),
            steady=steady,
            wall=wall,
        )

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        told = {name: getattr(self, name) for name in ("speed", "steady", "wall", "boot", "sure")}
        return told | {"server_time": self.server_time.isoformat(), "hall_time": self.hall_time.isoformat()}

    @classmethod
    def from_plain(cls, kept: Mapping[str, Any]) -> Self:
        """As it was kept."""
        times = {name: datetime.fromisoformat(kept[name]) for name in ("server_time", "hall_time")}
        return cls(**{**kept, **times})

    def after_a_restart(self, steady: float, wall: float, boot: str) -> Self:
        """What this is worth in a new process.

        While the machine ran on it is worth as much as before. Else the wall clock tells how long it was off,
        never less than no time, and the time is unsure.
        """
        if boot == self.boot and steady >= self.steady:
            return self
        off_s = max(0.0, wall - self.wall)
        return replace(self.noted(self.steady + off_s, wall), steady=steady, boot=boot, sure=False)


class Keeps(Protocol):
    """Where the last moment is kept."""

    def keep(self, name: str, value: Any) -> None: ...
    def recall(self, name: str) -> Any: ...


class HallClock:
    """The hall's clock at this kiosk."""

    def __init__(
        self,
        keeps: Keeps | None = None,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        boot: str | None = None,
    ) -> None:
        self._keeps = keeps
        self.steady = steady
        self._wall = wall
        self.boot = boot if boot is not None else boot_id()
        self._seen = (steady(), wall())
        self._noted_at = steady()
        self.heard = self._recalled()

    def hear(self, opening: Mapping[str, Any], at: float | None = None) -> None:
        """The server has told both its clocks, at a monotonic second."""
        steady = self.steady() if at is None else at
        wall = self._wall() - (self.steady() - steady)
        first = self.heard is None or not self.heard.sure
        self.heard = Heard(
            datetime.fromisoformat(opening["server_time"]),
            datetime.fromisoformat(opening["hall_time"]),
            opening["speed"],
            steady,
            wall,
            self.boot,
        )
        self.watch()
        if first:
            self.note()

    def watch(self) -> None:
        """Look whether the wall clock has jumped, and note the moment every minute."""
        steady, wall = self.steady(), self._wall()
        jump = (wall - self._seen[1]) - (steady - self._seen[0])
        self._seen = (steady, wall)
        if abs(jump) > JUMP_S:
            log.warning(
                "this machine's clock jumped by %+.1f s; the hall's time goes on by the steady one", jump
            )
            self.note()
        elif steady - self._noted_at >= NOTED_EVERY_S:
            self.note()

    def note(self) -> None:
        """Keep the present moment, for a start without the server; a full disk stops no clock."""
        if self.heard is None:
            return
        steady = self.steady()
        self._noted_at = steady
        if self._keeps is None:
            return
        try:
            self._keeps.keep("clock", self.heard.noted(steady, self._wall()).plain())
        except sqlite3.Error:
            log.exception("the spool could not be written: the hall's time is not kept")

    @property
    def now(self) -> datetime | None:
        """The hall's time; None before any was heard."""
        return self.heard.hall_at(self.steady()) if self.heard else None

    @property
    def sure(self) -> bool:
        """Whether the time follows from the server's own word without the wall clock."""
        return self.heard is not None and self.heard.sure

    @property
    def ahead_s(self) -> float | None:
        """How far the wall clock is ahead of the server's; None while that is not known for sure."""
        if self.heard is None or not self.heard.sure:
            return None
        return round(self.heard.ahead_s(self.steady(), self._wall()), 1)

    def _recalled(self) -> Heard | None:
        kept = self._keeps.recall("clock") if self._keeps else None
        if kept is None:
            return None
        last = Heard.from_plain(kept)
        if self._wall() < last.wall - JUMP_S:
            behind = last.wall - self._wall()
            log.error("this machine's clock is %.0f s behind its own last moment: it was set back", behind)
        return last.after_a_restart(self.steady(), self._wall(), self.boot)


def boot_id() -> str:
    """What names this run of the machine: within it the monotonic clock can be believed."""
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        return f"process {time.time_ns()}"
