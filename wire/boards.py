"""Boards and envelopes: what screens, PADs and phones are told, by socket and by GET /boards alike."""

from typing import Annotated

from pydantic import Field, StringConstraints

from .alarms import AlarmsBoard
from .base import PRINTABLE, Answered, Asked, Count, HallState, Moment, Seconds, Seq, WindowState
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


class DeskQueue(QueueTile):
    """One queue as hall staff see it; `issued` and `served` are of today, `target_s` is the promised wait."""

    oldest_arrived_at: Moment | None
    issued: Count
    served: Count
    target_s: Seconds


class DeskTotals(Answered):
    """The whole centre: issued and done today, missed and waiting now, windows that call people now."""

    issued: Count
    done: Count
    missed: Count
    waiting: Count
    open_windows: Count
    windows: Count


class DeskBoard(Answered):
    """Every queue against its target, for guides, managers, administrators and auditors."""

    queues: list[DeskQueue]
    totals: DeskTotals


class HallOfStaff(Answered):
    """What a hall does now and what its screens show."""

    hall: str
    state: HallState
    notice: dict[str, str] | None


class WindowOfStaff(WindowTile):
    """One window as hall staff see it.

    `since`: as it is now, null where that is not known. `clerk`: employee number. `pause`: the reason's code.
    `queues`: as arranged for today, null as planned. `could`: queues of its clerk's skills that it has not.
    """

    since: Moment | None
    clerk: str | None
    pause: str | None
    shut: bool
    queues: list[str] | None
    could: list[str]


class Beyond(Answered):
    """The queues of a window that its clerk has not the skill for, and so does not call."""

    window: int
    queues: list[str]


class WindowsBoard(Answered):
    """Every window and hall, for guides, managers, administrators and auditors.

    `beyond`: the windows alone whose clerk cannot call all of their queues.
    """

    halls: list[HallOfStaff]
    windows: list[WindowOfStaff]
    beyond: list[Beyond]


class QueueBoard(Answered):
    """Who waits in a queue, in order: `[number, low_s, high_s]`, null where the wait is unknown."""

    queue: str
    waiting: list[tuple[str, int | None, int | None]]
    open_windows: Count
    evacuated: bool = Field(
        default=False, description="Its hall is being left: nobody is called, and every place is kept."
    )
    closed: bool = Field(
        default=False,
        description="Its hall is closed: who waits may still be called, but no wait is promised.",
    )


class Call(Answered):
    """One call. `prev` is the seq of the call before it in this room, null for the first."""

    seq: Seq
    prev: Seq | None
    number: str
    window: int
    zone: str
    at: Moment
    recall: bool


Board = (
    HallBoard
    | WindowBoard
    | QueueBoard
    | TicketOutward
    | DevicesBoard
    | DeskBoard
    | WindowsBoard
    | AlarmsBoard
)


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
    "desk": DeskBoard,
    "windows": WindowsBoard,
    "alarms": AlarmsBoard,
}
"""The board of each kind of room."""
