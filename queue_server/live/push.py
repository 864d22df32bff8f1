"""The one place from which anything is emitted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

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


class Emits(Protocol):
    """A way to those who watch: Socket.IO's own below, or straight to their sockets (direct.py)."""

    def come(self, sid: str) -> None:
        """A connection was made."""

    def go(self, sid: str) -> None:
        """A connection ended, and has left its forms."""

    def enter(self, sid: str, form: str) -> None:
        """Let a client have what is told in a form. Raises KeyError or ValueError when it has gone."""

    def leave(self, sid: str, form: str) -> None:
        """Tell a client nothing more of a form."""

    def is_crowd(self, form: str) -> bool:
        """Whether so many watch a form that telling them lets others take their turn."""

    def board(self, form: str, envelope: Encoded) -> None:
        """The same bytes to everybody who watches a form of a room."""

    def to_client(self, sid: str, event: str, message: Encoded) -> None:
        """One message to one client."""


class Emitter:
    """What leaves through Socket.IO. The only caller of its `emit`."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def come(self, sid: str) -> None:
        """Socket.IO knows."""

    def go(self, sid: str) -> None:
        """Socket.IO knows."""

    def enter(self, sid: str, form: str) -> None:
        """Join its room."""
        self._server.enter_room(sid, form, namespace="/")

    def leave(self, sid: str, form: str) -> None:
        """Leave its room."""
        self._server.leave_room(sid, form, namespace="/")

    def is_crowd(self, form: str) -> bool:
        """Socket.IO tells everybody in one turn."""
        return False

    def board(self, form: str, envelope: Encoded) -> None:
        """The same bytes to everybody who watches a form of a room."""
        self._server.emit("board", envelope, to=form, namespace="/")

    def to_client(self, sid: str, event: str, message: Encoded) -> None:
        """One message to one client."""
        self._server.emit(event, message, to=sid, namespace="/")


def _tell_nobody(_form: str) -> None:
    return None


class Dispatcher:
    """Lets boards out on the loop, in the order in which they were read, and comes back for those that rest.

    Never called twice at a time for one centre. Crowds are told beside it, one after the other, so that no
    screen waits for ten thousand phones; a board that still waits for its crowd when a newer one of its form
    comes is left out.
    """

    def __init__(self, loop: Loop, emitter: Emits, pace: Pace) -> None:
        self._loop = loop
        self._emitter = emitter
        self._pace = pace
        self._called_back: set[str] = set()
        self._crowds: dict[str, tuple[Encoded, Callable[[str], None]]] = {}
        self._telling: str | None = None

    @property
    def is_telling(self) -> bool:
        """Whether a crowd is being told now."""
        return self._telling is not None or bool(self._crowds)

    def send(self, boards: Mapping[str, Encoded], left: Callable[[str], None] = _tell_nobody) -> None:
        """Boards by form, newer than all sent before; `left` is called with a form once everybody is told."""
        for room in {room_of(form) for form in boards}:
            self._pace.told(room)
        crowds = {form for form in boards if self._is_for_later(form)}
        for form in (each for each in boards if each not in crowds):
            self._emitter.board(form, boards[form])
            left(form)
        if crowds:
            self._begin_to_tell({form: (boards[form], left) for form in crowds})

    def _is_for_later(self, form: str) -> bool:
        """A crowd, or what was one when its last board left and has not been told yet."""
        return form in self._crowds or form == self._telling or self._emitter.is_crowd(form)

    def _begin_to_tell(self, crowds: Mapping[str, tuple[Encoded, Callable[[str], None]]]) -> None:
        begun = self.is_telling
        self._crowds |= crowds
        if not begun:
            self._loop.spawn(self._tell_crowds)

    def _tell_crowds(self) -> None:
        try:
            while self._crowds:
                self._telling = next(iter(self._crowds))
                board, left = self._crowds.pop(self._telling)
                self._emitter.board(self._telling, board)
                left(self._telling)
        finally:
            self._telling = None

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
