"""Hold, resume, transfer: tickets that leave a window without being done."""

from dataclasses import replace

from queue_server.actions.admitting import must_give_numbers
from queue_server.actions.desk import (
    Seat,
    must_be_able_to_call,
    sit_down,
    undoable,
    window_at,
    with_current,
)
from queue_server.actions.ports import Tx
from queue_server.domain.callable import person_elsewhere
from queue_server.domain.facts import TicketHeld, TicketResumed, TicketTransferred
from queue_server.domain.hall import Hall
from queue_server.domain.moves import kept_arrival
from queue_server.domain.refusals import (
    BadValue,
    NotHeldHere,
    PersonElsewhere,
    SamePlace,
    SomethingCurrent,
    UnknownQueue,
    UnknownTicket,
    WindowClosed,
)
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.windows import Window


def hold(tx: Tx, seat: Seat, expect: str | None, note: str) -> Window:
    """Send the visitor away to fetch something; the place is kept."""
    window, ticket = with_current(tx, seat, expect)
    held = ticket.hold(note, tx.now)
    tx.record(
        TicketHeld(ticket.id, seat.window, seat.clerk),
        held,
        replace(window.let_go(tx.now), undoable=None),
    )
    return tx.hall.windows[seat.window]


def resume(tx: Tx, seat: Seat, expect: str | None, public_id: str) -> Window:
    """Go on serving a ticket held by this window or in one of its queues; nothing may be current."""
    window, current = sit_down(tx, seat, expect)
    if current is not None:
        raise SomethingCurrent(window=window.number, number=current.number)
    must_be_able_to_call(tx.hall, window)
    ticket = _held(tx.hall, window, public_id)
    if person_elsewhere(tx.hall, ticket):
        raise PersonElsewhere(number=ticket.number)
    back = ticket.resume(window.number, seat.clerk, tx.now)
    here = replace(window.take(ticket.id, window.reason, tx.now), undoable=None)
    tx.record(TicketResumed(ticket.id, window.number, seat.clerk), back, here)
    return tx.hall.windows[seat.window]


def transfer(
    tx: Tx, seat: Seat, expect: str | None, queue: str | None, to_window: int | None, note: str
) -> Window:
    """Send the current ticket to another queue, or to one window where alone it is called."""
    window, ticket = with_current(tx, seat, expect)
    target = _target(tx.hall, seat, ticket, queue, to_window)
    arrived_at = kept_arrival(tx.hall, ticket, tx.now)
    moved = ticket.transfer(target, to_window, arrived_at, note, tx.now)
    last = undoable(tx, seat, "transfer", (ticket,), (tx.hall.seq + 1,))
    fact = TicketTransferred(ticket.id, seat.window, target, to_window, arrived_at)
    tx.record(fact, moved, replace(window.let_go(tx.now), undoable=replace(last, current=ticket.id)))
    return tx.hall.windows[seat.window]


def held_here(hall: Hall, window: Window) -> list[Ticket]:
    """Tickets that this window may resume: held by it, or in one of its queues; by number."""
    queues = hall.served_queues(window)
    held = (hall.tickets[i] for i in hall.held)
    return sorted((t for t in held if t.window == window.number or t.queue in queues), key=lambda t: t.id)


def _held(hall: Hall, window: Window, public_id: str) -> Ticket:
    found = hall.by_public.get(public_id)
    if found is None:
        raise UnknownTicket
    ticket = hall.tickets[found]
    ticket.must_be(State.HELD)
    if ticket.window != window.number and ticket.queue not in hall.served_queues(window):
        raise NotHeldHere(number=ticket.number)
    return ticket


def _target(hall: Hall, seat: Seat, ticket: Ticket, queue: str | None, to_window: int | None) -> str:
    if (queue is None) == (to_window is None):
        raise BadValue(field="queue", why="one_of_queue_window")
    if to_window is not None:
        if to_window == seat.window:
            raise SamePlace(number=ticket.number)
        if not window_at(hall, to_window).open:
            raise WindowClosed(window=to_window)
        return ticket.queue
    assert queue is not None
    if queue not in hall.catalogue.queues:
        raise UnknownQueue(queue=queue)
    must_give_numbers(hall, queue)
    if queue == ticket.queue and ticket.to_window is None:
        raise SamePlace(number=ticket.number)
    return queue
