"""The clerk's place: what every window command makes sure of before it acts."""

from dataclasses import dataclass

from queue_server.actions.days import ensure_day
from queue_server.actions.ports import Tx
from queue_server.domain.altered import altered
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import (
    Evacuated,
    ExpectMismatch,
    NothingCurrent,
    NotSignedIn,
    UnknownWindow,
    WindowPaused,
    WindowShut,
)
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import Undoable, Window

UNDO_WITHIN_S = 30
"""Real seconds within which a clerk may take back the last act."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who presses the key, and where."""

    window: int
    clerk: str


def window_at(hall: Hall, number: int) -> Window:
    """The window with this number. Raises UnknownWindow."""
    if number not in hall.catalogue.windows:
        raise UnknownWindow(window=number)
    return hall.windows[number]


def sit_down(tx: Tx, seat: Seat, expect: str | None) -> tuple[Window, Ticket | None]:
    """The window and its current ticket, if the clerk is the one who works there and sees what is true."""
    ensure_day(tx)
    window = window_at(tx.hall, seat.window)
    if window.clerk != seat.clerk:
        raise NotSignedIn
    current = tx.hall.current(window)
    seen = current.public_id if current else None
    if seen != expect:
        raise ExpectMismatch(expect=expect, current=seen)
    return window, current


def with_current(tx: Tx, seat: Seat, expect: str | None) -> tuple[Window, Ticket]:
    """As `sit_down`, with a ticket that must be there. Raises NothingCurrent."""
    window, current = sit_down(tx, seat, expect)
    if current is None:
        raise NothingCurrent(window=window.number)
    return window, current


def must_be_able_to_call(hall: Hall, window: Window) -> None:
    """Refuse while the hall is evacuated, the window shut or paused."""
    must_not_be_evacuated(hall, window)
    if window.shut:
        raise WindowShut(window=window.number)
    if window.paused is not None:
        raise WindowPaused(window=window.number)


def must_not_be_evacuated(hall: Hall, window: Window) -> None:
    """Nobody is asked to come to a window of an evacuated hall."""
    if hall.evacuated(window):
        raise Evacuated(hall=hall.catalogue.windows[window.number].hall)


def undoable(tx: Tx, seat: Seat, verb: str, before: tuple[Ticket, ...], seqs: tuple[int, ...]) -> Undoable:
    """What undo needs to know of an act: the tickets before it and their seqs after it."""
    return Undoable(verb, seat.clerk, tx.real_now, before, seqs, None)


def moved_by_self(window: Window, ticket: Ticket, seq: int) -> Window:
    """The window after its clerk's own start or recall, so that the last next can still be taken back."""
    if window.undoable is None:
        return window
    return altered(window, undoable=window.undoable.moved_by_self(ticket.id, seq))
