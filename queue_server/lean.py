"""A lean start: what libraries take along only because it is installed is kept out while they are imported.

Socket.IO brings clients and go-betweens that a server never uses, and structlog brings colours for a
terminal; with what each of them stands on, that is a fifth of all that a start computes. Each library asks
for them inside `try: import ... except ImportError`, for it must do without where they are not installed. So
while these libraries are imported, the names below are as good as not installed; afterwards whoever needs one
imports it as ever. `tests/runtime/test_lean.py` notices when a new release makes this useless or harmful.
"""

import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import cast

TAKING_ALONG = ("structlog", "flask_socketio")
"""The libraries that would import them."""

UNUSED = (
    "aiohttp",  # the client of asyncio programs
    "requests",  # another client
    "websocket",  # its web sockets
    "redis",  # Socket.IO's own go-between: ours is queue_server/between, and imports it when it is wanted
    "rich",  # colours
)
"""The names that are kept out."""


def import_lean() -> None:
    """Import those libraries, without what this server does not use of them. Before anything imports them."""
    with kept_out(UNUSED):
        for name in TAKING_ALONG:
            importlib.import_module(name)


@contextmanager
def kept_out(names: Sequence[str]) -> Iterator[None]:
    """Inside, these cannot be imported, as if they were not installed; those already imported stay."""
    new = [name for name in names if name not in sys.modules]
    # The language's own way to say so: https://docs.python.org/3/reference/import.html#the-module-cache
    sys.modules.update(dict.fromkeys(new, cast("ModuleType", None)))
    try:
        yield
    finally:
        for name in new:
            del sys.modules[name]
