"""Ratings (好差评): five levels, and what a visitor may say about one visit step that is done.

After 国办发〔2019〕51号 and GB/T 39735: five levels, of which the lowest two need a reason; voluntary, once.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .catalogue import Catalogue
from .policy import Policy
from .refusals import BadValue, RatedAlready, RatingOver, RatingReasonNeeded, UnknownRatingReason


class Level(StrEnum):
    """How it was, from the best to the worst: 非常满意, 满意, 基本满意, 不满意, 非常不满意."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"


BAD = frozenset({Level.DISSATISFIED, Level.VERY_DISSATISFIED})
"""The levels that need a reason and may carry words."""

PAGE, PAD = "page", "pad"
"""Where a rating was given: on the ticket's own page, or at the outward face of the window's PAD."""

LONGEST_WORDS = 500
"""Characters of what a visitor may write beside a bad level."""


@dataclass(frozen=True, slots=True)
class DoneStep:
    """A visit step that is done, as the record tells it; `step` counts a ticket's done steps from 1.

    Consecutive services of one queue are one step, so it may have several `services`, or none for a ticket
    of a queue. `done_at` is hall time.
    """

    step: int
    services: tuple[str, ...]
    queue: str
    window: int
    clerk: str
    done_at: datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a visitor says: `reasons` are codes of policy; `words` are the visitor's own, in no fact."""

    level: Level
    reasons: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating that was given, without the visitor's own words. `at` is hall time."""

    ticket: int
    step: int
    level: Level
    reasons: tuple[str, ...]
    list_version: str
    services: tuple[str, ...]
    queue: str
    window: int
    clerk: str
    at: datetime
    seq: int = 0
    source: str = PAGE


class Standing(StrEnum):
    """Whether a done step can be rated: it can, it was, or its time is over and it was not."""

    OPEN = "open"
    RATED = "rated"
    OVER = "over"


def departments_of(services: Sequence[str], clerk: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Whose a visit was, each once: its items' departments, else the clerk's, else one without a code.

    Never empty. Where one alone can be named it is the first.
    """
    items = dict.fromkeys(catalogue.services[c].department for c in services if c in catalogue.services)
    if items:
        return tuple(items)
    return (catalogue.staff[clerk].department if clerk in catalogue.staff else "",)


def rateable_until(step: DoneStep, policy: Policy) -> datetime:
    """The last moment at which a step can be rated."""
    return step.done_at + timedelta(days=policy.rating_open_days)


def standing(step: DoneStep, rated: frozenset[int], policy: Policy, now: datetime) -> Standing:
    """How a done step stands; `rated` are the steps of its ticket that were rated."""
    if step.step in rated:
        return Standing.RATED
    return Standing.OPEN if now <= rateable_until(step, policy) else Standing.OVER


def must_be_open(step: DoneStep, rated: frozenset[int], policy: Policy, now: datetime) -> None:
    """Once, and in time. Raises RatedAlready or RatingOver."""
    found = standing(step, rated, policy, now)
    if found is Standing.RATED:
        raise RatedAlready(step=step.step)
    if found is Standing.OVER:
        raise RatingOver(step=step.step, days=policy.rating_open_days)


def must_be_sound(opinion: Opinion, policy: Policy) -> None:
    """Reasons are of the level's own list, and a bad level has one, unless the centre's list has none.

    Raises RatingReasonNeeded, UnknownRatingReason, or BadValue for words that are too long or beside a level
    that carries none.
    """
    known = policy.rating_reasons.get(opinion.level.value, {})
    _must_be_known(opinion.reasons, known)
    if opinion.level in BAD and known and not opinion.reasons:
        raise RatingReasonNeeded(level=opinion.level.value)
    if opinion.words and opinion.level not in BAD:
        raise BadValue(field="text", why="only the two lowest levels carry words")
    if len(opinion.words) > LONGEST_WORDS:
        raise BadValue(field="text", why=f"at most {LONGEST_WORDS} characters")


def _must_be_known(reasons: Sequence[str], known: Container[str]) -> None:
    for reason in reasons:
        if reason not in known:
            raise UnknownRatingReason(reason=reason)
    if len(set(reasons)) != len(reasons):
        raise BadValue(field="reasons", why="a reason is named twice")
