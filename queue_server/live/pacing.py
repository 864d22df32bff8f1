"""Rooms that are told once a second at most, and made no more often than they are told.

Phones watch queues, and there may be thousands of them; the boards of hall staff change with every act and
are the largest. Nothing is lost by the pause, because a board is whole and its envelope carries the calls of
the last 30 seconds.
"""

from collections.abc import Callable
from time import monotonic

from queue_server.boards.rooms import Kind

from .audience import kind_of

PAUSE_S = 1.0
"""Real seconds between two boards of one paced room."""

PACED = frozenset({Kind.QUEUE.value, Kind.DESK.value, Kind.WINDOWS.value, Kind.DEVICES.value})
"""Kinds of rooms that are told no more often."""


class Pace:
    """When each paced room may be told again; rooms by their full names, `dalang/desk`.

    Asked and told by a centre's push on the loop, and by the writer's thread while that waits for it.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._not_before: dict[str, float] = {}

    def is_due(self, room: str) -> bool:
        """Whether a newer board of a room may leave now."""
        return self.due_in_s(room) <= 0

    def due_in_s(self, room: str) -> float:
        """Real seconds until a newer board of a room may leave; 0 when it may now."""
        return max(0.0, self._not_before.get(room, 0.0) - self._clock())

    def told(self, room: str) -> None:
        """A board of a room has just left."""
        if is_paced(room):
            self._not_before[room] = self._clock() + PAUSE_S


def is_paced(room: str) -> bool:
    """Whether a room is one of those that are told once a second at most."""
    return kind_of(room) in PACED
