"""The lines of a hall: who waits in each queue, in both orders that choosing needs."""

from bisect import bisect_left, insort
from collections import defaultdict
from datetime import datetime

from .tickets import Ticket

Line = list[tuple[datetime, int]]
"""Arrivals and ticket ids, smallest first."""


class Lines:
    """Every waiting ticket, by effective arrival and by arrival alone; those away, and those of one window.

    A ticket must leave as it joined: the same ticket with the same effective arrival.
    """

    def __init__(self) -> None:
        self.by_effective: dict[str, Line] = defaultdict(list)
        self.by_arrival: dict[str, Line] = defaultdict(list)
        self.away: dict[str, Line] = defaultdict(list)
        self.bound: dict[int, set[int]] = defaultdict(set)
        self.bound_of: dict[str, int] = defaultdict(int)

    def join(self, t: Ticket, effective_at: datetime) -> None:
        """A ticket takes its place in its queue."""
        insort(self.by_effective[t.queue], (effective_at, t.id))
        insort(self.by_arrival[t.queue], (t.arrived_at, t.id))
        if t.away_until is not None:
            insort(self.away[t.queue], (effective_at, t.id))
        if t.to_window is not None:
            self.bound[t.to_window].add(t.id)
            self.bound_of[t.queue] += 1

    def leave(self, t: Ticket, effective_at: datetime) -> None:
        """A ticket gives its place up. Raises LookupError if it has none."""
        _remove(self.by_effective[t.queue], (effective_at, t.id))
        _remove(self.by_arrival[t.queue], (t.arrived_at, t.id))
        if t.away_until is not None:
            _remove(self.away[t.queue], (effective_at, t.id))
        if t.to_window is not None:
            self.bound[t.to_window].discard(t.id)
            self.bound_of[t.queue] -= 1

    def ahead(self, t: Ticket, effective_at: datetime) -> int:
        """How many stand before a ticket of a queue, without those who are away."""
        everybody = bisect_left(self.by_effective[t.queue], (effective_at, t.id))
        return everybody - self.away_ahead(t, effective_at)

    def oldest_present(self, queue: str) -> datetime | None:
        """When whoever has been in a queue for longest arrived, of those who are not away."""
        away = {i for _, i in self.away.get(queue, ())}
        return next((at for at, i in self.by_arrival.get(queue, ()) if i not in away), None)

    def everybody_away(self) -> list[int]:
        """The tickets of all queues whose visitors are away."""
        return sorted(i for line in self.away.values() if line for _, i in line)

    def away_ahead(self, t: Ticket, effective_at: datetime) -> int:
        """How many are away whose place is before a ticket of a queue."""
        return bisect_left(self.away[t.queue], (effective_at, t.id))


def _remove(line: Line, item: tuple[datetime, int]) -> None:
    index = bisect_left(line, item)
    if index >= len(line) or line[index] != item:
        raise LookupError(f"{item} is not in its line")
    del line[index]
