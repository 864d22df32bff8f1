"""The outside world as the actions see it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from queue_server.domain.appointments import Appointment
from queue_server.domain.calls import CallDone
from queue_server.domain.facts import Entry, Fact
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.hall import Hall, Thing
from queue_server.domain.ratings import Rating
from queue_server.domain.refusals import Refusal
from queue_server.domain.reminders import Kind
from queue_server.domain.tickets import Ticket

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that a command got the first time; `body_hash` tells whether it is the same command."""

    body_hash: str
    status: int
    body: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel tells one visitor, once. `text` is all of it in the visitor's language, with the link.

    `address` is where the channel reaches the visitor: a phone number, an open id. `number` is the ticket's.
    `id` is the same however often the message is tried. `ahead` is known when the turn is near, `window` at a
    call.
    """

    id: str
    centre: str
    kind: Kind
    address: str
    number: str
    business: str
    place: str
    text: str
    link: str
    language: str
    ahead: int | None = None
    window: int | None = None


class NotDelivered(Exception):
    """A channel could not tell it. `again`: another try may help, as when the other side did not answer."""

    def __init__(self, why: str, *, again: bool) -> None:
        super().__init__(why)
        self.again = again


class Channel(Protocol):
    """A way to a visitor who looks at no screen of ours (短信, WeChat). It tells one message at a time."""

    @property
    def name(self) -> str:
        """What facts, figures and rows call it; it never changes."""

    @property
    def takes_addresses(self) -> bool:
        """Whether whoever has the ticket may name an address; else only the channel's own sign-in does."""

    def read_address(self, given: str) -> str:
        """An address as it is kept. Raises BadValue for what cannot be one."""

    def send(self, message: Message) -> None:
        """Tell it. In a native thread, for some seconds at most. Raises NotDelivered."""


class Clock(Protocol):
    """Hall time and real time, both aware UTC; `speed` is hall seconds per real second."""

    def hall_now(self) -> datetime: ...
    def real_now(self) -> datetime: ...
    @property
    def speed(self) -> float: ...


class Tx(Protocol):
    """One act on one centre: everything in it happens, or nothing."""

    hall: Hall
    now: datetime
    real_now: datetime
    by: str

    def record(self, fact: Fact, *changed: Thing) -> int:
        """Append a fact to the journal and make `changed` true, stamped with the returned seq.

        A row can change only together with a fact.
        """

    def record_call(self, fact: Fact, call: Callable[[int], CallDone], *changed: Thing) -> int:
        """As `record`, for a call or recall: `call(seq)` is what the screens will tell."""

    def undo_call(self, seq: int) -> None:
        """Mark a call as taken back, so that the favour cap does not count it."""

    def find_ticket(self, public_id: str) -> Ticket | None:
        """A ticket by its public id, also of earlier days."""

    def find_number(self, number: str) -> Ticket | None:
        """The newest ticket with this number."""

    def find_serial(self, business_date: date, series: str, serial: int) -> Ticket | None:
        """The ticket with this serial, of any day; written by an earlier act."""

    def find_appointment(self, appointment: str) -> Appointment | None:
        """A booking by its public id, also of earlier days."""

    def missed_bookings(self, keys: Sequence[str], since: date) -> list[tuple[str, date]]:
        """Bookings of somebody (`Visitor.keys`) that were missed since a date and are not excused.

        Their public ids and dates, oldest first.
        """

    def bookings_on(self, day: date, at_most: int) -> tuple[list[Appointment], int]:
        """The first bookings of a date that somebody made, by their slots, and how many there are.

        As earlier acts wrote them.
        """

    def visits_on(self, day: date, at_most: int) -> tuple[list[tuple[Appointment, str]], int]:
        """The first visits of a date that are still to be made, by their slots, and how many there are.

        Each with its sealed contact; as earlier acts wrote them.
        """

    def answered(self, scope: str, key: str) -> Answered | None:
        """What this command was answered before."""

    def remember(self, scope: str, key: str, answer: Answered, ticket: int | None) -> None:
        """Keep an answer as long as whom the ticket is for is known."""

    def steps_finished(self, ticket: int) -> list[Entry]:
        """A ticket's facts StepFinished, oldest first, as far as they are committed."""

    def last_served(self, window: int) -> Entry | None:
        """The newest of the last facts that says that a step was done at a window, as far as committed."""

    def rated_steps(self, ticket: int) -> frozenset[int]:
        """Which done steps of a ticket were rated."""

    def keep_rating(self, rating: Rating, words: str, business_date: date) -> None:
        """Keep a rating, and apart from it the visitor's own words. It goes with a fact."""

    def find_follow_up(self, number: int) -> FollowUp | None:
        """A follow-up by the seq of the fact that opened it."""

    def reference_known(self, reference: str) -> bool:
        """Whether an order of the hotline was taken in before."""

    def keep_follow_up(self, order: FollowUp, words: str, day: date) -> None:
        """Keep a follow-up as its last fact made it, and apart from it what was written then, on that day."""

    def forget_words(self, before: date, at_most: int) -> int:
        """Drop words beside ratings of tickets of days before, and beside follow-ups written before.

        How many; it goes with a fact.
        """

    def forget_words_of(self, ticket: int) -> int:
        """Drop the words beside one ticket's ratings and their follow-ups; how many. It goes with a fact."""

    def forget_visitors(self, before: date, at_most: int) -> int:
        """Take from the record whom ended tickets of days before were for; how many tickets.

        It goes with a fact. Tickets that are still in the hall's memory are left for another day.
        """

    def forget_bookings(self, before: date, at_most: int) -> int:
        """Take from the record whose bookings of days before were; how many. It goes with a fact.

        Bookings that are still in the hall's memory are left for another day.
        """

    def find_contact(self, appointment: str) -> str | None:
        """The sealed contact of a booking, as far as committed; None where none is kept."""

    def keep_contact(self, appointment: str, sealed: str) -> None:
        """Keep the sealed contact of a booking apart from it. It goes with a fact."""

    def forget_contact(self, appointment: str) -> bool:
        """Drop the contact of a booking; whether there was one. It goes with a fact."""

    def forget_contacts(self, before: date, at_most: int) -> int:
        """Drop the contacts of bookings of days before; how many. It goes with a fact."""

    def forget_answers(self, before: datetime, at_most: int) -> int:
        """Drop answers that were kept before a real time; how many. It goes with a fact."""

    def forget_answers_of(self, ticket: int) -> int:
        """Drop the answers that were kept for one ticket; how many. It goes with a fact."""

    def import_catalogue(self, files: Mapping[str, bytes], digest: str) -> int:
        """Make a checked catalogue the centre's newest version; returns the version."""


class Store(Protocol):
    """Where centres are recorded."""

    def begin(self, centre: str, by: str = "system") -> AbstractContextManager[Tx]:
        """One act in one transaction of its own. Raises UnknownCentre."""

    def centres(self) -> list[str]:
        """Codes of all centres."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing before (None: new) and after."""

    old: Thing | None
    new: Thing


@dataclass(frozen=True, slots=True)
class Committed:
    """What one commit made true in one centre, in order. Handed out after the commit only.

    `ours` is false for what other processes committed, however many commits of theirs it was.
    """

    centre: str
    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]
    calls: tuple[CallDone, ...]
    ours: bool = True


class Writer(Protocol):
    """The one door to the halls: every read and write passes through its native thread.

    Called from the loop; all wait cooperatively. `work` runs in the writer's thread within a savepoint: it
    must not block. Raises what `work` raised (then nothing happened), or StoreFailed when the commit failed.
    `request_id` stands beside the facts in the journal, so that a log line leads to them. `try_first` is for
    work that seldom changes anything: it is tried on the hall as committed, and answered from there without a
    transaction when nothing would change; else it begins anew as an act like any other.
    """

    def act(
        self,
        centre: str,
        by: str,
        work: Callable[[Tx], T],
        *,
        request_id: str | None = None,
        try_first: bool = False,
    ) -> T: ...
    def act_each(
        self, centre: str, by: str, works: Sequence[Callable[[Tx], T]], *, request_id: str | None = None
    ) -> list[T | Refusal]:
        """Several acts in their order, each in a savepoint of its own, that share a commit where they can.

        Answers what each came to, or its refusal. Raises StoreFailed; acts before the failure may stand.
        """

    def look(self, centre: str, see: Callable[[Hall], T]) -> T: ...
    def look_each(self, centres: Sequence[str], see: Callable[[Hall], T], within_s: float) -> Mapping[str, T]:
        """What `see` answers about each centre that answers within so many seconds for all of them together.

        The others are left out. One that did not answer in time is not waited for again until it does.
        """


class StoreFailed(Exception):
    """The record could not be kept (disk full, database gone); nothing was changed."""
