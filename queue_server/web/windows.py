"""Windows over HTTP: a clerk's keys, a manager's arrangement, and the reason of the last choice."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from queue_server.actions import calling, moving, places, undoing
from queue_server.actions import ending as ends
from queue_server.actions.desk import Seat
from queue_server.actions.ports import Tx
from queue_server.boards.waiting import waiting_list
from queue_server.boards.why import why
from queue_server.boards.windows import window_board
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import TokenKind
from wire import windows as wire

from .access import MANAGER, OWN_WINDOW, WHY_READERS
from .routes import Body, Call, Command, Question, Reply, Route

Press = Callable[[Tx, Seat, Any], object]
FOR_ITS_CLERK = frozenset({"public_id", "note"})


def clerk_board(tx: Tx, call: Call, number: int) -> Reply:
    """The window as its clerk sees it after the act."""
    return Reply(board_after(tx, call, number, clerk=True))


def board_after(tx: Tx, call: Call, number: int, *, clerk: bool) -> Body:
    """A window after an act, as its clerk or as everybody sees it."""
    photo_of = call.services.photos.address
    return window_board(tx.hall, number, clerk=clerk, now=tx.now, real_now=tx.real_now, photo_of=photo_of)


def at_desk(press: Press) -> Callable[[Tx, Call, Any], Reply]:
    """A clerk's key: done at the own window, answered with its board."""

    def act(tx: Tx, call: Call, asked: Any) -> Reply:
        number = call.path["n"]
        press(tx, Seat(number, call.who.subject), asked)
        return clerk_board(tx, call, number)

    return act


def arrange(tx: Tx, call: Call, asked: wire.Arrange) -> Reply:
    """Shut, open or re-arrange a window for today."""
    number = call.path["n"]
    queues, expect = (q if q is None else tuple(q) for q in (asked.queues, asked.expect_queues))
    places.arrange(tx, number, asked.shut, queues, expect)
    return Reply(board_after(tx, call, number, clerk=False))


def see_why(hall: Hall, call: Call) -> Body:
    """Why the last ticket was chosen."""
    return why(hall, call.path["n"], call.language)


def see_waiting(hall: Hall, call: Call) -> Body:
    """Whom the window may call, in its order, and why the first is the first.

    Who only looks is told neither what acts on a ticket nor what a clerk noted about its visitor.
    """
    told = waiting_list(hall, call.path["n"], now=call.now, language=call.language)
    if call.who.kind is TokenKind.CLERK:
        return told
    return told | {"waiting": [_without(FOR_ITS_CLERK, row) for row in told["waiting"]]}


def _without(names: frozenset[str], row: Body) -> Body:
    return {name: value for name, value in row.items() if name not in names}


def _key(name: str, asks: type[BaseModel], press: Press) -> Command:
    return Command(
        method="POST",
        path=f"/windows/{{n}}/{name}",
        name=f"windows.{name}",
        who=OWN_WINDOW,
        asks=asks,
        answers=wire.WindowBoard,
        act=at_desk(press),
        key_needed=True,
        at_window=True,
    )


ROUTES: tuple[Route, ...] = (
    _key("next", wire.Next, lambda tx, s, a: calling.call_next(tx, s, a.expect, calling.Outcome(a.outcome))),
    _key("pick", wire.Pick, lambda tx, s, a: calling.pick(tx, s, a.expect, a.public_id, a.reason)),
    _key("recall", wire.Expecting, lambda tx, s, a: calling.recall(tx, s, a.expect)),
    _key("start", wire.Expecting, lambda tx, s, a: ends.start(tx, s, a.expect)),
    _key("missed", wire.Expecting, lambda tx, s, a: ends.missed(tx, s, a.expect)),
    _key("finish", wire.Expecting, lambda tx, s, a: ends.finish(tx, s, a.expect)),
    _key("hold", wire.Hold, lambda tx, s, a: moving.hold(tx, s, a.expect, a.note)),
    _key("resume", wire.Resume, lambda tx, s, a: moving.resume(tx, s, a.expect, a.public_id)),
    _key(
        "transfer",
        wire.Transfer,
        lambda tx, s, a: moving.transfer(tx, s, a.expect, a.queue, a.window, a.note),
    ),
    _key("next-step", wire.Expecting, lambda tx, s, a: ends.next_step(tx, s, a.expect)),
    _key("undo", wire.Expecting, lambda tx, s, a: undoing.undo(tx, s, a.expect)),
    _key("pause", wire.Pause, lambda tx, s, a: places.pause(tx, s, a.expect, a.reason)),
    _key("unpause", wire.Unpause, lambda tx, s, a: places.unpause(tx, s, a.expect)),
    Question(
        method="GET",
        path="/windows/{n}/why",
        name="windows.why",
        who=WHY_READERS,
        answers=wire.Why,
        see=see_why,
    ),
    Question(
        method="GET",
        path="/windows/{n}/waiting",
        name="windows.waiting",
        who=WHY_READERS,
        answers=wire.WaitingList,
        see=see_waiting,
    ),
    Command(
        method="PATCH",
        path="/windows/{n}",
        name="windows.arrange",
        who=MANAGER,
        asks=wire.Arrange,
        answers=wire.WindowBoard,
        act=arrange,
    ),
)
