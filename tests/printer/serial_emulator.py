"""A printer on a serial line: the inside of one behind a pseudo terminal."""

import os
import select
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.printer.inside import Faults, Inside, Talk

_LOOK_S = 0.05


class SerialEmulator(Inside):
    """`path` is the line's name. Its cable holds the far end open, as a wire does that nobody listens at."""

    def __init__(self, faults: Faults | None = None) -> None:
        super().__init__(faults)
        self._handle, self._cable = os.openpty()
        tty.setraw(self._cable)
        self.path = os.ttyname(self._cable)
        self._thread = threading.Thread(target=self._talk, name="serial emulator", daemon=True)
        self._thread.start()

    def recv(self, most: int, /) -> bytes:
        """Nothing once it was closed; a serial line has no other end."""
        while not self.ended.is_set():
            ready, _, _ = select.select([self._handle], [], [], _LOOK_S)
            if ready:
                return os.read(self._handle, most)
        return b""

    def sendall(self, data: bytes, /) -> None:
        os.write(self._handle, data)

    def is_through(self, jobs: int) -> None:
        """The line is always there: whoever has it now hears of the jobs of before."""
        self.sendall(self.faults.through * jobs)

    def unplug(self) -> None:
        """The adapter is pulled out: its name is gone, and who writes to it gets an error."""
        for handle in (self._handle, self._cable):
            with suppress(OSError):
                os.close(handle)

    def close(self) -> None:
        self.ended.set()
        self._thread.join(2)
        self.unplug()

    def _talk(self) -> None:
        with suppress(OSError):
            Talk(self, self, self.unplug).go_on()


@contextmanager
def a_serial_emulator(faults: Faults | None = None) -> Iterator[SerialEmulator]:
    printer = SerialEmulator(faults)
    try:
        yield printer
    finally:
        printer.close()
