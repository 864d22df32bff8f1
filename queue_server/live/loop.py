"""The loop as live sees it; queue_server.runtime provides it."""

from collections.abc import Callable
from typing import Any, Protocol


class Loop(Protocol):
    """Where sockets are answered, and how native threads reach it."""

    @property
    def async_mode(self) -> str:
        """The loop's name for Socket.IO."""

    def post(self, fn: Callable[[], None]) -> None:
        """Run it on the loop soon, in the order posted. From any thread."""

    def spawn(self, fn: Callable[[], Any]) -> None:
        """Run it in the background on the loop."""

    def sleep(self, seconds: float) -> None:
        """Let others take their turn for so long."""
