"""The one small door to Socket.IO: websocket only, nothing compressed, small messages from clients."""

import json
import logging
from collections.abc import Sequence
from typing import Any

from engineio import json as safe_json
from flask import Flask
from flask_socketio import SocketIO

from .push import Encoded

LARGEST_MESSAGE = 8 * 1024
"""Bytes of one message from a client; `watch` needs about a hundred."""


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


def open_door(app: Flask, async_mode: str, origins: Sequence[str] | None = None) -> SocketIO:
    """Socket.IO at /socket.io of an application.

    `origins`: pages of other addresses that may connect too, as in `https://hall.example`.
    """
    options: dict[str, Any] = {
        "async_mode": async_mode,
        "transports": ["websocket"],
        "async_handlers": False,
        "http_compression": False,
        "max_http_buffer_size": LARGEST_MESSAGE,
        "cookie": None,
        "json": Json,
        "engineio_logger": _quiet("engineio"),
        "logger": _quiet("socketio"),
    }
    if origins:
        options["cors_allowed_origins"] = list(origins)
    return SocketIO(app, manage_session=False, **options)


def _quiet(name: str) -> logging.Logger:
    """Packets that nobody can read end their connection; they are no news for the log."""
    logger = logging.getLogger(f"{__name__}.{name}")
    logger.setLevel(logging.CRITICAL)
    return logger
