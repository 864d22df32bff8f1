"""What a ticket's page says while its hall is closed: what becomes of the number, and when others begin."""

from dataclasses import dataclass
from datetime import date, datetime

from queue_server.domain.calendar import business_date, local, next_issuing
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.windows import HallNow, HallState
from ui.words import say

SPOKEN_TO = frozenset({State.WAITING, State.HELD, State.MISSED, State.EXPIRED})
"""Whoever is called or served is with a clerk, and whose visit is over needs nothing of the hall."""
MAY_KEEP = frozenset({State.WAITING, State.HELD})


@dataclass(frozen=True, slots=True)
class Closed:
    """`now` is what to do; `opens` when numbers begin again, empty where nobody knows."""

    now: str
    opens: str


def closed_of(
    catalogue: Catalogue, ticket: Ticket, now_in: HallNow | None, now: datetime, language: str
) -> Closed | None:
    """The banner of a closed hall; None while it is open, and for whom it does not matter."""
    if now_in is None or now_in.state is not HallState.CLOSED or ticket.state not in SPOKEN_TO:
        return None
    state = ticket.state if _is_of_today(catalogue, ticket, now) else State.EXPIRED
    is_kept = catalogue.policy.queue(ticket.queue).carry_over and state in MAY_KEEP
    word = f"phone.closed.{state.value}"
    return Closed(
        now=say(f"{word}.kept" if is_kept else word, language),
        opens=_opens(catalogue, ticket.queue, now, language),
    )


def of_day(catalogue: Catalogue, ticket: Ticket, now: datetime, language: str) -> str:
    """Of which day a number is that is not of today, empty for one of today: numbers begin anew every day."""
    if _is_of_today(catalogue, ticket, now):
        return ""
    return say("phone.of_day", language, day=_day(ticket.business_date, language))


def _is_of_today(catalogue: Catalogue, ticket: Ticket, now: datetime) -> bool:
    """A number of a former day is called no more, also in the moment before its day is closed."""
    return ticket.business_date == business_date(catalogue, now)


def _opens(catalogue: Catalogue, queue: str, now: datetime, language: str) -> str:
    at = next_issuing(catalogue, queue, now) if queue in catalogue.queues else None
    if at is None:
        return ""
    there = local(catalogue, at)
    if there.date() == local(catalogue, now).date():
        return say("phone.closed.opens_today", language, clock=f"{there:%H:%M}")
    return say("phone.closed.opens", language, day=_day(there.date(), language), clock=f"{there:%H:%M}")


def _day(day: date, language: str) -> str:
    month = say(f"refusals.month.{day.month}", language)
    return say("phone.day", language, day=day.day, month=month)
