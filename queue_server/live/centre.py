"""What live remembers of one centre: its calls, when each room was last touched, and envelopes just made."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from queue_server.actions.ports import Committed
from queue_server.boards.calls import AT_LEAST, Call, CallLog
from queue_server.boards.envelope import SCREENS, encode, envelope, fitted
from queue_server.boards.rooms import KEYLESS, Moment, Room, board_of
from queue_server.boards.touched import rooms_touched
from queue_server.domain.calls import CallDone
from queue_server.domain.hall import Hall

from .push import Encoded

FRESH = timedelta(milliseconds=250)
"""Real time for which an envelope is given again while no fact was recorded: crowds come back together."""

TICKETS_KEPT = 50_000


class CentreLive:
    """Changed by the centre's writer thread, but for `left`; `seq_of` may be asked from any thread."""

    def __init__(self, calls: Iterable[CallDone], complete_since: datetime) -> None:
        self._calls = CallLog.loaded(calls, complete_since)
        self._touched: dict[str, int] = {}
        self._made: dict[tuple[Room, bool], tuple[int, datetime, Encoded]] = {}
        self._unsent: dict[Room, float] = {}
        self._resting: dict[Room, float] = {}
        self._told: dict[Room, int] = {}
        self._shown: dict[str, int] = {}
        self._leaving: dict[str, int] = {}

    def load(self, calls: Iterable[CallDone], complete_since: datetime) -> None:
        """Know these calls, which are all since a real time, oldest first."""
        self._calls = CallLog.loaded(calls, complete_since)

    def learn(self, committed: Committed, hall: Hall) -> bool:
        """Take in what was committed. True if rooms look different now and none did before."""
        for call in committed.calls:
            self._calls.add(call)
        nothing_waited, now = not self._unsent, monotonic()
        for room, seq in rooms_touched(hall, committed).items():
            name = f"{committed.centre}/{room}"
            self._shown.setdefault(name, self._touched.get(name, 0))
            self._touch(name, seq)
            self._unsent.setdefault(room, now)
        return nothing_waited and bool(self._unsent)

    @property
    def has_unsent(self) -> bool:
        """Whether rooms look different than they were told last. From any thread."""
        return bool(self._unsent or self._resting or self._leaving)

    @property
    def resting(self) -> list[Room]:
        """The rooms that were not due when `take_unsent` was last asked. From any thread."""
        return list(self._resting)

    def take_unsent(self, centre: str, is_due: Callable[[Room], bool] = lambda _: True) -> dict[Room, float]:
        """The rooms that look different since they were last taken, and since when by the monotonic clock.

        One that is not due rests until it is. Say `left` when the boards of the others have left.
        """
        for name in [name for name, seq in list(self._shown.items()) if seq >= self._touched.get(name, 0)]:
            del self._shown[name]
        # Those that rest come first, and an act since then does not make them younger: hence twice.
        changed, self._unsent = self._resting | self._unsent | self._resting, {}
        due = {room: since for room, since in changed.items() if is_due(room)}
        self._resting = {room: since for room, since in changed.items() if room not in due}
        for name in [f"{centre}/{room}" for room in due]:
            self._leaving[name] = self._touched.get(name, 0)
        return due

    def left(self) -> None:
        """What was taken has left, or never will: who watches may hear of it now. From any thread."""
        for name in list(self._leaving):
            self._shown[name] = self._leaving.pop(name)

    def envelope(
        self, hall: Hall, room: Room, at: Moment, speed: float, *, full: bool, calls_after: int | None = None
    ) -> Encoded:
        """A room's envelope, encoded; `calls_after` fills a gap with all calls since. Raises UnknownRoom."""
        if calls_after is not None:
            calls = self._calls.after(room, calls_after)
            return Encoded(encode(self._made_of(hall, room, at, speed, full, calls)))
        if room.kind in SCREENS:
            self._told.setdefault(room, hall.seq)
        made = self._made.get((room, full))
        if made is None or made[0] != hall.seq or not timedelta(0) <= at.real_now - made[1] < FRESH:
            return self._make(hall, room, at, speed, full, AT_LEAST)
        return made[2]

    def news(self, hall: Hall, room: Room, at: Moment, speed: float, *, full: bool) -> Encoded:
        """The envelope to push: it tells every call since the one pushed before. Raises UnknownRoom."""
        if room.kind not in SCREENS:
            return self.envelope(hall, room, at, speed, full=full)
        unheard = len(self._calls.after(room, self._told.get(room, hall.seq)))
        self._told[room] = hall.seq
        return self._make(hall, room, at, speed, full, max(AT_LEAST, unheard))

    def noticed(self, room: str, seq: int) -> None:
        """Somebody begins to watch a room: if nothing has touched it since the start, count from here."""
        self._touched.setdefault(room, seq)

    def seq_of(self, room: str) -> int:
        """The seq of the last fact that touched a room (its full name) and whose board has left."""
        touched = self._touched.get(room, 0)  # before it is asked what was shown, as `learn` does it after
        return self._shown.get(room, touched)

    def _make(self, hall: Hall, room: Room, at: Moment, speed: float, full: bool, least: int) -> Encoded:
        calls = [] if room.kind in KEYLESS else self._calls.recent(room, at.real_now)
        message = self._made_of(hall, room, at, speed, full, calls)
        text = Encoded(encode(fitted(message, least) if room.kind in SCREENS else message))
        self._made[room, full] = (hall.seq, at.real_now, text)
        self._forget_old(at.real_now)
        return text

    def _made_of(
        self, hall: Hall, room: Room, at: Moment, speed: float, full: bool, calls: Sequence[Call]
    ) -> dict[str, Any]:
        return envelope(hall, room, board_of(hall, room, at, full=full), calls, at, speed)

    def _touch(self, room: str, seq: int) -> None:
        self._touched.pop(room, None)  # so that the dict's order is the order of touching
        self._touched[room] = seq
        if len(self._touched) > TICKETS_KEPT:
            del self._touched[next(iter(self._touched))]

    def _forget_old(self, now: datetime) -> None:
        if len(self._made) > 1000:
            self._made = {key: made for key, made in self._made.items() if now - made[1] < FRESH}
