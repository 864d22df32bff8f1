"""The one place from which anything is emitted.

Boards leave on the loop, in the order in which they were read. Phones watch queues, and there may be
thousands of them; the boards of hall staff change with every act. These are told once a second at most.
Meanwhile a newer board replaces an older one of the same room; nothing is lost by it, because a board is
whole and its envelope carries the calls of the last 30 seconds.
"""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from queue_server.boards.rooms import Kind

from .audience import room_of
from .loop import Loop

PAUSE_S = 1.0
"""Real seconds between two boards of one paced room."""

PACED = frozenset({Kind.QUEUE.value, Kind.DESK.value, Kind.WINDOWS.value})
"""Kinds of rooms that are told no more often."""


class Encoded(str):
    """JSON that is not to be encoded again."""

    __slots__ = ()


class Emitter:
    """What leaves through Socket.IO. The only caller of its `emit`."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def board(self, form: str, envelope: Encoded) -> None:
        """The same bytes to everybody who watches a form of a room."""
        self._server.emit("board", envelope, to=form, namespace="/")

    def to_client(self, sid: str, event: str, message: Encoded) -> None:
        """One message to one client."""
        self._server.emit(event, message, to=sid, namespace="/")


class Dispatcher:
    """Lets boards out. Called by what is posted on the loop, so never twice at a time."""

    def __init__(self, loop: Loop, emitter: Emitter, clock: Callable[[], float] = monotonic) -> None:
        self._loop = loop
        self._emitter = emitter
        self._clock = clock
        self._waiting: dict[str, Encoded] = {}
        self._not_before: dict[str, float] = {}
        self._timed = False

    def send(self, boards: Mapping[str, Encoded]) -> None:
        """Boards by form, newer than all that were sent before."""
        self._waiting.update(boards)
        self._let_out()

    def holds_back(self, room: str) -> bool:
        """Whether a newer board of a room waits for its time, in any of its forms."""
        return room in self._waiting or any(room_of(form) == room for form in self._waiting)

    def _let_out(self) -> None:
        now = self._clock()
        for form in list(self._waiting):
            if self._not_before.get(form, 0.0) <= now:
                if _is_paced(form):
                    self._not_before[form] = now + PAUSE_S
                self._emitter.board(form, self._waiting.pop(form))
        if self._waiting and not self._timed:
            self._timed = True
            self._loop.spawn(self._later)

    def _later(self) -> None:
        now = self._clock()
        first = min((self._not_before[form] for form in list(self._waiting)), default=now)
        self._loop.sleep(max(0.0, first - now))
        self._timed = False
        self._loop.post(self._let_out)


def _is_paced(form: str) -> bool:
    room = room_of(form).partition("/")[2]
    return room.partition(":")[0] in PACED
