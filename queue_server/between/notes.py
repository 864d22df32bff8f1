"""What processes tell each other: that one has committed, and how far. Whoever hears it reads the record."""

import json
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Note:
    """A process has committed up to a seq in a centre; without a centre it only says that it is there."""

    by: str
    centre: str = ""
    seq: int = 0

    def encode(self) -> str:
        """As it is sent."""
        return json.dumps([self.by, self.centre, self.seq])

    @classmethod
    def decode(cls, sent: object) -> Self | None:
        """A note back; None for what is none, because the channel may be shared with others."""
        try:
            by, centre, seq = json.loads(sent if isinstance(sent, str | bytes) else "")
        except (ValueError, TypeError):
            return None
        good = isinstance(by, str) and isinstance(centre, str) and type(seq) is int
        return cls(by, centre, seq) if good else None
