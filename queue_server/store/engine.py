"""Connections: SQLite that survives a power cut, or PostgreSQL."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool

FORGET = "secure_delete=ON"
"""What was erased is overwritten in the file; some builds of SQLite would leave it in free space."""

BUSY_S = 10
"""How long a writer waits for another process (an import, a backup) before it gives up."""


GONE_AFTER_S = 15
"""How long a PostgreSQL, or one of its clients, may say nothing before the other lets go of it."""

KEPT_ALIVE = (
    f"-c tcp_keepalives_idle={GONE_AFTER_S // 3} -c tcp_keepalives_interval={GONE_AFTER_S // 3}"
    " -c tcp_keepalives_count=2"
)
READING = {
    "connect_timeout": 5,
    "keepalives_idle": GONE_AFTER_S // 3,
    "keepalives_interval": GONE_AFTER_S // 3,
    "keepalives_count": 2,
    "tcp_user_timeout": GONE_AFTER_S * 1000,
    "options": KEPT_ALIVE,
}
"""Of every connection to PostgreSQL that reads; what the address itself says comes first."""

WRITING = READING | {
    # A centre's lock must not outlive the machine of the process that held it, nor be waited for without end.
    "options": f"-c lock_timeout={BUSY_S}s -c idle_in_transaction_session_timeout={2 * GONE_AFTER_S}s"
    f" {KEPT_ALIVE}",
}
"""Of every connection that writes or stands."""


def writing_engine(url: str) -> Engine:
    """Every transaction takes the write lock at its begin; connections are not shared."""
    if is_sqlite(url):
        return _sqlite(url, "BEGIN IMMEDIATE")
    return _engine(url, connect_args=_unless_said(url, WRITING))


def reading_engine(url: str) -> Engine:
    """Every transaction sees one snapshot, and writes nothing."""
    if is_sqlite(url):
        return _sqlite(url, "BEGIN")
    readonly = {"postgresql_readonly": True}
    ways = _unless_said(url, READING)
    return _engine(url, isolation_level="REPEATABLE READ", execution_options=readonly, connect_args=ways)


def is_sqlite(url: str) -> bool:
    """Whether the address names a SQLite file; all its centres share one writer."""
    return make_url(url).get_backend_name() == "sqlite"


def _unless_said(url: str, ways: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in ways.items() if name not in make_url(url).query}


def _sqlite(url: str, begin: str) -> Engine:
    engine = _engine(url, paramstyle="named", connect_args={"timeout": BUSY_S})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-32000",
            "temp_store=MEMORY",
            FORGET,
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _engine(url: str, **settings: Any) -> Engine:
    """Nobody shares a connection, and no error message repeats what was to be written: it may be personal."""
    return create_engine(url, poolclass=NullPool, hide_parameters=True, **settings)
