"""What is on its way to one client: whole frames, in order, and nobody ever waits for the client."""

import errno
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from socket import SHUT_RDWR, SO_LINGER, SO_SNDBUF, SOL_SOCKET
from struct import pack
from time import monotonic
from typing import Any, Protocol

from .frames import CLOSE

KERNEL_BYTES = 64 * 1024
"""What the system may hold for a client; left alone it takes megabytes for each that does not read."""

ABORT = pack("ii", 1, 0)
Write = Callable[[bytes], int]
"""Writes what fits without waiting. Raises BlockingIOError when nothing does, another OSError at the end."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a client may be behind.

    `backlog_bytes`: what may wait for one client, a thousand boards of a hall; all for whom a board waits
    share its bytes. `stuck_s`: who reads nothing for so long, although something waits, is gone or broken.
    """

    backlog_bytes: int = 4 * 1024 * 1024
    stuck_s: float = 20.0


class Behind(Protocol):
    """Comes back for those who could not be given everything at once (`queue_server.live.slow`)."""

    patience: Patience

    def add(self, client: "Outgoing") -> None: ...
    def dropped(self, why: str) -> None: ...


class Outgoing:
    """A client's socket, in the place of the real one: whatever is sent through it is a whole frame.

    All who write to the client write here, its library's pings and pongs too: so no frame ever begins inside
    another. What does not fit waits in memory; a client that is behind by more than
    `Patience` allows is dropped.
    """

    __slots__ = ("_behind", "_bytes", "_moved_at", "_socket", "_waiting", "_write", "ended", "recv")

    def __init__(self, socket: Any, write: Write, behind: Behind) -> None:
        self._socket = socket
        self._write = write
        self._behind = behind
        self._waiting: deque[bytes] | None = None
        self._bytes = 0
        self._moved_at = 0.0
        self.ended = False
        self.recv = socket.recv
        socket.setsockopt(SOL_SOCKET, SO_SNDBUF, KERNEL_BYTES)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    def put(self, frame: bytes) -> None:
        """Send a frame, now or as soon as the client takes it; to one that has ended, nothing."""
        if self.ended:
            return
        if self._waiting is not None:
            self._keep(frame)
            return
        sent = self._try(frame)
        if sent < len(frame) and not self.ended:
            self._waiting, self._moved_at = deque(), monotonic()
            self._behind.add(self)
            self._keep(frame[sent:])

    def sendall(self, frame: bytes) -> None:
        """`put` under the name by which eventlet's web socket calls it. Raises BrokenPipeError at the end."""
        if self.ended:
            raise BrokenPipeError(errno.EPIPE, "the web socket has ended")
        self.put(frame)

    def send(self, frame: bytes) -> int:
        """`sendall` under the name by which simple-websocket calls it."""
        self.sendall(frame)
        return len(frame)

    def go_on(self) -> bool:
        """Send more of what waits. Whether something still does."""
        while self._waiting:
            frame = self._waiting[0]
            sent = self._try(frame)
            if self.ended:
                return False
            self._bytes -= sent
            if sent < len(frame):
                self._waiting[0] = frame[sent:]
                self._note(sent)
                return not self.ended
            self._waiting.popleft()
            self._moved_at = monotonic()
        self._waiting = None
        return False

    def finish(self) -> None:
        """End the connection in good order if the client reads; whoever waits to read from it then wakes."""
        if not self.ended:
            if self._waiting is None:
                self._try(CLOSE)
            self._end()

    def close(self) -> None:
        """Give the socket back, and what waits up."""
        self._end()
        self._socket.close()

    def _keep(self, frame: bytes) -> None:
        assert self._waiting is not None
        self._waiting.append(frame)
        self._bytes += len(frame)
        if self._bytes > self._behind.patience.backlog_bytes:
            self._drop("too much waited for it")

    def _note(self, sent: int) -> None:
        if sent:
            self._moved_at = monotonic()
        elif monotonic() - self._moved_at > self._behind.patience.stuck_s:
            self._drop("it read nothing")

    def _try(self, frame: bytes) -> int:
        try:
            return self._write(frame)
        except BlockingIOError:
            return 0
        except OSError:
            self._end()
            return 0

    def _drop(self, why: str) -> None:
        """Let the client go at once, and the system forget what it has not sent."""
        with suppress(OSError):
            self._socket.setsockopt(SOL_SOCKET, SO_LINGER, ABORT)
        self._behind.dropped(why)
        self._end()

    def _end(self) -> None:
        if not self.ended:
            self.ended = True
            self._waiting, self._bytes = None, 0
            with suppress(OSError):
                self._socket.shutdown(SHUT_RDWR)
