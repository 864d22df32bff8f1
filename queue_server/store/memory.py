"""The record in memory: the same ports for tests, and for the hall's twin that plays a day in seconds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from queue_server.actions.ports import Answered, Clock, Tx
from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.calls import CallDone
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.facts import Entry, ServiceFinished, StepFinished
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.hall import Hall
from queue_server.domain.ratings import Rating
from queue_server.domain.refusals import UnknownCentre
from queue_server.domain.tickets import Ticket
from queue_server.store.ledger import Head, ItemRejected
from queue_server.store.newer import Newer
from queue_server.store.outside import command_of
from queue_server.store.scribe import Scribe, acting
from queue_server.store.unit import Followed, Rated, ReadCatalogue, Unit

Undo = Callable[[], object]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer, the ticket it was about, and since when it is kept."""

    answer: Answered
    ticket: int | None
    at: datetime


class MemoryCentre:
    """What is recorded of one centre."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.hall = Hall(catalogue)
        self.tickets: dict[int, Ticket] = {}
        self.public_ids: dict[str, int] = {}
        self.serials: dict[tuple[date, str, int], int] = {}
        self.journal: list[Entry] = []
        self.calls: list[CallDone] = []
        self.undone_calls: set[int] = set()
        self.answers: dict[str, KeptAnswer] = {}
        self.ratings: dict[tuple[int, int], Rating] = {}
        self.words: dict[tuple[int, int], tuple[date, str]] = {}
        self.follow_ups: dict[int, FollowUp] = {}
        self.notes: dict[tuple[int, int], tuple[date, str]] = {}
        self.versions: dict[int, Mapping[str, bytes]] = {}
        self.appointments: dict[str, Appointment] = {}
        self.contacts: dict[str, str] = {}


class MemoryLedger:
    """`ledger.Ledger` on lists: what a transaction wrote is taken back by its undoing, newest first."""

    def __init__(self, centres: Mapping[str, MemoryCentre]) -> None:
        self._centres = centres
        self._undo: list[Undo] = []
        self._mark = 0

    def load(self, centre: str) -> Hall:
        """The hall itself: nobody else writes to it."""
        return self._of(centre).hall

    def lock(self, centre: str) -> int:
        """The centre's seq."""
        return self._of(centre).hall.seq

    def begin(self) -> None:
        """Begin a transaction."""
        self._undo.clear()

    def mark(self) -> None:
        """Begin what can be taken back alone."""
        self._mark = len(self._undo)

    def drop(self) -> None:
        """Take back everything since the mark."""
        self._take_back(self._mark)

    def keep(self, unit: Unit) -> None:
        """Keep tickets, answers and catalogues. Raises ItemRejected where the database would."""
        record = self._of(unit.centre)
        for change in unit.changes:
            if isinstance(change.new, Ticket):
                self._keep_ticket(record, change.new)
        self._keep_appointments(record, unit)
        for kept in unit.answers:
            command = command_of(kept.scope, kept.key)
            if command in record.answers:
                raise ItemRejected(f"answered already: {kept.key}")
            self._set(record.answers, command, KeptAnswer(kept.answer, kept.ticket, unit.real_now))
        for rated in unit.ratings:
            self._keep_rating(record, rated)
        for followed in unit.followed:
            self._keep_follow_up(record, followed)
        for version in unit.versions:
            self._set(record.versions, version.number, version.files)
        self._forget(record, unit)

    def keep_rest(self, units: list[Unit], head: Head) -> None:
        """Append journal and calls."""
        record = self._of(units[0].centre)
        for unit in units:
            record.journal.extend(unit.entries)
            record.calls.extend(unit.calls)
            record.undone_calls.update(unit.undone_calls)

    def commit(self) -> None:
        """Nothing can go wrong any more."""
        self._undo.clear()

    def roll_back(self) -> None:
        """Take back the whole transaction."""
        self._take_back(0)

    def newer(self, centre: str, seq: int) -> Newer:
        """Nothing: the hall is the record."""
        hall = self._of(centre).hall
        return Newer(hall.seq, hall.catalogue.version, hall.counters)

    def peek(self, centre: str) -> int:
        """The centre's seq."""
        return self.lock(centre)

    def begin_reading(self) -> None:
        """Begin a transaction."""
        self.begin()

    def ticket_by_public_id(self, centre: str, public_id: str) -> Ticket | None:
        """A ticket of any day."""
        record = self._of(centre)
        number = record.public_ids.get(public_id)
        return None if number is None else record.tickets[number]

    def newest_ticket_with_number(self, centre: str, number: str) -> Ticket | None:
        """The newest ticket of any day with this number."""
        same = (t for t in self._of(centre).tickets.values() if t.number == number)
        return max(same, key=lambda t: t.id, default=None)

    def ticket_with_serial(self, centre: str, day: date, series: str, serial: int) -> Ticket | None:
        """The ticket of a day with this serial of a series."""
        record = self._of(centre)
        known = record.serials.get((day, series, serial))
        return None if known is None else record.tickets[known]

    def answered(self, centre: str, scope: str, key: str) -> Answered | None:
        """What a command was answered before."""
        kept = self._of(centre).answers.get(command_of(scope, key))
        return None if kept is None else kept.answer

    def visitors_before(self, centre: str, day: date, seq: int, at_most: int) -> list[Ticket]:
        """Ended tickets of days before a day that still know whom they were for."""
        found = (
            t
            for t in self._of(centre).tickets.values()
            if t.personal and t.business_date < day and t.seq < seq and not t.live
        )
        return sorted(found, key=lambda t: t.business_date)[:at_most]

    def answers_before(self, centre: str, at: datetime, at_most: int) -> list[str]:
        """Answers that were kept before a moment, by their command."""
        return [name for name, kept in self._of(centre).answers.items() if kept.at < at][:at_most]

    def answers_of(self, centre: str, ticket: int) -> list[str]:
        """Answers that were kept for a ticket, by their command."""
        return [name for name, kept in self._of(centre).answers.items() if kept.ticket == ticket]

    def steps_finished(self, centre: str, ticket: int) -> list[Entry]:
        """A ticket's facts StepFinished."""
        told = ((entry, entry.fact) for entry in self._of(centre).journal)
        return [entry for entry, fact in told if isinstance(fact, StepFinished) and fact.ticket == ticket]

    def last_served(self, centre: str, window: int, after: int) -> Entry | None:
        """The newest fact after a seq that says that a step was done at a window."""
        for entry in reversed(self._of(centre).journal):
            fact = entry.fact
            if isinstance(fact, ServiceFinished | StepFinished) and fact.window == window:
                return entry if entry.seq > after else None
        return None

    def rated_steps(self, centre: str, ticket: int) -> frozenset[int]:
        """Which done steps of a ticket were rated."""
        return frozenset(step for rated, step in self._of(centre).ratings if rated == ticket)

    def words_before(self, centre: str, day: date, at_most: int) -> list[tuple[int, int]]:
        """Ratings of tickets of days before a day beside which words are kept: ticket and step."""
        return [place for place, (of, _) in self._of(centre).words.items() if of < day][:at_most]

    def words_of(self, centre: str, ticket: int) -> list[tuple[int, int]]:
        """Ratings of a ticket beside which words are kept."""
        return [place for place in self._of(centre).words if place[0] == ticket]

    def appointment(self, centre: str, appointment: str) -> Appointment | None:
        """A booking of any day."""
        return self._of(centre).appointments.get(appointment)

    def bookings_on(self, centre: str, day: date, at_most: int) -> tuple[list[Appointment], int]:
        """The first bookings of a date that somebody made, by their slots, and how many there are."""
        found = [a for a in self._of(centre).appointments.values() if a.date == day and a.is_somebodys]
        return sorted(found, key=lambda a: (a.starts_at, a.queue, a.place, a.id))[:at_most], len(found)

    def visits_on(self, centre: str, day: date, at_most: int) -> tuple[list[tuple[Appointment, str]], int]:
        """The first visits of a date that are still to be made, each with its contact, and how many."""
        record = self._of(centre)
        found = [(record.appointments[name], sealed) for name, sealed in record.contacts.items()]
        coming = [(a, text) for a, text in found if a.date == day and a.state is BookingState.BOOKED]
        coming.sort(key=lambda each: (each[0].starts_at, each[0].queue, each[0].place, each[0].id))
        return coming[:at_most], len(coming)

    def missed_bookings(self, centre: str, keys: Sequence[str], since: date) -> list[tuple[str, date]]:
        """Somebody's bookings that were missed since a date and are not excused, oldest first."""
        found = (a for a in self._of(centre).appointments.values() if a.counts_as_missed and a.date >= since)
        return sorted(((a.id, a.date) for a in found if {*a.visitor.keys} & {*keys}), key=lambda f: f[::-1])

    def bookings_before(self, centre: str, day: date, seq: int, at_most: int) -> list[Appointment]:
        """Bookings of days before a day that still know whose they are, oldest days first."""
        found = [
            a for a in self._of(centre).appointments.values() if a.personal and a.date < day and a.seq < seq
        ]
        return sorted(found, key=lambda a: a.date)[:at_most]

    def contact(self, centre: str, appointment: str) -> str | None:
        """The sealed contact of a booking."""
        return self._of(centre).contacts.get(appointment)

    def contacts_before(self, centre: str, day: date, at_most: int) -> list[str]:
        """Bookings of days before a day of which a contact is kept, oldest days first."""
        record = self._of(centre)
        found = [name for name in record.contacts if record.appointments[name].date < day]
        return sorted(found, key=lambda name: record.appointments[name].date)[:at_most]

    def follow_up(self, centre: str, number: int) -> FollowUp | None:
        """A follow-up by its number."""
        return self._of(centre).follow_ups.get(number)

    def reference_known(self, centre: str, reference: str) -> bool:
        """Whether an order of the hotline was taken in before."""
        return any(order.reference == reference for order in self._of(centre).follow_ups.values())

    def notes_before(self, centre: str, day: date, at_most: int) -> list[tuple[int, int]]:
        """What was written at follow-ups before a day: follow-up and seq."""
        return [place for place, (of, _) in self._of(centre).notes.items() if of < day][:at_most]

    def notes_of(self, centre: str, ticket: int) -> list[tuple[int, int]]:
        """What was written at the follow-ups of a ticket's ratings."""
        record = self._of(centre)
        rated = {rating.seq for rating in record.ratings.values() if rating.ticket == ticket}
        return [place for place in record.notes if record.follow_ups[place[0]].rating in rated]

    def _of(self, centre: str) -> MemoryCentre:
        if centre not in self._centres:
            raise UnknownCentre(centre=centre)
        return self._centres[centre]

    def _keep_ticket(self, record: MemoryCentre, ticket: Ticket) -> None:
        if record.public_ids.get(ticket.public_id, ticket.id) != ticket.id:
            raise ItemRejected(f"public id given twice: {ticket.public_id}")
        serial = (ticket.business_date, ticket.series, ticket.serial)
        if record.serials.get(serial, ticket.id) != ticket.id:
            raise ItemRejected(f"number given twice: {ticket.number}")
        self._set(record.tickets, ticket.id, ticket)
        self._set(record.public_ids, ticket.public_id, ticket.id)
        self._set(record.serials, serial, ticket.id)

    def _forget(self, record: MemoryCentre, unit: Unit) -> None:
        for ticket in unit.forgotten:
            self._set(record.tickets, ticket.id, ticket.without_person())
        for booking in unit.forgotten_bookings:
            self._set(record.appointments, booking.id, booking.without_person())
        for name in unit.gone_contacts:
            self._drop(record.contacts, name)
        for place in unit.gone_words:
            self._drop(record.words, place)
        for note in unit.gone_notes:
            self._drop(record.notes, note)
        for command in unit.gone_answers:
            self._drop(record.answers, command)

    def _keep_appointments(self, record: MemoryCentre, unit: Unit) -> None:
        last = {c.new.id: c.new for c in unit.changes if isinstance(c.new, Appointment)}
        for appointment in sorted(last.values(), key=lambda a: (a.takes, a.id)):
            same = [
                a
                for a in record.appointments.values()
                if a.takes and a.id != appointment.id and _place_of(a) == _place_of(appointment)
            ]
            if appointment.takes and (same or not 1 <= appointment.place <= appointment.places):
                raise ItemRejected(f"a place was given twice: {appointment.queue} {appointment.starts_at}")
            self._set(record.appointments, appointment.id, appointment)
        for name, sealed in unit.contacts:
            self._set(record.contacts, name, sealed)

    def _keep_rating(self, record: MemoryCentre, rated: Rated) -> None:
        place = (rated.rating.ticket, rated.rating.step)
        if place in record.ratings:
            raise ItemRejected(f"rated already: {place}")
        self._set(record.ratings, place, rated.rating)
        if rated.words:
            self._set(record.words, place, (rated.business_date, rated.words))

    def _keep_follow_up(self, record: MemoryCentre, followed: Followed) -> None:
        order = followed.order
        others = (each for each in record.follow_ups.values() if each.id != order.id)
        if any((order.rating, order.reference) == (each.rating, each.reference) for each in others):
            raise ItemRejected(f"followed already: {order.rating or order.reference}")
        if order.verified_by is not None and order.verified_by == order.resolved_by:
            raise ItemRejected(f"verified by who resolved it: {order.verified_by}")
        self._set(record.follow_ups, order.id, order)
        if followed.words:
            self._set(record.notes, (order.id, order.seq), (followed.day, followed.words))

    def _set(self, shelf: dict[Any, Any], key: object, value: object) -> None:
        if key in shelf:
            old = shelf[key]
            self._undo.append(lambda: shelf.__setitem__(key, old))
        else:
            self._undo.append(lambda: shelf.pop(key))
        shelf[key] = value

    def _drop(self, shelf: dict[Any, Any], key: object) -> None:
        old = shelf.pop(key)
        self._undo.append(lambda: shelf.__setitem__(key, old))

    def _take_back(self, until: int) -> None:
        while len(self._undo) > until:
            self._undo.pop()()


class MemoryStore:
    """`ports.Store` without a disk."""

    one_writer = True

    def __init__(
        self, clock: Clock, catalogues: Mapping[str, Catalogue], read_catalogue: ReadCatalogue | None = None
    ) -> None:
        self.clock = clock
        self.recorded = {code: MemoryCentre(catalogue) for code, catalogue in catalogues.items()}
        self._read_catalogue = read_catalogue or _no_catalogues
        self._scribe = self.scribe()

    def centres(self) -> list[str]:
        """Codes of all centres."""
        return sorted(self.recorded)

    def scribe(self) -> Scribe:
        """Somebody who keeps the halls and writes to this record; one at a time."""
        return Scribe(MemoryLedger(self.recorded), self.clock, self._read_catalogue)

    def begin(self, centre: str, by: str = "system") -> AbstractContextManager[Tx]:
        """One act in a transaction of its own."""
        return acting(self._scribe, centre, by)

    def hall(self, centre: str) -> Hall:
        """The hall as it is now."""
        return self.recorded[centre].hall

    def journal(self, centre: str, after: int = 0) -> Iterator[Entry]:
        """The journal after a seq."""
        return iter(self.recorded[centre].journal[after:])

    def recent_calls(self, centre: str) -> list[CallDone]:
        """Every call there was."""
        return list(self.recorded[centre].calls)


def _no_catalogues(files: Mapping[str, bytes], version: int) -> Catalogue:
    raise LookupError("this store was given no reader of catalogues")


def _place_of(a: Appointment) -> tuple[str, datetime, int]:
    return a.queue, a.starts_at, a.place
