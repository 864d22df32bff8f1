"""Light panels on one line, on the network or on a serial port, with everything that can be wrong with them.

They read frames by rules of their own, `AA 55 address length command text crc crc 0D`, so that the product's
are put to the test: the length counts command and text, the check is pymodbus' CRC over all before it.
"""

import os
import pty
import select
import socket
import threading
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol

from pymodbus.framer.rtu import FramerRTU

HEADER, GOOD, BAD, END = b"\xaa\x55", 0x06, 0x15, 0x0D
FIXED = 7
PATIENCE_S = 15.0


@dataclass
class Faults:
    """What is wrong now; may be changed while it runs."""

    silent: set[int] = field(default_factory=set)
    """Panels at these addresses show nothing and say nothing."""
    garbage: bool = False
    """They answer with bytes that are no answer."""
    noise: int = 0
    """So many of the next frames arrive with a bit turned over."""
    false_check: bool = False
    """Their answers bear a wrong check."""
    slow_s: float = 0.0
    """They answer so late."""
    hang_up: bool = False
    """The line is closed after the next frame, without an answer."""


@dataclass(frozen=True)
class Shown:
    """What a panel was told to show."""

    address: int
    command: int
    text: str


class Panels:
    """What happens behind the line: frames in, answers out."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.said: list[Shown] = []
        self.refused = 0
        self._rest = b""

    def text(self, address: int) -> str | None:
        """What stands on a panel now."""
        return next((one.text for one in reversed(self.said) if one.address == address), None)

    def hear(self, data: bytes) -> bytes:
        """The answers to what came in."""
        self._rest += data
        answers = b""
        while (found := self._frame()) is not None:
            answers += self._answer(found)
        return answers

    def _frame(self) -> bytes | None:
        start = self._rest.find(HEADER)
        if start < 0 or len(self._rest) < start + 4:
            return None
        size = FIXED + self._rest[start + 3]
        if len(self._rest) < start + size:
            return None
        frame, self._rest = self._rest[start : start + size], self._rest[start + size :]
        return frame

    def _answer(self, frame: bytes) -> bytes:
        if self.faults.noise:
            self.faults.noise -= 1
            frame = frame[:-4] + bytes([frame[-4] ^ 0x10]) + frame[-3:]
        address = frame[2]
        if address in self.faults.silent:
            return b""
        if frame[-1] != END or crc(frame[:-3]) != frame[-3:-1]:
            self.refused += 1
            return self._told(address, BAD)
        self.said.append(Shown(address, frame[4], frame[5:-3].decode("gb2312")))
        return self._told(address, GOOD)

    def _told(self, address: int, code: int) -> bytes:
        if self.faults.garbage:
            return b"\x00\xff\x55"
        told = HEADER + bytes([address, code])
        return told + (b"\x00\x00" if self.faults.false_check else crc(told))


def crc(data: bytes) -> bytes:
    """Low byte first."""
    return FramerRTU.compute_CRC(data).to_bytes(2, "big")


class Simulator(Protocol):
    """Panels with their line."""

    panels: Panels

    @property
    def line(self) -> str: ...
    def close(self) -> None: ...


class TcpPanels:
    """On the network. After `close` the same port may be opened again."""

    def __init__(self, faults: Faults, port: int = 0) -> None:
        self.panels = Panels(faults)
        self.connections = 0
        self._open: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", port))
        self.port = int(self._door.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def line(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def close(self) -> None:
        for one in [self._door, *self._open]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._thread.join(2)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._door.accept()
                self.connections += 1
                self._open.append(line)
                threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            while data := line.recv(1024):
                if self.panels.faults.hang_up:
                    self.panels.faults.hang_up = False
                    return
                answers = self.panels.hear(data)
                time.sleep(self.panels.faults.slow_s)
                line.sendall(answers)


class SerialPanels:
    """On a serial port: the other end of a pseudo terminal."""

    def __init__(self, faults: Faults) -> None:
        self.panels = Panels(faults)
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self._path = os.ttyname(self._slave)
        self._ended, self._end = os.pipe()
        self._thread = threading.Thread(target=self._talk, daemon=True)
        self._thread.start()

    @property
    def line(self) -> str:
        return f"serial:{self._path}?baud=19200&parity=E"

    def close(self) -> None:
        """The adapter is pulled out."""
        os.write(self._end, b"x")
        self._thread.join(2)
        for handle in (self._master, self._slave, self._ended, self._end):
            os.close(handle)

    def _talk(self) -> None:
        while True:
            ready, _, _ = select.select([self._master, self._ended], [], [])
            if self._ended in ready:
                return
            os.write(self._master, self.panels.hear(os.read(self._master, 1024)))


@contextmanager
def tcp_panels(faults: Faults | None = None, port: int = 0) -> Iterator[TcpPanels]:
    """Panels on the network while the context lasts."""
    simulator = TcpPanels(faults or Faults(), port)
    try:
        yield simulator
    finally:
        simulator.close()


@contextmanager
def serial_panels(faults: Faults | None = None) -> Iterator[SerialPanels]:
    """Panels on a serial port while the context lasts."""
    simulator = SerialPanels(faults or Faults())
    try:
        yield simulator
    finally:
        simulator.close()


def until(true: Callable[[], bool]) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + PATIENCE_S
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()
