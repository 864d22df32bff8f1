"""What of a journal goes to a rating platform, and how far that went: both in the record itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from queue_server.domain.facts import Entry
from queue_server.domain.follow_ups import FollowUp
from queue_server.store import rows
from queue_server.store.sql import SqlStore
from queue_server.store.tables import centre as centres
from queue_server.store.tables import export_mark, follow_up, journal
from queue_server.store.times import micros, moment

KINDS = ("VisitRated", "FollowUpVerified", "FollowUpAppealDecided")
AT_ONCE = 100


def ratings_after(connection: Connection, centre: str, seq: int) -> tuple[int, list[Entry]]:
    """The newest seq of a centre, and what is to be sent after `seq`, oldest first, some at a time."""
    head = connection.execute(select(centres.c.seq).where(centres.c.code == centre)).scalar_one()
    query = (
        select(journal)
        .where(journal.c.centre == centre, journal.c.seq > seq, journal.c.kind.in_(KINDS))
        .order_by(journal.c.seq)
        .limit(AT_ONCE)
    )
    return head, [rows.entry_of(row) for row in connection.execute(query).mappings()]


def catalogue_version(connection: Connection, centre: str) -> int:
    """The version that a centre works by."""
    query = select(centres.c.catalogue_version).where(centres.c.code == centre)
    return int(connection.execute(query).scalar_one())


def follow_up_of(connection: Connection, centre: str, number: int) -> tuple[FollowUp, Entry | None]:
    """A follow-up, and the fact of its rating where it has one."""
    query = select(follow_up.c.body).where(follow_up.c.centre == centre, follow_up.c.id == number)
    order = rows.thing_of(FollowUp, connection.execute(query).scalar_one())
    if order.rating is None:
        return order, None
    fact = select(journal).where(journal.c.centre == centre, journal.c.seq == order.rating)
    return order, rows.entry_of(connection.execute(fact).mappings().one())


class ExportMarks:
    """Up to which seq everything was taken, per centre: a row of the record, so a backup has it too."""

    def __init__(self, store: SqlStore, real_now: Callable[[], datetime]) -> None:
        self._store = store
        self._real_now = real_now

    def of(self, centre: str) -> int:
        """The seq; 0 before the first time. Raises StoreFailed."""
        query = select(export_mark.c.seq).where(export_mark.c.centre == centre)
        with self._store.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def put(self, centre: str, seq: int) -> None:
        """Everything up to this seq was taken. Only the leading server's program writes it."""
        self._write(centre, seq=seq, real_at=micros(self._real_now()))

    def refused_for(self, centre: str, seq: int) -> timedelta:
        """Real time since this seq was refused as wrong in itself for the first time: none yet if now."""
        m, now = export_mark.c, self._real_now()
        query = select(m.refused_at).where(m.centre == centre, m.refused_seq == seq)
        with self._store.reading() as connection:
            first = connection.execute(query).scalar()
        if first is None:
            self._write(centre, refused_seq=seq, refused_at=micros(now))
            return timedelta(0)
        return now - moment(first)

    def _write(self, centre: str, **row: int) -> None:
        with self._store.writing() as connection:
            known = connection.execute(update(export_mark).where(export_mark.c.centre == centre).values(row))
            if known.rowcount == 0:
                fresh = {"seq": 0, "real_at": micros(self._real_now()), **row}
                connection.execute(insert(export_mark).values(centre=centre, **fresh))
