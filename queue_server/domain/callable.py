"""Which waiting tickets a window could call now, found without looking through the whole line."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from .hall import Hall
from .ordering import Cap, Choice, HeadStarts, choose, in_turn, window_head_starts
from .tickets import Ticket
from .windows import Compared, Reason, Window

BEHIND = 3
"""How many tickets behind the chosen one a reason compares."""


def heads_at(hall: Hall, window: Window) -> HeadStarts:
    """The head starts that count at a window today."""
    policy = hall.catalogue.policy
    return HeadStarts(policy.head_start_s, window_head_starts(policy, window.number, hall.queues_of(window)))


def is_callable(hall: Hall, ticket: Ticket, window: Window, now: datetime) -> bool:
    """Bound to no other window, and the visitor neither walking, away, nor elsewhere with another number."""
    if ticket.to_window is not None and ticket.to_window != window.number:
        return False
    if still_walking(ticket, now) or is_away(ticket, now):
        return False
    return not (ticket.persons and person_elsewhere(hall, ticket))


def still_walking(ticket: Ticket, now: datetime) -> bool:
    """Whether the visitor is on the way from the last step."""
    return ticket.callable_from is not None and ticket.callable_from > now


def is_away(ticket: Ticket, now: datetime) -> bool:
    """Whether the visitor lets others pass for the time being."""
    return ticket.away_until is not None and ticket.away_until > now


def person_elsewhere(hall: Hall, ticket: Ticket) -> bool:
    """Whether the visitor of a ticket that is not at a window is called or served with another number."""
    return any(hall.at_window_of_person[person] > 0 for person in ticket.persons)


def shortlist(hall: Hall, window: Window, now: datetime, depth: int = BEHIND + 1) -> list[Ticket]:
    """The callable tickets among which the next one must be: the first `depth` of each queue in both orders.

    Within a queue a window's head start is the same for all, so the earliest by class and the earliest by
    arrival alone hold every possible choice.
    """
    found: dict[int, Ticket] = {}
    for queue in hall.served_queues(window):
        if hall.waiting_count(queue):
            for line in (hall.waiting(queue), hall.waiting_by_arrival(queue)):
                found.update((t.id, t) for t in _first(hall, window, now, line, depth))
    found.update((t.id, t) for t in hall.bound_to(window.number) if is_callable(hall, t, window, now))
    return list(found.values())


def choose_for(hall: Hall, window: Window, tickets: list[Ticket]) -> Choice | None:
    """The next of a window's shortlist under head starts and cap; None with nobody to call."""
    return _choose(hall, tickets, heads_at(hall, window))


def in_order(hall: Hall, window: Window, now: datetime, count: int) -> list[Ticket]:
    """The first `count` tickets of a window: the one that `next` would call, then by effective arrival."""
    heads = heads_at(hall, window)
    tickets = shortlist(hall, window, now, depth=count)
    choice = _choose(hall, tickets, heads)
    first = choice.ticket.id if choice else None
    return sorted(tickets, key=lambda t: (t.id != first, heads.effective_arrival(t), t.id))[:count]


def reason_for(
    hall: Hall,
    window: Window,
    chosen: Ticket,
    choice: Choice | None,
    tickets: Iterable[Ticket],
    picked: str | None = None,
) -> Reason:
    """The comparison behind a call with the window's shortlist, taken before the ticket is called."""
    heads = heads_at(hall, window)
    capped = choice.capped if choice else frozenset()
    rest = in_turn((t for t in tickets if t.id != chosen.id), heads, capped)
    return Reason(
        chosen=_compared(heads, chosen, capped),
        behind=tuple(_compared(heads, t, capped) for t in rest[:BEHIND]),
        favoured=bool(choice and choice.favoured),
        capped=tuple(sorted(capped)),
        picked=picked,
        away=tuple(_away_before(hall, window, chosen, heads, capped)),
    )


def _away_before(
    hall: Hall, window: Window, chosen: Ticket, heads: HeadStarts, capped: frozenset[str]
) -> Iterator[str]:
    """Numbers that this window would have called before, if their visitors did not let others pass."""
    queues = hall.served_queues(window)
    place = (heads.effective_arrival(chosen, capped), chosen.id)
    for ticket in hall.away():
        here = ticket.to_window == window.number if ticket.to_window else ticket.queue in queues
        if here and (heads.effective_arrival(ticket, capped), ticket.id) < place:
            yield ticket.number


def _choose(hall: Hall, tickets: list[Ticket], heads: HeadStarts) -> Choice | None:
    policy = hall.catalogue.policy
    favours = {queue: hall.favours_today(queue, policy.cap_n) for queue in {t.queue for t in tickets}}
    return choose(tickets, heads, favours, Cap(policy.cap_k, policy.cap_n))


def _compared(heads: HeadStarts, t: Ticket, capped: frozenset[str]) -> Compared:
    return Compared(
        number=t.number,
        queue=t.queue,
        visitor_class=t.visitor_class.value,
        arrived_at=t.arrived_at,
        effective_at=heads.effective_arrival(t, capped),
        class_head_start_s=heads.class_s(t, capped),
        window_head_start_s=heads.window_s(t),
    )


def _first(hall: Hall, window: Window, now: datetime, line: Iterable[Ticket], depth: int) -> Iterator[Ticket]:
    found = 0
    for ticket in line:
        if is_callable(hall, ticket, window, now):
            yield ticket
            found += 1
            if found == depth:
                return
