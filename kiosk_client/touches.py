"""Touches: one press of "take a number" is one ticket, even when the answer gets lost on the way.

Every touch has a key, made by the page. It is asked for under this key again and again until the server
answers, so that it can never become two tickets. While the server is known to be away, and after a few
seconds in vain, the kiosk gives a number of its own. Where the first try may have arrived after all, the
server's ticket is taken back in the background (`settling`). All of it is kept for after a power cut.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kiosk_client.own_series import Unready
from kiosk_client.server import Body, Refused, Unreached
from kiosk_client.settling import EVERY_S, Issues, Settling
from kiosk_client.spool.file import Spool
from kiosk_client.spool.touches import KeptTouch, KeptTouches

GIVE_UP_S = 20.0
ALONE_AFTER_S = 3.0
"""So long a server that was there a moment ago is tried before the kiosk gives a number of its own."""
KEPT_S = 900.0
PAUSES_S = (0.3, 0.6, 1.2, 2.4)

log = logging.getLogger(__name__)


class TouchState(StrEnum):
    """How far a touch has come."""

    ASKING = "asking"
    ISSUED = "issued"
    REFUSED = "refused"
    UNREACHED = "unreached"


class TooManyAtOnce(Exception):
    """One touch asks for more tickets than a kiosk may take at once."""


class Own(Protocol):
    """Numbers of the kiosk's own, for when the server is away."""

    @property
    def ready(self) -> bool: ...
    def given(self, key: str) -> Body | None: ...
    def issue(self, key: str, wanted: Body, language: str, *, settle: bool) -> Body: ...


@dataclass(slots=True)
class Touch:
    """One press. `wanted` is forgotten as soon as it is answered: it may hold an ID number."""

    key: str
    language: str
    wanted: Body | None
    began: float
    state: TouchState = TouchState.ASKING
    ticket: Body | None = None
    error: Body | None = None
    may_have_arrived: bool = False
    settled: threading.Event = field(default_factory=threading.Event)


class Touches:
    """All touches of the last minutes. `when_issued` is told each ticket once, before its visitor is."""

    def __init__(
        self,
        server: Issues,
        when_issued: Callable[[Body, str], object],
        *,
        kept: KeptTouches | None = None,
        own: Own | None = None,
        away: Callable[[], bool] = lambda: False,
        give_up_s: float = GIVE_UP_S,
        settle_every_s: float = EVERY_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._server = server
        self._when_issued = when_issued
        self._kept = kept or KeptTouches(Spool(None))
        self._own = own
        self._away = away
        self._give_up_s = give_up_s
        self._now = now
        self._lock = threading.Lock()
        self._touches: dict[str, Touch] = {}
        self._interrupted: set[str] = set()
        self._stopping = threading.Event()
        self.settling = Settling(server, self._kept, settle_every_s)

    def ask(self, key: str, wanted: Body, language: str, at_once: int = 1) -> Touch:
        """Begin a touch, or find it again: the same key is the same touch.

        A touch for several people asks under `KEY`, `KEY.2` and so on. Raises TooManyAtOnce when more than
        `at_once` of them have a ticket or may get one.
        """
        with self._lock:
            self._forget_old()
            known = self._touches.get(key)
            if known is not None:
                return known
            if self._of_one_hand(key) >= at_once:
                raise TooManyAtOnce
            touch = Touch(key, language, wanted, self._now(), may_have_arrived=key in self._interrupted)
            self._touches[key] = touch
        self._keep(lambda: self._kept.begun(key, wanted, language))
        self._begin(touch)
        return touch

    def go_on(self, kept: KeptTouch) -> None:
        """A touch that was not answered when the kiosk was stopped, and whose visitor may still be here."""
        touch = Touch(kept.key, kept.language, kept.wanted, self._now(), may_have_arrived=True)
        with self._lock:
            self._touches[kept.key] = touch
        self._begin(touch)

    def expect(self, key: str) -> None:
        """The same, where only the page can repeat what a document says: it may have arrived once."""
        self._interrupted.add(key)

    def put_back(self, kept: KeptTouch) -> None:
        """A touch that was answered before the kiosk was stopped: its page may still ask for it."""
        state = TouchState(kept.state)
        touch = Touch(kept.key, kept.language, None, self._now(), state, kept.ticket, kept.error)
        touch.settled.set()
        with self._lock:
            self._touches.setdefault(kept.key, touch)

    def renew(self, ticket: Body) -> None:
        """The server knows a ticket of this kiosk by now: whoever looks at it sees what the server says."""
        touch = self.with_ticket(ticket["public_id"])
        if touch is not None:
            touch.ticket = ticket
        self._keep(lambda: self._kept.renew(ticket))

    def find(self, key: str) -> Touch | None:
        """A touch of the last minutes."""
        return self._touches.get(key)

    def with_ticket(self, public_id: str) -> Touch | None:
        """The touch that a ticket came from, if it was taken here in the last minutes."""
        with self._lock:
            touches = list(self._touches.values())
        return next((t for t in touches if t.ticket and t.ticket["public_id"] == public_id), None)

    def hold(self, ticket: Body, language: str) -> Touch:
        """A ticket that somebody holds to the reader: from now on it is like one that was taken here."""
        touch = self.with_ticket(ticket["public_id"])
        if touch is None:
            touch = Touch(f"held-{ticket['public_id']}", language, None, self._now(), TouchState.ISSUED)
            touch.settled.set()
        touch.ticket, touch.language = ticket, language
        with self._lock:
            self._forget_old()
            self._touches[touch.key] = touch
        return touch

    def stop(self) -> None:
        """End what goes on in the background."""
        self._stopping.set()
        self.settling.stop()

    def _begin(self, touch: Touch) -> None:
        threading.Thread(target=self._until_answered, args=(touch,), daemon=True).start()

    def _until_answered(self, touch: Touch) -> None:
        tries = 0
        while not self._stopping.is_set():
            if self._goes_alone(touch, tries) and self._numbered_here(touch):
                return
            try:
                self._answered(touch, self._issue(touch))
                return
            except Refused as refused:
                self._refused(touch, refused)
                return
            except Unreached as problem:
                touch.may_have_arrived |= problem.may_have_arrived
                log.warning("touch %s has no answer yet: %s", touch.key, problem)
            if self._now() - touch.began > self._give_up_s:
                break
            self._stopping.wait(PAUSES_S[min(tries, len(PAUSES_S) - 1)])
            tries += 1
        if not self._stopping.is_set():
            self._unreached(touch)

    def _goes_alone(self, touch: Touch, tries: int) -> bool:
        """Whether the kiosk gives the number: it has already, or the server is away, or was tried in vain."""
        if self._own is None or not self._own.ready:
            return False
        known_away = tries == 0 and self._away()
        return known_away or self._tried_in_vain(touch) or self._own.given(touch.key) is not None

    def _tried_in_vain(self, touch: Touch) -> bool:
        return self._now() - touch.began >= ALONE_AFTER_S

    def _numbered_here(self, touch: Touch) -> bool:
        """Give a number of our own, or refuse one; False where this kiosk cannot do either."""
        assert self._own is not None
        try:
            ticket = self._own.issue(
                touch.key, touch.wanted or {}, touch.language, settle=touch.may_have_arrived
            )
        except Refused as refused:
            self._settle(touch)
            self._refused(touch, refused)
            return True
        except (Unready, sqlite3.Error) as problem:
            log.error("no number of our own for touch %s: %r", touch.key, problem)
            return False
        self._settle(touch)
        self._answered(touch, ticket)
        return True

    def _issue(self, touch: Touch) -> Body:
        assert touch.wanted is not None
        return self._server.issue(touch.wanted, touch.key, touch.language)

    def _answered(self, touch: Touch, ticket: Body) -> None:
        """The paper first: after a cut in between, the same touch gives the same ticket with its paper."""
        touch.ticket, touch.wanted = ticket, None
        try:
            self._when_issued(ticket, touch.language)
        except Exception:  # a ticket never depends on paper, whatever is wrong with the printer
            log.exception("ticket %s could not be given to the printer", ticket.get("number"))
        self._end(touch, TouchState.ISSUED)

    def _refused(self, touch: Touch, refused: Refused) -> None:
        """A refusal of this kiosk says nothing about an earlier try, which may have arrived."""
        if not refused.decides:
            self._settle(touch)
        touch.error, touch.wanted = refused.error, None
        self._end(touch, TouchState.REFUSED)

    def _unreached(self, touch: Touch) -> None:
        """The visitor is told that there is no number: then there shall be none."""
        self._settle(touch)
        touch.wanted = None
        self._end(touch, TouchState.UNREACHED)

    def _end(self, touch: Touch, state: TouchState) -> None:
        self._keep(lambda: self._kept.ended(touch.key, state, touch.ticket, touch.error))
        touch.state = state
        touch.settled.set()

    def _settle(self, touch: Touch) -> None:
        """What may have arrived at the server is taken back there."""
        wanted = touch.wanted
        if touch.may_have_arrived and wanted is not None:
            self._keep(lambda: self.settling.add(touch.key, wanted, touch.language))

    @staticmethod
    def _keep(write: Callable[[], None]) -> None:
        """A full or broken disk must not stop a kiosk whose server answers."""
        try:
            write()
        except sqlite3.Error:
            log.exception("the spool could not be written")

    def _of_one_hand(self, key: str) -> int:
        hand = key.partition(".")[0]
        counted = (TouchState.ASKING, TouchState.ISSUED)
        return sum(t.state in counted for t in self._touches.values() if t.key.partition(".")[0] == hand)

    def _forget_old(self) -> None:
        old = [k for k, t in self._touches.items() if t.settled.is_set() and self._now() - t.began > KEPT_S]
        for key in old:
            del self._touches[key]
