"""Boards over HTTP: the same envelope that the socket sends, for first looks and for gaps."""

from typing import Any

from wire.boards import Envelope

from .parsing import read_number
from .routes import Call, Route, Served


def board(call: Call) -> Any:
    """The envelope of a room; `calls_after` fetches the calls that a client has missed."""
    after = read_number(call.args, "calls_after")
    return call.services.envelope(call.centre, call.path["room"], call.secret, after)


ROUTES: tuple[Route, ...] = (
    Served(
        method="GET",
        path="/boards/{room}",
        name="boards.show",
        answers=Envelope,
        query={"calls_after": int},
        also=(401, 403),  # some rooms are for staff
        serve=board,
    ),
)
