"""The right of a ticket whose turn did not come: a place ahead on the next open day."""

from .calendar import next_workday
from .hall import Hall
from .tickets import State, Ticket


def carried_to_today(hall: Hall, earlier: Ticket) -> bool:
    """Whether a ticket of an earlier day gives its visitor a right to go ahead today."""
    if earlier.state is not State.EXPIRED or not earlier.carried_over:
        return False
    if earlier.queue not in hall.catalogue.queues:
        return False
    day = next_workday(hall.catalogue, earlier.queue, earlier.business_date)
    return day == hall.counters.business_date
