"""Undo: take back this clerk's last next, missed, finish or transfer."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from queue_server.actions.desk import UNDO_WITHIN_S, Seat, sit_down
from queue_server.actions.ports import Tx
from queue_server.actions.sessions import give_up_bound
from queue_server.domain.done_steps import done_steps
from queue_server.domain.facts import ActUndone
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import MovedOn, NothingToUndo, PersonElsewhere, UndoTooLate
from queue_server.domain.tickets import AT_WINDOW, State
from queue_server.domain.windows import Undoable, Window


def undo(tx: Tx, seat: Seat, expect: str | None) -> Window:
    """Make all as it was before the act, within 30 real seconds, if nobody moved a ticket since.

    Undo of next also takes the newly called ticket back to its place. An end that its visitor has rated
    stays: taken back, the rating of half a visit would stand for the whole. Nobody is told that it was rated.
    """
    window, _ = sit_down(tx, seat, expect)
    last = window.undoable
    if last is None or last.clerk != seat.clerk:
        raise NothingToUndo(window=window.number)
    if any(_was_rated(tx, ticket.id) for ticket in last.before):
        raise NothingToUndo(window=window.number)
    if tx.real_now - last.real_at > timedelta(seconds=UNDO_WITHIN_S):
        raise UndoTooLate(window=window.number)
    _must_be_unmoved(tx.hall, last)
    _must_not_be_elsewhere(tx.hall, last)
    if last.call_seq is not None:
        tx.undo_call(last.call_seq)
    restored = tuple(t.without_person() for t in last.before)
    back = replace(window, current=last.current, undoable=None, since=tx.now)
    tx.record(
        ActUndone(window.number, seat.clerk, last.verb, restored, last.current),
        *last.before,
        back,
    )
    _give_up_closed(tx, last)
    return tx.hall.windows[seat.window]


def _was_rated(tx: Tx, ticket: int) -> bool:
    """Whether the end of a ticket's last step was rated."""
    now = tx.hall.tickets.get(ticket)
    if now is None or now.state is not State.DONE:
        return False
    return len(done_steps(now, tx.steps_finished(ticket))) in tx.rated_steps(ticket)


def _give_up_closed(tx: Tx, last: Undoable) -> None:
    """A ticket that is again bound to a window which was shut since returns to its queue."""
    for number in {t.to_window for t in last.before if t.to_window is not None}:
        if not tx.hall.windows[number].open:
            give_up_bound(tx, number)


def can_undo(hall: Hall, window: Window) -> bool:
    """Whether the present clerk's last act could be taken back; time is not looked at."""
    last = window.undoable
    if last is None or last.clerk != window.clerk:
        return False
    try:
        _must_be_unmoved(hall, last)
        _must_not_be_elsewhere(hall, last)
    except (MovedOn, PersonElsewhere):
        return False
    return True


def _must_be_unmoved(hall: Hall, last: Undoable) -> None:
    for ticket, seq in zip(last.before, last.seqs, strict=True):
        now = hall.tickets.get(ticket.id)
        if now is None or now.seq != seq:
            raise MovedOn(number=ticket.number)


def _must_not_be_elsewhere(hall: Hall, last: Undoable) -> None:
    """A visitor who was called with another number since cannot be brought back to this window."""
    own = Counter(p for t in last.before for p in t.persons if hall.tickets[t.id].state in AT_WINDOW)
    for ticket in last.before:
        away = ticket.state in AT_WINDOW and any(
            hall.at_window_of_person[person] > own[person] for person in ticket.persons
        )
        if away:
            raise PersonElsewhere(number=ticket.number)
