"""Loop and writer on one core of the machine: only one of them can hold Python's lock at a time.

On two cores each hand-over of the lock wakes a thread on the other core for a moment's work, and the same
commands take a quarter more of the processors' time (David Beazley, Understanding the Python GIL, PyCon 2010;
our own figures: docs/decisions/0057).
"""

import os
import threading
from collections.abc import Callable
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

    `free` is the system's id of a thread that never does: on its cores the loop may be. Where the system does
    not say which, or where a thread is, everybody is where the system puts them.
    """

    def __init__(self, free: int) -> None:
        self._free = free
        self._allowed = _allowed(free)
        self._here = self._allowed
        self._thread = threading.local()

    def stay(self, sleep: Callable[[float], object]) -> None:
        """On the loop, for ever: stay where the system has put it, and let the system choose now and then."""
        while self._allowed:
            self._stand_on(self._allowed)
            sleep(CHOOSE_S)
            self._here = _this_core() or self._allowed
            self._stand_on(self._here)
            sleep(STAY_S)
            self._allowed = _allowed(self._free)

    def come(self) -> None:
        """In a native thread: go where the loop stays now. Cheap when it is there already."""
        if getattr(self._thread, "on", self._allowed) != self._here:
            self._stand_on(self._here)

    def _stand_on(self, cores: Cores) -> None:
        self._thread.on = cores
        try:
            os.sched_setaffinity(0, cores)
        except OSError:  # refused, or taken away from us just now: in a second we ask again which there are
            self._thread.on = None


def _allowed(thread: int) -> Cores:
    """The cores that a thread may be on; none where nobody can say or choose."""
    try:
        return frozenset(os.sched_getaffinity(thread))
    except (AttributeError, OSError):
        return frozenset()


def _this_core() -> Cores:
    """The core that the calling thread is on, or none where the system does not say so."""
    try:
        behind_the_name = Path("/proc/thread-self/stat").read_bytes().rpartition(b")")[2]
        return frozenset({int(behind_the_name.split()[PROCESSOR])})
    except (OSError, ValueError, IndexError):
        return frozenset()
