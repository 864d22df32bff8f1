"""What verification found: a code and its values; the sentences stand in ui/words, area `verify`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is not as it must be. `values` fill in the sentence `verify.<code>`."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def flaw(code: str, **values: object) -> Flaw:
    """A flaw."""
    return Flaw(code, values)


MOST_TOLD = 100
"""Flaws that a report holds; the rest is counted only."""


@dataclass(slots=True)
class Report:
    """What was looked at, and how much of it; what was wrong."""

    centre: str
    checked: dict[str, int] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    count: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong."""
        return self.count == 0

    def add(self, found: Flaw) -> None:
        """Note one flaw."""
        self.count += 1
        if len(self.flaws) < MOST_TOLD:
            self.flaws.append(found)

    def saw(self, what: str, count: int = 1) -> None:
        """Count what was looked at."""
        self.checked[what] = self.checked.get(what, 0) + count
