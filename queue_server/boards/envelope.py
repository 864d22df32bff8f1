"""The envelope: a board, the seq at which it was read, both clocks, and the room's recent calls."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from queue_server.compact import compact
from queue_server.domain.calendar import local
from queue_server.domain.hall import Hall

from .calls import Call
from .rooms import Kind, Moment, Room
from .times import stamp

LARGEST = 5000
"""Bytes that the envelope of a hall or zone keeps below, as long as its board and its newest calls allow."""

SCREENS = frozenset({Kind.HALL, Kind.ZONE})


def envelope(
    hall: Hall, room: Room, board: Mapping[str, Any], calls: Sequence[Call], at: Moment, speed: float
) -> dict[str, Any]:
    """The contract's envelope of a board that was read from the hall now."""
    return {
        "room": f"{hall.catalogue.centre.code}/{room}",
        "seq": hall.seq,
        "server_time": clock_stamp(hall, at.real_now),
        "hall_time": clock_stamp(hall, at.now),
        "speed": int(speed) if speed == int(speed) else speed,
        "board": board,
        "calls": [_call(hall, call) for call in calls],
    }


def clock_stamp(hall: Hall, at: datetime) -> str:
    """A clock's reading, to the millisecond, with the centre's offset."""
    return local(hall.catalogue, at).isoformat(timespec="milliseconds")


def encode(message: Mapping[str, Any]) -> str:
    """The bytes that everybody in a room is sent, made once."""
    return compact(message)


def fitted(message: dict[str, Any], least: int) -> dict[str, Any]:
    """A screen's envelope with no more calls than its size allows, but the newest `least` in any case.

    What is left out can be proved missing by `prev` and fetched by `calls_after`.
    """
    calls = message["calls"]
    if len(calls) <= least:
        return message
    room_left = LARGEST - len(encode(message | {"calls": calls[-least:]}).encode())
    kept = least
    for call in reversed(calls[:-least]):
        room_left -= len(encode(call)) + 1
        if room_left < 0:
            break
        kept += 1
    return message | {"calls": calls[-kept:]}


def _call(hall: Hall, call: Call) -> dict[str, Any]:
    done = call.done
    return {
        "seq": done.seq,
        "prev": call.prev,
        "number": done.number,
        "window": done.window,
        "zone": done.zone,
        "at": stamp(hall.catalogue, done.at),
        "recall": done.recall,
    }
