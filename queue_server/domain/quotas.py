"""Quotas: how many numbers a queue gives per half-day."""

from datetime import UTC, datetime, time, timedelta
from math import floor

from .calendar import business_date, half_day, issuing_from, local
from .hall import Hall

ROUNDED = 9
"""Decimals of a share of a quota: 0.9 of ten numbers are nine, whatever computers make of 0.9."""


def quota_left(hall: Hall, queue: str, at: datetime, now: datetime | None = None) -> int | None:
    """Numbers left in the half-day of a moment, seen from `now` (the moment itself); None without a quota.

    First issues count, cancelled ones give their place back, offline tickets may take it below zero.
    Walk-ins may use everything that is not booked: a booking counts until its visitor checks in (the ticket
    counts then), or until its slot ends.
    """
    quota = hall.catalogue.policy.queue(queue).quota_per_half_day
    if quota is None:
        return None
    today = business_date(hall.catalogue, at)
    day = max(today, hall.counters.business_date or today)
    half = (queue, day, half_day(hall.catalogue, queue, at))
    return quota - hall.issued_in[half] - hall.bookings.expected(half, now or at)


def bookable(hall: Hall, queue: str) -> int | None:
    """How many of a half-day's numbers may be booked: less the walk-in share; None without a quota.

    Nobody walks in to a queue that gives no numbers: all of it may be booked.
    """
    quota = hall.catalogue.policy.queue(queue).quota_per_half_day
    share = 1 - hall.catalogue.policy.walk_in_share if hall.catalogue.gives_numbers(queue) else 1
    return None if quota is None else floor(round(quota * share, ROUNDED))


def quota_again(hall: Hall, queue: str, at: datetime) -> datetime | None:
    """When the next half-day of a queue begins to issue; None if not within two months."""
    now = local(hall.catalogue, at)
    afternoon = hall.catalogue.halls[hall.hall_of(queue)].lunch
    if afternoon is not None and now.time() < afternoon[0]:
        begins = datetime.combine(now.date(), afternoon[0], tzinfo=now.tzinfo)
    else:
        begins = datetime.combine(now.date() + timedelta(days=1), time(0), tzinfo=now.tzinfo)
    return issuing_from(hall.catalogue, queue, begins.astimezone(UTC))
