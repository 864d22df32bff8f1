"""Numbers of the kiosk's own series: counted without a gap, and kept until the server has taken them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk_client.hall_clock import Heard
from kiosk_client.offline import Counter
from kiosk_client.server import Body
from kiosk_client.spool.file import Row, Spool

LOST_SERIALS = 500
"""No kiosk gives so many numbers of one series in a day: after a lost spool they go on behind them."""

WITHOUT_DOCUMENT = "json_remove(item, '$.id_sealed', '$.id_kind')"


@dataclass(frozen=True, slots=True)
class OwnTicket:
    """A ticket of our own: what is shown, what is handed in, and when it was issued by which clock."""

    key: str
    ticket: Body
    item: Body
    half_day: str
    sure: bool
    steady: float
    boot: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket on its way to the server; `item` is complete, and the same whenever it is sent."""

    public_id: str
    number: str
    item: Body


class KeptTickets:
    """The tickets, the counters of the series, and the copies that the server has not counted yet."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool

    def counter(self, series: str, day: date) -> Counter:
        """How far a series has come. Behind a lost spool it begins where no number of before can be."""
        found = self._spool.rows("SELECT * FROM series WHERE series = ?", series)
        if not found:
            return Counter(self._spool.lost * LOST_SERIALS, day, sure=True)
        return Counter(found[0]["serial"], date.fromisoformat(found[0]["date"]), bool(found[0]["sure"]))

    def add(self, own: OwnTicket, series: str, counter: Counter) -> None:
        """Keep a new ticket and its counter; inside the act in which the counter was read."""
        ticket = own.ticket
        with self._spool.act() as db:
            db.execute(
                "INSERT OR REPLACE INTO series VALUES (?, ?, ?, ?)",
                (series, counter.serial, counter.day.isoformat(), counter.sure),
            )
            db.execute(
                "INSERT INTO tickets (public_id, key, number, ticket, item, queue, half_day, issued_at, sure,"
                " steady, boot, kept_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(ticket["public_id"], own.key, ticket["number"], _text(ticket), _text(own.item)),
                    *(ticket["queue"], own.half_day, ticket["issued_at"], own.sure, own.steady, own.boot),
                    self._spool.wall(),
                ),
            )

    def with_key(self, key: str) -> Body | None:
        """The ticket of a touch, as it is known by now."""
        return _shown(self._spool.rows("SELECT * FROM tickets WHERE key = ?", key))

    def find(self, public_id: str) -> Body | None:
        """A ticket of our own, as it is known by now."""
        return _shown(self._spool.rows("SELECT * FROM tickets WHERE public_id = ?", public_id))

    def is_waiting(self, public_id: str) -> bool:
        """Whether the server has not heard of a ticket of ours."""
        found = self._spool.rows("SELECT state FROM tickets WHERE public_id = ?", public_id)
        return bool(found) and found[0]["state"] == "waiting"

    def count(self, queue: str, half_day: str) -> int:
        """How many numbers of a queue and half-day the server does not know of."""
        found = self._spool.rows(
            "SELECT count(*) AS n FROM tickets WHERE queue = ? AND half_day = ?"
            " AND state = 'waiting' AND NOT cancelled",
            *(queue, half_day),
        )
        return int(found[0]["n"])

    def cancel(self, key: str) -> None:
        """A number that nobody has seen: the server shall not call it."""
        with self._spool.act() as db:
            db.execute("UPDATE tickets SET cancelled = 1 WHERE key = ? AND NOT sent", (key,))

    def mend(self, heard: Heard) -> int:
        """The true issue times of tickets with an unsure one, as far as this machine ran on; how many."""
        unsure = self._spool.rows(
            "SELECT public_id, steady FROM tickets WHERE NOT sure AND NOT sent AND boot = ?", heard.boot
        )
        with self._spool.act() as db:
            for row in unsure:
                at = heard.hall_at(row["steady"]).isoformat(timespec="milliseconds")
                db.execute(
                    "UPDATE tickets SET issued_at = ?, sure = 1 WHERE public_id = ?", (at, row["public_id"])
                )
        return len(unsure)

    def to_hand_in(self, most: int) -> list[Waiting]:
        """The oldest tickets that the server has not taken. From now on nothing of them changes."""
        with self._spool.act() as db:
            found = db.execute(
                "SELECT * FROM tickets WHERE state = 'waiting' ORDER BY sent DESC, issued_at, rowid LIMIT ?",
                (most,),
            ).fetchall()
            db.executemany(
                "UPDATE tickets SET sent = 1 WHERE public_id = ?", [(row["public_id"],) for row in found]
            )
        found.sort(key=lambda row: row["issued_at"])
        return [Waiting(row["public_id"], row["number"], _item(row)) for row in found]

    def handed_in(self, ticket: Body) -> None:
        """The server has taken a ticket; what a document said is not needed any more, sealed or not."""
        with self._spool.act() as db:
            db.execute(
                f"UPDATE tickets SET state = 'in', ticket = ?, item = {WITHOUT_DOCUMENT} WHERE public_id = ?",  # noqa: S608
                (_text(ticket), ticket["public_id"]),
            )

    def refused(self, public_id: str, error: Body) -> None:
        """The server will never take a ticket: it is kept for whoever has to explain it."""
        with self._spool.act() as db:
            db.execute(
                f"UPDATE tickets SET state = 'refused', answer = ?, item = {WITHOUT_DOCUMENT}"  # noqa: S608
                " WHERE public_id = ?",
                (_text(error), public_id),
            )

    def troubles(self) -> list[tuple[str, str]]:
        """Number and code of the refused ones."""
        found = self._spool.rows("SELECT number, answer FROM tickets WHERE state = 'refused' ORDER BY rowid")
        return [(row["number"], json.loads(row["answer"]).get("code", "")) for row in found]

    def waiting(self) -> int:
        """How many tickets the server has not taken yet."""
        return int(self._spool.rows("SELECT count(*) AS n FROM tickets WHERE state = 'waiting'")[0]["n"])

    def copied(self, ticket: Body, key: str, language: str) -> None:
        """One more paper of a ticket was printed that the server has not counted."""
        with self._spool.act() as db:
            db.execute(
                "INSERT OR IGNORE INTO reprints VALUES (?, ?, ?, ?)",
                (key, ticket["public_id"], language, self._spool.wall()),
            )
            db.execute(
                "UPDATE tickets SET ticket = ? WHERE public_id = ? AND state = 'waiting'",
                (_text(ticket), ticket["public_id"]),
            )

    def has_copy(self, key: str) -> bool:
        """Whether the copy that was asked for under a key was printed, and is not counted yet."""
        return bool(self._spool.rows("SELECT 1 FROM reprints WHERE key = ?", key))

    def copies(self) -> list[tuple[str, str, str]]:
        """Key, public id and language of copies to be counted: only of tickets that the server knows."""
        found = self._spool.rows(
            "SELECT * FROM reprints WHERE public_id NOT IN"
            " (SELECT public_id FROM tickets WHERE state = 'waiting') ORDER BY at, rowid"
        )
        return [(row["key"], row["public_id"], row["language"]) for row in found]

    def counted(self, key: str) -> None:
        """The server has counted a copy, or never will."""
        with self._spool.act() as db:
            db.execute("DELETE FROM reprints WHERE key = ?", (key,))


def _item(row: Row) -> dict[str, Any]:
    item: dict[str, Any] = json.loads(row["item"])
    item |= {"issued_at": row["issued_at"], "clock": "sure" if row["sure"] else "unsure"}
    return item | {"cancelled": True} if row["cancelled"] else item


def _shown(found: list[Row]) -> Body | None:
    shown: Body | None = json.loads(found[0]["ticket"]) if found else None
    return shown


def _text(value: Body) -> str:
    return json.dumps(value, ensure_ascii=False)
