"""The one small door to Socket.IO: websocket only, nothing compressed, small messages from clients."""

import json
import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from time import monotonic
from typing import Any, cast
from urllib.parse import urlsplit

from engineio import json as safe_json
from flask import Flask
from flask_socketio import SocketIO

from .push import Encoded
from .rooms import IndexedManager

LARGEST_MESSAGE = 8 * 1024
"""Bytes of one message from a client; `watch` needs about a hundred."""

BETWEEN_S = 0.001
"""Between the ends of two connections: half of the loop's time is left to others."""

PACKET_TYPES = frozenset("0123456")
"""The first characters of Engine.IO's packets."""


class Json:
    """JSON as the packets need it; what is encoded already goes through as it is."""

    loads = staticmethod(safe_json.loads)

    @staticmethod
    def dumps(value: Any, **options: Any) -> str:
        """Compact JSON with its characters as they are."""
        if isinstance(value, list) and value and isinstance(value[-1], Encoded):
            before = [json.dumps(v, ensure_ascii=False) for v in value[:-1]]
            return f"[{','.join([*before, value[-1]])}]"
        return json.dumps(value, ensure_ascii=False, **options)


def open_door(app: Flask, async_mode: str, origins: Iterable[str] = ()) -> SocketIO:
    """Socket.IO at /socket.io of an application.

    `origins`: pages of other addresses that may connect, as in `https://hall.example`; our own always may.
    """
    options: dict[str, Any] = {
        "async_mode": async_mode,
        "transports": ["websocket"],
        "async_handlers": False,
        "http_compression": False,
        "max_http_buffer_size": LARGEST_MESSAGE,
        "cookie": None,
        "json": Json,
        "cors_allowed_origins": partial(may_connect, frozenset(origins)),
        "client_manager": IndexedManager(),
        "engineio_logger": _quiet("engineio"),
        "logger": _quiet("socketio"),
    }
    sio: Any = SocketIO(app, manage_session=False, **options)
    engine = sio.server.eio
    mode = engine._async  # noqa: SLF001  Engine.IO has no public place for a web socket of one's own
    ended = OneByOne(engine.sleep)
    engine._async = mode | {"websocket": partial(_careful, mode["websocket"], ended.wait)}  # noqa: SLF001
    return cast("SocketIO", sio)


def may_connect(others: Collection[str], origin: str | None, environ: Mapping[str, Any]) -> bool:
    """Whether a page from `origin` may connect: one of this server, as its visitors name it, or of `others`.

    A proxy may speak plainly to us while it speaks TLS to them, so only hosts are compared.
    """
    if origin is None:
        return False
    hosts = (environ.get("HTTP_HOST"), *environ.get("HTTP_X_FORWARDED_HOST", "").split(","))
    return origin in others or urlsplit(origin).netloc in {host.strip() for host in hosts if host}


def _careful(
    web_socket: Callable[..., Any], last: Callable[[], None], handler: Callable[[Any], Any], server: Any
) -> Any:
    return web_socket(lambda socket: handler(ReadableOnly(socket, last)), server)


class ReadableOnly:
    """A web socket that ends where Engine.IO would fail: at a packet that is empty or has no type."""

    def __init__(self, web_socket: Any, last: Callable[[], None]) -> None:
        self.web_socket = web_socket
        self._last = last

    def __getattr__(self, name: str) -> Any:
        return getattr(self.web_socket, name)

    def wait(self) -> str | bytes | None:
        """The next packet, None when there will be no more."""
        packet: str | bytes | None = self.web_socket.wait()
        if isinstance(packet, str) and packet[:1] not in PACKET_TYPES:
            packet = None
        if packet is None:
            self._last()
        return packet


class OneByOne:
    """Lets connections that have ended be forgotten one after the other, and others take their turns between.

    To forget one costs half a millisecond; ten thousand that end together would hold everybody else up.
    """

    def __init__(self, sleep: Callable[[float], object]) -> None:
        self._sleep = sleep
        self._free_at = 0.0

    def wait(self) -> None:
        """Returns when it is one's turn: at once, unless others have just ended."""
        now = monotonic()
        turn, self._free_at = max(now, self._free_at), max(now, self._free_at) + BETWEEN_S
        if turn > now:
            self._sleep(turn - now)


def _quiet(name: str) -> logging.Logger:
    """Packets that nobody can read end their connection; they are no news for the log."""
    logger = logging.getLogger(f"{__name__}.{name}")
    logger.setLevel(logging.CRITICAL)
    return logger
