"""Halls over HTTP: the notice on the screens, and evacuation."""

from queue_server.actions import places
from queue_server.actions.ports import Tx
from queue_server.boards.halls import hall_board
from queue_server.domain.names import Names
from wire import halls as wire
from wire.boards import HallBoard

from .access import EVACUATORS, MANAGER
from .routes import Call, Command, Reply, Route


def put_notice(tx: Tx, call: Call, asked: wire.PutNotice) -> Reply:
    """Show a line on the hall's screens, or take it away."""
    places.put_notice(tx, call.path["hall"], _texts(asked.text))
    return _board(tx, call)


def set_evacuation(tx: Tx, call: Call, asked: wire.SetEvacuation) -> Reply:
    """Stop the hall at once, or let it go on with everybody's place kept."""
    places.set_evacuation(tx, call.path["hall"], asked.on, _texts(asked.text))
    return _board(tx, call)


def _texts(text: Names | None) -> Names | None:
    """Languages without a text are left out; without any there is nothing to show."""
    return {language: line for language, line in (text or {}).items() if line} or None


def _board(tx: Tx, call: Call) -> Reply:
    return Reply(hall_board(tx.hall, call.path["hall"], now=tx.now))


ROUTES: tuple[Route, ...] = (
    Command(
        method="PUT",
        path="/halls/{hall}/notice",
        name="halls.notice",
        who=MANAGER,
        asks=wire.PutNotice,
        answers=HallBoard,
        act=put_notice,
    ),
    Command(
        method="PUT",
        path="/halls/{hall}/evacuation",
        name="halls.evacuation",
        who=EVACUATORS,
        asks=wire.SetEvacuation,
        answers=HallBoard,
        act=set_evacuation,
    ),
)
