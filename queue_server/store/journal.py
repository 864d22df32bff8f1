"""Reading the journal."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from queue_server.domain.facts import Entry
from queue_server.store import rows
from queue_server.store.tables import journal

AT_ONCE = 2000
"""Entries that are fetched together; a journal may have millions."""


def entries_after(connection: Connection, centre: str, seq: int = 0) -> Iterator[Entry]:
    """The journal after a seq, in order, part by part. Raises KeyError for a kind that is unknown."""
    while True:
        query = (
            select(journal)
            .where(journal.c.centre == centre, journal.c.seq > seq)
            .order_by(journal.c.seq)
            .limit(AT_ONCE)
        )
        part = connection.execute(query).mappings().all()
        yield from (rows.entry_of(row) for row in part)
        if len(part) < AT_ONCE:
            return
        seq = part[-1]["seq"]
