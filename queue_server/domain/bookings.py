"""The look-ups of a hall's bookings: what is taken, who has which, what the clock will change next."""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from datetime import date, datetime
from itertools import takewhile
from typing import TypeVar

from .appointments import Appointment, BookingState

K = TypeVar("K", bound=Hashable)

Half = tuple[str, date, str]
"""A queue, a date, and which half of it."""

HalfOf = Callable[[str, datetime], str]
"""Which half of its day a moment of a queue belongs to."""


class Bookings:
    """Kept current by the hall with every booking; none of them asks the clock."""

    def __init__(self) -> None:
        self.of_visitor: dict[str, set[str]] = defaultdict(set)
        self.held_for: dict[str, set[str]] = defaultdict(set)
        self.of_day: dict[date, set[str]] = defaultdict(set)
        self._places: dict[tuple[str, datetime], Counter[int]] = defaultdict(Counter)
        self._halves: Counter[Half] = Counter()
        self._expected: dict[Half, Counter[datetime]] = defaultdict(Counter)
        self._due: list[tuple[datetime, str]] = []

    def join(self, a: Appointment, half_of: HalfOf) -> None:
        """A booking as it is now."""
        self._count(a, half_of, 1)
        self.of_day[a.date].add(a.id)
        for key in a.visitor.keys:
            self.of_visitor[key].add(a.id)
        if a.holder is not None:
            self.held_for[a.holder].add(a.id)
        for at in _times(a):
            insort(self._due, (at, a.id))

    def leave(self, a: Appointment, half_of: HalfOf) -> None:
        """A booking no more as it was."""
        self._count(a, half_of, -1)
        _discard(self.of_day, a.date, a.id)
        for key in a.visitor.keys:
            _discard(self.of_visitor, key, a.id)
        if a.holder is not None:
            _discard(self.held_for, a.holder, a.id)
        for at in _times(a):
            self._due.remove((at, a.id))

    def taken(self, queue: str, starts_at: datetime) -> frozenset[int]:
        """The numbers of a slot's places that cannot be booked now."""
        return frozenset(self._places.get((queue, starts_at), ()))

    def taken_in(self, half: Half) -> int:
        """How many numbers of a half-day bookings take or have just given back; each booking counts once."""
        return self._halves[half]

    def expected(self, half: Half, now: datetime) -> int:
        """Bookings of a half-day whose visitors may still check in to a place of their own."""
        return sum(count for ends_at, count in self._expected.get(half, {}).items() if ends_at > now)

    def due(self, now: datetime) -> list[str]:
        """The bookings that the clock changes by now, each once, the earliest first."""
        come = takewhile(lambda entry: entry[0] <= now, self._due)
        return list(dict.fromkeys(name for _, name in come))

    def _count(self, a: Appointment, half_of: HalfOf, by: int) -> None:
        half = (a.queue, a.date, half_of(a.queue, a.starts_at))
        halves = {half} if a.takes else set()
        if a.takes:
            self._place((a.queue, a.starts_at), a.place, by)
        for back in a.given_back:
            self._place((back.queue, back.starts_at), back.place, by)
            halves.add((back.queue, back.date, half_of(back.queue, back.starts_at)))
        for each in halves:
            _add(self._halves, each, by)
        if a.open:
            _add(self._expected[half], a.ends_at, by)
            if not self._expected[half]:
                del self._expected[half]

    def _place(self, slot: tuple[str, datetime], place: int, by: int) -> None:
        _add(self._places[slot], place, by)
        if not self._places[slot]:
            del self._places[slot]


def _times(a: Appointment) -> Iterator[datetime]:
    """When the clock will change it: the end of its hold, and of what it gave back."""
    if a.state is BookingState.HELD and a.until is not None:
        yield a.until
    yield from (back.until for back in a.given_back)


def _add(counter: Counter[K], key: K, by: int) -> None:
    counter[key] += by
    if not counter[key]:
        del counter[key]


def _discard(shelf: dict[K, set[str]], key: K, name: str) -> None:
    shelf[key].discard(name)
    if not shelf[key]:
        del shelf[key]
