"""A loop of native threads, for tests."""

import threading
from collections.abc import Callable
from typing import TypeVar

from queue_server.answers import Answer

T = TypeVar("T")


class Threads:
    """Everybody who waits has a thread of their own."""

    def spawn(self, fn: Callable[[], object]) -> None:
        threading.Thread(target=fn, daemon=True).start()

    def answer(self) -> Answer[T]:
        return Answer(threading.Event, lambda wake: wake())
