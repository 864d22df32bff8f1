"""Boards and envelopes: what screens, PADs and phones are told, by socket and by GET /boards alike."""

from typing import Annotated

from pydantic import StringConstraints

from .base import PRINTABLE, Answered, Asked, Count, HallState, Moment, Seq, WindowState
from .devices import DevicesBoard
from .tickets import TicketOutward, Wait
from .windows import WindowBoard


class Watch(Asked):
    """What a socket client emits as `watch` and `unwatch`: the room with its centre, `dalang/hall:N`."""

    room: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PRINTABLE)]


class Auth(Asked):
    """What a socket client may connect with."""

    token: Annotated[str, StringConstraints(max_length=200)] | None = None


class WindowTile(Answered):
    """One window on a hall or zone board."""

    window: int
    state: WindowState
    number: str | None


class QueueTile(Answered):
    """One queue on a hall or zone board."""

    queue: str
    waiting: Count
    open_windows: Count
    wait: Wait | None


class HallBoard(Answered):
    """A hall or a zone as its screens show it."""

    state: HallState
    windows: list[WindowTile]
    queues: list[QueueTile]
    notice: dict[str, str] | None


class QueueBoard(Answered):
    """Who waits in a queue, in order: `[number, low_s, high_s]`, null where the wait is unknown."""

    queue: str
    waiting: list[tuple[str, int | None, int | None]]
    open_windows: Count


class Call(Answered):
    """One call. `prev` is the seq of the call before it in this room, null for the first."""

    seq: Seq
    prev: Seq | None
    number: str
    window: int
    zone: str
    at: Moment
    recall: bool


Board = HallBoard | WindowBoard | QueueBoard | TicketOutward | DevicesBoard


class Envelope(Answered):
    """A board with the journal's seq at which it was read, both clocks, and the room's recent calls.

    Newest wins: an older seq is ignored.
    """

    room: str
    seq: Seq
    server_time: Moment
    hall_time: Moment
    speed: float
    board: Board
    calls: list[Call]


class Pulse(Answered):
    """Every 2 s: the seq of the last fact that touched each room watched."""

    server_time: Moment
    rooms: dict[str, Seq]


BOARDS: dict[str, type[Answered]] = {
    "hall": HallBoard,
    "zone": HallBoard,
    "window": WindowBoard,
    "queue": QueueBoard,
    "ticket": TicketOutward,
    "devices": DevicesBoard,
}
"""The board of each kind of room."""
