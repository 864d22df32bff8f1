"""What every fact is, and how it stands in the journal."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """The base of all facts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in the journal. `seq` has no gaps within a centre; `at` is hall time, `real_at` real time."""

    seq: int
    at: datetime
    real_at: datetime
    by: str
    fact: Fact

    @property
    def kind(self) -> str:
        """The fact's name as the journal spells it."""
        return type(self.fact).__name__
