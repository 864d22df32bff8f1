"""A wire between browsers and a server that can be cut, frozen or slowed down.

`pass`: everything goes through. `cut`: open connections are killed, new ones are refused. `freeze`: nothing
is refused and nothing arrives; what was sent meanwhile arrives late, as on a network that comes back.
`slow`: every piece arrives late. One thread per direction: a few pages are all that goes through it.
"""

import contextlib
import select
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

PIECE = 64 * 1024
LOOK_S = 0.05
CONNECT_S = 5.0
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER of no time at all: closing says "reset", as a broken network does, not "goodbye"."""


class Wire(StrEnum):
    """What the wire does at the moment."""

    PASS = "pass"
    CUT = "cut"
    FREEZE = "freeze"
    SLOW = "slow"


class Proxy:
    """The wire to one server. `port` stays the same all the time."""

    def __init__(self, server_port: int, delay_s: float = 0.3) -> None:
        self._server = ("127.0.0.1", server_port)
        self._delay_s = delay_s
        self._wire = Wire.PASS
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._ended = threading.Event()
        self._listener = self._listening()
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def turn(self, wire: Wire) -> None:
        """From now on the wire does this."""
        self._wire = wire
        if wire is Wire.CUT:
            self._kill_all()

    def end(self) -> None:
        """Take the wire away."""
        self._ended.set()
        self._listener.close()
        self._kill_all()

    def through(self, address: str) -> str:
        """An address of the server, by this wire."""
        return address.replace(f":{self._server[1]}", f":{self.port}")

    def _listening(self) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", 0))
        listener.settimeout(LOOK_S)
        return listener

    def _accept(self) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError, OSError):
                self._join(self._listener.accept()[0])

    def _join(self, client: socket.socket) -> None:
        """Two threads carry what the two say; while the wire is cut the client is turned away."""
        if self._wire is Wire.CUT:
            _reset(client)
            return
        server = socket.create_connection(self._server, CONNECT_S)
        with self._lock:
            self._open |= {client, server}
        for source, sink in ((client, server), (server, client)):
            threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            while piece := _heard(source):
                self._hold_back()
                sink.sendall(piece)
            self._hold_back()
            sink.shutdown(socket.SHUT_WR)
            return
        self._kill({source, sink})

    def _hold_back(self) -> None:
        """Wait as long as the wire wants it."""
        if self._wire is Wire.SLOW:
            time.sleep(self._delay_s)
        while self._wire is Wire.FREEZE and not self._ended.is_set():
            time.sleep(LOOK_S)

    def _kill_all(self) -> None:
        with self._lock:
            open_now, self._open = self._open, set()
        self._kill(open_now)

    def _kill(self, sockets: set[socket.socket]) -> None:
        with self._lock:
            self._open -= sockets
        for one in sockets:
            _reset(one)


def _heard(source: socket.socket) -> bytes:
    """The next piece; empty at the end. Nobody sleeps in it for long, so that closing the socket ends it."""
    while not select.select([source], [], [], LOOK_S)[0]:
        pass
    return source.recv(PIECE)


def _reset(one: socket.socket) -> None:
    """End a connection at once, without a goodbye."""
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    one.close()


@contextmanager
def wire_to(port: int) -> Iterator[Proxy]:
    """A wire to the server on a port of this machine."""
    proxy = Proxy(port)
    try:
        yield proxy
    finally:
        proxy.end()
