"""What a move does to a ticket's arrival."""

from datetime import datetime, timedelta

from .hall import Hall
from .tickets import Ticket

JUST_BEHIND = timedelta(microseconds=1)


def kept_arrival(hall: Hall, ticket: Ticket, now: datetime) -> datetime:
    """Transfer, hold, next step keep the first arrival, not earlier than now minus `keep_arrival_s`."""
    return max(ticket.arrived_at, now - timedelta(seconds=hall.catalogue.policy.keep_arrival_s))


def revived_arrival(hall: Hall, ticket: Ticket, now: datetime) -> datetime:
    """Just behind the effective arrival of the third waiting ticket of the queue (else the last, else now).

    Classes count, windows do not; never earlier than now minus `revive_not_before_s`. Figures from policy.
    """
    policy = hall.catalogue.policy
    before = [
        hall.effective_at(t)
        for t, _ in zip(hall.waiting(ticket.queue), range(policy.revive_behind), strict=False)
    ]
    behind = before[-1] + JUST_BEHIND if before else now
    return max(behind, now - timedelta(seconds=policy.revive_not_before_s))
