"""What one thread owes another, whichever loop the one who waits stands on."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Wake = Callable[[Callable[[], object]], object]
"""Calls, on the loop, what only wakes somebody and never waits."""


class Answer(Generic[T]):
    """A result that one thread owes another. Given by any thread (the first one counts), awaited by one."""

    _value: T

    def __init__(self, event: Callable[[], Any], wake: Wake) -> None:
        self._event = event
        self._wake = wake
        self._settled = False
        self._failure: BaseException | None = None
        self._waiting: Any = None

    def set(self, value: T) -> None:
        if not self._settled:
            self._value = value
            self._settle()

    def fail(self, failure: BaseException) -> None:
        if not self._settled:
            self._failure = failure
            self._settle()

    def get(self, timeout_s: float | None = None) -> T:
        """The value, or the failure raised; others on the loop go on meanwhile. Raises TimeoutError."""
        if not self._settled:
            self._waiting = self._event()
            if not self._settled:  # it may have been given between the two lines above
                self._waiting.wait(timeout_s)
        if not self._settled:
            raise TimeoutError(f"no answer within {timeout_s} s")
        if self._failure is not None:
            raise self._failure
        return self._value

    def _settle(self) -> None:
        self._settled = True
        if self._waiting is not None:
            self._wake(self._waiting.set)
