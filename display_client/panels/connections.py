"""Open lines to a bus of panels: bytes out, bytes in, a deadline for everything that could hang."""

import select
import socket
from contextlib import suppress
from typing import Protocol

import serial

from ui.wrong import Wrong

from .driving import LineLost
from .lines import Line, SerialLine, TcpLine

CONNECT_S = 3.0
SEND_S = 3.0
CHUNK = 1024
MOST_STRAY = 64
"""Reads of old bytes before a message; a line that never stops talking is used all the same."""


class Connection(Protocol):
    """An open line."""

    def send(self, data: bytes) -> None:
        """Hand over all bytes within SEND_S. Raises LineLost."""

    def receive(self, timeout_s: float) -> bytes:
        """What came within that time, or nothing. Raises LineLost when the line ended."""

    def close(self) -> None:
        """Never raises."""


def open_line(line: Line) -> Connection:
    """Raises LineLost."""
    return _Tcp(line) if isinstance(line, TcpLine) else _Serial(line)


def drain(connection: Connection) -> None:
    """Throw away what came too late for the message before."""
    for _ in range(MOST_STRAY):
        if not connection.receive(0.0):
            return


class _Tcp:
    def __init__(self, line: TcpLine) -> None:
        try:
            self._socket = socket.create_connection((line.host, line.port), timeout=CONNECT_S)
        except OSError as trouble:
            raise LineLost(str(trouble)) from trouble
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes) -> None:
        try:
            self._socket.settimeout(SEND_S)
            self._socket.sendall(data)
        except OSError as trouble:
            raise LineLost(str(trouble)) from trouble

    def receive(self, timeout_s: float) -> bytes:
        try:
            ready, _, _ = select.select([self._socket], [], [], max(timeout_s, 0.0))
            if not ready:
                return b""
            heard = self._socket.recv(CHUNK)
        except OSError as trouble:
            raise LineLost(str(trouble)) from trouble
        if not heard:
            raise LineLost(Wrong("programs.panel.closed"))
        return heard

    def close(self) -> None:
        with suppress(OSError):
            self._socket.close()


class _Serial:
    """pyserial sets the port; an adapter that is pulled out raises OSError or its own kind of it."""

    def __init__(self, line: SerialLine) -> None:
        try:
            self._port = serial.Serial(
                line.path,
                line.baud,
                bytesize=line.bits,
                parity=line.parity,
                stopbits=line.stop,
                timeout=0,
                write_timeout=SEND_S,
                exclusive=True,
            )
        except (OSError, ValueError) as trouble:
            raise LineLost(str(trouble)) from trouble

    def send(self, data: bytes) -> None:
        try:
            self._port.write(data)
        except OSError as trouble:
            raise LineLost(str(trouble)) from trouble

    def receive(self, timeout_s: float) -> bytes:
        try:
            ready, _, _ = select.select([self._port.fileno()], [], [], max(timeout_s, 0.0))
            return bytes(self._port.read(CHUNK)) if ready else b""
        except OSError as trouble:
            raise LineLost(str(trouble)) from trouble

    def close(self) -> None:
        with suppress(OSError):
            self._port.close()
