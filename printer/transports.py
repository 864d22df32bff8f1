"""The ways to a printer: one connection per job, and a deadline for everything that could hang.

Written here because python-escpos's own connections say "sent" when nothing was printed. A failure before
the first byte went out is `NotReached`, surely without paper; a later one is `BrokenOff`, where nobody knows.
"""

import os
import select
import socket
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

CONNECT_S = 3.0
SEND_S = 20.0
_CHUNK = 4096


class NotReached(Exception):
    """No connection, so nothing was printed."""


class BrokenOff(Exception):
    """The connection failed on the way: some of the job may be printed, or all of it."""


class Connection(Protocol):
    """One job's way to the printer."""

    def send(self, data: bytes) -> None:
        """Hands over all bytes within the deadline, or raises `BrokenOff`."""

    def receive(self, timeout_s: float) -> bytes:
        """What the printer says within that time; nothing when it stays silent.

        Raises `BrokenOff` when the connection ended.
        """

    def close(self) -> None:
        """Never raises."""


class Transport(Protocol):
    """One kind of connection to one printer."""

    @property
    def answers(self) -> bool:
        """Whether anything can come back at all."""

    @property
    def lasts(self) -> bool:
        """Whether one line serves all connections: what an earlier one was owed comes on a later one."""

    def open(self, label: str) -> Connection:
        """A fresh connection for the job of this label, or `NotReached`."""


@dataclass(frozen=True)
class TcpTransport:
    """A printer on the network, usually at port 9100. The time to connect counts per address of its name."""

    host: str
    port: int
    connect_s: float = CONNECT_S
    send_s: float = SEND_S
    answers: bool = True
    lasts: bool = False

    def open(self, label: str) -> "_TcpConnection":
        try:
            line = socket.create_connection((self.host, self.port), timeout=self.connect_s)
        except OSError as trouble:
            raise NotReached(f"{self.host}:{self.port}: {trouble}") from trouble
        return _TcpConnection(line, self.send_s)


class _TcpConnection:
    def __init__(self, line: socket.socket, send_s: float) -> None:
        self._line = line
        self._send_s = send_s

    def send(self, data: bytes) -> None:
        """The deadline is for the whole of it: `sendall` counts its timeout from the first byte."""
        try:
            self._line.settimeout(self._send_s)
            self._line.sendall(data)
        except OSError as trouble:
            raise BrokenOff(str(trouble)) from trouble

    def receive(self, timeout_s: float) -> bytes:
        try:
            self._line.settimeout(max(timeout_s, 0.001))
            answer = self._line.recv(_CHUNK)
        except TimeoutError:
            return b""
        except OSError as trouble:
            raise BrokenOff(str(trouble)) from trouble
        if not answer:
            raise BrokenOff("the printer closed the connection")
        return answer

    def close(self) -> None:
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_WR)
        self._line.close()


@dataclass(frozen=True)
class FileTransport:
    """A device file such as /dev/usb/lp0, or a plain file that collects jobs.

    Opened without blocking, so that neither a device without paper nor a pipe without a reader can hang the
    worker. Only a character device may answer.
    """

    path: Path
    send_s: float = SEND_S
    lasts: bool = True

    @property
    def answers(self) -> bool:
        with suppress(OSError):
            return stat.S_ISCHR(self.path.stat().st_mode)
        return False

    def open(self, label: str) -> "_FileConnection":
        way = os.O_RDWR if self.answers else os.O_WRONLY | os.O_APPEND | os.O_CREAT
        try:
            return _FileConnection(os.open(self.path, way | os.O_NONBLOCK | os.O_NOCTTY, 0o640), self.send_s)
        except OSError as trouble:
            raise NotReached(f"{self.path}: {trouble.strerror}") from trouble


class _FileConnection:
    def __init__(self, handle: int, send_s: float) -> None:
        self._handle = handle
        self._send_s = send_s

    def send(self, data: bytes) -> None:
        end = time.monotonic() + self._send_s
        rest = memoryview(data)
        while rest:
            try:
                _, ready, _ = select.select([], [self._handle], [], max(0.0, end - time.monotonic()))
                if not ready:
                    raise BrokenOff(f"{len(rest)} bytes were not taken in time")
                rest = rest[os.write(self._handle, rest[:_CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError as trouble:
                raise BrokenOff(str(trouble)) from trouble

    def receive(self, timeout_s: float) -> bytes:
        try:
            ready, _, _ = select.select([self._handle], [], [], max(0.0, timeout_s))
            return os.read(self._handle, _CHUNK) if ready else b""
        except BlockingIOError:
            return b""
        except OSError as trouble:
            raise BrokenOff(str(trouble)) from trouble

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._handle)
