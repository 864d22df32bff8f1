"""Sign-in, take-over, sign-out: a clerk's session at one window."""

from dataclasses import replace

from queue_server.actions.access import token_for_clerk
from queue_server.actions.days import ensure_day
from queue_server.actions.desk import Seat, window_at
from queue_server.actions.ports import Tx
from queue_server.domain.facts import ClerkSignedIn, ClerkSignedOut, TokenRevoked, WindowGivenUp
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import (
    BadCredentials,
    ClerkElsewhere,
    NoCommonSkill,
    NotSignedIn,
    SomethingCurrent,
    WindowShut,
    WindowTaken,
)
from queue_server.domain.tokens import Token, TokenKind
from queue_server.domain.windows import Window


def sign_in(tx: Tx, employee_no: str, number: int, take_over: bool, token_key: str) -> Window:
    """Let a clerk work at a window. Taking over ends the other sign-in and keeps its current ticket here."""
    ensure_day(tx)
    hall = tx.hall
    window = window_at(hall, number)
    if employee_no not in hall.catalogue.staff:
        raise BadCredentials
    if window.shut:
        raise WindowShut(window=number)
    if window.clerk is not None and not take_over:
        raise WindowTaken(window=number, **_who_sits(hall, window.clerk, number))
    if not set(hall.queues_of(window)) & set(hall.catalogue.staff[employee_no].skills):
        raise NoCommonSkill(window=number)
    _leave_other_window(tx, employee_no, number)
    _revoke_tokens(tx, number)
    window = hall.windows[number]
    fact = ClerkSignedIn(number, employee_no, window.clerk)
    here = replace(window, clerk=employee_no, paused=None, paused_at=None, undoable=None, since=tx.now)
    tx.record(fact, here, token_for_clerk(employee_no, number, token_key, tx.real_now))
    return hall.windows[number]


def _who_sits(hall: Hall, employee_no: str, number: int) -> dict[str, str | None]:
    """Who signed in at a window, and since when in real time."""
    clerk = hall.catalogue.staff.get(employee_no)
    since = max((t.created_at for t in hall.tokens.values() if _is_session_at(t, number)), default=None)
    return {
        "employee_no": employee_no,
        "name": clerk.name if clerk else None,
        "since": since.astimezone(hall.catalogue.centre.zone).isoformat() if since else None,
    }


def sign_out(tx: Tx, seat: Seat) -> Window:
    """Leave the window; refused while a ticket is current."""
    ensure_day(tx)
    window = window_at(tx.hall, seat.window)
    if window.clerk != seat.clerk:
        raise NotSignedIn
    current = tx.hall.current(window)
    if current is not None:
        raise SomethingCurrent(window=window.number, number=current.number)
    _leave(tx, window)
    return tx.hall.windows[seat.window]


def put_out(tx: Tx, number: int) -> None:
    """End the session at a window, if there is one. A current ticket stays until its clerk signs in again."""
    window = tx.hall.windows.get(number)
    if window is None or window.clerk is None:
        return
    if window.current is None:
        _leave(tx, window)
    else:
        _revoke_tokens(tx, number)


def give_up_bound(tx: Tx, number: int) -> None:
    """Tickets that were transferred to a window which closes are again in their queues."""
    for ticket in tx.hall.sent_to(number):
        tx.record(WindowGivenUp(ticket.id), replace(ticket, to_window=None))


def _leave(tx: Tx, window: Window) -> None:
    assert window.clerk is not None
    left = replace(window, clerk=None, paused=None, paused_at=None, undoable=None, reason=None, since=tx.now)
    tx.record(ClerkSignedOut(window.number, window.clerk), left)
    _revoke_tokens(tx, window.number)
    give_up_bound(tx, window.number)


def _leave_other_window(tx: Tx, employee_no: str, number: int) -> None:
    """A clerk who moves to another window leaves the first one, unless somebody is still there."""
    other = tx.hall.window_of_clerk(employee_no)
    if other is None or other.number == number:
        return
    if other.current is not None:
        raise ClerkElsewhere(window=other.number)
    _leave(tx, other)


def _revoke_tokens(tx: Tx, number: int) -> None:
    live = [t for t in tx.hall.tokens.values() if _is_session_at(t, number)]
    for token in live:
        tx.record(TokenRevoked(token.key, token.subject), replace(token, revoked=True))


def _is_session_at(token: Token, number: int) -> bool:
    return token.kind is TokenKind.CLERK and token.window == number and not token.revoked
