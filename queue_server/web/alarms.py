"""Alarms over HTTP: raised by a clerk, acknowledged by guides and managers, reset by any of them."""

from queue_server.actions import alarms
from queue_server.actions.desk import Seat
from queue_server.actions.ports import Tx
from queue_server.boards.alarms import alarm_view
from queue_server.domain.tokens import TokenKind
from wire import alarms as wire
from wire.base import Nothing
from wire.windows import WindowBoard

from .access import HELPERS, OWN_WINDOW, RESETTERS
from .routes import Call, Command, Reply, Route
from .secrets import new_public_id
from .windows import clerk_board


def raise_alarm(tx: Tx, call: Call, _: Nothing) -> Reply:
    """Ask for help at the own window, quietly."""
    number = call.path["n"]
    alarms.raise_alarm(tx, Seat(number, call.who.subject), new_public_id())
    return clerk_board(tx, call, number)


def acknowledge_alarm(tx: Tx, call: Call, _: Nothing) -> Reply:
    """Tell the clerk that somebody comes."""
    window, alarm = alarms.acknowledge_alarm(tx, call.path["alarm"], call.who.subject)
    return Reply(alarm_view(tx.hall, window, alarm))


def reset_alarm(tx: Tx, call: Call, _: Nothing) -> Reply:
    """Say that it is over."""
    window, alarm = alarms.reset_alarm(tx, call.path["alarm"], _clerk(call))
    return Reply(alarm_view(tx.hall, window, alarm))


def _clerk(call: Call) -> Seat | None:
    """Where a clerk speaks from; None for staff."""
    who = call.who
    return Seat(who.window or 0, who.subject) if who.kind is TokenKind.CLERK else None


ROUTES: tuple[Route, ...] = (
    Command(
        method="POST",
        path="/windows/{n}/alarm",
        name="alarms.raise",
        who=OWN_WINDOW,
        asks=Nothing,
        answers=WindowBoard,
        act=raise_alarm,
        key_needed=True,
    ),
    Command(
        method="POST",
        path="/alarms/{alarm}/acknowledge",
        name="alarms.acknowledge",
        who=HELPERS,
        asks=Nothing,
        answers=wire.Alarm,
        act=acknowledge_alarm,
        key_needed=True,
    ),
    Command(
        method="POST",
        path="/alarms/{alarm}/reset",
        name="alarms.reset",
        who=RESETTERS,
        asks=Nothing,
        answers=wire.Alarm,
        act=reset_alarm,
        key_needed=True,
    ),
)
