"""What a visitor or a guide does with a ticket: cancel, revive, away and back, in line, reprint, a class."""

from dataclasses import replace
from datetime import timedelta

from queue_server.actions.days import ensure_day
from queue_server.actions.ports import Tx
from queue_server.domain.classes import VisitorClass
from queue_server.domain.facts import (
    AwayEnded,
    ClassSet,
    TicketCancelled,
    TicketReprinted,
    TicketRequeued,
    TicketRevived,
    VisitorWentAway,
)
from queue_server.domain.hall import Thing
from queue_server.domain.moves import kept_arrival, revived_arrival
from queue_server.domain.refusals import (
    AwaysUsed,
    ClassNotClaimable,
    DocumentNotChecked,
    NotInYourQueues,
    RevivalsUsed,
    UnknownTicket,
    WrongState,
)
from queue_server.domain.tickets import State, Ticket

NEEDS_DOCUMENT = frozenset(
    {VisitorClass.ELDERLY, VisitorClass.DISABLED, VisitorClass.MATERNITY, VisitorClass.SERVICEMAN}
)

EARNED = frozenset({VisitorClass.APPOINTMENT, VisitorClass.RETURNING})
"""Classes that come from a booking or an earlier visit and cannot be claimed."""


def cancel(tx: Tx, public_id: str) -> Ticket:
    """The visitor does not need the number any more; a quota gets its place back."""
    ticket = live_ticket(tx, public_id)
    changed: list[Thing] = [ticket.cancel(tx.now)]
    if ticket.state is State.CALLED and ticket.window is not None:
        window = tx.hall.windows[ticket.window]
        changed.append(replace(window.let_go(tx.now), undoable=None))
    tx.record(TicketCancelled(ticket.id), *changed)
    return tx.hall.tickets[ticket.id]


def revive(tx: Tx, public_id: str, by_guide: bool) -> Ticket:
    """Put a missed ticket back in line behind the third; once, unless a guide permits more."""
    ticket = live_ticket(tx, public_id)
    ticket.must_be(State.MISSED)
    if ticket.revivals >= tx.hall.catalogue.policy.revivals and not by_guide:
        raise RevivalsUsed(number=ticket.number)
    arrived_at = revived_arrival(tx.hall, ticket, tx.now)
    tx.record(TicketRevived(ticket.id, arrived_at), ticket.revive(arrived_at, tx.now))
    return tx.hall.tickets[ticket.id]


def go_away(tx: Tx, public_id: str) -> Ticket:
    """The visitor of a waiting ticket needs some minutes: others pass, and its arrival stays.

    How long and how often is policy's; asked again, the time begins anew. Raises AwaysUsed.
    """
    ticket = live_ticket(tx, public_id)
    ticket.must_be(State.WAITING)
    policy = tx.hall.catalogue.policy
    if ticket.aways >= policy.aways:
        raise AwaysUsed(number=ticket.number, at_most=policy.aways)
    until = tx.now + timedelta(seconds=policy.away_s)
    tx.record(VisitorWentAway(ticket.id, until), ticket.go_away(until))
    return tx.hall.tickets[ticket.id]


def come_back(tx: Tx, public_id: str) -> Ticket:
    """The visitor is here again and may be called at once; said again, it changes nothing."""
    ticket = live_ticket(tx, public_id)
    if ticket.away_until is not None:
        tx.record(AwayEnded(ticket.id), ticket.be_back())
    return tx.hall.tickets.get(ticket.id, ticket)


def requeue(tx: Tx, public_id: str, window: int | None) -> Ticket:
    """Put a held ticket back in line; a clerk (`window`) only what that window could resume."""
    ticket = live_ticket(tx, public_id)
    ticket.must_be(State.HELD)
    if window is not None:
        served = tx.hall.served_queues(tx.hall.windows[window])
        if ticket.window != window and ticket.queue not in served:
            raise NotInYourQueues(number=ticket.number)
    arrived_at = kept_arrival(tx.hall, ticket, tx.now)
    tx.record(TicketRequeued(ticket.id, arrived_at), ticket.requeue(arrived_at, tx.now))
    return tx.hall.tickets[ticket.id]


def reprint(tx: Tx, public_id: str) -> Ticket:
    """Count one more paper of a live ticket."""
    ticket = live_ticket(tx, public_id)
    if not ticket.live:
        raise WrongState(number=ticket.number, state=ticket.state.value)
    again = replace(ticket, reprints=ticket.reprints + 1)
    tx.record(TicketReprinted(ticket.id, again.reprints), again)
    return tx.hall.tickets[ticket.id]


def set_class(tx: Tx, public_id: str, visitor_class: VisitorClass, document_checked: bool) -> Ticket:
    """Give a waiting ticket a class after a look at the document: who looked is recorded, not the paper.

    An appointment or a right to return is not lost by it: of several classes the largest head start counts.
    """
    ticket = live_ticket(tx, public_id)
    ticket.must_be(State.WAITING)
    if visitor_class in EARNED:
        raise ClassNotClaimable(visitor_class=visitor_class.value)
    if visitor_class in NEEDS_DOCUMENT and not document_checked:
        raise DocumentNotChecked
    if ticket.visitor_class in EARNED:
        head_start = tx.hall.catalogue.policy.head_start
        visitor_class = max(visitor_class, ticket.visitor_class, key=head_start)
    fact = ClassSet(ticket.id, visitor_class.value, document_checked)
    tx.record(fact, replace(ticket, visitor_class=visitor_class))
    return tx.hall.tickets[ticket.id]


def live_ticket(tx: Tx, public_id: str) -> Ticket:
    """The ticket with this public id, today's first. Raises UnknownTicket."""
    ensure_day(tx)
    found = tx.hall.by_public.get(public_id)
    ticket = tx.hall.tickets[found] if found is not None else tx.find_ticket(public_id)
    if ticket is None:
        raise UnknownTicket
    return ticket
