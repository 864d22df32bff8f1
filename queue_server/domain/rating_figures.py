"""Figures of ratings: how many visits were done, how many were rated and how, by what people ask for.

"Not rated" is neither a level nor a zero. A rating against which an appeal was accepted counts in no level
and in no share; it is counted by itself, so that the sums can be followed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .catalogue import Catalogue
from .ratings import BAD, Level, departments_of


@dataclass(frozen=True, slots=True)
class Group:
    """Visits done that are alike in everything. `level` is None where they were not rated."""

    services: tuple[str, ...]
    queue: str
    window: int
    clerk: str
    level: Level | None
    set_aside: bool
    count: int
    reasons: tuple[str, ...] = ()
    on_pad: bool = False


class By(StrEnum):
    """What figures are asked by."""

    WINDOW = "window"
    CLERK = "clerk"
    DEPARTMENT = "department"
    ITEM = "item"


@dataclass(slots=True)
class Figures:
    """What is counted of some visits. `reasons` by level and code; one rating may have several.

    `on_pad` are those ratings that count and were given at a window's face, where a clerk is near.
    """

    visits: int = 0
    set_aside: int = 0
    on_pad: int = 0
    levels: Counter[Level] = field(default_factory=Counter)
    reasons: Counter[tuple[Level, str]] = field(default_factory=Counter)

    @property
    def rated(self) -> int:
        """Ratings that count."""
        return self.levels.total()

    @property
    def not_rated(self) -> int:
        """Visits of which nobody said anything."""
        return self.visits - self.rated - self.set_aside

    @property
    def good(self) -> int:
        """Ratings of the three upper levels."""
        return sum(count for level, count in self.levels.items() if level not in BAD)

    @property
    def rated_share(self) -> float | None:
        """Of the visits done, which part was rated; None without any."""
        return self.rated / self.visits if self.visits else None

    @property
    def good_share(self) -> float | None:
        """Of the ratings that count, which part is good (好评率); None without any."""
        return self.good / self.rated if self.rated else None

    def add(self, group: Group) -> None:
        """Count a group too."""
        self.visits += group.count
        if group.set_aside:
            self.set_aside += group.count
        elif group.level is not None:
            self.levels[group.level] += group.count
            self.on_pad += group.count if group.on_pad else 0
            for reason in group.reasons:
                self.reasons[group.level, reason] += group.count


def total(groups: Iterable[Group]) -> Figures:
    """Everything together, each visit once."""
    figures = Figures()
    for group in groups:
        figures.add(group)
    return figures


def figures_by(groups: Iterable[Group], by: By, catalogue: Catalogue) -> dict[str, Figures]:
    """Figures of each window, clerk, department or item. One of several items counts under each."""
    found: dict[str, Figures] = {}
    for group in groups:
        for key in _KEYS[by](group, catalogue):
            found.setdefault(key, Figures()).add(group)
    return found


_KEYS: Mapping[By, Callable[[Group, Catalogue], Iterable[str]]] = {
    By.WINDOW: lambda group, catalogue: (str(group.window),),
    By.CLERK: lambda group, catalogue: (group.clerk,),
    By.DEPARTMENT: lambda group, catalogue: departments_of(group.services, group.clerk, catalogue),
    By.ITEM: lambda group, catalogue: group.services or ("",),
}
