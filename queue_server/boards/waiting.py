"""Whom a window may call, in its own order, and why the first one is the first. Asked for, never pushed."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from queue_server.domain.callable import heads_at, is_away, person_elsewhere, still_walking
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownWindow
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import Window

from .times import stamp, stamp_or_none
from .why import why_next
from .windows import service_now

LONGEST = 50
"""How many tickets are told."""


def waiting_list(hall: Hall, number: int, *, now: datetime, language: str) -> dict[str, Any]:
    """The waiting tickets that the window's clerk may call. Raises UnknownWindow."""
    window = hall.windows.get(number)
    if window is None:
        raise UnknownWindow(window=number)
    first, sentences = why_next(hall, window, now, language)
    tickets = _in_its_order(hall, window, first)
    count = sum(_counts(hall, window))
    return {
        "window": number,
        "waiting": [_waiter(hall, t, now) for t in tickets],
        "more": count - len(tickets),
        "first": first.number if first else None,
        "sentences": sentences,
    }


def _in_its_order(hall: Hall, window: Window, first: Ticket | None) -> list[Ticket]:
    """The one that `next` would call, then everybody by effective arrival here, callable or not."""
    heads = heads_at(hall, window)
    found = {t.id: t for queue in hall.served_queues(window) for t in islice(_line(hall, queue), LONGEST)}
    found.update((t.id, t) for t in hall.bound_to(window.number))
    if first is not None:
        found[first.id] = first
    lead = first.id if first else None
    order = sorted(found.values(), key=lambda t: (t.id != lead, heads.effective_arrival(t), t.id))
    return order[:LONGEST]


def _line(hall: Hall, queue: str) -> Iterator[Ticket]:
    """A queue's tickets that are bound to no window, in order."""
    return (t for t in hall.waiting(queue) if t.to_window is None)


def _counts(hall: Hall, window: Window) -> Iterator[int]:
    yield from (hall.unbound_count(queue) for queue in hall.served_queues(window))
    yield sum(1 for _ in hall.bound_to(window.number))


def _waiter(hall: Hall, ticket: Ticket, now: datetime) -> dict[str, Any]:
    why_not = _why_not(hall, ticket, now)
    return {
        "public_id": ticket.public_id,
        "number": ticket.number,
        "queue": ticket.queue,
        "service": service_now(ticket),
        "scenario": ticket.scenario,
        "visitor_class": ticket.visitor_class.value,
        "arrived_at": stamp(hall.catalogue, ticket.arrived_at),
        "waited_s": max(0, int((now - ticket.arrived_at).total_seconds())),
        "callable": why_not is None,
        "why_not": why_not,
        "callable_from": stamp_or_none(hall.catalogue, _callable_from(ticket, why_not)),
        "sent_here": ticket.to_window is not None,
        "note": ticket.note,
    }


def _callable_from(ticket: Ticket, why_not: str | None) -> datetime | None:
    return {"walking": ticket.callable_from, "away": ticket.away_until}.get(why_not or "")


def _why_not(hall: Hall, ticket: Ticket, now: datetime) -> str | None:
    if still_walking(ticket, now):
        return "walking"
    if is_away(ticket, now):
        return "away"
    return "elsewhere" if person_elsewhere(hall, ticket) else None
