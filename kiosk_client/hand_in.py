"""The kiosk's own tickets go to the server as soon as it is back: all of them, once, in the order of issue.

Each is known by its public id, so it may be sent until it is answered; what a ticket says does not change
after the first sending. A refused one is kept: its number stands in the heartbeat and in the log.
"""

import logging
import threading
from collections.abc import Callable

from kiosk_client.hall_clock import HallClock
from kiosk_client.server import Body, Refused, Unreached
from kiosk_client.spool.tickets import KeptTickets, Waiting

AT_ONCE = 50
LOOK_EVERY_S = 1.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 60.0
UNREADABLE = frozenset({400, 413, 422})
"""The server did not understand the batch: one of its items spoils it."""

log = logging.getLogger(__name__)


class HandIn:
    """Hands in by a thread of its own. `renew` is told each ticket as the server has taken it."""

    def __init__(
        self,
        hand_in: Callable[[list[Body]], Body],
        reprint: Callable[[str, str, str], Body],
        kept: KeptTickets,
        clock: HallClock,
        online: Callable[[], bool],
        renew: Callable[[Body], None],
    ) -> None:
        self._hand_in = hand_in
        self._reprint = reprint
        self._kept = kept
        self._clock = clock
        self._online = online
        self._renew = renew
        self._most = AT_ONCE
        self._pause_s = FIRST_PAUSE_S
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_going, name="hand-in", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what was not answered is sent again after the next start."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(1.0)

    @property
    def is_alive(self) -> bool:
        """Whether it still goes on."""
        return self._thread.is_alive()

    def once(self) -> bool:
        """Hand in one batch, or have the copies counted; whether there was anything to do.

        Raises Unreached, or Refused for what the server will not hear at all.
        """
        if self._clock.sure and self._clock.heard is not None:
            mended = self._kept.mend(self._clock.heard)
            if mended:
                log.warning("%d numbers were issued by an unsure clock; their times are right now", mended)
        batch = self._kept.to_hand_in(self._most)
        if batch:
            self._send(batch)
            return True
        return self._count_copies()

    def _send(self, batch: list[Waiting]) -> None:
        try:
            answers = self._hand_in([waiting.item for waiting in batch])
        except Refused as refused:
            if refused.status not in UNREADABLE:
                raise
            self._spoilt(batch, refused)
            return
        self._most = AT_ONCE
        answered = [waiting for waiting in batch if waiting.public_id in answers]
        if not answered:
            raise Unreached("the answer names none of the tickets", may_have_arrived=True)
        for waiting in answered:
            self._note(waiting, answers[waiting.public_id])

    def _note(self, waiting: Waiting, answer: Body) -> None:
        error = answer.get("error")
        if error is not None:
            log.error("the server refuses %s for ever: %s", waiting.number, error)
            self._kept.refused(waiting.public_id, error)
            return
        self._kept.handed_in(answer)
        self._renew(answer)
        log.info("%s is handed in", waiting.number)

    def _spoilt(self, batch: list[Waiting], refused: Refused) -> None:
        """Half as many next time, until the one is found that the server cannot read."""
        if len(batch) == 1:
            self._note(batch[0], {"error": refused.error})
        self._most = max(1, len(batch) // 2)

    def _count_copies(self) -> bool:
        """Have each copy counted; one that the server cannot count yet keeps none of the others waiting."""
        copies, trouble = self._kept.copies(), None
        for key, public_id, language in copies:
            try:
                self._count(key, public_id, language)
            except (Unreached, Refused) as problem:
                trouble = problem
                if isinstance(problem, Unreached) and not problem.may_have_arrived:
                    break
        if trouble is not None:
            raise trouble
        return bool(copies)

    def _count(self, key: str, public_id: str, language: str) -> None:
        try:
            self._renew(self._reprint(public_id, key, language))
        except Refused as refused:
            if not refused.decides and refused.status not in UNREADABLE:
                raise
            log.warning("a copy of %s is not counted: %s", public_id, refused)
        self._kept.counted(key)

    def go_on(self) -> float:
        """Whatever there is to do now; says after how many seconds to look again."""
        try:
            while self._online() and not self._stopping.is_set() and self.once():
                self._pause_s = FIRST_PAUSE_S
            return LOOK_EVERY_S
        except (Unreached, Refused) as problem:
            log.warning(
                "%d numbers are not handed in, or copies not counted: %r", self._kept.waiting(), problem
            )
        except Exception:  # the kiosk must outlive an answer that is not as the contract says
            log.exception("the answer to a hand-in was not understood")
        pause, self._pause_s = self._pause_s, min(LONGEST_PAUSE_S, 2 * self._pause_s)
        return pause

    def _keep_going(self) -> None:
        while not self._stopping.wait(self.go_on()):
            pass
