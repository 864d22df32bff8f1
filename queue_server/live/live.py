"""Boards leave here after the commit, and rooms are read here: what app.py wires of this room."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import Any

from queue_server.actions.access import token_key
from queue_server.actions.ports import Clock, Committed, Writer
from queue_server.boards.rooms import READERS, Moment, Room, is_public, parse, sees_all
from queue_server.boards.windows import PhotoOf, no_photo
from queue_server.domain.calls import CallDone
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import NotPermitted, NotSignedIn, UnknownRoom
from queue_server.domain.tokens import Token

from .audience import Audience
from .centre import CentreLive
from .direct import DirectEmitter, Fanout, may_be_direct
from .figures import Figures
from .loop import Loop
from .outgoing import Patience
from .pacing import Pace
from .parting import Parting
from .pulse import Pulse
from .push import Dispatcher, Emits, Emitter, Encoded, Leaving
from .turns import Turns
from .watching import Watching

LOADED = timedelta(minutes=14)
"""For so long before the start the store gave all calls; of older ones the newest of each room."""

log = logging.getLogger(__name__)


class Live:
    """Who watches, what is pushed, and how a room is read.

    `load` each centre and `start` before the first client; `committed` is called in the writer's thread after
    each commit, everything else on the loop.
    """

    def __init__(
        self,
        loop: Loop,
        writer: Writer,
        sio: Any,
        clock: Clock,
        base_url: str,
        staff_session_s: int,
        pace: Pace | None = None,
        photo_of: PhotoOf = no_photo,
        fanout: Fanout = "stock",
        patience: Patience | None = None,
    ) -> None:
        self._loop = loop
        self._writer = writer
        self._clock = clock
        self._base_url = base_url
        self._staff_session_s = staff_session_s
        self._photo_of = photo_of
        self._centres: dict[str, CentreLive] = {}
        self.figures = Figures()
        self._audience = Audience()
        emitter: Emits = Emitter(sio.server)
        if may_be_direct(fanout, loop.async_mode):
            emitter = DirectEmitter(sio.server, loop, self.figures, patience or Patience())
        self._pace = pace or Pace()
        self._dispatcher = Dispatcher(loop, emitter, self._pace)
        self._turns = Turns(loop, self._push)
        self._pulse = Pulse(
            loop,
            clock,
            self._audience,
            emitter,
            self._seq_of,
            self._settle,
            lambda: self._dispatcher.is_telling,
        )
        self.parting = Parting(loop, self._audience, emitter)
        self._watching = Watching(self._audience, self._read, emitter)
        # At Socket.IO's own server: Flask-SocketIO would make a request of Flask's for every event.
        for event in ("connect", "disconnect", "watch", "unwatch"):
            sio.server.on(event, getattr(self._watching, event))
        sio.server.on("*", self._watching.unknown)

    def load(self, centre: str, calls: Iterable[CallDone]) -> None:
        """Take over the calls until now, oldest first: their chain goes on. In the writer's thread."""
        self._centre(centre).load(calls, self._clock.real_now() - LOADED)

    @property
    def connections(self) -> int:
        """How many sockets are open now."""
        return self._audience.connections

    @property
    def watchers(self) -> dict[str, int]:
        """How many watch rooms of each kind now; who watches two is counted twice."""
        return self._audience.by_kind

    def start(self) -> None:
        """Begin to beat."""
        self._loop.spawn(self._pulse.run)

    def committed(self, committed: Committed, hall: Hall) -> None:
        """Have the boards pushed that look different now. In the writer's thread, after the commit."""
        for change in committed.changes:
            if isinstance(change.new, Token) and change.new.revoked:
                self._fall_back(change.new.key)
        if self._centre(committed.centre).learn(committed, hall):
            self._loop.post(partial(self._turns.ask, committed.centre))

    def envelope(self, centre: str, room: str, token: str | None, calls_after: int | None) -> str:
        """A room's envelope, encoded, as the bearer of a token may see it. Raises a Refusal."""
        key = None if token is None else token_key(token)
        return self._read(centre, parse(room), key, calls_after)[1]

    def _read(
        self, centre: str, room: Room, key: str | None, calls_after: int | None = None
    ) -> tuple[bool, Encoded]:
        """In the writer's thread, so that board, calls and seq are of one moment."""

        def see(hall: Hall) -> tuple[bool, Encoded]:
            token = hall.tokens.get(key) if key else None
            full = self._sees_all(room, token)
            if not full and not is_public(room):
                raise self._no_entry(room, token)
            known = self._centre(centre)
            known.noticed(f"{centre}/{room}", hall.seq)
            at = self._moment()
            return full, known.envelope(hall, room, at, self._clock.speed, full=full, calls_after=calls_after)

        return self._writer.look(centre, see)

    def _push(self, code: str) -> None:
        """Read what is unsent in the writer's thread, and send it.

        While this waits for its turn there, more commits may come: their rooms are read together, once. So
        the busier a hall is, the more commits share a board. Rooms that are paced and were told just now
        rest: their boards are made when they are due.
        """
        centre = self._centre(code)
        try:
            leaving = self._writer.look(code, partial(self._boards, code))
            by_form = {each.form: each for each in leaving}
            boards = {form: each.board for form, each in by_form.items()}
            self._dispatcher.send(boards, lambda form: self._count(by_form[form]))
        finally:
            centre.left()
        resting = [f"{code}/{room}" for room in centre.resting]
        self._dispatcher.call_back(code, resting, partial(self._turns.ask, code))

    def _count(self, board: Leaving) -> None:
        watchers = self._audience.watching(f"{board.centre}/{board.room}", board.key)
        self.figures.left(board.room.kind.value, board.board, watchers, monotonic() - board.since)

    def _settle(self) -> None:
        """Have pushed soon what could not be pushed before; nobody waits for it."""
        for code in [code for code, centre in self._centres.items() if centre.has_unsent]:
            self._turns.ask(code)

    def _fall_back(self, key: str) -> None:
        """Beside what is posted, because it reads rooms. From any thread."""
        self._loop.post(partial(self._loop.spawn, partial(self._watching.fall_back, key)))

    def _boards(self, code: str, hall: Hall) -> list[Leaving]:
        boards: list[Leaving] = []
        taken = self._centre(code).take_unsent(code, lambda room: self._pace.is_due(f"{code}/{room}"))
        for room, since in taken.items():
            for key in self._audience.forms(f"{code}/{room}"):
                if key is not None and not self._sees_all(room, hall.tokens.get(key)):
                    self._fall_back(key)  # lost, or its session is over
                    continue
                board = self._board(code, hall, room, full=key is not None)
                if board is not None:
                    boards.append(Leaving(code, room, key, board, since))
        return boards

    def _board(self, code: str, hall: Hall, room: Room, *, full: bool) -> Encoded | None:
        try:
            return self._centre(code).news(hall, room, self._moment(), self._clock.speed, full=full)
        except UnknownRoom:
            log.info("room %s is gone", room)
        except Exception:
            # One board must not keep the others back. Its watchers notice by the pulse and watch again.
            log.exception("the board of %s could not be made", room)
        return None

    def _sees_all(self, room: Room, token: Token | None) -> bool:
        now = self._clock.real_now()
        return sees_all(room, token, real_now=now, staff_session_s=self._staff_session_s)

    def _no_entry(self, room: Room, token: Token | None) -> NotPermitted | NotSignedIn:
        over = token and token.outlived(self._clock.real_now(), self._staff_session_s)
        if token is None or token.revoked or over:
            return NotSignedIn()
        return NotPermitted(needs=[role.value for role in READERS[room.kind]])

    def _centre(self, code: str) -> CentreLive:
        known = self._centres.get(code)
        return known or self._centres.setdefault(code, CentreLive((), self._clock.real_now()))

    def _moment(self) -> Moment:
        return Moment(self._clock.hall_now(), self._clock.real_now(), self._base_url, self._photo_of)

    def _seq_of(self, room: str) -> int:
        centre = self._centres.get(room.partition("/")[0])
        return 0 if centre is None else centre.seq_of(room)
