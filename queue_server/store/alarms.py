"""The alarms of a journal, without reading the rest of it."""

from sqlalchemy import Connection, select

from queue_server.domain.facts import Entry
from queue_server.store import rows
from queue_server.store.tables import centre as centres
from queue_server.store.tables import journal

KINDS = ("AlarmRaised", "AlarmCleared")
AT_ONCE = 100


def alarms_after(connection: Connection, centre: str, seq: int) -> tuple[int, list[Entry]]:
    """The newest seq of a centre, and its alarms after `seq`, oldest first, some at a time."""
    head = connection.execute(select(centres.c.seq).where(centres.c.code == centre)).scalar_one()
    query = (
        select(journal)
        .where(journal.c.centre == centre, journal.c.seq > seq, journal.c.kind.in_(KINDS))
        .order_by(journal.c.seq)
        .limit(AT_ONCE)
    )
    return head, [rows.entry_of(row) for row in connection.execute(query).mappings()]
