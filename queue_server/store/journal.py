"""Reading the journal."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

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


def first_seq_from(connection: Connection, centre: str, at: int) -> int:
    """The seq of the first fact at a hall time (microseconds) or later, by halving: time never goes back."""
    c = journal.c
    low, high = connection.execute(
        select(func.coalesce(func.min(c.seq), 1), func.coalesce(func.max(c.seq), 0) + 1).where(
            c.centre == centre
        )
    ).one()
    while low < high:
        middle = (low + high) // 2
        query = select(c.seq, c.at).where(c.centre == centre, c.seq >= middle).order_by(c.seq).limit(1)
        row = connection.execute(query).first()
        if row is None or row.at >= at:
            high = middle
        else:
            low = row.seq + 1
    return int(low)


def steps_finished(connection: Connection, centre: str, tickets: Sequence[int]) -> dict[int, list[Entry]]:
    """The facts StepFinished of some tickets, oldest first."""
    c = journal.c
    found: dict[int, list[Entry]] = {}
    query = select(journal).where(c.centre == centre, c.ticket.in_(tickets), c.kind == "StepFinished")
    for row in connection.execute(query.order_by(c.seq)).mappings():
        found.setdefault(row["ticket"], []).append(rows.entry_of(row))
    return found
