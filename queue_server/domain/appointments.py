"""A booking's life: states and the moves between them. A move returns the new booking or refuses."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from .policy import VisitKind
from .refusals import WrongAppointmentState
from .slots import Slot


class BookingState(StrEnum):
    """Where a booking stands in its life.

    held: kept while somebody books. missed: nobody came. lapsed: the centre did not open then, nobody's
    fault. done: a visit elsewhere whose day is over. expired: held, and not booked in time.
    """

    HELD = "held"
    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"
    MISSED = "missed"
    LAPSED = "lapsed"
    DONE = "done"
    EXPIRED = "expired"


OPEN = frozenset({BookingState.HELD, BookingState.BOOKED})
TAKING = OPEN | {BookingState.CHECKED_IN, BookingState.MISSED, BookingState.DONE}
"""States in which a booking has its place; in the others it is free again, at once or after a while."""

COUNTED = frozenset({BookingState.BOOKED, BookingState.CHECKED_IN})
"""What counts as a person's booking of a day."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A place that nobody has and that cannot be booked before `until`: nobody can pass it on."""

    queue: str
    date: date
    starts_at: datetime
    place: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who books, as far as it may be kept: keyed hashes and masked forms."""

    person: str | None = None
    person_mask: str | None = None
    phone: str | None = None
    phone_mask: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what the visitor is known."""
        return tuple(
            k for k in (self.person and f"id:{self.person}", self.phone and f"phone:{self.phone}") if k
        )

    @property
    def document_keys(self) -> tuple[str, ...]:
        """Under what missed bookings shut the visitor out: a document; anybody may type anybody's phone."""
        return (f"id:{self.person}",) if self.person else ()


@dataclass(frozen=True)
class Appointment:
    """A place that is booked ahead. Times are aware UTC; `id` is its public id.

    `place` is its number within the slot, 1 to `places`, as many as the slot had when it was taken. `until`
    is the end of a hold. `given_back` are places that it had and whose time to be booked again has not come.
    `number` and `ticket_public_id` are those of the ticket that it became, `on_time` whether its
    visitor came for its time. `holder` is the keyed hash of the
    address that holds; `appeal` are the visitor's own words.
    """

    id: str
    queue: str
    date: date
    starts_at: datetime
    ends_at: datetime
    place: int
    places: int
    since: datetime
    state: BookingState = BookingState.HELD
    kind: VisitKind = VisitKind.HALL
    service: str | None = None
    until: datetime | None = None
    language: str = "zh"
    elsewhere: bool = False
    moves: int = 0
    given_back: tuple[GivenBack, ...] = ()
    ticket: int | None = None
    ticket_public_id: str | None = None
    number: str | None = None
    on_time: bool = False
    assigned_to: str | None = None
    appealed: bool = False
    excused: bool = False
    visitor: Visitor = Visitor()
    holder: str | None = None
    appeal: str = ""
    seq: int = 0

    @property
    def open(self) -> bool:
        """Whether somebody is still expected."""
        return self.state in OPEN

    @property
    def takes(self) -> bool:
        """Whether its place is its own."""
        return self.state in TAKING

    @property
    def is_somebodys(self) -> bool:
        """Whether it was booked, as far as is known: a hold is nobody's, however it ended."""
        if self.state is BookingState.CANCELLED:
            return bool(self.visitor.keys)
        return self.state not in {BookingState.HELD, BookingState.EXPIRED}

    @property
    def counts_as_missed(self) -> bool:
        """Whether nobody came, and no manager excused it."""
        return self.state is BookingState.MISSED and not self.excused

    @property
    def personal(self) -> bool:
        """Whether something here leads to a person."""
        return bool(self.visitor != Visitor() or self.holder or self.appeal)

    def without_person(self) -> "Appointment":
        """The booking as facts tell it and as retention leaves it: nothing leads to a person."""
        return replace(self, visitor=Visitor(), holder=None, appeal="")

    def must_be(self, *states: BookingState) -> None:
        """Refuse unless the booking is in one of `states`."""
        if self.state not in states:
            raise WrongAppointmentState(appointment_state=self.state.value, number=self.number)

    # --- moves ---------------------------------------------------------------------------------

    def book(self, language: str, elsewhere: bool, at: datetime) -> "Appointment":
        """held -> booked; whose it is is put beside."""
        self.must_be(BookingState.HELD)
        return replace(
            self,
            state=BookingState.BOOKED,
            language=language,
            elsewhere=elsewhere,
            until=None,
            holder=None,
            since=at,
        )

    def expire(self, at: datetime) -> "Appointment":
        """held -> expired."""
        self.must_be(BookingState.HELD)
        return replace(self, state=BookingState.EXPIRED, until=None, holder=None, since=at)

    def cancel(self, back: GivenBack | None, at: datetime) -> "Appointment":
        """held or booked -> cancelled; its place comes back, at once or later (`back`)."""
        self.must_be(BookingState.HELD, BookingState.BOOKED)
        gone = replace(self, state=BookingState.CANCELLED, until=None, holder=None, since=at)
        return gone if back is None else replace(gone, given_back=(*self.given_back, back))

    def move(self, slot: Slot, place: int, back: GivenBack, at: datetime) -> "Appointment":
        """booked -> booked in another slot; the place it had comes back later.

        Who was to go to a visit may not be free then: it has nobody again.
        """
        self.must_be(BookingState.BOOKED)
        return replace(
            self,
            assigned_to=self.assigned_to if self.kind is VisitKind.HALL else None,
            date=slot.date,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            place=place,
            places=slot.places,
            moves=self.moves + 1,
            given_back=(*self.given_back, back),
            since=at,
        )

    def free(self, back: GivenBack) -> "Appointment":
        """A place that it had can be booked again."""
        return replace(self, given_back=tuple(b for b in self.given_back if b != back))

    def check_in(
        self, ticket: int, public_id: str, number: str, at: datetime, on_time: bool
    ) -> "Appointment":
        """booked -> checked in, with the ticket that it became."""
        self.must_be(BookingState.BOOKED)
        return replace(
            self,
            state=BookingState.CHECKED_IN,
            ticket=ticket,
            ticket_public_id=public_id,
            number=number,
            on_time=on_time,
            since=at,
        )

    def end(self, state: BookingState, at: datetime) -> "Appointment":
        """booked -> missed, lapsed or done, when its day is over."""
        self.must_be(BookingState.BOOKED)
        return replace(self, state=state, since=at)
