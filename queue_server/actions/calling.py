"""Next, pick, recall: how a ticket is asked to a window."""

from collections.abc import Callable
from enum import StrEnum

from queue_server.actions.desk import (
    Seat,
    moved_by_self,
    must_be_able_to_call,
    must_not_be_evacuated,
    sit_down,
    with_current,
)
from queue_server.actions.ending import end_current
from queue_server.actions.ports import Tx
from queue_server.domain.altered import altered
from queue_server.domain.callable import (
    choose_for,
    is_away,
    person_elsewhere,
    reason_for,
    shortlist,
    still_walking,
)
from queue_server.domain.calls import CallDone
from queue_server.domain.facts import TicketCalled, TicketRecalled
from queue_server.domain.hall import Hall
from queue_server.domain.ordering import Choice
from queue_server.domain.refusals import (
    NotInYourQueues,
    NotPermitted,
    PersonElsewhere,
    StillWalking,
    UnknownTicket,
    VisitorAway,
)
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.windows import Reason, Undoable, Window


class Outcome(StrEnum):
    """How `next` ends the current ticket."""

    FINISHED = "finished"
    MISSED = "missed"


def call_next(tx: Tx, seat: Seat, expect: str | None, outcome: Outcome = Outcome.FINISHED) -> Window:
    """End the current ticket with its outcome and call the next one, in one act.

    With nobody to call it still ends the current one.
    """
    window, current = sit_down(tx, seat, expect)
    must_be_able_to_call(tx.hall, window)
    if current is not None:
        end_current(tx, seat, current, missed=outcome is Outcome.MISSED, verb="next")
    tickets = shortlist(tx.hall, window, tx.now)
    choice = choose_for(tx.hall, window, tickets)
    if choice is not None:
        _call(tx, seat, choice, tickets, ended=current is not None)
    return tx.hall.windows[seat.window]


def pick(tx: Tx, seat: Seat, expect: str | None, public_id: str, reason: str) -> Window:
    """Call one waiting ticket by hand, with a reason; ends the current one as next does. No cap counts it."""
    window, current = sit_down(tx, seat, expect)
    must_be_able_to_call(tx.hall, window)
    if not may_pick(tx.hall, seat.clerk):
        raise NotPermitted(needs="pick")
    ticket = _pickable(tx.hall, window, public_id)
    if current is not None:
        end_current(tx, seat, current, missed=False, verb="pick")
    _must_be_free(tx, ticket)
    why = reason_for(tx.hall, window, ticket, None, shortlist(tx.hall, window, tx.now), picked=reason)
    _record_call(tx, seat, ticket, None, why, None)
    return tx.hall.windows[seat.window]


def recall(tx: Tx, seat: Seat, expect: str | None) -> Window:
    """Ask the called ticket again; the number of recalls is told and never refuses anything."""
    window, ticket = with_current(tx, seat, expect)
    must_not_be_evacuated(tx.hall, window)
    again = ticket.recall()
    place = tx.hall.catalogue.windows[window.number]
    fact = TicketRecalled(
        ticket.id, window.number, seat.clerk, ticket.number, ticket.queue, place.zone, place.hall
    )
    told = _told(tx, window.number, ticket, recall=True, favoured=None)
    tx.record_call(fact, told, again, moved_by_self(window, ticket, tx.hall.seq + 1))
    return tx.hall.windows[seat.window]


def may_pick(hall: Hall, clerk: str) -> bool:
    """Whether policy lets a clerk call out of order."""
    allowed = hall.catalogue.policy.may_pick
    return "*" in allowed or clerk in allowed


def _call(tx: Tx, seat: Seat, choice: Choice, tickets: list[Ticket], *, ended: bool) -> None:
    window = tx.hall.windows[seat.window]
    why = reason_for(tx.hall, window, choice.ticket, choice, tickets)
    first = window.undoable if ended else None
    last = first or Undoable("next", seat.clerk, tx.real_now, (), (), None)
    seq = tx.hall.seq + 1
    last = altered(last, before=(*last.before, choice.ticket), seqs=(*last.seqs, seq), call_seq=seq)
    _record_call(tx, seat, choice.ticket, choice.favoured, why, last)


def _record_call(
    tx: Tx, seat: Seat, ticket: Ticket, favoured: bool | None, why: Reason, last: Undoable | None
) -> None:
    window = tx.hall.windows[seat.window]
    place = tx.hall.catalogue.windows[seat.window]
    fact = TicketCalled(
        ticket.id, seat.window, seat.clerk, ticket.number, ticket.queue, place.zone, place.hall, favoured
    )
    called = ticket.call(seat.window, seat.clerk, tx.now)
    taken = altered(window.take(ticket.id, why, tx.now), undoable=last)
    tx.record_call(fact, _told(tx, seat.window, ticket, recall=False, favoured=favoured), called, taken)


def _told(
    tx: Tx, window: int, ticket: Ticket, *, recall: bool, favoured: bool | None
) -> Callable[[int], CallDone]:
    """What the screens will tell of a call, once its seq is known."""
    place = tx.hall.catalogue.windows[window]
    return lambda seq: CallDone(
        seq=seq,
        at=tx.now,
        real_at=tx.real_now,
        ticket=ticket.id,
        public_id=ticket.public_id,
        number=ticket.number,
        queue=ticket.queue,
        window=window,
        zone=place.zone,
        hall=place.hall,
        recall=recall,
        favoured=favoured,
    )


def _pickable(hall: Hall, window: Window, public_id: str) -> Ticket:
    number = hall.by_public.get(public_id)
    if number is None:
        raise UnknownTicket
    ticket = hall.tickets[number]
    ticket.must_be(State.WAITING)
    bound_elsewhere = ticket.to_window is not None and ticket.to_window != window.number
    if bound_elsewhere or (ticket.to_window is None and ticket.queue not in hall.served_queues(window)):
        raise NotInYourQueues(number=ticket.number)
    return ticket


def _must_be_free(tx: Tx, ticket: Ticket) -> None:
    if still_walking(ticket, tx.now):
        zone = tx.hall.catalogue.centre.zone
        start = ticket.callable_from.astimezone(zone).isoformat() if ticket.callable_from else None
        raise StillWalking(number=ticket.number, callable_from=start)
    if is_away(ticket, tx.now):
        zone = tx.hall.catalogue.centre.zone
        until = ticket.away_until.astimezone(zone).isoformat() if ticket.away_until else None
        raise VisitorAway(number=ticket.number, away_until=until)
    if person_elsewhere(tx.hall, ticket):
        raise PersonElsewhere(number=ticket.number)
