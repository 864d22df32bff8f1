"""Every rule that touches a citizen, in plain words, with the centre's own values filled in.

The page `/rules` shows them; docs/citizens.md is the same text for the centre that comes with the program. A
new rule is one function and its words; it says nothing where the centre does not have it.
"""

from collections.abc import Callable, Container

from queue_server.domain.catalogue import Catalogue

from . import hall, turn, visitor
from .booking import booking
from .told import Rule, Teller

__all__ = ["CHAPTERS", "Rule", "rules"]

CHAPTERS: tuple[Callable[[Teller], Rule | None], ...] = (
    turn.number,
    booking,
    turn.order,
    turn.ahead,
    turn.missed,
    turn.later,
    turn.away,
    turn.steps,
    turn.two,
    hall.wait,
    hall.hours,
    hall.quota,
    hall.again,
    hall.offline,
    hall.evacuation,
    visitor.rating,
    visitor.data,
    visitor.open_data,
)
"""In the order of a visit."""


def rules(catalogue: Catalogue, language: str, channels: Container[str] = ()) -> tuple[Rule, ...]:
    """All chapters that a centre has; `channels` are those of its installation, by their names."""
    told = Teller(catalogue, language, channels)
    return tuple(rule for chapter in CHAPTERS if (rule := chapter(told)) is not None)
