"""Asking machines that are not ours: in native threads of their own, for nobody knows how slow they are."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

from queue_server.answers import Answer

THREADS = 4

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Outside:
    """A few threads at most, made when they are needed: what hangs in them holds up nothing else.

    `answer_factory` is runtime.answer, so that waiting holds up nobody on the loop.
    """

    def __init__(self, answer_factory: Callable[[], Answer[Any]], threads: int = THREADS) -> None:
        self._answer = answer_factory
        self._free = threading.BoundedSemaphore(threads)

    def __call__(self, within_s: float, fn: Callable[[*Ts], T], *args: *Ts) -> T:
        """What `fn` answers. Raises TimeoutError when it takes longer, and at once when all are busy."""
        if not self._free.acquire(blocking=False):
            raise TimeoutError("all threads are busy")
        answer: Answer[T] = self._answer()

        def work() -> None:
            try:
                value = fn(*args)
            except BaseException as failure:  # noqa: BLE001  it belongs to the one who waits
                self._free.release()
                answer.fail(failure)
            else:
                self._free.release()
                answer.set(value)

        threading.Thread(target=work, name="outside", daemon=True).start()
        return answer.get(within_s)
