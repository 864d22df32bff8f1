"""What a bus needs of whoever knows the panels' language, and what can go wrong on the way."""

from typing import Protocol

from .content import Message
from .describing import Panel


class LineLost(Exception):
    """No way to the bus: it could not be opened, or it broke."""


class NotTaken(Exception):
    """The bus is there, and one panel on it did not take the message: silent, refused, or not understood."""


class Driver(Protocol):
    """The language of one bus. All calls come from one thread."""

    def open(self) -> None:
        """Reach the bus. Raises LineLost."""

    def close(self) -> None:
        """Let go of it. Never raises; may be called twice."""

    def send(self, panel: Panel, message: Message) -> None:
        """One try to put a message on a panel. Raises NotTaken or LineLost."""


def written(panel: Panel, message: Message) -> bytes:
    """The text as the panel reads it; what its encoding lacks is a question mark."""
    return message.text.encode(panel.make.encoding, errors="replace")
