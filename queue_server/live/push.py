"""The one place from which anything is emitted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from queue_server.boards.rooms import Room

from .audience import Key, form_of, room_of
from .loop import Loop
from .pacing import Pace


class Encoded(str):
    """JSON that is not to be encoded again."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Leaving:
    """A board on its way to those who watch a form of its room; `since` is when the commit was, monotonic."""

    centre: str
    room: Room
    key: Key
    board: Encoded
    since: float

    @property
    def form(self) -> str:
        """The name under which it is pushed."""
        return form_of(f"{self.centre}/{self.room}", self.key)


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
    """Lets boards out on the loop, in the order in which they were read, and comes back for those that rest.

    Called by what is posted on the loop, so never twice at a time.
    """

    def __init__(self, loop: Loop, emitter: Emitter, pace: Pace) -> None:
        self._loop = loop
        self._emitter = emitter
        self._pace = pace
        self._called_back: set[str] = set()

    def send(self, boards: Mapping[str, Encoded]) -> None:
        """Boards by form, newer than all that were sent before."""
        for form, board in boards.items():
            self._emitter.board(form, board)
        for room in {room_of(form) for form in boards}:
            self._pace.told(room)

    def call_back(self, centre: str, resting: Iterable[str], push: Callable[[], None]) -> None:
        """Have `push` posted when the first of a centre's resting rooms is due; once until then."""
        first_s = min(map(self._pace.due_in_s, resting), default=None)
        if first_s is None or centre in self._called_back:
            return
        self._called_back.add(centre)
        self._loop.spawn(partial(self._later, centre, first_s, push))

    def _later(self, centre: str, seconds: float, push: Callable[[], None]) -> None:
        self._loop.sleep(seconds)
        self._called_back.discard(centre)
        self._loop.post(push)
