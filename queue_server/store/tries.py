"""Wrong tries of secrets, counted in the record for all its servers together. PostgreSQL only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import Engine

from queue_server.store.outside import storable
from queue_server.store.times import micros, moment
from queue_server.store.transaction import Transaction
from queue_server.tries import Failures

KEPT = timedelta(days=1)
"""Names that nobody has tried for so long are forgotten."""

FORGET = """DELETE FROM tries WHERE (centre, name) IN (
SELECT centre, name FROM tries WHERE last < %(before)s FOR UPDATE SKIP LOCKED)"""
KNOW = """INSERT INTO tries (centre, name, count, last, locked_until)
VALUES (%(centre)s, %(name)s, 0, %(now)s, 0) ON CONFLICT (centre, name) DO NOTHING"""
READ = "SELECT count, last, locked_until FROM tries WHERE centre = %(centre)s AND name = %(name)s FOR UPDATE"
KEEP = """UPDATE tries SET count = %(count)s, last = %(last)s, locked_until = %(locked_until)s
WHERE centre = %(centre)s AND name = %(name)s"""
SUCCEED = "DELETE FROM tries WHERE centre = %(centre)s AND name = %(name)s"


class SharedTries:
    """`tries.Tries` for all servers of a record; from any native thread, one at a time."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._transaction = Transaction(engine)
        self._now = now
        self._lock = Lock()

    def begin(self, centre: str, name: str) -> None:
        """Count a try. Raises TooManyTries, or StoreFailed."""
        now, named = self._now(), {"centre": centre, "name": name}
        if not (storable(centre) and storable(name)):
            return  # a name that cannot be written down belongs to nobody
        with self._one() as record:
            record.run(FORGET, {"before": micros(now - KEPT)})
            record.run(KNOW, named | {"now": micros(now)})
            count, last, locked_until = record.all(READ, named)[0]
            known = Failures(moment(last), count, moment(locked_until) if locked_until else None)
            tried = known.tried(now)
            lock = {"locked_until": micros(tried.locked_until) if tried.locked_until else 0}
            record.run(KEEP, named | {"count": tried.count, "last": micros(tried.last)} | lock)

    def succeed(self, centre: str, name: str) -> None:
        """Forget the failures of a name. Raises StoreFailed."""
        if storable(centre) and storable(name):
            with self._one() as record:
                record.run(SUCCEED, {"centre": centre, "name": name})

    @contextmanager
    def _one(self) -> Iterator[Transaction]:
        """One transaction on a connection that lasts no longer: people seldom sign in."""
        with self._lock:
            try:
                self._transaction.begin()
                yield self._transaction
                self._transaction.commit()
            finally:
                self._transaction.roll_back()
