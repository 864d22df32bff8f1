"""What a reader read, and how sources of reads look to the kiosk; a vendor's kit is one more of them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What a reader reads: the code on a ticket or a phone, or the number of an ID card."""

    QR = "qr"
    ID_CARD = "id_card"


@dataclass(frozen=True, slots=True)
class Read:
    """One read. Its text may be an ID number: it is not part of how the read looks in a log."""

    kind: Kind
    text: str = field(repr=False)


class ReaderLost(Exception):
    """The reader is not there, or somebody else holds it. The sentence never holds anything that was read."""


class Opened(Protocol):
    """A reader that is plugged in and ours. All calls come from one thread."""

    def next_read(self, timeout_s: float) -> Read | None:
        """The next read within that time, or None. Raises ReaderLost when it was pulled out."""

    def close(self) -> None:
        """Let go of it. Never raises."""


class Source(Protocol):
    """One reader, plugged in or not."""

    def open(self) -> Opened:
        """Take it. Raises ReaderLost."""
