"""The people before a visitor as a row to the door, and the wait beside it: the same as phone/model.js."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.words import say

MOST_DRAWN = 6
STEP, DOOR_AT, MORE_GAP = 34, 284, 30


@dataclass(frozen=True, slots=True)
class Row:
    """Where the figures of the row stand, in the picture's units; the door is at its right end."""

    people: tuple[int, ...]
    drawn: int
    more: bool
    me: int
    left: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence around its figure, which is set larger; without a figure all of it is `before`."""

    before: str
    figure: str = ""
    after: str = ""


def row_of(ahead: int | None) -> Row:
    """The row for so many people before; more than a few are dots behind the first ones."""
    drawn = min(ahead or 0, MOST_DRAWN)
    more = (ahead or 0) > MOST_DRAWN
    me = DOOR_AT - STEP * (drawn + 1) - (MORE_GAP if more else 0) - 8
    people = tuple(DOOR_AT - STEP * (i + 1) - 8 for i in range(MOST_DRAWN))
    return Row(people, drawn, more, me, me - 2)


def wait_spoken(wait: Mapping[str, int] | None, no_window: str | None, language: str) -> Spoken:
    """A range in whole minutes, never one figure; what is not known is said in words.

    `no_window` is what is said while nobody calls; None while somebody does.
    """
    if wait is None:
        return Spoken(no_window or say("phone.wait.unknown", language))
    low, high = minutes(wait["low_s"], wait["high_s"])
    if low == 0:
        return _around(say("phone.wait.soon", language, high="\0"), str(high))
    return _around(say("phone.wait.range", language, span="\0"), f"{low}–{high}")


def minutes(low_s: int, high_s: int) -> tuple[int, int]:
    """The low end rounded down, the high end up, and never the same."""
    low = low_s // 60
    return low, max(-(-high_s // 60), low + 1)


def _around(sentence: str, figure: str) -> Spoken:
    before, _, after = sentence.partition("\0")
    return Spoken(before.strip(), figure, after.strip())
