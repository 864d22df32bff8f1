"""How far alarms were sent, kept in the record: whichever server leads goes on where another stopped."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from queue_server.store.sql import SqlStore
from queue_server.store.tables import webhook_mark
from queue_server.store.times import micros


class RecordMarks:
    """The seq of the last alarm that was delivered, per centre. PostgreSQL only; all raise StoreFailed."""

    def __init__(self, store: SqlStore, real_now: Callable[[], datetime]) -> None:
        self._store = store
        self._real_now = real_now

    def of(self, centre: str) -> int | None:
        """Up to which seq everything was sent; None before the first time."""
        query = select(webhook_mark.c.seq).where(webhook_mark.c.centre == centre)
        with self._store.reading() as connection:
            found: int | None = connection.execute(query).scalar()
            return found

    def put(self, centre: str, seq: int) -> None:
        """Everything up to this seq was sent."""
        from sqlalchemy.dialects.postgresql import insert  # not at the top: others do without

        row = {"centre": centre, "seq": seq, "real_at": micros(self._real_now())}
        with self._store.writing() as connection:
            connection.execute(
                insert(webhook_mark).values(row).on_conflict_do_update(index_elements=["centre"], set_=row)
            )


def sent_up_to(store: SqlStore) -> tuple[float, dict[str, int]] | None:
    """When an alarm was taken last (Unix time), and the seqs; None before the first. Raises StoreFailed."""
    with store.reading() as connection:
        rows = connection.execute(select(webhook_mark)).all()
    if not rows:
        return None
    return max(row.real_at for row in rows) / 1_000_000, {row.centre: row.seq for row in rows}
