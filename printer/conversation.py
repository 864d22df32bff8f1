"""Asking a printer how it is, on the connection of a job: before it, and while its answer is awaited.

All answers come on one line and in any order: to DLE EOT at once, to GS r when everything before it is
through, and to questions that happen to stand in a picture's dots. They are told apart by their bits.
"""

import time

from printer.status import QUESTIONS, Status, is_paper_answer, is_status, states
from printer.transports import Connection

STATUS_S = 1.0
"""A printer answers DLE EOT within milliseconds, also while it prints; on the network within a second."""
_DLE_EOT = b"\x10\x04"
_MOST_STRAY = 64
"""Reads of what an earlier job left on the line; a printer that never stops talking is asked all the same."""


class Conversation:
    """What a printer has said on one connection."""

    def __init__(self, connection: Connection, status_s: float = STATUS_S) -> None:
        self._connection = connection
        self._status_s = status_s
        self.is_through = False
        """Whether the question behind the cut was answered."""

    def drain(self) -> None:
        """Throw away what was said before this job."""
        for _ in range(_MOST_STRAY):
            if not self._connection.receive(0.0):
                return

    def how_it_is(self) -> frozenset[Status]:
        """Ask DLE EOT 1 to 4. Silence to the first question is not waited for four times.

        Raises `BrokenOff` when the connection ended.
        """
        answers: dict[int, int | None] = {}
        for question in QUESTIONS:
            answers[question] = self._answer(question)
            if answers[question] is None:
                break
        return states(answers)

    def listen(self, timeout_s: float) -> None:
        """Wait for the answer behind the cut, at most so long; other bytes are passed over."""
        end = time.monotonic() + timeout_s
        while not self.is_through and (left := end - time.monotonic()) > 0:
            self._hear(left)

    def _answer(self, question: int) -> int | None:
        """The first well-formed byte after the question; None when there is none in time."""
        self._connection.send(_DLE_EOT + bytes((question,)))
        end = time.monotonic() + self._status_s
        while (left := end - time.monotonic()) > 0:
            for byte in self._hear(left):
                if is_status(byte):
                    return byte
        return None

    def _hear(self, timeout_s: float) -> bytes:
        heard = self._connection.receive(timeout_s)
        self.is_through = self.is_through or any(map(is_paper_answer, heard))
        return heard
