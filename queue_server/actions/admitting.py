"""What may be issued: each rule alone, so that a ticket that exists already can be held against all."""

from collections.abc import Sequence
from datetime import datetime

from queue_server.domain.calendar import day_is_over, opening
from queue_server.domain.hall import Hall
from queue_server.domain.quotas import quota_again, quota_left
from queue_server.domain.refusals import (
    Closed,
    Evacuated,
    NotAHallVisit,
    PersonLimit,
    QuotaUsed,
    RealNameNeeded,
)
from queue_server.domain.tickets import StepState, Ticket


def must_not_be_evacuated(hall: Hall, queue: str, from_hall: str | None) -> None:
    """Neither the queue's hall nor the one where the visitor stands. Raises Evacuated."""
    for code in (hall.hall_of(queue), from_hall):
        if code in hall.halls and hall.halls[code].evacuated:
            raise Evacuated(hall=code)


def must_give_numbers(hall: Hall, queue: str) -> None:
    """People wait for it in the hall. Raises NotAHallVisit for visits at home and agents."""
    if not hall.catalogue.gives_numbers(queue):
        raise NotAHallVisit


def must_be_open(hall: Hall, queue: str, at: datetime) -> None:
    """The queue issues tickets at a moment before the day close. Raises Closed."""
    state = opening(hall.catalogue, queue, at)
    today = hall.counters.business_date
    if not state.issuing or today is None or day_is_over(hall.catalogue, today, at):
        raise Closed(queue=queue, opens=_spoken(hall, state.opens))


def must_have_numbers_left(hall: Hall, queue: str, at: datetime) -> None:
    """The half-day's quota is not used up. Raises QuotaUsed."""
    left = quota_left(hall, queue, at)
    if left is not None and left <= 0:
        raise QuotaUsed(queue=queue, again=_spoken(hall, quota_again(hall, queue, at)))


def must_be_named(hall: Hall, stops: Sequence[str], person: str | None) -> None:
    """Who comes to a queue that asks for it is known by an ID number's hash. Raises RealNameNeeded."""
    asking = _asking(hall, stops)
    if asking and person is None:
        raise RealNameNeeded(queue=asking[0])


def must_be_within_limit(hall: Hall, stops: Sequence[str], person: str | None) -> None:
    """Nobody has more live tickets in a queue that knows people than policy allows. Raises PersonLimit."""
    live = [hall.tickets[i] for i in sorted(hall.live_of_person.get(f"id:{person}", ()))]
    for queue in _asking(hall, stops) if person is not None else ():
        same = [t for t in live if queue in _places(t)]
        if len(same) >= hall.catalogue.policy.live_tickets_per_person:
            raise PersonLimit(queue=queue, number=same[0].number)


def _asking(hall: Hall, stops: Sequence[str]) -> list[str]:
    return [queue for queue in stops if hall.catalogue.policy.queue(queue).real_name]


def _places(ticket: Ticket) -> set[str]:
    """The queues in which a ticket holds a place: where it is, and where it still goes or was issued."""
    to_come = {s.queue for s in ticket.steps if s.state is not StepState.DONE}
    return {ticket.queue} | (to_come if ticket.steps else {ticket.first_queue})


def _spoken(hall: Hall, at: datetime | None) -> str | None:
    return at.astimezone(hall.catalogue.centre.zone).isoformat() if at else None
