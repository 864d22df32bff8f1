"""A day as it will come: Poisson arrivals by queue and hour, and what each visitor wants. Pure."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from .arrivals import Arrivals
from .centre import Centre, second
from .identity import Registry
from .visits import Course, Visit

T = TypeVar("T")
HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Shares:
    """How many visitors are out of the ordinary, as shares of all of them."""

    elderly: float = 0.08
    disabled: float = 0.01
    maternity: float = 0.02
    serviceman: float = 0.01
    english: float = 0.02
    phones: float = 0.15
    scenarios: float = 0.05
    queue_only: float = 0.05
    parties: float = 0.02
    courses: tuple[tuple[Course, float], ...] = (
        (Course.NEVER_COMES, 0.02),
        (Course.COMES_LATE, 0.02),
        (Course.CANCELS, 0.02),
        (Course.FETCHES_AND_RESUMES, 0.01),
        (Course.FETCHES_AND_QUEUES, 0.01),
        (Course.SENT_TO_QUEUE, 0.015),
        (Course.SENT_TO_WINDOW, 0.005),
        (Course.ENDED_BY_SLIP, 0.003),
    )


SHARES = Shares()
PACE_SIGMA = 0.5
"""The spread of service times, as the logarithm's standard deviation: one visit in seven takes more than
half as long again as its service usually does. The mean of a pace is 1."""


def plan_day(
    arrivals: Iterable[Arrivals],
    centre: Centre,
    day: date,
    *,
    seed: int,
    scale: float = 1.0,
    shares: Shares = SHARES,
) -> list[Visit]:
    """All visits of a day in the order of their coming; the same for the same seed."""
    dice = random.Random(seed)  # the crowd's dice are no secret  # nosec B311
    registry = Registry(dice, day)
    moments = [
        (at, row.queue)
        for row in arrivals
        if row.queue in centre.queues
        for at in poisson(row.mean_on(day.weekday()) * scale, open_part(row.hour, centre, row.queue), dice)
    ]
    visits = [visitor(at, queue, centre, registry, dice, shares) for at, queue in sorted(moments)]
    return sorted(in_parties(visits, dice, shares.parties), key=lambda visit: visit.at)


def open_part(hour: int, centre: Centre, queue: str) -> tuple[float, float]:
    """The part of an hour in which the queue's hall is open, in seconds after midnight; may be empty."""
    hours = centre.halls[centre.queues[queue].hall]
    start = max(hour * HOUR_S, second(hours.open))
    return start, max(start, min((hour + 1) * HOUR_S, second(hours.close)))


def poisson(mean: float, span: tuple[float, float], dice: random.Random) -> Iterator[float]:
    """The moments of a Poisson process with this mean number of events in the span."""
    start, end = span
    if mean <= 0 or end <= start:
        return
    rate = mean / (end - start)
    at = start + dice.expovariate(rate)
    while at < end:
        yield at
        at += dice.expovariate(rate)


def visitor(
    at: float, queue: str, centre: Centre, registry: Registry, dice: random.Random, shares: Shares
) -> Visit:
    """One visitor at the kiosk: what for, who, and how it goes on."""
    service, scenario = errand(queue, centre, dice, shares)
    visitor_class = drawn(
        dice,
        [(name, getattr(shares, name)) for name in ("elderly", "disabled", "maternity", "serviceman")],
        "ordinary",
    )
    named = centre.asks_for_name(queue, scenario)
    return Visit(
        at=at,
        queue=queue,
        service=service,
        scenario=scenario,
        visitor_class=visitor_class,
        language="en" if dice.random() < shares.english else "zh",
        id_number=registry.someone(elderly=visitor_class == "elderly") if named else None,
        phone=dice.random() < shares.phones,
        course=Course.SERVED if scenario else drawn(dice, shares.courses, Course.SERVED),
        pace=dice.lognormvariate(-(PACE_SIGMA**2) / 2, PACE_SIGMA),
    )


def errand(queue: str, centre: Centre, dice: random.Random, shares: Shares) -> tuple[str | None, str | None]:
    """A service or a scenario that starts in this queue; neither where only the queue is asked for."""
    scenarios = centre.scenarios_from(queue)
    services = centre.by_queue.get(queue)
    if scenarios and dice.random() < shares.scenarios:
        return None, dice.choice(scenarios)
    if not services or dice.random() < shares.queue_only:
        return None, None
    return dice.choice(services).code, None


def drawn(dice: random.Random, chances: Iterable[tuple[T, float]], otherwise: T) -> T:
    """One of the things by its chance, or what it is otherwise."""
    throw = dice.random()
    for thing, chance in chances:
        throw -= chance
        if throw < 0:
            return thing
    return otherwise


def in_parties(visits: list[Visit], dice: random.Random, share: float) -> Iterator[Visit]:
    """The visits, some of which belong to the visitor before: taken at the same kiosk half a minute later."""
    before: Visit | None = None
    for visit in visits:
        if before and before.party is None and before.queue != visit.queue and dice.random() < share:
            party = f"party-{dice.getrandbits(64):016x}"
            yield replace(before, party=party)
            yield replace(visit, party=party, at=before.at + 30.0)
            before = None
            continue
        if before:
            yield before
        before = visit
    if before:
        yield before
