"""What a manager orders the kiosk itself to do: a test page, or to start anew."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from printer.job import Job, JobState
from wire.obeying import DONE, FAILED, Cannot, End, Look, Obeying


@dataclass(slots=True)
class Ending:
    """Why the program ends: told to by its keeper, or ordered to start anew."""

    ended: threading.Event
    anew: bool = False

    def restart(self) -> None:
        """End, so that the keeper starts it again."""
        self.anew = True
        self.ended.set()


class DeviceOrders(Obeying):
    """`test` prints a page, None without a printer; `restart` ends the program, None if nobody keeps it."""

    def __init__(self, test: Callable[[], Job | None], restart: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._test = test
        self._restart = restart

    def begin(self, kind: str, part: str | None) -> Look | None:
        """A restart of the kiosk, or a page of its printer."""
        if kind == "restart" and self._restart is not None:
            self._restart()
            return None
        if kind == "test" and (job := self._test()) is not None:
            return lambda: _end_of(job)
        raise Cannot(f"cannot {kind}")


def _end_of(job: Job) -> End | None:
    if not job.settled:
        return None
    return (DONE, "") if job.state in {JobState.SENT, JobState.CONFIRMED} else (FAILED, job.reason)
