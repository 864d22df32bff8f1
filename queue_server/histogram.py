"""How the values of something are spread: how many were at most so large. Plain numbers without a lock."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from math import inf

MOMENTS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Bounds, in seconds, for what should take milliseconds."""


class Histogram:
    """Added to by one thread at a time; may be read by any, and is then at most one value behind."""

    def __init__(self, bounds: Iterable[float]) -> None:
        self._bounds = tuple(bounds)
        self._counts = [0] * (len(self._bounds) + 1)
        self.total = 0.0

    def add(self, value: float) -> None:
        """One more value; the sum of all is `total`."""
        self._counts[bisect_left(self._bounds, value)] += 1
        self.total += value

    def up_to(self) -> list[tuple[float, int]]:
        """Each bound with how many values were at most that large; the last bound is infinite."""
        return list(zip((*self._bounds, inf), accumulate(self._counts), strict=True))
