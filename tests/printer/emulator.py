"""A printer on the network: the inside of one behind real sockets on loopback."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.printer.inside import PATIENCE_S, Faults, Inside, Talk, until

__all__ = ["PATIENCE_S", "Emulator", "Faults", "an_emulator", "until"]


class Emulator(Inside):
    """Listens until `close`, or while it is switched on."""

    def __init__(self, faults: Faults | None = None, seed: int = 1, port: int = 0) -> None:
        super().__init__(faults, seed)
        self.connections = 0
        self.port = port
        self._open: set[socket.socket] = set()
        self.switch_on()

    def switch_on(self) -> None:
        """At the port it had before."""
        door = socket.create_server(("127.0.0.1", self.port))
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.port = int(door.getsockname()[1])
        self._door = door
        self._thread = threading.Thread(target=self._serve, args=(door,), name="emulator", daemon=True)
        self._thread.start()

    def switch_off(self) -> None:
        """From now on connections are refused, and those that stand are cut."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for line in list(self._open):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._thread.join(2)

    def close(self) -> None:
        self.ended.set()
        self.switch_off()

    def _serve(self, door: socket.socket) -> None:
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(line)
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        try:
            with line, suppress(OSError):
                Talk(self, line, lambda: _reset(line)).go_on()
        finally:
            self._open.discard(line)


def _reset(line: socket.socket) -> None:
    """As when its power fails: no orderly end."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def an_emulator(faults: Faults | None = None, port: int = 0) -> Iterator[Emulator]:
    printer = Emulator(faults, port=port)
    try:
        yield printer
    finally:
        printer.close()
