"""Papers on their way: each copy of a ticket is one row, so that it can be printed once only."""

import json
from dataclasses import dataclass
from enum import StrEnum

from kiosk_client.server import Body
from kiosk_client.spool.file import Row, Spool

CUT_SHORT = "the kiosk was stopped while it printed"
TOO_LATE = "the kiosk was stopped before it printed, and nobody waits any more"


class PaperState(StrEnum):
    """Queued and printing go on; the others are the end, named as the printer's jobs are."""

    QUEUED = "queued"
    PRINTING = "printing"
    SENT = "sent"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper as it was kept."""

    id: int
    ticket: Body
    language: str
    state: PaperState
    reason: str
    trouble: str | None


class KeptPapers:
    """The papers of the last days."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def add(self, ticket: Body, language: str) -> int | None:
        """Put a paper in line; None where this copy of the ticket has been in line before."""
        with self._spool.act() as db:
            done = db.execute(
                "INSERT OR IGNORE INTO papers (public_id, copy, ticket, language, state, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    ticket["public_id"],
                    ticket.get("reprints", 0),
                    json.dumps(ticket, ensure_ascii=False),
                    language,
                    PaperState.QUEUED,
                    self._spool.wall(),
                ),
            )
            return done.lastrowid if done.rowcount else None

    def move(self, paper: int, state: PaperState, reason: str = "", trouble: str | None = None) -> None:
        """How far a paper has come. `printing` is kept before the first byte leaves."""
        with self._spool.act() as db:
            db.execute(
                "UPDATE papers SET state = ?, reason = ?, trouble = ? WHERE id = ?",
                (state, reason, trouble, paper),
            )

    def begin_again(self, young_s: float) -> list[KeptPaper]:
        """After a start: what was printing is unknown from now on; what was in line and is young, to print.

        An age below zero is no age: the clock was set back, so nobody knows how long ago it was.
        """
        now = self._spool.wall()
        with self._spool.act() as db:
            db.execute(
                "UPDATE papers SET state = 'unknown', reason = ? WHERE state = 'printing'", (CUT_SHORT,)
            )
            db.execute(
                "UPDATE papers SET state = 'failed', reason = ?"
                " WHERE state = 'queued' AND at NOT BETWEEN ? AND ?",
                (TOO_LATE, now - young_s, now),
            )
        return [
            _paper(row) for row in self._spool.rows("SELECT * FROM papers WHERE state = 'queued' ORDER BY id")
        ]

    def newest_of(self, public_id: str) -> KeptPaper | None:
        """The newest paper of a ticket."""
        found = self._spool.rows(
            "SELECT * FROM papers WHERE public_id = ? ORDER BY id DESC LIMIT 1", public_id
        )
        return _paper(found[0]) if found else None


def _paper(row: Row) -> KeptPaper:
    return KeptPaper(
        row["id"],
        json.loads(row["ticket"]),
        row["language"],
        PaperState(row["state"]),
        row["reason"],
        row["trouble"],
    )
