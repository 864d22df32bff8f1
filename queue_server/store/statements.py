"""The hot path's SQL as plain text, made once per database from the tables.

SQLAlchemy's own statement objects cost about twice as much per execution; the text is the same on both
databases but for the placeholders.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import Dialect, Table

from queue_server.store import tables

Text = Callable[[str], str]
NAMES = (
    *("code", "centre", "seq", "undone", "known_seq", "command", "public_id", "number"),
    *("business_date", "series", "serial", "ticket", "at", "at_most", "step"),
    *("id", "person", "personal", "body", "phone", "date", "reference", "follow_up", "day", "window"),
    "appointment",
)
"""What a statement may be told by name."""

BIRTH = ("public_id", "business_date", "series", "serial", "number", "issued_at")
"""What a ticket keeps for life. A database renews an index of every column that is set, changed or not."""

SOMEBODYS = (
    "state NOT IN ('held', 'expired') AND NOT (state = 'cancelled' AND person IS NULL AND phone IS NULL)"
)
"""Bookings that somebody made: a hold is nobody's, however it ended."""

SHELVES = (
    *("ticket", "window_now", "hall_now", "token", "login", "invitation"),
    *("kiosk_orders", "device_now", "alarm", "reminder", "appointment"),
)
"""Tables of what a hall knows, each row with the seq that changed it last."""


class NewerStatements:
    """What is newer than a seq: one statement for the rows of all tables, each with the name of its table."""

    def __init__(self, spell: Text, quote: Text) -> None:
        self.head = spell(
            "SELECT seq, catalogue_version, last_ticket, business_date, day_closed, day_seq FROM centre"
            " WHERE code = {code}"
        )
        self.series = spell(
            "SELECT series, last FROM serial WHERE centre = {centre} AND business_date = {business_date}"
        )
        rows = "SELECT '{0}', body FROM {0} WHERE centre = {{centre}} AND seq > {{seq}}"
        self.rows = spell(" UNION ALL ".join(rows.format(name) for name in SHELVES))
        self.entry_columns = ("seq", "at", "real_at", "by", "kind", "payload")
        self.entries = spell(_after(tables.journal.name, map(quote, self.entry_columns)))
        self.call_columns = tuple(tables.call_done.columns.keys())
        self.calls = spell(_after(tables.call_done.name, map(quote, self.call_columns)))
        self.undone_calls = spell(
            "SELECT seq FROM call_done WHERE centre = {centre} AND seq >= {seq} AND undone"
        )


def _after(table: str, columns: Iterable[str]) -> str:
    return (
        f"SELECT {', '.join(columns)} FROM {table} WHERE centre = {{centre}} AND seq > {{seq}} ORDER BY seq"  # noqa: S608
    )


class Statements:
    """Every statement takes rows as rows.py makes them."""

    def __init__(self, dialect: Dialect) -> None:
        self._quote: Text = dialect.identifier_preparer.quote
        self._mark: Text = (":{}" if dialect.paramstyle == "named" else "%({})s").format
        lock = " FOR UPDATE" if dialect.name == "postgresql" else ""
        self.lock = self._say("SELECT seq FROM centre WHERE code = {code}") + lock
        self.seq = self._say("SELECT seq FROM centre WHERE code = {code}")
        self.newer = NewerStatements(self._say, self._quote)
        self.new_ticket = self._insert(tables.ticket)
        self.ticket = self._update(tables.ticket, ("centre", "id"), never=BIRTH)
        self.window = self._upsert(tables.window_now)
        self.hall = self._upsert(tables.hall_now)
        self.token = self._upsert(tables.token)
        self.login = self._upsert(tables.login)
        self.invitation = self._upsert(tables.invitation)
        self.kiosk_orders = self._upsert(tables.kiosk_orders)
        self.device_now = self._upsert(tables.device_now)
        self.alarm = self._upsert(tables.alarm)
        self.reminder = self._upsert(tables.reminder)
        self.appointment = self._upsert(tables.appointment)
        self.serial = self._upsert(tables.serial)
        self.journal = self._insert(tables.journal)
        self.call = self._insert(tables.call_done)
        self.undo_call = self._say(
            "UPDATE call_done SET undone = {undone} WHERE centre = {centre} AND seq = {seq}"
        )
        self.answer = self._insert(tables.answer)
        self.version = self._insert(tables.catalogue_version)
        self.file = self._insert(tables.catalogue_file)
        self.head = self._update(tables.centre, ("code",)) + self._say(" AND seq = {known_seq}")
        self.answered = self._say(
            "SELECT body_hash, status, body FROM answer WHERE centre = {centre} AND command = {command}"
        )
        self.by_public_id = self._say(
            "SELECT body FROM ticket WHERE public_id = {public_id} AND centre = {centre}"
        )
        self.by_number = self._say(
            "SELECT body FROM ticket WHERE centre = {centre} AND number = {number} ORDER BY id DESC LIMIT 1"
        )
        self.by_serial = self._say(
            "SELECT body FROM ticket WHERE centre = {centre} AND business_date = {business_date}"
            " AND series = {series} AND serial = {serial}"
        )
        self.visitors_before = self._say(
            "SELECT body FROM ticket WHERE centre = {centre} AND personal AND business_date < {business_date}"
            " AND seq < {seq} AND state IN ('done', 'cancelled', 'expired')"
            " ORDER BY business_date LIMIT {at_most}"
        )
        self.forget = self._say(
            "UPDATE ticket SET person = {person}, personal = {personal}, body = {body}"
            " WHERE centre = {centre} AND id = {id}"
        )
        self.answers_before = self._say(
            "SELECT command FROM answer WHERE centre = {centre} AND at < {at} ORDER BY at LIMIT {at_most}"
        )
        self.answers_of = self._say(
            "SELECT command FROM answer WHERE centre = {centre} AND ticket = {ticket}"
        )
        self.rating = self._insert(tables.rating)
        self.rating_words = self._insert(tables.rating_words)
        self.rated_steps = self._say("SELECT step FROM rating WHERE centre = {centre} AND ticket = {ticket}")
        self.steps_finished = self._say(
            f"SELECT {', '.join(map(self._quote, self.newer.entry_columns))} FROM journal"  # noqa: S608
            " WHERE centre = {centre} AND ticket = {ticket} AND kind = 'StepFinished' ORDER BY seq"
        )
        self.last_served = self._say(
            f"SELECT {', '.join(map(self._quote, self.newer.entry_columns))} FROM journal"  # noqa: S608
            f" WHERE centre = {{centre}} AND seq > {{seq}} AND {self._quote('window')} = {{window}}"
            f" AND {tables.SERVED.text} ORDER BY seq DESC LIMIT 1"
        )
        self.words_before = self._say(
            "SELECT ticket, step FROM rating_words WHERE centre = {centre}"
            " AND business_date < {business_date} ORDER BY business_date LIMIT {at_most}"
        )
        self.words_of = self._say(
            "SELECT ticket, step FROM rating_words WHERE centre = {centre} AND ticket = {ticket}"
        )
        self.drop_words = self._say(
            "DELETE FROM rating_words WHERE centre = {centre} AND ticket = {ticket} AND step = {step}"
        )
        self.appointment_by_id = self._say(
            "SELECT body FROM appointment WHERE centre = {centre} AND id = {id}"
        )
        self.bookings_on = self._say(
            "SELECT body FROM appointment WHERE centre = {centre} AND date = {date} AND {somebodys}"
            " ORDER BY starts_at, queue, place, id LIMIT {at_most}"
        )
        self.count_bookings = self._say(
            "SELECT count(*) FROM appointment WHERE centre = {centre} AND date = {date} AND {somebodys}"
        )
        visits = (
            " FROM appointment a JOIN contact c ON c.centre = a.centre AND c.appointment = a.id"
            " WHERE a.centre = {centre} AND a.date = {date} AND a.state = 'booked'"
        )
        self.visits_on = self._say(
            f"SELECT a.body, c.sealed{visits} ORDER BY a.starts_at, a.queue, a.place, a.id LIMIT {{at_most}}"
        )
        self.count_visits = self._say(f"SELECT count(*){visits}")
        self.missed_bookings = self._say(
            "SELECT id, date FROM appointment WHERE centre = {centre} AND state = 'missed' AND NOT excused"
            " AND date >= {date} AND (person = {person} OR phone = {phone}) ORDER BY date, id"
        )
        self.bookings_before = self._say(
            "SELECT body FROM appointment WHERE centre = {centre} AND personal AND date < {date}"
            " AND seq < {seq} ORDER BY date LIMIT {at_most}"
        )
        self.forget_booking = self._say(
            "UPDATE appointment SET person = NULL, phone = NULL, personal = {personal}, body = {body}"
            " WHERE centre = {centre} AND id = {id}"
        )
        self.new_contact = self._insert(tables.contact)
        self.contact = self._say(
            "SELECT sealed FROM contact WHERE centre = {centre} AND appointment = {appointment}"
        )
        self.contacts_before = self._say(
            "SELECT c.appointment FROM contact c JOIN appointment a ON a.centre = c.centre"
            " AND a.id = c.appointment WHERE c.centre = {centre} AND a.date < {date}"
            " ORDER BY a.date LIMIT {at_most}"
        )
        self.drop_contact = self._say(
            "DELETE FROM contact WHERE centre = {centre} AND appointment = {appointment}"
        )
        self.follow_up = self._upsert(tables.follow_up)
        self.follow_up_words = self._insert(tables.follow_up_words)
        self.follow_up_by_id = self._say("SELECT body FROM follow_up WHERE centre = {centre} AND id = {id}")
        self.reference_known = self._say(
            "SELECT id FROM follow_up WHERE centre = {centre} AND reference = {reference}"
        )
        self.notes_before = self._say(
            "SELECT follow_up, seq FROM follow_up_words WHERE centre = {centre} AND day < {day}"
            " ORDER BY day LIMIT {at_most}"
        )
        self.notes_of = self._say(
            "SELECT follow_up, seq FROM follow_up_words WHERE centre = {centre} AND follow_up IN"
            " (SELECT f.id FROM rating r JOIN follow_up f ON f.centre = r.centre AND f.rating = r.seq"
            " WHERE r.centre = {centre} AND r.ticket = {ticket})"
        )
        self.drop_note = self._say(
            "DELETE FROM follow_up_words WHERE centre = {centre} AND follow_up = {follow_up} AND seq = {seq}"
        )
        self.drop_answer = self._say("DELETE FROM answer WHERE centre = {centre} AND command = {command}")

    def _say(self, sql: str) -> str:
        return sql.format(somebodys=SOMEBODYS, **{name: self._mark(name) for name in NAMES})

    def _insert(self, table: Table) -> str:
        names = table.columns.keys()
        columns = ", ".join(self._quote(name) for name in names)
        return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join(map(self._mark, names))})"  # noqa: S608

    def _update(self, table: Table, keys: tuple[str, ...], never: tuple[str, ...] = ()) -> str:
        return f"UPDATE {table.name} SET {self._set(table, keys + never)} WHERE " + " AND ".join(  # noqa: S608
            f"{self._quote(key)} = {self._mark(key)}" for key in keys
        )

    def _upsert(self, table: Table) -> str:
        keys = tuple(table.primary_key.columns.keys())
        conflict = ", ".join(self._quote(key) for key in keys)
        return f"{self._insert(table)} ON CONFLICT ({conflict}) DO UPDATE SET {self._set(table, keys)}"

    def _set(self, table: Table, keys: tuple[str, ...]) -> str:
        others = [name for name in table.columns.keys() if name not in keys]  # noqa: SIM118
        return ", ".join(f"{self._quote(name)} = {self._mark(name)}" for name in others)
