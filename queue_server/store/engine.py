"""Connections: SQLite that survives a power cut, or PostgreSQL."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool

FORGET = "secure_delete=ON"
"""What was erased is overwritten in the file; some builds of SQLite would leave it in free space."""

BUSY_S = 10
"""How long a writer waits for another process (an import, a backup) before it gives up."""


def writing_engine(url: str) -> Engine:
    """Every transaction takes the write lock at its begin; connections are not shared."""
    return _sqlite(url, "BEGIN IMMEDIATE") if is_sqlite(url) else _engine(url)


def reading_engine(url: str) -> Engine:
    """Every transaction sees one snapshot, and writes nothing."""
    if is_sqlite(url):
        return _sqlite(url, "BEGIN")
    readonly = {"postgresql_readonly": True}
    return _engine(url, isolation_level="REPEATABLE READ", execution_options=readonly)


def is_sqlite(url: str) -> bool:
    """Whether the address names a SQLite file; all its centres share one writer."""
    return make_url(url).get_backend_name() == "sqlite"


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
