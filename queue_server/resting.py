"""When the loop rests: a thread that would only fight it for Python's lock waits until then.

The loop reads many people's requests one after the other. A writer that began with the first of them would
take turns with the loop for every thousandth of a second, and commit for each of them alone.
"""

import threading
from collections import deque
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T", bound=list[object])


class Rest:
    """The loop asks its sockets by `poll`; native threads wait by `wait`."""

    def __init__(self) -> None:
        self._resting = False
        self._waiting: deque[threading.Event] = deque()

    def wait(self, most_s: float) -> None:
        """Until the loop has nothing ready to do, at most so long. From any native thread."""
        if not self._resting:
            begin = threading.Event()
            self._waiting.append(begin)
            begin.wait(most_s)  # the loop may have gone to rest just before: then this is all that is lost

    def poll(self, poll: Callable[[float], T], seconds: float) -> T:
        """What is ready within so many seconds; whoever waits begins as soon as nothing is."""
        if not seconds:
            return poll(0)
        if self._waiting:
            if ready := poll(0):
                return ready
            while self._waiting:
                self._waiting.popleft().set()
        self._resting = True
        try:
            return poll(seconds)
        finally:
            self._resting = False
