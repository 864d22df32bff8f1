"""Start, finish, missed, next step: how a visit at a window goes on and ends."""

from datetime import datetime

from queue_server.actions.desk import Seat, moved_by_self, undoable, with_current
from queue_server.actions.ports import Tx
from queue_server.domain.altered import altered
from queue_server.domain.facts import ServiceFinished, ServiceStarted, StepFinished, TicketMissed
from queue_server.domain.journeys import current_queue, next_stop, walked
from queue_server.domain.moves import kept_arrival
from queue_server.domain.refusals import NotAStep
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.windows import Window


def start(tx: Tx, seat: Seat, expect: str | None) -> Window:
    """The visitor came: called -> serving."""
    window, ticket = with_current(tx, seat, expect)
    serving = ticket.start(tx.now)
    here = altered(moved_by_self(window, ticket, tx.hall.seq + 1), since=tx.now)
    tx.record(ServiceStarted(ticket.id, seat.window, seat.clerk), serving, here)
    return tx.hall.windows[seat.window]


def finish(tx: Tx, seat: Seat, expect: str | None) -> Window:
    """The visit is done; nobody else is called."""
    _, ticket = with_current(tx, seat, expect)
    end_current(tx, seat, ticket, missed=False, verb="finish")
    return tx.hall.windows[seat.window]


def missed(tx: Tx, seat: Seat, expect: str | None) -> Window:
    """The visitor did not come: called -> missed."""
    _, ticket = with_current(tx, seat, expect)
    end_current(tx, seat, ticket, missed=True, verb="missed")
    return tx.hall.windows[seat.window]


def next_step(tx: Tx, seat: Seat, expect: str | None) -> Window:
    """This step is done and the ticket goes on by itself; after the last step the visit is done."""
    _, ticket = with_current(tx, seat, expect)
    if not ticket.steps:
        raise NotAStep(number=ticket.number)
    steps = next_stop(ticket.steps)
    if steps is None:
        end_current(tx, seat, ticket, missed=False, verb="next-step")
        return tx.hall.windows[seat.window]
    served_s = _served_s(ticket, tx.now)
    serving = imply_start(tx, seat, ticket)
    queue = current_queue(steps)
    assert queue is not None
    arrived_at = kept_arrival(tx.hall, serving, tx.now)
    callable_from = walked(tx.hall.catalogue, serving.queue, queue, tx.now)
    fact = StepFinished(
        ticket.id, seat.window, seat.clerk, serving.queue, served_s, steps, queue, arrived_at, callable_from
    )
    gone_on = serving.go_on(steps, queue, arrived_at, callable_from, tx.now)
    window = tx.hall.windows[seat.window]
    tx.record(fact, gone_on, altered(window.let_go(tx.now), undoable=None))
    return tx.hall.windows[seat.window]


def end_current(tx: Tx, seat: Seat, ticket: Ticket, *, missed: bool, verb: str) -> None:
    """End the current ticket as missed or finished; some verbs can be taken back."""
    if missed:
        ended: Ticket = ticket.miss(tx.now)
        _record_end(tx, seat, ticket, ended, TicketMissed(ticket.id, seat.window, seat.clerk), verb)
        return
    served_s = _served_s(ticket, tx.now)
    serving = imply_start(tx, seat, ticket)
    fact = ServiceFinished(ticket.id, seat.window, seat.clerk, ticket.queue, served_s)
    _record_end(tx, seat, ticket, serving.finish(tx.now), fact, verb)


def imply_start(tx: Tx, seat: Seat, ticket: Ticket) -> Ticket:
    """A ticket that was only called counts as started, marked implicit."""
    if ticket.state is not State.CALLED:
        return ticket
    tx.record(ServiceStarted(ticket.id, seat.window, seat.clerk, implied=True), ticket.start(tx.now))
    return tx.hall.tickets[ticket.id]


UNDOABLE = frozenset({"next", "missed", "finish"})


def _record_end(
    tx: Tx, seat: Seat, before: Ticket, ended: Ticket, fact: ServiceFinished | TicketMissed, verb: str
) -> None:
    window = tx.hall.windows[seat.window].let_go(tx.now)
    last = undoable(tx, seat, verb, (before,), (tx.hall.seq + 1,)) if verb in UNDOABLE else None
    last = altered(last, current=before.id) if last else None
    tx.record(fact, ended, altered(window, undoable=last))


def _served_s(ticket: Ticket, now: datetime) -> float | None:
    """Hall seconds from start to now; None where the start was only implied."""
    if ticket.state is not State.SERVING or ticket.started_at is None:
        return None
    return max(0.0, (now - ticket.started_at).total_seconds())
