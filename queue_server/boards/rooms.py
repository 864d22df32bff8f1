"""Rooms: what can be looked into, by whom, and the board of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownRoom
from queue_server.domain.tickets import Ticket
from queue_server.domain.tokens import Role, Token, TokenKind

from .alarms import alarms_board
from .desk import desk_board, windows_board
from .devices import devices_board
from .halls import hall_board, zone_board
from .queues import queue_board
from .tickets import ticket_view
from .windows import PhotoOf, no_photo, window_board

LONGEST = 200
"""No room has a longer name, its centre included."""


class Kind(StrEnum):
    """What a room shows."""

    HALL = "hall"
    ZONE = "zone"
    WINDOW = "window"
    QUEUE = "queue"
    TICKET = "ticket"
    DEVICES = "devices"
    DESK = "desk"
    WINDOWS = "windows"
    ALARMS = "alarms"


KEYLESS = frozenset({Kind.DEVICES, Kind.DESK, Kind.WINDOWS, Kind.ALARMS})
"""Rooms of which a centre has one."""

READERS = {
    Kind.DEVICES: (Role.MANAGER, Role.GUIDE, Role.ADMINISTRATOR),
    Kind.DESK: (Role.MANAGER, Role.GUIDE, Role.ADMINISTRATOR, Role.AUDITOR),
    Kind.WINDOWS: (Role.MANAGER, Role.GUIDE, Role.ADMINISTRATOR, Role.AUDITOR),
    Kind.ALARMS: (Role.MANAGER, Role.GUIDE, Role.ADMINISTRATOR, Role.AUDITOR),
}
"""The rooms that are not public, and the staff who may see them."""


class Room(NamedTuple):
    """A room of one centre: `hall:N`, `window:17`, `desk`."""

    kind: Kind
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.key}" if self.key else self.kind.value


@dataclass(frozen=True, slots=True)
class Moment:
    """When and for where a board is made: hall time, real time, what links begin with, where photos are."""

    now: datetime
    real_now: datetime
    base_url: str = ""
    photo_of: PhotoOf = no_photo


def parse(name: str) -> Room:
    """The room of a name without its centre. Raises UnknownRoom for what is no room's name."""
    kind, colon, key = name.partition(":")
    if kind not in set(Kind) or len(name) > LONGEST or (kind in KEYLESS) == bool(colon or key):
        raise UnknownRoom(room=name[:LONGEST])
    if bool(key) != bool(colon) or (kind == Kind.WINDOW and not _is_number(key)):
        raise UnknownRoom(room=name)
    return Room(Kind(kind), key)


def split_centre(name: str) -> tuple[str, str]:
    """Centre and room of a full name, `dalang/hall:N`. Raises UnknownRoom."""
    centre, slash, room = name.partition("/")
    if not (centre and slash and room) or len(name) > LONGEST:
        raise UnknownRoom(room=name[:LONGEST])
    return centre, room


def sees_all(room: Room, token: Token | None, *, real_now: datetime, staff_session_s: int) -> bool:
    """Whether a token opens a room's inner form: its own window for a clerk, staff's rooms for staff.

    Staff see nothing of it after the end of their session.
    """
    if token is None or token.revoked or token.outlived(real_now, staff_session_s):
        return False
    if room.kind is Kind.WINDOW:
        return token.kind is TokenKind.CLERK and str(token.window) == room.key
    return token.role in READERS.get(room.kind, ())


def is_public(room: Room) -> bool:
    """Whether a room has a form for everybody; whoever knows a ticket's id may see its room."""
    return room.kind not in READERS


def board_of(hall: Hall, room: Room, at: Moment, *, full: bool = False) -> dict[str, Any]:
    """The board of a room; `full` is its inner form. Raises UnknownRoom."""
    return _BOARDS[room.kind](hall, room, at, full)


def _hall(hall: Hall, room: Room, at: Moment, _: bool) -> dict[str, Any]:
    return hall_board(hall, room.key, now=at.now)


def _zone(hall: Hall, room: Room, at: Moment, _: bool) -> dict[str, Any]:
    return zone_board(hall, room.key, now=at.now)


def _window(hall: Hall, room: Room, at: Moment, full: bool) -> dict[str, Any]:
    if int(room.key) not in hall.catalogue.windows:
        raise UnknownRoom(room=str(room))
    return window_board(
        hall, int(room.key), clerk=full, now=at.now, real_now=at.real_now, photo_of=at.photo_of
    )


def _queue(hall: Hall, room: Room, at: Moment, _: bool) -> dict[str, Any]:
    return queue_board(hall, room.key, now=at.now)


def _ticket(hall: Hall, room: Room, at: Moment, _: bool) -> dict[str, Any]:
    ticket = ticket_in(hall, room)
    return ticket_view(hall, ticket, now=at.now, base_url=at.base_url, language=ticket.language, own=False)


def _devices(hall: Hall, _room: Room, _at: Moment, _: bool) -> dict[str, Any]:
    return devices_board(hall)


def _desk(hall: Hall, _room: Room, at: Moment, _: bool) -> dict[str, Any]:
    return desk_board(hall, now=at.now)


def _windows(hall: Hall, _room: Room, _at: Moment, _: bool) -> dict[str, Any]:
    return windows_board(hall)


def _alarms(hall: Hall, _room: Room, _at: Moment, _: bool) -> dict[str, Any]:
    return alarms_board(hall)


def ticket_in(hall: Hall, room: Room) -> Ticket:
    """The ticket of its room, as long as the hall remembers it. Raises UnknownRoom."""
    number = hall.by_public.get(room.key)
    if number is None:
        raise UnknownRoom(room=str(room))
    return hall.tickets[number]


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= 4 and key == str(int(key))


_BOARDS: dict[Kind, Callable[[Hall, Room, Moment, bool], dict[str, Any]]] = {
    Kind.HALL: _hall,
    Kind.ZONE: _zone,
    Kind.WINDOW: _window,
    Kind.QUEUE: _queue,
    Kind.TICKET: _ticket,
    Kind.DEVICES: _devices,
    Kind.DESK: _desk,
    Kind.WINDOWS: _windows,
    Kind.ALARMS: _alarms,
}
