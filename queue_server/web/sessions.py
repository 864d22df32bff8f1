"""Sessions: a clerk at a window, and staff with a role. The token is told once; only its SHA-256 is kept."""

from typing import Any

from queue_server.actions import sessions
from queue_server.actions.access import give_token, revoke_token, token_key
from queue_server.actions.desk import Seat
from queue_server.actions.ports import Tx
from queue_server.boards.windows import window_board
from queue_server.domain.devices import PAD
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import BadCredentials, NotSignedIn
from queue_server.domain.tokens import Token, TokenKind
from queue_server.tries import TriesHere
from wire import sessions as wire
from wire.base import Nothing
from wire.windows import WindowBoard

from .access import CLERK, STAFF, spoken_by
from .limits import Flow
from .routes import Body, Call, Command, Question, Reply, Route
from .secrets import fits
from .services import Services
from .sign_on import sign_on_routes
from .windows import board_after


class Door:
    """Where secrets are tried: slowly, outside the writer, and not without end."""

    def __init__(self, services: Services) -> None:
        now = services.clock.real_now
        limits = services.settings
        self._tries = services.tries or TriesHere(now)
        self.flow = Flow(now, limits.sign_in_per_s, limits.sign_in_burst)

    def clerk(self, call: Call, asked: wire.SignIn) -> None:
        """Raises BadCredentials, TooManyTries or RateLimited."""
        self._check(call, TokenKind.CLERK, asked.employee_no, asked.pin)

    def staff(self, call: Call, asked: wire.StaffSignIn) -> None:
        """Raises BadCredentials, TooManyTries or RateLimited."""
        self._check(call, TokenKind.STAFF, asked.user, asked.password)

    def _check(self, call: Call, kind: TokenKind, name: str, secret: str) -> None:
        self.flow.take(call.address)
        name_of_lock = f"{kind.value}:{name}"
        call.services.offload(self._tries.begin, call.centre, name_of_lock)
        known = call.services.writer.look(call.centre, lambda hall: _hash_of(hall, kind, name))
        if not call.services.offload(fits, known, secret):
            raise BadCredentials
        call.services.offload(self._tries.succeed, call.centre, name_of_lock)


def _hash_of(hall: Hall, kind: TokenKind, name: str) -> str | None:
    login = hall.logins.get(name)
    return login.secret_hash if login and login.kind is kind else None


def sign_in(tx: Tx, call: Call, asked: wire.SignIn) -> Reply:
    """A clerk sits down at a window."""
    key = token_key(call.fresh)
    tx.by = f"{TokenKind.CLERK.value}:{asked.employee_no}"
    sessions.sign_in(tx, asked.employee_no, asked.window, asked.take_over, key)
    call.services.hearing.note(call.centre, f"{PAD}{asked.window}", (call.real_now, call.now))
    board = board_after(tx, call, asked.window, clerk=True)
    return Reply({"board": board}, 201)


def own_window(hall: Hall, call: Call) -> Body:
    """The board of the window at which the clerk is signed in."""
    number = call.who.window
    assert number is not None
    photo_of = call.services.photos.address
    return window_board(hall, number, clerk=True, now=call.now, real_now=call.real_now, photo_of=photo_of)


def sign_out(tx: Tx, call: Call, _: Nothing) -> Reply:
    """The clerk leaves and the window closes."""
    number = call.who.window
    assert number is not None
    sessions.sign_out(tx, Seat(number, call.who.subject))
    return Reply(None, 204)


def sign_in_staff(tx: Tx, call: Call, asked: wire.StaffSignIn) -> Reply:
    """A guide, manager, administrator or auditor begins to work."""
    login = tx.hall.logins.get(asked.user)
    if login is None or login.role is None:
        raise BadCredentials
    token = Token(token_key(call.fresh), TokenKind.STAFF, asked.user, tx.real_now, role=login.role)
    tx.by = spoken_by(token)
    give_token(tx, token)
    return Reply({"user": asked.user, "role": login.role.value}, 201)


def staff_face(_: Hall, call: Call) -> dict[str, Any]:
    """Who is signed in, with which role."""
    if call.who.role is None:
        raise NotSignedIn
    return {"user": call.who.subject, "role": call.who.role.value}


def sign_out_staff(tx: Tx, call: Call, _: Nothing) -> Reply:
    """The token is worthless from now on."""
    revoke_token(tx, call.who.key)
    return Reply(None, 204)


def session_routes(services: Services) -> tuple[Route, ...]:
    """The routes, with the one door that counts all tries of this server."""
    door = Door(services)
    return (
        Command(
            method="POST",
            path="/sessions",
            name="sessions.sign_in",
            asks=wire.SignIn,
            answers=wire.ClerkSession,
            status=201,
            act=sign_in,
            gives_token=True,
            before=door.clerk,
        ),
        Question(
            method="GET",
            path="/sessions/current",
            name="sessions.current",
            who=CLERK,
            answers=WindowBoard,
            see=own_window,
        ),
        Command(
            method="DELETE",
            path="/sessions/current",
            name="sessions.sign_out",
            who=CLERK,
            asks=Nothing,
            status=204,
            act=sign_out,
        ),
        Command(
            method="POST",
            path="/staff-sessions",
            name="staff.sign_in",
            asks=wire.StaffSignIn,
            answers=wire.StaffSession,
            status=201,
            act=sign_in_staff,
            gives_token=True,
            before=door.staff,
        ),
        Question(
            method="GET",
            path="/staff-sessions/current",
            name="staff.current",
            who=STAFF,
            answers=wire.StaffFace,
            see=staff_face,
        ),
        Command(
            method="DELETE",
            path="/staff-sessions/current",
            name="staff.sign_out",
            who=STAFF,
            asks=Nothing,
            status=204,
            act=sign_out_staff,
        ),
        *sign_on_routes(services, door.flow),
    )
