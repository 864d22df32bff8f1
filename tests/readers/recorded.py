"""What a reader's event device says, as bytes: keys go down and up, each with its synchronising event."""

import struct
from collections.abc import Iterator

from kiosk_client.readers.keys import PLAIN, SHIFTED

ENTER, SHIFT = 28, 42
KEY, SYN, MSC = 1, 0, 4
UP, DOWN, HELD = 0, 1, 2
APART_S = 0.004
CODES = {letter: (code, True) for code, letter in SHIFTED.items()} | {
    letter: (code, False) for code, letter in PLAIN.items()
}


def event(at: float, kind: int, code: int, value: int) -> bytes:
    """One `struct input_event` of a 64-bit machine."""
    return struct.pack("<qqHHi", int(at), round(at % 1 * 1_000_000), kind, code, value)


def key(at: float, code: int, value: int) -> bytes:
    """A key with what the kernel sends around it: its scan code before, a report after."""
    return event(at, MSC, 4, code) + event(at, KEY, code, value) + event(at, SYN, 0, 0)


def press(at: float, code: int) -> bytes:
    """A key down and up."""
    return key(at, code, DOWN) + key(at, code, UP)


def letters(text: str, at: float = 100.0, apart_s: float = APART_S) -> bytes:
    """A text as a reader types it, without an end."""
    return b"".join(_letters(text, at, apart_s))


def typed(text: str, at: float = 100.0, apart_s: float = APART_S) -> bytes:
    """A text as a reader types it, with Enter."""
    return letters(text, at, apart_s) + press(at + len(text) * apart_s, ENTER)


def _letters(text: str, at: float, apart_s: float) -> Iterator[bytes]:
    for number, letter in enumerate(text):
        now = at + number * apart_s
        code, shifted = CODES[letter]
        yield key(now, SHIFT, DOWN) if shifted else b""
        yield press(now, code)
        yield key(now, SHIFT, UP) if shifted else b""
