"""One act on one hall: what it changed, what it will write, and how to take all of it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from queue_server.actions.ports import Answered, Change
from queue_server.catalogue import carry
from queue_server.domain.altered import altered
from queue_server.domain.appointments import Appointment
from queue_server.domain.calls import CallDone
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.counters import Counters
from queue_server.domain.facts import Entry, Fact, ServiceFinished, StepFinished
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.hall import Hall, Thing, Undo
from queue_server.domain.ratings import Rating
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import Window

ReadCatalogue = Callable[[Mapping[str, bytes], int], Catalogue]


LOOK_BACK = 5_000
"""Facts: some minutes of the busiest hall."""


class Past(Protocol):
    """What the record still knows and the hall in memory does not."""

    def ticket_by_public_id(self, centre: str, public_id: str) -> Ticket | None: ...
    def newest_ticket_with_number(self, centre: str, number: str) -> Ticket | None: ...
    def ticket_with_serial(self, centre: str, day: date, series: str, serial: int) -> Ticket | None: ...
    def answered(self, centre: str, scope: str, key: str) -> Answered | None: ...
    def visitors_before(self, centre: str, day: date, seq: int, at_most: int) -> list[Ticket]: ...
    def answers_before(self, centre: str, at: datetime, at_most: int) -> list[str]: ...
    def answers_of(self, centre: str, ticket: int) -> list[str]: ...
    def steps_finished(self, centre: str, ticket: int) -> list[Entry]: ...
    def last_served(self, centre: str, window: int, after: int) -> Entry | None: ...
    def rated_steps(self, centre: str, ticket: int) -> frozenset[int]: ...
    def words_before(self, centre: str, day: date, at_most: int) -> list[tuple[int, int]]: ...
    def words_of(self, centre: str, ticket: int) -> list[tuple[int, int]]: ...
    def appointment(self, centre: str, appointment: str) -> Appointment | None: ...
    def bookings_on(self, centre: str, day: date, at_most: int) -> tuple[list[Appointment], int]: ...
    def visits_on(
        self, centre: str, day: date, at_most: int
    ) -> tuple[list[tuple[Appointment, str]], int]: ...
    def missed_bookings(self, centre: str, keys: Sequence[str], since: date) -> list[tuple[str, date]]: ...
    def bookings_before(self, centre: str, day: date, seq: int, at_most: int) -> list[Appointment]: ...
    def contact(self, centre: str, appointment: str) -> str | None: ...
    def contacts_before(self, centre: str, day: date, at_most: int) -> list[str]: ...
    def follow_up(self, centre: str, number: int) -> FollowUp | None: ...
    def reference_known(self, centre: str, reference: str) -> bool: ...
    def notes_before(self, centre: str, day: date, at_most: int) -> list[tuple[int, int]]: ...
    def notes_of(self, centre: str, ticket: int) -> list[tuple[int, int]]: ...


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer to keep, under the idempotency key that it belongs to."""

    scope: str
    key: str
    answer: Answered
    ticket: int | None


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating to keep, and apart from it what its visitor wrote, as long as the visitor is known."""

    rating: Rating
    words: str
    business_date: date


@dataclass(frozen=True, slots=True)
class Followed:
    """A follow-up to keep, and apart from it what was written with its last act, on that day."""

    order: FollowUp
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the catalogue to keep."""

    number: int
    files: Mapping[str, bytes]
    digest: str


class Unit:
    """`ports.Tx`: the hall is changed at once, the record when the act is over; `roll_back` undoes both."""

    def __init__(
        self,
        centre: str,
        hall: Hall,
        past: Past,
        read_catalogue: ReadCatalogue,
        *,
        now: datetime,
        real_now: datetime,
        by: str,
        request_id: str | None = None,
    ) -> None:
        self.centre = centre
        self.hall = hall
        self.now = now
        self.real_now = real_now
        self.by = by
        self.request_id = request_id
        self.entries: list[Entry] = []
        self.changes: list[Change] = []
        self.calls: list[CallDone] = []
        self.undone_calls: list[int] = []
        self.answers: list[Remembered] = []
        self.versions: list[Version] = []
        self.forgotten: list[Ticket] = []
        self.forgotten_bookings: list[Appointment] = []
        self.gone_answers: list[str] = []
        self.ratings: list[Rated] = []
        self.gone_words: list[tuple[int, int]] = []
        self.followed: list[Followed] = []
        self.gone_notes: list[tuple[int, int]] = []
        self.contacts: list[tuple[str, str]] = []
        self.gone_contacts: list[str] = []
        self._past = past
        self._read_catalogue = read_catalogue
        self._first_seq = hall.seq
        self._first_at = hall.last_at
        self._last_ticket = hall.counters.last_ticket
        self._fetched: dict[int, Ticket] = {}
        self._undo: list[Undo] = []

    # --- writing -------------------------------------------------------------------------------

    def record(self, fact: Fact, *changed: Thing) -> int:
        """Append a fact and make `changed` true, each stamped with the fact's seq, which is returned."""
        seq = self.hall.seq = self.hall.seq + 1
        self.hall.last_at = self.now
        self.entries.append(Entry(seq, self.now, self.real_now, self.by, fact))
        for thing in changed:
            self._put(thing if isinstance(thing, Counters) else altered(thing, seq=seq))
        self._learn(fact)
        return seq

    def record_call(self, fact: Fact, call: Callable[[int], CallDone], *changed: Thing) -> int:
        """As `record`, with what the screens will tell; the favour cap notes a `next` call."""
        seq = self.record(fact, *changed)
        done = call(seq)
        self.calls.append(done)
        if done.favoured is not None:
            self._undo.append(self.hall.note_favour(done.queue, seq, done.favoured))
        return seq

    def undo_call(self, seq: int) -> None:
        """Mark a call as taken back; the favour cap forgets it."""
        self.undone_calls.append(seq)
        for queue, line in list(self.hall.favours.items()):
            if any(known == seq for known, _ in line):
                self._undo.append(self.hall.drop_favour(queue, seq))

    def remember(self, scope: str, key: str, answer: Answered, ticket: int | None) -> None:
        """Keep an answer as long as whom the ticket is for is known."""
        self.answers.append(Remembered(scope, key, answer, ticket))

    def forget_visitors(self, before: date, at_most: int) -> int:
        """Take from the record whom ended tickets of days before were for, unless they were moved today."""
        found = self._past.visitors_before(self.centre, before, self.hall.counters.day_seq, at_most)
        self.forgotten += [ticket for ticket in found if ticket.id not in self.hall.tickets]
        return len(self.forgotten)

    def forget_answers(self, before: datetime, at_most: int) -> int:
        """Drop answers that were kept before a real time."""
        return self._drop_answers(self._past.answers_before(self.centre, before, at_most))

    def forget_answers_of(self, ticket: int) -> int:
        """Drop the answers that were kept for one ticket."""
        return self._drop_answers(self._past.answers_of(self.centre, ticket))

    def keep_rating(self, rating: Rating, words: str, business_date: date) -> None:
        """Keep a rating, and apart from it the visitor's own words."""
        self.ratings.append(Rated(rating, words, business_date))

    def keep_follow_up(self, order: FollowUp, words: str, day: date) -> None:
        """Keep a follow-up, and apart from it what was written with its last act."""
        self.followed.append(Followed(order, words, day))

    def forget_words(self, before: date, at_most: int) -> int:
        """Drop words beside ratings of tickets of days before, and beside follow-ups written before."""
        words = self._past.words_before(self.centre, before, at_most)
        return self._drop_words(words, self._past.notes_before(self.centre, before, at_most))

    def forget_words_of(self, ticket: int) -> int:
        """Drop the words beside one ticket's ratings and their follow-ups."""
        words = self._past.words_of(self.centre, ticket)
        return self._drop_words(words, self._past.notes_of(self.centre, ticket))

    def forget_bookings(self, before: date, at_most: int) -> int:
        """Take from the record whose bookings of days before were, unless they were moved today."""
        found = self._past.bookings_before(self.centre, before, self.hall.counters.day_seq, at_most)
        self.forgotten_bookings += [a for a in found if a.id not in self.hall.appointments]
        return len(self.forgotten_bookings)

    def keep_contact(self, appointment: str, sealed: str) -> None:
        """Keep the sealed contact of a booking apart from it."""
        self.contacts.append((appointment, sealed))

    def forget_contact(self, appointment: str) -> bool:
        """Drop the contact of a booking; whether there was one."""
        before = len(self.contacts)
        self.contacts = [(name, sealed) for name, sealed in self.contacts if name != appointment]
        known = self.find_contact(appointment) is not None
        self.gone_contacts += [appointment] if known else []
        return known or len(self.contacts) < before

    def forget_contacts(self, before: date, at_most: int) -> int:
        """Drop the contacts of bookings of days before."""
        found = self._past.contacts_before(self.centre, before, at_most)
        self.gone_contacts += found
        return len(found)

    def import_catalogue(self, files: Mapping[str, bytes], digest: str) -> int:
        """Work by these files from now on, and by what today's tickets still need of the ones before."""
        version = self.hall.catalogue.version + 1
        self._undo.append(self.hall.adopt(carry(self._read_catalogue(files, version), self.hall)))
        self.versions.append(Version(version, files, digest))
        return version

    # --- reading -------------------------------------------------------------------------------

    def find_ticket(self, public_id: str) -> Ticket | None:
        """A ticket by its public id, also of earlier days."""
        known = self.hall.by_public.get(public_id)
        if known is not None:
            return self.hall.tickets[known]
        return self._fetch(self._past.ticket_by_public_id(self.centre, public_id))

    def find_number(self, number: str) -> Ticket | None:
        """The newest ticket with this number."""
        known = self.hall.by_number.get(number)
        if known is not None:
            return self.hall.tickets[known]
        return self._fetch(self._past.newest_ticket_with_number(self.centre, number))

    def find_serial(self, business_date: date, series: str, serial: int) -> Ticket | None:
        """The ticket with this serial, of any day; written by an earlier act."""
        return self._fetch(self._past.ticket_with_serial(self.centre, business_date, series, serial))

    def find_appointment(self, appointment: str) -> Appointment | None:
        """A booking by its public id, also of earlier days."""
        known = self.hall.appointments.get(appointment)
        return known if known is not None else self._past.appointment(self.centre, appointment)

    def find_contact(self, appointment: str) -> str | None:
        """The sealed contact of a booking, as far as committed."""
        return self._past.contact(self.centre, appointment)

    def bookings_on(self, day: date, at_most: int) -> tuple[list[Appointment], int]:
        """The first bookings of a date that somebody made, by their slots, and how many there are."""
        return self._past.bookings_on(self.centre, day, at_most)

    def visits_on(self, day: date, at_most: int) -> tuple[list[tuple[Appointment, str]], int]:
        """The first visits of a date that are still to be made, each with its contact, and how many."""
        return self._past.visits_on(self.centre, day, at_most)

    def missed_bookings(self, keys: Sequence[str], since: date) -> list[tuple[str, date]]:
        """Somebody's bookings that were missed since a date and are not excused, oldest first.

        What the hall knows comes before what the record says: this act may have closed the day itself.
        """
        found = dict(self._past.missed_bookings(self.centre, keys, since))
        for name in {n for key in keys for n in self.hall.bookings.of_visitor.get(key, ())}:
            known = self.hall.appointments[name]
            found.pop(name, None)
            if known.counts_as_missed and known.date >= since:
                found[name] = known.date
        return sorted(found.items(), key=lambda each: each[::-1])

    def answered(self, scope: str, key: str) -> Answered | None:
        """What this command was answered before."""
        return self._past.answered(self.centre, scope, key)

    def steps_finished(self, ticket: int) -> list[Entry]:
        """A ticket's facts StepFinished that are committed."""
        return self._past.steps_finished(self.centre, ticket)

    def last_served(self, window: int) -> Entry | None:
        """The newest of the last facts that says that a step was done at a window."""
        return self._past.last_served(self.centre, window, self.hall.seq - LOOK_BACK)

    def rated_steps(self, ticket: int) -> frozenset[int]:
        """Which done steps of a ticket were rated."""
        return self._past.rated_steps(self.centre, ticket)

    def find_follow_up(self, number: int) -> FollowUp | None:
        """A follow-up by its number."""
        return self._past.follow_up(self.centre, number)

    def reference_known(self, reference: str) -> bool:
        """Whether an order of the hotline was taken in before."""
        return self._past.reference_known(self.centre, reference)

    # --- the end -------------------------------------------------------------------------------

    def roll_back(self) -> None:
        """Make the hall as it was before the act."""
        while self._undo:
            self._undo.pop()()
        self.hall.seq = self._first_seq
        self.hall.last_at = self._first_at

    @property
    def idle(self) -> bool:
        """Whether there is nothing to write."""
        return not (
            *self.entries,
            *self.answers,
            *self.undone_calls,
            *self.versions,
            *self.forgotten,
            *self.forgotten_bookings,
            *self.gone_answers,
            *self.ratings,
            *self.gone_words,
            *self.followed,
            *self.gone_notes,
            *self.contacts,
            *self.gone_contacts,
        )

    def is_new(self, ticket: Ticket) -> bool:
        """Whether the ticket was born in this act: ids only grow."""
        return ticket.id > self._last_ticket

    def _drop_answers(self, commands: list[str]) -> int:
        self.gone_answers += commands
        return len(commands)

    def _drop_words(self, words: list[tuple[int, int]], notes: list[tuple[int, int]]) -> int:
        self.gone_words += words
        self.gone_notes += notes
        return len(words) + len(notes)

    def _fetch(self, ticket: Ticket | None) -> Ticket | None:
        if ticket is not None:
            self._fetched[ticket.id] = ticket
        return ticket

    def _put(self, thing: Thing) -> None:
        old = known(self.hall, thing)
        if old is None and isinstance(thing, Ticket):
            old = self._fetched.get(thing.id)
        self._undo.append(self.hall.put(thing))
        self.changes.append(Change(old, thing))

    def _learn(self, fact: Fact) -> None:
        served = served_of(fact)
        if served is not None and served[0] in self.hall.catalogue.queues:
            self._undo.append(self.hall.learn(*served))


def known(hall: Hall, thing: Thing) -> Thing | None:
    """What the hall holds in the place of a thing; None when the thing is new."""
    if isinstance(thing, Ticket):
        return hall.tickets.get(thing.id)
    if isinstance(thing, Window):
        return hall.windows.get(thing.number)
    if isinstance(thing, Counters):
        return hall.counters
    if isinstance(thing, Appointment):
        return hall.appointments.get(thing.id)
    shelf, key = hall.shelf_of(thing)
    kept: Thing | None = shelf.get(key)
    return kept


def served_of(fact: Fact) -> tuple[str, float] | None:
    """Queue and seconds of a service that a fact ended; None where nothing can be learned."""
    if isinstance(fact, ServiceFinished) and fact.served_s is not None:
        return fact.queue, fact.served_s
    if isinstance(fact, StepFinished) and fact.served_s is not None:
        return fact.done_queue, fact.served_s
    return None
