"""The recent calls of every room, chained so that a client can prove that it missed none."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from queue_server.domain.calls import CallDone

from .rooms import Kind, Room
from .touched import rooms_of_call

RECENT = timedelta(seconds=30)
"""Real time for which a call is told with every board."""

AT_LEAST = 6
AT_MOST = 24
KEPT = 500
"""Calls per room that a client can still ask for."""

TICKETS_KEPT = 20_000
"""Rooms of tickets whose calls are remembered: several days of a busy centre."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call with the seq of the one before it in this room; None for the first that is known."""

    prev: int | None
    done: CallDone


class CallLog:
    """The calls of one centre by room. Touched by the writer's thread only."""

    def __init__(self, calls: Iterable[CallDone] = ()) -> None:
        self._rooms: dict[Room, deque[Call]] = {}
        self._tickets: dict[Room, deque[Call]] = {}
        for call in calls:
            self.add(call)

    @classmethod
    def loaded(cls, calls: Iterable[CallDone], complete_since: datetime) -> "CallLog":
        """The calls that the record gave, oldest first: all since a real time, and the last 24 of each room.

        Older ones may have gaps, so they are left out where the chain could be wrong.
        """
        log = cls(calls)
        for line in log._rooms.values():
            if len(line) < AT_MOST:
                continue  # fewer than the record would give at least: these are all
            sure = max(AT_MOST, sum(1 for call in line if call.done.real_at >= complete_since))
            while len(line) >= sure:  # one more than is sure: what came before the oldest is not known
                line.popleft()
        return log

    def add(self, call: CallDone) -> None:
        """Remember a call, the newest so far, in all its rooms; one that is known already changes nothing."""
        for room in rooms_of_call(call):
            line = self._line(room)
            prev = line[-1].done.seq if line else None
            if prev is None or call.seq > prev:
                line.append(Call(prev, call))

    def recent(self, room: Room, real_now: datetime) -> list[Call]:
        """The room's calls of the last 30 real seconds, at least 6, at most 24; the oldest first."""
        line = self._known(room)
        newest = list(islice(reversed(line), AT_MOST))
        fresh = sum(1 for call in newest if call.done.real_at >= real_now - RECENT)
        return newest[: max(fresh, AT_LEAST)][::-1]

    def after(self, room: Room, seq: int) -> list[Call]:
        """Every call of the room after a seq that is still known; the oldest first."""
        newest_first = takewhile(lambda call: call.done.seq > seq, reversed(self._known(room)))
        return list(newest_first)[::-1]

    def _known(self, room: Room) -> deque[Call]:
        return self._shelf(room).get(room, deque())

    def _line(self, room: Room) -> deque[Call]:
        shelf = self._shelf(room)
        line = shelf.get(room)
        if line is None:
            line = shelf[room] = deque(maxlen=KEPT)
            if len(self._tickets) > TICKETS_KEPT:
                del self._tickets[next(iter(self._tickets))]
        return line

    def _shelf(self, room: Room) -> dict[Room, deque[Call]]:
        return self._tickets if room.kind is Kind.TICKET else self._rooms
