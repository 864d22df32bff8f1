"""Touches: one press of "take a number" is one ticket, even when the answer gets lost on the way.

Every touch has a key, made by the page. It is asked for under this key again and again until the server
answers, so that it can never become two tickets. When the visitor has been told that there is no number and
the first try may have arrived after all, the touch is settled in the background: the ticket, if there is one,
is cancelled, so that no clerk calls somebody who has gone.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kiosk_client.server import Body, Refused, Unreached

GIVE_UP_S = 20.0
SETTLE_EVERY_S = 5.0
SETTLE_FOR_S = 3600.0
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


class Issues(Protocol):
    """What a touch needs of the server."""

    def issue(self, wanted: Body, key: str, language: str) -> Body: ...
    def cancel(self, public_id: str, key: str) -> Body: ...


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
    settled: threading.Event = field(default_factory=threading.Event)


class Touches:
    """All touches of the last minutes. `when_issued` is told each ticket once, before its visitor is."""

    def __init__(
        self,
        server: Issues,
        when_issued: Callable[[Body, str], object],
        *,
        give_up_s: float = GIVE_UP_S,
        settle_every_s: float = SETTLE_EVERY_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._server = server
        self._when_issued = when_issued
        self._give_up_s = give_up_s
        self._settle_every_s = settle_every_s
        self._now = now
        self._lock = threading.Lock()
        self._touches: dict[str, Touch] = {}
        self._stopping = threading.Event()

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
            touch = Touch(key, language, wanted, self._now())
            self._touches[key] = touch
        threading.Thread(target=self._until_answered, args=(touch,), daemon=True).start()
        return touch

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

    def _until_answered(self, touch: Touch) -> None:
        may_have_arrived = False
        tries = 0
        while not self._stopping.is_set():
            try:
                self._answered(touch, self._issue(touch))
                return
            except Refused as refused:
                self._refused(touch, refused)
                return
            except Unreached as problem:
                may_have_arrived = may_have_arrived or problem.may_have_arrived
                log.warning("touch %s has no answer yet: %s", touch.key, problem)
            if self._now() - touch.began > self._give_up_s:
                break
            self._stopping.wait(PAUSES_S[min(tries, len(PAUSES_S) - 1)])
            tries += 1
        touch.state = TouchState.UNREACHED
        touch.settled.set()
        if may_have_arrived:
            self._settle_behind(touch)
        touch.wanted = None

    def _issue(self, touch: Touch) -> Body:
        assert touch.wanted is not None
        return self._server.issue(touch.wanted, touch.key, touch.language)

    def _answered(self, touch: Touch, ticket: Body) -> None:
        touch.ticket, touch.wanted, touch.state = ticket, None, TouchState.ISSUED
        try:
            self._when_issued(ticket, touch.language)
        except Exception:  # a ticket never depends on paper, whatever is wrong with the printer
            log.exception("ticket %s could not be given to the printer", ticket.get("number"))
        touch.settled.set()

    def _refused(self, touch: Touch, refused: Refused) -> None:
        touch.error, touch.wanted, touch.state = refused.error, None, TouchState.REFUSED
        touch.settled.set()

    def _settle_behind(self, touch: Touch) -> None:
        """The visitor was told that there is no number: then there shall be none."""
        until = self._now() + SETTLE_FOR_S
        while self._now() < until and not self._stopping.wait(self._settle_every_s):
            try:
                ticket = self._issue(touch)
                self._server.cancel(ticket["public_id"], f"settle {touch.key}")
            except Unreached:
                continue
            except Refused as refused:
                log.info("touch %s is settled: %s", touch.key, refused)
                return
            log.warning("ticket %s of an unanswered touch was cancelled", ticket["number"])
            return

    def _of_one_hand(self, key: str) -> int:
        hand = key.partition(".")[0]
        counted = (TouchState.ASKING, TouchState.ISSUED)
        return sum(t.state in counted for t in self._touches.values() if t.key.partition(".")[0] == hand)

    def _forget_old(self) -> None:
        old = [k for k, t in self._touches.items() if t.settled.is_set() and self._now() - t.began > KEPT_S]
        for key in old:
            del self._touches[key]
