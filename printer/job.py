"""What becomes of one ticket on its way to paper."""

import threading
from enum import StrEnum

from printer.status import Status


class JobState(StrEnum):
    """Queued and sent go on; the others, and sent where the printer cannot answer, are the end.

    `UNKNOWN` is never printed again by itself: the paper may come out later. Who stands at the kiosk has the
    number on the screen and may ask for a reprint, which says so.
    """

    QUEUED = "queued"
    SENT = "sent"
    """All bytes were handed over; nothing says yet that they were printed."""
    CONFIRMED = "confirmed"
    """The printer answered behind the cut: the ticket went through."""
    UNKNOWN = "unknown"
    """It may be printed, in part or whole, or come out later."""
    FAILED = "failed"
    """Surely nothing was printed."""


class Job:
    """One ticket given to one printer. Read from any thread; only the printer's worker moves it."""

    def __init__(self, number: str) -> None:
        self.number = number
        self._state = JobState.QUEUED
        self._reason = ""
        self._trouble: Status | None = None
        self._settled = threading.Event()

    @property
    def state(self) -> JobState:
        return self._state

    @property
    def reason(self) -> str:
        """For the log and the engineer: why it is unknown or failed."""
        return self._reason

    @property
    def trouble(self) -> Status | None:
        """What is wrong with the printer, when that is why the job is unknown or failed."""
        return self._trouble

    @property
    def settled(self) -> bool:
        """Whether the state is the last one."""
        return self._settled.is_set()

    def wait(self, timeout_s: float | None = None) -> JobState:
        """The state at the end, or as it is when the time is over."""
        self._settled.wait(timeout_s)
        return self._state

    def move(self, state: JobState) -> None:
        self._state = state

    def settle(self, state: JobState, reason: str = "", trouble: Status | None = None) -> None:
        self._trouble = trouble
        self._reason = reason
        self._state = state
        self._settled.set()

    def __repr__(self) -> str:
        return f"<Job {self.number} {self._state}{': ' if self._reason else ''}{self._reason}>"
