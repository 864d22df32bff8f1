"""Limits: wrong secrets lock a name for a while, and nobody may ask without end. Both count in real time.

They live in memory: after a restart everybody has a fresh start, which no attacker can bring about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from queue_server.domain.refusals import TooManyTries

from .refusals import RateLimited

TRIES = 5
FIRST_LOCK_S = 60
LONGEST_LOCK_S = 3600
MOST_NAMES = 10_000


@dataclass(slots=True)
class _Failures:
    last: datetime
    count: int = 0
    locked_until: datetime | None = None


class Tries:
    """Wrong tries per name and centre: five lock it for a minute, each further one for twice as long.

    A try counts as soon as it begins, so that many at once are no way around.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._names: dict[tuple[str, str], _Failures] = {}

    def begin(self, centre: str, name: str) -> None:
        """Count a try. Raises TooManyTries while the name is locked."""
        now = self._now()
        known = self._known(centre, name, now)
        if known.locked_until is not None and now < known.locked_until:
            raise TooManyTries(retry_after_s=ceil((known.locked_until - now).total_seconds()))
        known.count += 1
        known.last = now
        if known.count >= TRIES:
            lock_s = min(FIRST_LOCK_S * 2 ** min(known.count - TRIES, 16), LONGEST_LOCK_S)
            known.locked_until = now + timedelta(seconds=lock_s)

    def succeed(self, centre: str, name: str) -> None:
        """The secret was right: earlier failures are forgotten."""
        self._names.pop((centre, name), None)

    def _known(self, centre: str, name: str, now: datetime) -> _Failures:
        if len(self._names) >= MOST_NAMES:
            self._forget_old()
        return self._names.setdefault((centre, name), _Failures(now))

    def _forget_old(self) -> None:
        """Drop the half whose lock or last failure is oldest; locks that hold stay while there is room."""
        oldest = sorted(self._names, key=lambda k: self._names[k].locked_until or self._names[k].last)
        for key in oldest[: MOST_NAMES // 2]:
            del self._names[key]


class Flow:
    """A bucket of permissions per address that refills steadily."""

    def __init__(self, now: Callable[[], datetime], per_s: float, burst: int) -> None:
        self._now = now
        self._per_s = per_s
        self._burst = burst
        self._buckets: dict[str, tuple[float, datetime]] = {}

    def take(self, address: str) -> None:
        """Take one. Raises RateLimited when there is none."""
        now = self._now()
        left, then = self._buckets.get(address, (float(self._burst), now))
        left = min(self._burst, left + max(0.0, (now - then).total_seconds()) * self._per_s)
        if left < 1:
            raise RateLimited(retry_after_s=max(1, ceil((1 - left) / self._per_s)))
        if len(self._buckets) >= MOST_NAMES and address not in self._buckets:
            self._buckets.clear()
        self._buckets[address] = (left - 1, now)
