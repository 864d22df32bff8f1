"""A connection that stands as long as the process does: who leads, how far all centres are, who was heard.

PostgreSQL only: SQLite has one server.
"""

from datetime import timedelta

from sqlalchemy import Engine

from queue_server.hearing import Hearing
from queue_server.store.times import micros, moment
from queue_server.store.transaction import Transaction

LEAD = 0x59494D46
"""PostgreSQL's advisory lock of the process that leads; it ends with the connection."""

OVERLAP = timedelta(seconds=10)
"""Real time by which the clocks of two machines may differ, or a row may come late."""

SEQS = "SELECT code, seq FROM centre"
TAKE_LEAD = "SELECT pg_try_advisory_lock(%(key)s)"
STILL_THERE = "SELECT 1"
SHARE = """INSERT INTO heard (centre, device, real_at, at)
SELECT * FROM unnest(%(centres)s::text[], %(devices)s::text[], %(real)s::bigint[], %(hall)s::bigint[])
ON CONFLICT (centre, device) DO UPDATE SET real_at = excluded.real_at, at = excluded.at
WHERE heard.real_at < excluded.real_at"""
HEARD_SINCE = "SELECT centre, device, real_at, at FROM heard WHERE real_at > %(since)s"


class Standing:
    """For one thread. All raise StoreFailed; `close` then, and ask again later."""

    def __init__(self, engine: Engine) -> None:
        self._transaction = Transaction(engine)
        self._leads = False
        self._since = 0

    def lead(self) -> bool:
        """Whether this process leads; it takes the lead if nobody has it."""
        if self._leads:
            self._transaction.ask(STILL_THERE, {})
        else:
            self._leads = bool(self._transaction.ask(TAKE_LEAD, {"key": LEAD})[0][0])
        return self._leads

    def seqs(self) -> dict[str, int]:
        """How far every centre is."""
        return dict(self._transaction.ask(SEQS, {}))

    def share_heard(self, hearing: Hearing) -> None:
        """Let the others know which devices were heard here, and learn which were heard there."""
        # In one order at every server, or two of them might wait for each other's rows.
        new = sorted(hearing.take_new())
        if new:
            named = {
                "centres": [centre for centre, _, _ in new],
                "devices": [device for _, device, _ in new],
                "real": [micros(real_at) for _, _, (real_at, _) in new],
                "hall": [micros(at) for _, _, (_, at) in new],
            }
            self._transaction.ask(SHARE, named)
        for centre, device, real_at, at in self._transaction.ask(HEARD_SINCE, {"since": self._since}):
            hearing.note_elsewhere(centre, device, (moment(real_at), moment(at)))
            self._since = max(self._since, real_at - OVERLAP // timedelta(microseconds=1))

    def close(self) -> None:
        """Let go of the connection, and of the lead with it."""
        self._leads = False
        self._since = 0
        self._transaction.roll_back()
