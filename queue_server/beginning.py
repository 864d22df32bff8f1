"""The begin: every hall is read, and the calls of before, so that their chain goes on."""

import logging
from collections.abc import Sequence
from functools import partial

from queue_server.domain.hall import Hall
from queue_server.live.live import Live
from queue_server.runtime import Runtime
from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter

AGAIN_S = 2.0
"""Real seconds until a centre that could not be read is tried again."""

log = logging.getLogger(__name__)


def begin(
    runtime: Runtime, writer: CentreWriter, store: SqlStore, live: Live, centres: Sequence[str]
) -> None:
    """Read every centre. One that cannot be read keeps no other away; it is tried until it can be."""
    runtime.offload(writer.start)
    missing = runtime.offload(_read, writer, store, live, centres)
    if missing:
        runtime.spawn(_go_on, runtime, writer, store, live, missing)


def _go_on(
    runtime: Runtime, writer: CentreWriter, store: SqlStore, live: Live, missing: Sequence[str]
) -> None:
    while missing:
        runtime.sleep(AGAIN_S)
        missing = runtime.offload(_read, writer, store, live, missing)


def _read(writer: CentreWriter, store: SqlStore, live: Live, centres: Sequence[str]) -> list[str]:
    """The centres that could not be read. Native thread only."""
    missing: list[str] = []
    for centre in centres:
        try:
            writer.look(centre, partial(_load_calls, live, store, centre))
        except Exception:  # of whatever kind: it was for this centre alone
            log.exception("%s cannot be read", centre)
            missing.append(centre)
    return missing


def _load_calls(live: Live, store: SqlStore, centre: str, _: Hall) -> None:
    """In the writer's thread: nothing of this centre is told meanwhile."""
    live.load(centre, store.recent_calls(centre))
