"""Quotas: how many numbers a queue gives per half-day."""

from datetime import datetime

from .calendar import business_date, local, lunch, next_issuing
from .hall import Hall, half_day


def quota_left(hall: Hall, queue: str, at: datetime) -> int | None:
    """Numbers left in this half-day; None where the queue has no quota.

    First issues count, cancelled ones give their place back, offline tickets may take it below zero.
    Walk-ins may use everything that is not booked.
    """
    quota = hall.catalogue.policy.queue(queue).quota_per_half_day
    if quota is None:
        return None
    used = hall.issued_in[(queue, business_date(hall.catalogue, at), half_day(hall.catalogue, queue, at))]
    return quota - used


def bookable(hall: Hall, queue: str) -> int | None:
    """How many of a half-day's numbers may be booked: less the walk-in share; None without a quota."""
    quota = hall.catalogue.policy.queue(queue).quota_per_half_day
    return None if quota is None else int(quota * (1 - hall.catalogue.policy.walk_in_share))


def quota_again(hall: Hall, queue: str, at: datetime) -> datetime | None:
    """When the next half-day of a queue begins to issue."""
    day = local(hall.catalogue, at).date()
    pause = lunch(hall.catalogue, hall.hall_of(queue), day)
    if pause and at < pause[0]:
        return pause[0]
    return next_issuing(hall.catalogue, queue, at)
