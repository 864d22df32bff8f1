"""The log of the server's programs: one JSON object per line, whoever writes it."""

import json
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TextIO, cast

import orjson
import structlog

QUIET = ("alembic", "httpx")
"""Libraries that tell at INFO what nobody here asked for."""

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def _line(event: Any, default: Callable[[Any], Any]) -> str:
    """One object; what orjson cannot spell (a number beyond 64 bits) the standard library can."""
    try:
        return orjson.dumps(event, default=default).decode()
    except TypeError:
        return json.dumps(event, ensure_ascii=False, default=default)


JSON = structlog.processors.JSONRenderer(_line)


def write_json_lines(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Make structlog write one JSON object per line, times in UTC. Called once, when a program starts."""
    structlog.configure(
        processors=[*SHARED, JSON],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=_never_failing(stream or sys.stdout)),
        cache_logger_on_first_use=True,
    )


def log_in_json_lines(stream: TextIO | None = None, level: int = logging.INFO) -> logging.Handler:
    """The same for everything that is said to Python's own `logging`; the answer is what writes it."""
    handler = logging.StreamHandler(_never_failing(stream or sys.stdout))
    to_json: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, JSON]
    named = [structlog.stdlib.add_logger_name, *SHARED]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=named, processors=to_json))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    return handler


class NeverFailing:
    """A stream for lines that may be lost: a log that cannot be written must not stop what it tells of."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, if there is room."""
        with suppress(OSError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Let go of what is written, if there is room."""
        with suppress(OSError):
            self._stream.flush()


def _never_failing(stream: TextIO) -> TextIO:
    return cast("TextIO", NeverFailing(stream))
