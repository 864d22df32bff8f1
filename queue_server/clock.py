"""Hall time and real time: equal in a real hall, apart in the demo, where the hall's day may run faster."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta


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


class DemoClock:
    """A hall clock of its own, which only ever goes forward. Times are UTC; speed in hall seconds per second."""

    def __init__(self, anchor: Anchor) -> None:
        self._anchor = anchor

    @property
    def speed(self) -> float:
        """Hall seconds per real second."""
        return self._anchor.speed

    def real_now(self) -> datetime:
        """Real time, UTC."""
        return datetime.now(UTC)

    def hall_now(self) -> datetime:
        """Hall time, UTC."""
        return self._anchor.hall_at(self.real_now())

    def set(self, hall: datetime | None, speed: float | None) -> None:
        """Turn the clock on to a later hall time, or to another speed. Raises ValueError for going back."""
        real = self.real_now()
        now = self._anchor.hall_at(real)
        if hall is not None and hall < now - timedelta(seconds=1):
            raise ValueError(f"hall time is {now.isoformat()} and cannot go back to {hall.isoformat()}")
        turned = replace(self._anchor, hall=max(hall or now, now), real=real)
        self._anchor = replace(turned, speed=self._anchor.speed if speed is None else speed)
