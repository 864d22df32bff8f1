"""The sockets of the server: how it listens, and what every connection inherits from that."""

import errno
import logging
import resource
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

BACKLOG = 4096
KEPT_WAITING_S = 4.0
"""Who waits for longer has hung up, or is about to: pages, kiosks and screens wait 5 s for an answer."""

OTHERS_AT_LEAST = 50  # descriptors for requests, the record and the log
LOST_AFTER_S = 60  # a peer whose machine no longer acknowledges, or that reads nothing, is gone
OUT_OF_DESCRIPTORS = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.ECONNABORTED}

log = logging.getLogger(__name__)


class Address(Protocol):
    """What settings say of it."""

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...

    @property
    def only_server(self) -> bool: ...


class NotListening(OSError):
    """Nobody can listen at an address: it is taken, or not ours. `strerror` says why."""


@dataclass(frozen=True, slots=True)
class Early:
    """A socket that has listened `since` then (`time.monotonic`), where nobody was let in yet."""

    listener: socket.socket
    since: float


def listen_early(settings: Address) -> Early | None:
    """Listen while the rest of the server is still imported: whoever comes meanwhile waits to be let in.

    Beside a server that can answer for it, one that cannot yet must turn everybody away, so it gets None. The
    loop comes first, for it takes over the sockets. Raises NotListening.
    """
    return Early(listen(settings.host, settings.port), time.monotonic()) if settings.only_server else None


def listen_for_good(settings: Address, early: Early | None) -> socket.socket:
    """Where a server that is ready lets everybody in. Raises NotListening.

    After a long start whoever waits is hung up on, and comes again at once if it still wants something. Most
    have given up long ago; what they asked would be done for nobody, and before what is asked now.
    """
    if early is None:
        return listen(settings.host, settings.port)
    if time.monotonic() - early.since < KEPT_WAITING_S:
        return early.listener
    port = early.listener.getsockname()[1]
    early.listener.close()
    return listen(settings.host, port)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises NotListening."""
    allow_many_descriptors()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as problem:
        why = (problem.strerror or str(problem)).partition(" (while")[0]  # Python adds the address to it
        raise NotListening(problem.errno, why) from problem
    # Connections inherit these from the listening socket (Linux: man 7 tcp).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, LOST_AFTER_S // 2)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, LOST_AFTER_S // 6)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, LOST_AFTER_S * 1000)
    return listener


def allow_many_descriptors() -> None:
    """Every phone is a descriptor, and most systems allow 1,024 unless asked."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def most_sockets() -> int:
    """How many web sockets may stand at a time: a tenth of all descriptors is left for everything else."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return hard - max(OTHERS_AT_LEAST, hard // 10)


class PatientListener:
    """Waits when descriptors run out, where eventlet's server would stop accepting for good."""

    def __init__(self, listener: socket.socket, sleep: Callable[[float], None]) -> None:
        self._listener = listener
        self._sleep = sleep

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)

    def accept(self) -> tuple[socket.socket, Any]:
        while True:
            try:
                return self._listener.accept()
            except OSError as failure:
                if failure.errno not in OUT_OF_DESCRIPTORS:
                    raise
                log.warning("cannot accept connections now: %s", failure)
            self._sleep(0.2)


class WholeFrames:
    """A socket for simple-websocket, which calls `send` and takes it for granted that everything went."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def send(self, frame: bytes) -> int:
        self._sock.sendall(frame)
        return len(frame)
