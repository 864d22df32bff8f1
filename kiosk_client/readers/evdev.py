"""A reader that types, read from its own event device and taken for the kiosk alone.

Taken (EVIOCGRAB), it types into no field of any program: an ID number cannot land in a search box, and nobody
can read along. The event device is read here, without a library: it is one struct and one ioctl, and so a
test can put a pipe with recorded events in the place of the device.
"""

import fcntl
import os
import select
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .events import EVENT, EventStream
from .read import Kind, Opened, Read, ReaderLost
from .typed import GAP_S, Typed

EVIOCGRAB = 0x40044590
AT_ONCE = 64 * EVENT.size


def grab(handle: int) -> None:
    """Take the device for us alone. Raises OSError where somebody holds it, or where it is none."""
    fcntl.ioctl(handle, EVIOCGRAB, 1)


class Evdev:
    """One event device by its path; those under /dev/input/by-id stay the same after every start."""

    def __init__(
        self, path: Path, kind: Kind, grabbed: Callable[[int], None] = grab, gap_s: float = GAP_S
    ) -> None:
        self._path = path
        self._kind = kind
        self._grabbed = grabbed
        self._gap_s = gap_s

    def open(self) -> Opened:
        try:
            handle = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as trouble:
            raise ReaderLost(f"{self._path}: {trouble.strerror}") from trouble
        try:
            self._grabbed(handle)
        except OSError as trouble:
            os.close(handle)
            raise ReaderLost(f"{self._path} cannot be taken: {trouble.strerror}") from trouble
        return _Device(handle, str(self._path), self._kind, self._gap_s)


class _Device:
    def __init__(self, handle: int, name: str, kind: Kind, gap_s: float) -> None:
        self._handle = handle
        self._name = name
        self._kind = kind
        self._events = EventStream()
        self._typed = Typed(gap_s)
        self._ready: deque[Read] = deque()

    def next_read(self, timeout_s: float) -> Read | None:
        end = time.monotonic() + timeout_s
        while not self._ready:
            self._hear(max(0.0, end - time.monotonic()))
            if time.monotonic() >= end:
                break
        return self._ready.popleft() if self._ready else None

    def _hear(self, timeout_s: float) -> None:
        for event in self._events.feed(self._heard(timeout_s)):
            text = self._typed.hear(event)
            if text is not None:
                self._ready.append(Read(self._kind, text))

    def _heard(self, timeout_s: float) -> bytes:
        try:
            ready, _, _ = select.select([self._handle], [], [], timeout_s)
            if not ready:
                return b""
            heard = os.read(self._handle, AT_ONCE)
        except BlockingIOError:
            return b""
        except OSError as trouble:
            raise ReaderLost(f"{self._name}: {trouble.strerror}") from trouble
        if not heard:
            raise ReaderLost(f"{self._name} was pulled out")
        return heard

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._handle)
