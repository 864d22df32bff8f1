"""Hall time as the server told it, carried on by this machine's monotonic clock."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo


@dataclass
class HallClock:
    """Hall time: what it was at one moment of the monotonic clock, and how fast it runs since."""

    hall_time: datetime
    speed: float
    zone: tzinfo
    monotonic: Callable[[], float] = time.monotonic
    anchor: float = field(init=False)

    def __post_init__(self) -> None:
        self.anchor = self.monotonic()

    def set(self, hall_time: datetime, speed: float) -> None:
        """Follow what the server says now."""
        self.hall_time, self.speed, self.anchor = hall_time, speed, self.monotonic()

    def now(self) -> datetime:
        """The hall's time on the wall of the hall."""
        passed = timedelta(seconds=(self.monotonic() - self.anchor) * self.speed)
        return (self.hall_time + passed).astimezone(self.zone)

    def second(self) -> float:
        """Seconds after midnight in the hall."""
        now = self.now()
        return (now - now.replace(hour=0, minute=0, second=0, microsecond=0)).total_seconds()

    async def sleep(self, hall_s: float) -> None:
        """Let this many seconds of the hall pass."""
        await asyncio.sleep(max(0.0, hall_s) / self.speed)

    async def until(self, second: float) -> None:
        """Wait until this second of the hall's day; at once when it is over."""
        await self.sleep(second - self.second())
