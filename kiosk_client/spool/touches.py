"""Touches that outlive a power cut, without what a document says: that is kept nowhere."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kiosk_client.server import Body
from kiosk_client.spool.file import Row, Spool

DOCUMENT = ("id_number", "id_kind")


@dataclass(frozen=True, slots=True)
class KeptTouch:
    """One touch as it was kept; `age_s` by the wall clock, which may have been changed meanwhile."""

    key: str
    language: str
    wanted: Body | None
    has_document: bool
    age_s: float
    state: str
    ticket: Body | None
    error: Body | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """A touch that the server may have answered in vain: its ticket, if there is one, is to be taken back."""

    key: str
    language: str
    wanted: Body
    age_s: float


class KeptTouches:
    """The touches of the last days, and what is still to be settled of them."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def begun(self, key: str, wanted: Body, language: str) -> None:
        """A touch is about to be asked for."""
        rest = {name: value for name, value in wanted.items() if name not in DOCUMENT}
        with self._spool.act() as db:
            db.execute(
                "INSERT OR REPLACE INTO touches (key, language, wanted, has_document, began, state)"
                " VALUES (?, ?, ?, ?, ?, 'asking')",
                (key, language, _text(rest), "id_number" in wanted, self._spool.wall()),
            )

    def ended(self, key: str, state: str, ticket: Body | None = None, error: Body | None = None) -> None:
        """A touch has its answer; what was wanted is forgotten."""
        with self._spool.act() as db:
            db.execute(
                "UPDATE touches SET state = ?, ticket = ?, error = ?, wanted = NULL WHERE key = ?",
                (state, _text(ticket), _text(error), key),
            )

    def renew(self, ticket: Body) -> None:
        """A ticket of a touch as the server knows it by now."""
        with self._spool.act() as db:
            db.execute(
                "UPDATE touches SET ticket = ? WHERE json_extract(ticket, '$.public_id') = ?",
                (_text(ticket), ticket["public_id"]),
            )

    def since(self, seconds: float) -> Iterator[KeptTouch]:
        """The touches that were not answered, and those of the last seconds; the oldest first."""
        now = self._spool.wall()
        found = self._spool.rows(
            "SELECT * FROM touches WHERE state = 'asking' OR began BETWEEN ? AND ? ORDER BY began",
            now - seconds,
            now,
        )
        return (_touch(row, now) for row in found)

    def settle(self, key: str, wanted: Body, language: str) -> None:
        """The server may have given a ticket that nobody has: it is to be taken back."""
        rest = {name: value for name, value in wanted.items() if name not in DOCUMENT}
        with self._spool.act() as db:
            db.execute(
                "INSERT OR IGNORE INTO settlements VALUES (?, ?, ?, ?)",
                (key, language, _text(rest), self._spool.wall()),
            )

    def settled(self, key: str) -> None:
        """Nothing is left to be taken back."""
        with self._spool.act() as db:
            db.execute("DELETE FROM settlements WHERE key = ?", (key,))

    def unsettled(self) -> list[Settlement]:
        """What is still to be taken back, the oldest first."""
        now = self._spool.wall()
        found = self._spool.rows("SELECT * FROM settlements ORDER BY since")
        return [
            Settlement(row["key"], row["language"], json.loads(row["wanted"]), now - row["since"])
            for row in found
        ]


def _touch(row: Row, now: float) -> KeptTouch:
    return KeptTouch(
        row["key"],
        row["language"],
        _value(row["wanted"]),
        bool(row["has_document"]),
        now - row["began"],
        row["state"],
        _value(row["ticket"]),
        _value(row["error"]),
    )


def _text(value: Body | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
