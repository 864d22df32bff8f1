"""How long it may still take: an honest range, and unknown when no window calls people of the queue.

The expected time is work ahead over the speed of the windows that do it. A window that serves several queues
gives each of them the share of its time that the queue's waiting work has in its whole. Service times are
learned.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from math import ceil, floor, sqrt

from .calendar import local, lunch
from .hall import Hall
from .tickets import State, Ticket
from .windows import Window

Speed = tuple[float, int] | None
"""Tickets per second and windows free to call one at once; None when nobody calls."""

MINUTE = 60
IN_SERVICE = 0.6
"""Part of a service that is still to come, on average, when somebody looks at the line."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A range in seconds, whole minutes."""

    low_s: int
    high_s: int


def speeds(hall: Hall) -> Callable[[str], Speed]:
    """How fast each queue is called, reckoned once each: for one look at a hall that does not change."""
    return cache(partial(_speed, hall))


def wait_of(
    hall: Hall, ticket: Ticket, now: datetime, speed_of: Callable[[str], Speed] | None = None
) -> Wait | None:
    """The range until a waiting ticket is called; None when it does not wait or nobody calls.

    `speed_of`, as `speeds` gives it, is for whoever asks for many tickets at once.
    """
    if ticket.state is not State.WAITING:
        return None
    ahead = hall.ahead(ticket)
    if ahead is None:
        return None
    speed = (speed_of or speeds(hall))(ticket.queue)
    return _with_away(hall, ticket, (ahead, hall.away_ahead(ticket)), now, speed)


def wait_for_new(hall: Hall, queue: str, now: datetime) -> Wait | None:
    """The range for somebody who would take a ticket now."""
    return _range(hall, queue, hall.waiting_count(queue), now, _speed(hall, queue))


def waits_in(hall: Hall, queue: str, now: datetime) -> list[tuple[Ticket, Wait | None]]:
    """Every waiting ticket of a queue in order with its range; those away stand last, in their own order."""
    speed = _speed(hall, queue)
    present: list[tuple[Ticket, Wait | None]] = []
    away: list[tuple[Ticket, Wait | None]] = []
    for ticket in hall.waiting(queue):
        wait = _with_away(hall, ticket, (len(present), len(away)), now, speed)
        (present if ticket.away_until is None else away).append((ticket, wait))
    return present + away


def windows_calling(hall: Hall, queue: str) -> list[Window]:
    """Windows that call people of a queue now; a paused window and an evacuated hall do not."""
    return [w for w in hall.windows_serving(queue) if w.paused is None and not hall.evacuated(w)]


def _speed(hall: Hall, queue: str) -> Speed:
    windows = windows_calling(hall, queue)
    if not windows:
        return None
    served = [hall.served_queues(w) for w in windows]
    work = {q: hall.waiting_count(q) * hall.pace_s(q) for q in {q for queues in served for q in queues}}
    work[queue] += hall.pace_s(queue)
    of_all = {queues: sum(work[q] for q in queues) for queues in set(served)}
    shares = (work[queue] / of_all[queues] for queues in served)
    free = sum(1 for w in windows if w.current is None)
    return sum(shares) / hall.pace_s(queue), free


def _with_away(
    hall: Hall, ticket: Ticket, ahead: tuple[int, int], now: datetime, speed: Speed
) -> Wait | None:
    """The range of a place with so many ahead, and so many more who are away: they may come back or not.

    Who is away is not called before the time is over.
    """
    low = _range(hall, ticket.queue, ahead[0], now, speed)
    high = _range(hall, ticket.queue, sum(ahead), now, speed) if ahead[1] else low
    if low is None or high is None:
        return None
    left_s = max(0.0, (ticket.away_until - now).total_seconds()) if ticket.away_until else 0.0
    least = ceil(left_s / MINUTE) * MINUTE
    return Wait(max(low.low_s, least), max(high.high_s, least + MINUTE if least else 0))


def _range(hall: Hall, queue: str, ahead: int, now: datetime, speed: Speed) -> Wait | None:
    if speed is None:
        return None
    rate, free = speed
    behind = max(0, ahead - free + 1) if free else ahead + IN_SERVICE
    expected = behind / rate
    spread = min(0.6, 0.9 / sqrt(ahead + 1))
    pause = _lunch_s(hall, queue, now, expected)
    low = expected * (1 - spread) + pause
    high = expected * (1 + spread) + pause + MINUTE
    return Wait(floor(low / MINUTE) * MINUTE, ceil(high / MINUTE) * MINUTE)


def _lunch_s(hall: Hall, queue: str, now: datetime, expected_s: float) -> float:
    """Seconds of lunch break between now and the expected call."""
    break_ = lunch(hall.catalogue, hall.hall_of(queue), local(hall.catalogue, now).date())
    if break_ is None or now >= break_[1] or now + timedelta(seconds=expected_s) <= break_[0]:
        return 0.0
    return (break_[1] - max(now, break_[0])).total_seconds()
