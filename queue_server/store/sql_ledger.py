"""The ledger on a database: one connection, one transaction at a time, one savepoint per act."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from queue_server.actions.ports import Answered
from queue_server.domain.appointments import Appointment
from queue_server.domain.facts import Entry
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownCentre
from queue_server.domain.tickets import Ticket
from queue_server.store import rows
from queue_server.store.keep import Keeper
from queue_server.store.ledger import Head
from queue_server.store.load import load_hall
from queue_server.store.newer import Newer
from queue_server.store.outside import command_of, storable
from queue_server.store.read_newer import read_newer
from queue_server.store.rows import Row
from queue_server.store.statements import Statements
from queue_server.store.times import micros
from queue_server.store.transaction import Transaction
from queue_server.store.unit import ReadCatalogue, Unit


class SqlLedger:
    """`ledger.Ledger` on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine, read_catalogue: ReadCatalogue) -> None:
        self._transaction = Transaction(engine)
        self._sql = Statements(engine.dialect)
        self._keeper = Keeper(self._transaction, self._sql)
        self._read_catalogue = read_catalogue
        self.begin = self._transaction.begin
        self.begin_reading = self._transaction.begin_reading
        self.mark = self._transaction.mark
        self.drop = self._transaction.drop
        self.commit = self._transaction.commit
        self.roll_back = self._transaction.roll_back

    def lock(self, centre: str) -> int:
        """Take the centre's line until the transaction ends; the answer is its seq. Raises UnknownCentre."""
        row = self._transaction.first(self._sql.lock, {"code": centre}) if storable(centre) else None
        if row is None:
            raise UnknownCentre(centre=centre)
        return int(row[0])

    def load(self, centre: str) -> Hall:
        """The hall as the record has it."""
        return load_hall(self._transaction.connection, centre, self._read_catalogue)

    def keep(self, unit: Unit) -> None:
        """Write what must be checked act by act."""
        self._keeper.tickets(unit)
        self._keeper.appointments(unit)
        self._keeper.answers(unit)
        self._keeper.ratings(unit)
        self._keeper.follow_ups(unit)
        self._keeper.forgotten(unit)
        self._keeper.versions(unit)

    def keep_rest(self, units: list[Unit], head: Head) -> None:
        """Write journal, calls, places and the centre's line."""
        centre = units[0].centre
        self._keeper.facts(centre, units)
        self._keeper.places(centre, units)
        self._keeper.series(centre, units)
        self._keeper.head(centre, head.hall, head.known_seq)

    def newer(self, centre: str, seq: int) -> Newer:
        """What the record holds beyond a seq: of one moment, under the lock or in a reading transaction."""
        return read_newer(self._transaction, self._sql, centre, seq)

    def peek(self, centre: str) -> int:
        """A centre's seq as committed now. Raises UnknownCentre."""
        rows = self._transaction.ask(self._sql.seq, {"code": centre}) if storable(centre) else []
        if not rows:
            raise UnknownCentre(centre=centre)
        return int(rows[0][0])

    def ticket_by_public_id(self, centre: str, public_id: str) -> Ticket | None:
        """A ticket of any day."""
        return self._ticket(self._sql.by_public_id, {"centre": centre, "public_id": public_id})

    def newest_ticket_with_number(self, centre: str, number: str) -> Ticket | None:
        """The newest ticket of any day with this number."""
        return self._ticket(self._sql.by_number, {"centre": centre, "number": number})

    def ticket_with_serial(self, centre: str, day: date, series: str, serial: int) -> Ticket | None:
        """The ticket of a day with this serial of a series."""
        named = {"centre": centre, "business_date": day.isoformat(), "series": series, "serial": serial}
        return self._ticket(self._sql.by_serial, named)

    def answered(self, centre: str, scope: str, key: str) -> Answered | None:
        """What a command was answered before."""
        named = {"centre": centre, "command": command_of(scope, key)}
        row = self._transaction.first(self._sql.answered, named)
        return None if row is None else Answered(body_hash=row[0], status=row[1], body=row[2])

    def visitors_before(self, centre: str, day: date, seq: int, at_most: int) -> list[Ticket]:
        """Ended tickets of days before a day that still know whom they were for, oldest days first.

        One that a fact since `seq` touched may be in somebody's memory and is not among them.
        """
        named = {"centre": centre, "business_date": day.isoformat(), "seq": seq, "at_most": at_most}
        found = self._transaction.all(self._sql.visitors_before, named)
        return [rows.thing_of(Ticket, body) for (body,) in found]

    def answers_before(self, centre: str, at: datetime, at_most: int) -> list[str]:
        """Answers that were kept before a moment, by their command, oldest first."""
        named = {"centre": centre, "at": micros(at), "at_most": at_most}
        return [command for (command,) in self._transaction.all(self._sql.answers_before, named)]

    def answers_of(self, centre: str, ticket: int) -> list[str]:
        """Answers that were kept for a ticket, by their command."""
        named = {"centre": centre, "ticket": ticket}
        return [command for (command,) in self._transaction.all(self._sql.answers_of, named)]

    def steps_finished(self, centre: str, ticket: int) -> list[Entry]:
        """A ticket's facts StepFinished, oldest first."""
        found = self._transaction.all(self._sql.steps_finished, {"centre": centre, "ticket": ticket})
        names = self._sql.newer.entry_columns
        return [rows.entry_of(dict(zip(names, row, strict=True))) for row in found]

    def last_served(self, centre: str, window: int, after: int) -> Entry | None:
        """The newest fact after a seq that says that a step was done at a window."""
        named = {"centre": centre, "seq": after, "window": window}
        row = self._transaction.first(self._sql.last_served, named)
        names = self._sql.newer.entry_columns
        return None if row is None else rows.entry_of(dict(zip(names, row, strict=True)))

    def rated_steps(self, centre: str, ticket: int) -> frozenset[int]:
        """Which done steps of a ticket were rated."""
        found = self._transaction.all(self._sql.rated_steps, {"centre": centre, "ticket": ticket})
        return frozenset(step for (step,) in found)

    def words_before(self, centre: str, day: date, at_most: int) -> list[tuple[int, int]]:
        """Ratings of tickets of days before a day beside which words are kept, oldest days first."""
        named = {"centre": centre, "business_date": day.isoformat(), "at_most": at_most}
        return [(ticket, step) for ticket, step in self._transaction.all(self._sql.words_before, named)]

    def words_of(self, centre: str, ticket: int) -> list[tuple[int, int]]:
        """Ratings of a ticket beside which words are kept."""
        named = {"centre": centre, "ticket": ticket}
        return [(ticket, step) for ticket, step in self._transaction.all(self._sql.words_of, named)]

    def appointment(self, centre: str, appointment: str) -> Appointment | None:
        """A booking of any day."""
        if not storable(appointment):
            return None
        row = self._transaction.first(self._sql.appointment_by_id, {"centre": centre, "id": appointment})
        return None if row is None else rows.thing_of(Appointment, row[0])

    def bookings_on(self, centre: str, day: date, at_most: int) -> tuple[list[Appointment], int]:
        """The first bookings of a date that somebody made, by their slots, and how many there are."""
        named = {"centre": centre, "date": day.isoformat(), "at_most": at_most}
        found = self._transaction.all(self._sql.bookings_on, named)
        counted = self._transaction.first(self._sql.count_bookings, named)
        return [rows.thing_of(Appointment, body) for (body,) in found], int(counted[0]) if counted else 0

    def visits_on(self, centre: str, day: date, at_most: int) -> tuple[list[tuple[Appointment, str]], int]:
        """The first visits of a date that are still to be made, each with its contact, and how many."""
        named = {"centre": centre, "date": day.isoformat(), "at_most": at_most}
        found = self._transaction.all(self._sql.visits_on, named)
        counted = self._transaction.first(self._sql.count_visits, named)
        visits = [(rows.thing_of(Appointment, body), str(sealed)) for body, sealed in found]
        return visits, int(counted[0]) if counted else 0

    def missed_bookings(self, centre: str, keys: Sequence[str], since: date) -> list[tuple[str, date]]:
        """Somebody's bookings that were missed since a date and are not excused, oldest first."""
        known = dict(key.split(":", 1) for key in keys)
        named = {"centre": centre, "date": since.isoformat()}
        named |= {"person": known.get("id", ""), "phone": known.get("phone", "")}
        found = self._transaction.all(self._sql.missed_bookings, named)
        return [(name, date.fromisoformat(day)) for name, day in found]

    def bookings_before(self, centre: str, day: date, seq: int, at_most: int) -> list[Appointment]:
        """Bookings of days before a day that still know whose they are, oldest days first."""
        named = {"centre": centre, "date": day.isoformat(), "seq": seq, "at_most": at_most}
        found = self._transaction.all(self._sql.bookings_before, named)
        return [rows.thing_of(Appointment, body) for (body,) in found]

    def contact(self, centre: str, appointment: str) -> str | None:
        """The sealed contact of a booking."""
        if not storable(appointment):
            return None
        row = self._transaction.first(self._sql.contact, {"centre": centre, "appointment": appointment})
        return None if row is None else str(row[0])

    def contacts_before(self, centre: str, day: date, at_most: int) -> list[str]:
        """Bookings of days before a day of which a contact is kept, oldest days first."""
        named = {"centre": centre, "date": day.isoformat(), "at_most": at_most}
        return [name for (name,) in self._transaction.all(self._sql.contacts_before, named)]

    def follow_up(self, centre: str, number: int) -> FollowUp | None:
        """A follow-up by its number."""
        row = self._transaction.first(self._sql.follow_up_by_id, {"centre": centre, "id": number})
        return None if row is None else rows.thing_of(FollowUp, row[0])

    def reference_known(self, centre: str, reference: str) -> bool:
        """Whether an order of the hotline was taken in before."""
        named = {"centre": centre, "reference": reference}
        return self._transaction.first(self._sql.reference_known, named) is not None

    def notes_before(self, centre: str, day: date, at_most: int) -> list[tuple[int, int]]:
        """What was written at follow-ups before a day: follow-up and seq, oldest days first."""
        named = {"centre": centre, "day": day.isoformat(), "at_most": at_most}
        return [(order, seq) for order, seq in self._transaction.all(self._sql.notes_before, named)]

    def notes_of(self, centre: str, ticket: int) -> list[tuple[int, int]]:
        """What was written at the follow-ups of a ticket's ratings."""
        named = {"centre": centre, "ticket": ticket}
        return [(order, seq) for order, seq in self._transaction.all(self._sql.notes_of, named)]

    def _ticket(self, sql: str, named: Row) -> Ticket | None:
        if not all(storable(value) for value in named.values() if isinstance(value, str)):
            return None
        row = self._transaction.first(sql, named)
        return None if row is None else rows.thing_of(Ticket, row[0])
