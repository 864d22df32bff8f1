"""Asking a printer how it is, on the connection of a job: before it, and while its answer is awaited.

All answers come on one line: to DLE EOT at once, to GS r when everything before it is through, and to
questions that happen to stand in a picture's dots. The two kinds are told apart by their bits, and so is
what a printer tells by itself where another program switched that on. Answers of one kind come in the order
of their questions, and nothing in them names the question: what is owed to an earlier one comes first.
"""

import time

from printer.commands import ASK_PAPER
from printer.debt import Debt
from printer.status import (
    AFTER_AUTOMATIC,
    QUESTIONS,
    Answers,
    Status,
    begins_automatic,
    is_paper_answer,
    is_status,
    states,
)
from printer.transports import Connection

STATUS_S = 1.0
"""A printer answers DLE EOT within milliseconds, also while it prints; on the network within a second."""
QUIET_S = 0.05
"""So long is waited, at least, for one answer more than there were questions; a slow line has longer."""
AT_ONCE_S = 0.2
"""An idle printer answers GS r within so long. No ticket is printed and cut within twice that."""
IN_A_ROW = 3
"""One answer at once may be that of a ticket just through; not several, each with silence behind it."""
_DLE_EOT = b"\x10\x04"
_MOST_STRAY = 64
"""Reads of what an earlier job left on the line; a printer that never stops talking is asked all the same."""


class Conversation:
    """What a printer has said on one connection.

    `debt` is what it owes to earlier connections on the same line; it is kept here while this one lasts.
    """

    def __init__(self, connection: Connection, status_s: float = STATUS_S, debt: Debt | None = None) -> None:
        self._connection = connection
        self._status_s = status_s
        self._automatic_left = 0
        self._said: list[int] = []
        self.debt = debt or Debt()

    @property
    def is_through(self) -> bool:
        """Whether the question behind the newest cut was answered, and not only those before it."""
        return self.debt.owed == 0

    def drain(self) -> None:
        """Throw away what was said until now: whatever it answers is an earlier job."""
        self._hear_out(0.0)

    def settle(self) -> None:
        """Find out whether what is owed to earlier jobs still comes, by questions that print nothing.

        A printer that answers several in a row at once, each once, has no ticket before them: what it owed
        was lost. Any other may still print one, so the count stays, and nothing but the answer behind all
        others confirms the next ticket.
        """
        for _ in range(IN_A_ROW):
            if not self._is_answered_once():
                return
        self.debt.forget()

    def print(self, job: bytes) -> None:
        """Send a job with the question behind its cut."""
        self.debt.ask()
        self._connection.send(job + ASK_PAPER)

    def how_it_is(self) -> frozenset[Status]:
        """Ask DLE EOT 1 to 4, and say what the answers mean. Raises `BrokenOff` when the connection ended."""
        return states(self.answers())

    def answers(self) -> Answers:
        """The bytes said to DLE EOT 1 to 4. Silence to one question is not waited for again.

        An answer that comes late, to a question of before, stands first; then one more comes than was asked
        for, and the last ones count.
        """
        self._said.clear()
        slowest = QUIET_S
        for place, question in enumerate(QUESTIONS, start=1):
            start = time.monotonic()
            self._connection.send(_DLE_EOT + bytes((question,)))
            if not self._wait_for(place, start + self._status_s):
                return dict(zip(QUESTIONS, [*self._said, None], strict=False))
            slowest = max(slowest, time.monotonic() - start)
        self._hear_out(min(slowest, self._status_s))
        return dict(zip(QUESTIONS, self._said[-len(QUESTIONS) :], strict=True))

    def listen(self, timeout_s: float) -> None:
        """Wait for the answer behind the cut, at most so long; other bytes are passed over."""
        end = time.monotonic() + timeout_s
        while not self.is_through and (left := end - time.monotonic()) > 0:
            self._hear(left)

    def _is_answered_once(self) -> bool:
        """Whether a question that prints nothing is answered at once, and nothing else is said after it."""
        self.print(b"")
        asked = self.debt.owed
        end = time.monotonic() + AT_ONCE_S
        while self.debt.owed == asked and (left := end - time.monotonic()) > 0:
            self._hear(left)
        if self.debt.owed < asked:
            self._hear_out(AT_ONCE_S)
        return self.debt.owed == asked - 1

    def _hear_out(self, quiet_s: float) -> None:
        """Hear whatever comes until nothing comes for so long."""
        for _ in range(_MOST_STRAY):
            if not self._hear(quiet_s):
                return

    def _wait_for(self, count: int, end: float) -> bool:
        """Whether so many well-formed bytes have been said by then."""
        while len(self._said) < count and (left := end - time.monotonic()) > 0:
            self._hear(left)
        return len(self._said) >= count

    def _hear(self, timeout_s: float) -> bytes:
        heard = self._connection.receive(timeout_s)
        asked_for = [byte for byte in heard if not self._is_automatic(byte)]
        self.debt.pay(sum(map(is_paper_answer, asked_for)))
        self._said += filter(is_status, asked_for)
        return heard

    def _is_automatic(self, byte: int) -> bool:
        """Whether the printer tells this by itself: a first byte, or one of those that follow it."""
        if begins_automatic(byte):
            self._automatic_left = AFTER_AUTOMATIC
            return True
        follows = self._automatic_left > 0 and is_paper_answer(byte)
        self._automatic_left -= follows
        return follows
