"""The whole record in another database: a backup, the way back, and the move from SQLite to PostgreSQL."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, func, insert, select

from queue_server.actions.ports import StoreFailed
from queue_server.store.sql import SqlStore
from queue_server.store.tables import metadata
from queue_server.store.transaction import in_order

PART = 2_000
"""Rows that are in memory at once."""


class RecordNotEmpty(StoreFailed):
    """A record was to be copied into one that has a centre already."""


Progress = Callable[[int, int], None]
"""Told how many rows are copied, of how many."""


def copy_record(source: SqlStore, target: SqlStore, progress: Progress) -> Mapping[str, int]:
    """Every row of one moment into an empty record, in one transaction; how many rows each table has.

    The source may be in use: it is read in one snapshot, and nobody waits for it. Raises RecordNotEmpty and
    StoreFailed.
    """
    with in_order(), source.reading() as reading, target.writing() as writing:
        _make_sure_it_is_empty(writing)
        counts = {table.name: _count(reading, table.name) for table in metadata.sorted_tables}
        total, done = sum(counts.values()), 0
        for table in metadata.sorted_tables:
            rows = reading.execute(select(table).execution_options(yield_per=PART)).mappings()
            for part in rows.partitions(PART):
                writing.execute(insert(table), [dict(row) for row in part])
                done += len(part)
                progress(done, total)
    return counts


def _make_sure_it_is_empty(connection: Connection) -> None:
    """Nobody else can found a centre until the copy is there: SQLite has one writer, PostgreSQL a lock."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE centre IN EXCLUSIVE MODE")
    if _count(connection, "centre"):
        raise RecordNotEmpty("there is a centre in it already")


def _count(connection: Connection, table: str) -> int:
    found = connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one()
    return int(found)
