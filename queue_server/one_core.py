"""Loop and writer on one core of the machine, in turns: only one of them can hold Python's lock at a time.

On two cores each hand-over of the lock wakes a thread on the other core for a moment's work; on one core the
thread that wakes pushes the other aside, finds the lock taken, and waits. Both cost the same commands a third
more of the processors' time (David Beazley, Understanding the Python GIL, PyCon 2010; our own figures:
docs/decisions/0057).
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

STAY_S = 1.0
"""Between two moments in which the system may move the loop away from a core that others need."""

CHOOSE_S = 0.02
"""How long such a moment lasts."""

PROCESSOR = 36
"""The place of the core in /proc/thread-self/stat behind the name: see proc_pid_stat(5)."""

Cores = frozenset[int]


class OneCore:
    """The loop stays by `stay`; native threads that work in turns with it come along by `come`.

    Each is scheduled as a batch is: one that wakes lets the other finish its turn of some milliseconds. Where
    the system cannot do it, or its owner has decided otherwise, nothing happens.
    """

    def __init__(self) -> None:
        self._allowed = _allowed()
        self._here = self._allowed
        self._thread = threading.local()

    def stay(self, sleep: Callable[[float], object]) -> None:
        """On the loop, for ever: stay where the system has put it, and let the system choose now and then."""
        _let_others_finish()
        while len(self._allowed) > 1:
            self._stand_on(self._allowed)
            sleep(CHOOSE_S)
            self._here = _this_core() or self._allowed
            self._stand_on(self._here)
            sleep(STAY_S)

    def come(self) -> None:
        """In a native thread: go where the loop stays now. Cheap when it is there already."""
        on = getattr(self._thread, "on", None)
        if on is None:
            _let_others_finish()
        if on != self._here:
            self._stand_on(self._here)

    def _stand_on(self, cores: Cores) -> None:
        self._thread.on = cores
        if len(self._allowed) > 1:
            with suppress(OSError):  # the core may have been taken away from us meanwhile
                os.sched_setaffinity(0, cores)


def _allowed() -> Cores:
    return frozenset(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else frozenset()


def _let_others_finish() -> None:
    """The calling thread pushes nobody aside when it wakes. One with a policy of its owner's keeps it."""
    if hasattr(os, "SCHED_BATCH"):
        with suppress(OSError):
            if os.sched_getscheduler(0) == os.SCHED_OTHER:
                os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _this_core() -> Cores:
    """The core that the calling thread is on, or none where the system does not say so."""
    try:
        behind_the_name = Path("/proc/thread-self/stat").read_text().rpartition(")")[2]
    except OSError:
        return frozenset()
    return frozenset({int(behind_the_name.split()[PROCESSOR])})
