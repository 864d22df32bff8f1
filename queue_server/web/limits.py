"""Nobody may ask without end. Counted in real time, per address, in the memory of each server."""

from collections.abc import Callable
from datetime import datetime
from math import ceil

from .refusals import RateLimited

MOST_NAMES = 10_000


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
