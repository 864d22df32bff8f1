"""A clerk's day: when to sign in, when to go for lunch, when to rest. Pure."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from wire.catalogue import HallFace

from .centre import second

MINUTE_S = 60.0
SIGN_IN_S = 8 * MINUTE_S
"""Clerks sign in during the last minutes before their hall opens."""


@dataclass(frozen=True, slots=True)
class Break:
    """Time away from the window, in seconds after midnight; without a reason the clerk signs out."""

    starts: float
    ends: float
    reason: str | None


@dataclass(frozen=True, slots=True)
class Shift:
    """From sign-in to the hall's closing, with the breaks in order."""

    starts: float
    closes: float
    breaks: tuple[Break, ...]


def shift_of(window: int, hall: HallFace, reasons: Sequence[str], dice: random.Random) -> Shift:
    """The day of the clerk at a window: lunch in two halves, a short rest in the morning and afternoon."""
    opens, closes = second(hall.open), second(hall.close)
    lunch = lunch_of(window, hall, reasons)
    rests = [
        rest_between(*span, reasons, dice)
        for span in ((opens, opens + 3 * 3600.0), (closes - 3 * 3600.0, closes))
    ]
    free = [rest for rest in rests if reasons and not any(overlap(rest, meal) for meal in lunch)]
    breaks = sorted([*lunch, *free], key=lambda each: each.starts)
    return Shift(opens - dice.uniform(MINUTE_S, SIGN_IN_S), closes, tuple(breaks))


def lunch_of(window: int, hall: HallFace, reasons: Sequence[str]) -> list[Break]:
    """Even windows eat in the first half of the break, odd ones in the second; every other pair signs out."""
    if hall.lunch is None:
        return []
    starts, ends = second(hall.lunch[0]), second(hall.lunch[1])
    middle = (starts + ends) / 2
    reason = reasons[0] if reasons and window % 4 < 2 else None
    return [Break(starts, middle, reason) if window % 2 == 0 else Break(middle, ends, reason)]


def rest_between(starts: float, ends: float, reasons: Sequence[str], dice: random.Random) -> Break:
    """Five to ten minutes somewhere in this span."""
    at = dice.uniform(starts, ends)
    return Break(at, at + dice.uniform(5, 10) * MINUTE_S, dice.choice(reasons) if reasons else None)


def overlap(one: Break, other: Break) -> bool:
    """Whether two breaks share any time."""
    return one.starts < other.ends and other.starts < one.ends
