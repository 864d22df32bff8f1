"""A printer on a serial line, through pyserial: RS-232, or a USB adapter that stands for one.

pyserial is imported when the line is opened, so that a kiosk without it starts. On Linux there is no DTR/DSR
flow control: a printer set to it is wired DTR to CTS and addressed with `flow=rtscts`.
"""

import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from printer.transports import BrokenOff, NotReached

if TYPE_CHECKING:
    from serial import Serial

STALL_S = 10.0
"""How long a printer may keep us waiting beyond the time that the bytes themselves take."""
_BITS_PER_BYTE = 11
_LOOK_S = 0.01


class Parity(StrEnum):
    NONE = "none"
    EVEN = "even"
    ODD = "odd"


class Flow(StrEnum):
    """Who says that the printer's buffer is full: nobody, a wire, or the characters XON and XOFF."""

    NONE = "none"
    RTSCTS = "rtscts"
    XONXOFF = "xonxoff"


@dataclass(frozen=True)
class SerialTransport:
    """Eight data bits and one stop bit; speed, parity and flow as the printer's switches have them."""

    path: str
    baud: int = 19200
    parity: Parity = Parity.NONE
    flow: Flow = Flow.NONE
    stall_s: float = STALL_S
    answers: bool = True
    lasts: bool = True

    def open(self, label: str) -> "_SerialConnection":
        try:
            from serial import Serial
        except ImportError as trouble:
            raise NotReached(f"{self.path}: the Python package pyserial is not installed") from trouble
        try:
            line = Serial(
                self.path,
                self.baud,
                parity=self.parity[0].upper(),
                rtscts=self.flow is Flow.RTSCTS,
                xonxoff=self.flow is Flow.XONXOFF,
                exclusive=True,
            )
        except (OSError, ValueError) as trouble:
            raise NotReached(f"{self.path}: {trouble}") from trouble
        return _SerialConnection(line, self.baud, self.stall_s)


class _SerialConnection:
    def __init__(self, line: "Serial", baud: int, stall_s: float) -> None:
        self._line = line
        self._baud = baud
        self._stall_s = stall_s

    def send(self, data: bytes) -> None:
        """Waits until the bytes have left this machine, which on a slow line is seconds after the write."""
        allowed = len(data) * _BITS_PER_BYTE / self._baud + self._stall_s
        end = time.monotonic() + allowed
        with _broken_off():
            self._line.write_timeout = allowed
            self._line.write(data)
            while self._line.out_waiting:
                if time.monotonic() > end:
                    raise BrokenOff(f"{self._line.out_waiting} bytes were not taken in time")
                time.sleep(_LOOK_S)

    def receive(self, timeout_s: float) -> bytes:
        with _broken_off():
            self._line.timeout = max(timeout_s, 0.0)
            first = self._line.read(1)
            return first + self._line.read(self._line.in_waiting) if first else b""

    def close(self) -> None:
        """What was not taken is thrown away: else closing would wait for it, and it would print later."""
        with suppress(OSError, termios.error):
            if self._line.out_waiting:
                self._line.reset_output_buffer()
        with suppress(OSError):
            self._line.close()


@contextmanager
def _broken_off() -> Iterator[None]:
    """pyserial's own errors are `OSError`s; a pulled adapter gives some of the system's as they are."""
    try:
        yield
    except (OSError, TypeError, termios.error) as trouble:
        raise BrokenOff(str(trouble)) from trouble
