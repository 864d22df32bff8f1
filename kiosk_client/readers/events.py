"""The kernel's input events as bytes: `struct input_event` of linux/input.h on a 64-bit machine."""

import struct
from dataclasses import dataclass
from enum import IntEnum

EVENT = struct.Struct("@qqHHi")
SYN, KEY = 0, 1
DROPPED = 3
MILLION = 1_000_000


class Press(IntEnum):
    """What happened to a key."""

    UP = 0
    DOWN = 1
    HELD = 2


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `at` is its time in seconds, by whatever clock the kernel uses."""

    at: float
    type: int
    code: int
    value: int

    @property
    def lost_some(self) -> bool:
        """Whether the kernel says that it threw away events before this one."""
        return self.type == SYN and self.code == DROPPED


class EventStream:
    """Bytes in, whole events out; what is left of one waits for its rest."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[Event]:
        """The events that are whole now."""
        whole = self._rest + data
        size = len(whole) - len(whole) % EVENT.size
        self._rest = whole[size:]
        return [
            Event(seconds + micro / MILLION, kind, code, value)
            for seconds, micro, kind, code, value in EVENT.iter_unpack(whole[:size])
        ]
