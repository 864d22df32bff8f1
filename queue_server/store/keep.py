"""Writing units down: what must be checked act by act, and what a whole transaction writes at once."""

from collections.abc import Callable
from typing import Any

from queue_server.domain.alarms import Alarm
from queue_server.domain.appointments import Appointment
from queue_server.domain.counters import Counters
from queue_server.domain.devices import DeviceNow
from queue_server.domain.hall import Hall
from queue_server.domain.orders import KioskOrders
from queue_server.domain.reminders import Reminder
from queue_server.domain.tickets import AT_WINDOW, Ticket
from queue_server.domain.tokens import Invitation, Login, Token
from queue_server.domain.windows import HallNow, Window
from queue_server.store import rows
from queue_server.store.ledger import ItemRejected
from queue_server.store.outside import command_of
from queue_server.store.rows import Row
from queue_server.store.statements import Statements
from queue_server.store.times import micros
from queue_server.store.transaction import LedgerBroken, Transaction
from queue_server.store.unit import Unit


class Keeper:
    """Puts rows into one transaction with as few statements as possible."""

    def __init__(self, transaction: Transaction, sql: Statements) -> None:
        self._many = transaction.many
        self._sql = sql
        self._places: dict[type, tuple[str, Callable[[Any], object], Callable[[str, Any], Row]]] = {
            Window: (sql.window, lambda w: w.number, rows.window_row),
            HallNow: (sql.hall, lambda h: h.code, rows.hall_row),
            Token: (sql.token, lambda t: t.key, rows.token_row),
            Login: (sql.login, lambda x: x.name, rows.login_row),
            Invitation: (sql.invitation, lambda i: i.device, rows.invitation_row),
            KioskOrders: (sql.kiosk_orders, lambda o: o.kiosk, rows.kiosk_orders_row),
            Alarm: (sql.alarm, lambda a: a.key, rows.alarm_row),
            Reminder: (sql.reminder, lambda r: r.key, rows.reminder_row),
            DeviceNow: (sql.device_now, lambda d: d.device, rows.device_row),
        }

    def tickets(self, unit: Unit) -> None:
        """Write the tickets of an act: those that leave a window before those that come to one."""
        last = {c.new.id: c.new for c in unit.changes if isinstance(c.new, Ticket)}
        in_order = sorted(last.values(), key=lambda t: (t.state in AT_WINDOW, t.id))
        born = [rows.ticket_row(unit.centre, t) for t in in_order if unit.is_new(t)]
        moved = [rows.ticket_row(unit.centre, t) for t in in_order if not unit.is_new(t)]
        self._many(self._sql.new_ticket, born)
        if self._many(self._sql.ticket, moved) != len(moved):
            raise ItemRejected(f"a ticket to be changed is not in the record: {sorted(last)}")

    def appointments(self, unit: Unit) -> None:
        """Write the bookings of an act: those that leave their place before those that take one."""
        last = {c.new.id: c.new for c in unit.changes if isinstance(c.new, Appointment)}
        in_order = sorted(last.values(), key=lambda a: (a.takes, a.id))
        self._many(self._sql.appointment, [rows.appointment_row(unit.centre, a) for a in in_order])
        contacts = [{"centre": unit.centre, "appointment": a, "sealed": text} for a, text in unit.contacts]
        self._many(self._sql.new_contact, contacts)

    def forgotten(self, unit: Unit) -> None:
        """Write old tickets without whom they were for; their seq stays, for nothing happened to them."""
        self._many(self._sql.forget, [rows.forgotten_row(unit.centre, t) for t in unit.forgotten])
        gone = [{"centre": unit.centre, "command": command} for command in unit.gone_answers]
        self._many(self._sql.drop_answer, gone)
        words = [{"centre": unit.centre, "ticket": t, "step": step} for t, step in unit.gone_words]
        self._many(self._sql.drop_words, words)
        bookings = [
            {"centre": unit.centre, "id": a.id, "personal": False, "body": rows.text_of(a.without_person())}
            for a in unit.forgotten_bookings
        ]
        self._many(self._sql.forget_booking, bookings)
        contacts = [{"centre": unit.centre, "appointment": name} for name in unit.gone_contacts]
        self._many(self._sql.drop_contact, contacts)
        notes = [{"centre": unit.centre, "follow_up": of, "seq": seq} for of, seq in unit.gone_notes]
        self._many(self._sql.drop_note, notes)

    def ratings(self, unit: Unit) -> None:
        """Write the ratings of an act, and apart from them what was written beside them."""
        centre = unit.centre
        self._many(self._sql.rating, [rows.rating_row(centre, rated.rating) for rated in unit.ratings])
        self._many(
            self._sql.rating_words,
            [
                {
                    "centre": centre,
                    "ticket": rated.rating.ticket,
                    "step": rated.rating.step,
                    "business_date": rated.business_date.isoformat(),
                    "words": rated.words,
                }
                for rated in unit.ratings
                if rated.words
            ],
        )

    def follow_ups(self, unit: Unit) -> None:
        """Write the follow-ups of an act, and apart from them what was written with it."""
        centre = unit.centre
        self._many(self._sql.follow_up, [rows.follow_up_row(centre, f.order) for f in unit.followed])
        self._many(
            self._sql.follow_up_words,
            [
                {
                    "centre": centre,
                    "follow_up": f.order.id,
                    "seq": f.order.seq,
                    "day": f.day.isoformat(),
                    "words": f.words,
                }
                for f in unit.followed
                if f.words
            ],
        )

    def answers(self, unit: Unit) -> None:
        """Write the answers that an act asked to remember."""
        self._many(
            self._sql.answer,
            [
                {
                    "centre": unit.centre,
                    "command": command_of(kept.scope, kept.key),
                    "body_hash": kept.answer.body_hash,
                    "status": kept.answer.status,
                    "body": kept.answer.body,
                    "ticket": kept.ticket,
                    "at": micros(unit.real_now),
                }
                for kept in unit.answers
            ],
        )

    def versions(self, unit: Unit) -> None:
        """Write the catalogue versions that an act imported."""
        for version in unit.versions:
            key = {"centre": unit.centre, "version": version.number}
            imported = {"imported_at": micros(unit.real_now), "digest": version.digest}
            self._many(self._sql.version, [key | imported])
            self._many(self._sql.file, [key | {"name": n, "content": c} for n, c in version.files.items()])

    def facts(self, centre: str, units: list[Unit]) -> None:
        """Append the journal and the calls of a transaction."""
        self._many(
            self._sql.journal, [rows.journal_row(centre, e, u.request_id) for u in units for e in u.entries]
        )
        self._many(self._sql.call, [rows.call_row(centre, call) for u in units for call in u.calls])
        undone = [{"centre": centre, "seq": seq, "undone": True} for u in units for seq in u.undone_calls]
        self._many(self._sql.undo_call, undone)

    def places(self, centre: str, units: list[Unit]) -> None:
        """Write windows, halls, tokens, logins, invitations and orders as the transaction leaves them."""
        shelves: dict[type, dict[object, Any]] = {}
        for new in (change.new for unit in units for change in unit.changes):
            if type(new) in self._places:
                _, key, _ = self._places[type(new)]
                shelves.setdefault(type(new), {})[key(new)] = new
        for kind, shelf in shelves.items():
            sql, _, row = self._places[kind]
            self._many(sql, [row(centre, new) for new in shelf.values()])

    def series(self, centre: str, units: list[Unit]) -> None:
        """Write how far every series went, also of a day that ended within the transaction."""
        shelf: dict[tuple[str, str], Row] = {}
        for change in (change for unit in units for change in unit.changes):
            if isinstance(change.old, Counters) and isinstance(change.new, Counters):
                for row in rows.serial_rows(centre, change.old, change.new):
                    shelf[row["business_date"], row["series"]] = row
        self._many(self._sql.serial, list(shelf.values()))

    def head(self, centre: str, hall: Hall, known_seq: int) -> None:
        """Write the centre's line. Raises LedgerBroken if it is not as it was locked."""
        row = rows.head_row(centre, hall.counters, hall.catalogue.version, hall.seq, known_seq)
        if self._many(self._sql.head, [row]) != 1:
            raise LedgerBroken(f"somebody else wrote to {centre} without its lock")
