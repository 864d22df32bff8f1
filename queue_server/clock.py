"""Hall time and real time: equal in a real hall, apart in the demo, where the hall's day may run faster."""

import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Self

from queue_server.actions.ports import Clock

DEMO_CLOCK = "demo-clock.json"
"""In a demo's data folder: the moment from which its hall time runs."""


LOOK_S = 0.2
"""Real seconds between two looks whether another server has turned the clock."""


class RealClock:
    """A real hall's clock: both times are the machine's."""

    speed: float = 1.0

    def real_now(self) -> datetime:
        """Real time, UTC."""
        return datetime.now(UTC)

    def hall_now(self) -> datetime:
        """Hall time, UTC."""
        return self.real_now()


@dataclass(frozen=True, slots=True)
class Anchor:
    """One moment at which both times are known, and hall seconds per real second from then on."""

    hall: datetime
    real: datetime
    speed: float = 1.0

    def hall_at(self, real: datetime) -> datetime:
        """Hall time at a real time."""
        return self.hall + (real - self.real) * self.speed

    def save(self, path: Path) -> None:
        """Keep the anchor for other programs and the next start."""
        text = {"hall": self.hall.isoformat(), "real": self.real.isoformat(), "speed": self.speed}
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(text), "utf-8")
        part.replace(path)  # other programs read all of it or the one before

    @classmethod
    def load(cls, path: Path) -> Self:
        """The anchor that was kept. Raises OSError or ValueError."""
        text = json.loads(path.read_text("utf-8"))
        return cls(datetime.fromisoformat(text["hall"]), datetime.fromisoformat(text["real"]), text["speed"])


class DemoClock:
    """A hall clock of its own, which only goes forward. Times are UTC; speed in hall seconds per second.

    Several servers of one demo keep one clock: each reads the file again when another has turned it.
    """

    def __init__(self, anchor: Anchor, path: Path | None = None) -> None:
        self._anchor = anchor
        self._path = path
        self._look_at = 0.0
        self._kept_at = 0
        if path is None or not path.exists() or Anchor.load(path) != anchor:
            self._keep()

    @property
    def speed(self) -> float:
        """Hall seconds per real second."""
        return self._newest().speed

    def real_now(self) -> datetime:
        """Real time, UTC."""
        return datetime.now(UTC)

    def hall_now(self) -> datetime:
        """Hall time, UTC."""
        return self._newest().hall_at(self.real_now())

    def set(self, hall: datetime | None, speed: float | None) -> None:
        """Turn the clock on to a later hall time, or to another speed. Raises ValueError for going back."""
        real = self.real_now()
        now = self._newest().hall_at(real)
        if hall is not None and hall < now - timedelta(seconds=1):
            raise ValueError(f"hall time is {now.isoformat()} and cannot go back to {hall.isoformat()}")
        turned = replace(self._anchor, hall=max(hall or now, now), real=real)
        self._anchor = replace(turned, speed=self._anchor.speed if speed is None else speed)
        self._keep()

    def stop(self) -> None:
        """Stand still from now on, so that the next start goes on from this hall time."""
        self.set(None, 0.0)

    def _keep(self) -> None:
        if self._path is not None:
            self._anchor.save(self._path)
            self._kept_at = self._path.stat().st_mtime_ns

    def _newest(self) -> Anchor:
        """The anchor, looked for in its file a few times a second."""
        now = monotonic()
        if self._path is not None and now >= self._look_at:
            self._look_at = now + LOOK_S
            turned_at = self._path.stat().st_mtime_ns
            if turned_at != self._kept_at:
                self._anchor, self._kept_at = Anchor.load(self._path), turned_at
        return self._anchor


def clock_in(data: Path) -> Clock:
    """The clock for a command beside the server: the demo's in a demo's data folder, else real time."""
    path = data / DEMO_CLOCK
    return DemoClock(Anchor.load(path)) if path.exists() else RealClock()
