"""Business dates and what the clock does to a hall. Every act makes sure of its day: no job resets."""

from dataclasses import replace
from datetime import timedelta

from queue_server.actions.bookings_due import come_back, end_bookings
from queue_server.actions.ports import Tx
from queue_server.domain.calendar import business_date, day_is_over, hall_state
from queue_server.domain.callable import is_away
from queue_server.domain.counters import Counters
from queue_server.domain.facts import (
    AwayEnded,
    DayClosed,
    DayOpened,
    HallTurned,
    TicketExpired,
    TicketMissed,
    WindowArranged,
)
from queue_server.domain.tickets import State, Ticket


def tick(tx: Tx) -> None:
    """Record what only the clock knows: days and halls that turned, visitors whose time away is over."""
    ensure_day(tx)
    _end_aways(tx)
    come_back(tx)
    for code, hall in sorted(tx.hall.halls.items()):
        if code not in tx.hall.catalogue.halls:
            continue
        state = hall_state(tx.hall.catalogue, code, tx.now)
        if state is not hall.state:
            tx.record(HallTurned(code, state.value), replace(hall, state=state, since=tx.now))


def _end_aways(tx: Tx) -> None:
    """They could be called since that moment; now the boards say so."""
    for ticket in tx.hall.away():
        if not is_away(ticket, tx.now):
            tx.record(AwayEnded(ticket.id), ticket.be_back())


def ensure_day(tx: Tx) -> None:
    """Close a business date that is over and open today's, before anything else happens.

    The date never goes back, even if somebody sets the clock back.
    """
    counters = tx.hall.counters
    today = business_date(tx.hall.catalogue, tx.now)
    if counters.business_date is not None and not counters.day_closed:
        new_day = today > counters.business_date
        if new_day or day_is_over(tx.hall.catalogue, counters.business_date, tx.now):
            close_day(tx)
    if counters.business_date is None or today > counters.business_date:
        _end_visits(tx)
        end_bookings(tx, today - timedelta(days=1))
        opened = Counters(
            last_ticket=counters.last_ticket, business_date=today, day_closed=False, day_seq=tx.hall.seq + 1
        )
        tx.record(DayOpened(today), opened)
        _end_arrangements(tx)


def _end_arrangements(tx: Tx) -> None:
    """What a manager arranged for a window was for that day."""
    for window in list(tx.hall.windows.values()):
        if window.shut or window.queues_today is not None:
            as_planned = replace(window, shut=False, queues_today=None)
            tx.record(WindowArranged(window.number, shut=False, queues=None), as_planned)


def close_day(tx: Tx) -> None:
    """End the business date: who waits, is held or was missed expires; who is being served goes on."""
    _end_visits(tx)
    counters = tx.hall.counters
    assert counters.business_date is not None
    end_bookings(tx, counters.business_date)
    tx.record(DayClosed(counters.business_date), replace(counters, day_closed=True))


def _end_visits(tx: Tx) -> None:
    """Also before a day opens: a clerk may have held or moved a late visitor after the day close."""
    for ticket in sorted(tx.hall.live_tickets(), key=lambda t: t.id):
        did_not_come = ticket.state is State.MISSED
        if ticket.state is State.CALLED:
            ticket = _miss(tx, ticket)
        if ticket.state is not State.SERVING:
            expire(tx, ticket, may_return=not did_not_come)


def _miss(tx: Tx, ticket: Ticket) -> Ticket:
    assert ticket.window is not None
    window = tx.hall.windows[ticket.window]
    missed = ticket.miss(tx.now)
    tx.record(TicketMissed(ticket.id, None, None), missed, replace(window.let_go(tx.now), undoable=None))
    return tx.hall.tickets[ticket.id]


def expire(tx: Tx, ticket: Ticket, *, may_return: bool) -> None:
    """Its day is over without it; `may_return`: where the queue carries over, with a right to come back."""
    right = may_return and tx.hall.catalogue.policy.queue(ticket.queue).carry_over
    tx.record(TicketExpired(ticket.id, right), replace(ticket.expire(tx.now), carried_over=right))
