"""Appointments: what can be booked, a place that is held or booked, and checking in with it."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from .base import (
    Answered,
    Asked,
    Code,
    Count,
    Language,
    Moment,
    Note,
    PublicId,
    Reason,
    Seconds,
    ToldMoment,
    VisitKind,
    VisitorClass,
    line,
)
from .tickets import IdKind, Ticket

Phone = Annotated[str, line(32, 1)]
Document = Annotated[str, StringConstraints(min_length=1, max_length=32)]
AppointmentState = Literal["held", "booked", "checked_in", "cancelled", "missed", "lapsed", "done", "expired"]


class Proof(Asked):
    """The answer to a challenge of `GET /appointments/challenge`; good once."""

    challenge: Annotated[str, line(300, 1)]
    answer: Annotated[str, line(64, 1)] = Field(
        description="A text such that the SHA-256 of challenge, a colon and it begins with `bits` zero bits."
    )


class Challenge(Answered):
    """What a browser has to find an answer to before it may hold a place, where policy wants that."""

    challenge: str
    bits: Count = Field(description="Zero bits that are asked for; 0: no proof is needed here.")
    good_for_s: Seconds


class HoldPlace(Asked):
    """Keep a place for a short time, while somebody fills in the rest."""

    service: Code | None = None
    queue: Code | None = None
    starts_at: ToldMoment = Field(description="The slot's start, as `GET /appointments/days` tells it.")
    proof: Proof | None = None

    @model_validator(mode="after")
    def _wants_one_thing(self) -> Self:
        _one_of(self, "service", "queue")
        return self


class PlaceHeld(Answered):
    """A place that is kept until a moment; it comes free by itself."""

    hold: str = Field(description="To be given as `hold` when booking; it becomes the booking's public id.")
    queue: str
    service: str | None
    hall: str
    starts_at: Moment
    ends_at: Moment
    until: Moment = Field(description="Hall time.")


class GivenContact(Asked):
    """Whom to call and where to go, for a visit at home; for an agent, what is to be done.

    Kept sealed and apart from the booking, and shown to managers and who goes there alone. What this kind of
    visit does not need is not kept.
    """

    name: Annotated[str, line(40, 1)] = Field(description="How to address the person.", repr=False)
    phone: Phone = Field(repr=False)
    address: Annotated[str, line(200)] = Field(default="", description="Needed for kind home.", repr=False)
    task: Annotated[str, line(200)] = Field(default="", description="Needed for kind agent.", repr=False)


class Book(Asked):
    """Book a place: one that is held (`hold`), or at once (`service` or `queue`, and `starts_at`).

    A phone number or an ID number is needed, and the ID number where the queue asks for it. A visit at home
    or by an agent needs a `contact`, whose phone stands for `phone`.
    """

    hold: PublicId | None = None
    service: Code | None = None
    queue: Code | None = None
    starts_at: ToldMoment | None = None
    phone: Phone | None = Field(
        default=None, description="Kept as keyed hash and masked form only.", repr=False
    )
    id_number: Document | None = Field(
        default=None, description="Kept as keyed hash and masked form only.", repr=False
    )
    id_kind: IdKind = "resident"
    contact: GivenContact | None = Field(default=None, repr=False)
    elsewhere: bool = Field(
        default=False,
        description="The matter belongs to another town: only for items that are handled in any town.",
    )
    language: Language | None = Field(default=None, description="Default: the first of Accept-Language.")
    proof: Proof | None = None

    @model_validator(mode="after")
    def _wants_one_thing(self) -> Self:
        _one_of(self, "hold", "service", "queue")
        if (self.starts_at is None) == (self.hold is None):
            raise ValueError("starts_at is needed without a hold, and only then")
        if self.contact is not None and self.phone is not None:
            raise ValueError("the phone stands in contact, and only there")
        return self


class MoveAppointment(Asked):
    """The same booking in another slot of its queue."""

    starts_at: ToldMoment


class CheckInAtKiosk(Asked):
    """Somebody stands at a kiosk with the booking's code, the phone or the ID card of the booking.

    A class that is claimed, or an earlier visit, counts if it is further ahead.
    """

    visitor_class: VisitorClass = "ordinary"
    returning_from: PublicId | None = None
    public_id: PublicId | None = None
    phone: Phone | None = None
    id_number: Document | None = None
    id_kind: IdKind = "resident"

    @model_validator(mode="after")
    def _wants_one_thing(self) -> Self:
        _one_of(self, "public_id", "phone", "id_number")
        return self


class AppealMissed(Asked):
    """Why somebody could not come; a manager reads it."""

    text: Annotated[str, line(500, 1)]


class Excuse(Asked):
    """A manager does not count a missed booking, and the others of the same person with it."""

    reason: Reason


class Assign(Asked):
    """Who does a home visit or acts as agent; null takes it back."""

    employee_no: Code | None


class Slot(Answered):
    """A time for which places can be booked."""

    starts_at: Moment
    ends_at: Moment
    places: Count
    left: Count


class BookingDay(Answered):
    """A day that is open for booking; without slots where the queue is closed on it."""

    date: str = Field(description="YYYY-MM-DD in the centre's time zone.")
    left: Count
    slots: list[Slot]


class NextRelease(Answered):
    """When the next day is opened for booking, and which."""

    at: Moment
    date: str


class BookingRules(Answered):
    """What a centre asks of people who book; the same for all."""

    days_ahead: Count
    release_at: str = Field(description="HH:MM")
    hold_s: Seconds
    book_until_s: Seconds = Field(description="Before the slot's start.")
    change_until_s: Seconds = Field(description="Move, before the slot's start; it is cancelled until it.")
    early_s: Seconds
    late_s: Seconds
    per_person_day: Count
    moves: Count
    missed_limit: Count = Field(description="So many missed within `missed_days` shut a document out.")
    missed_days: Count
    ban_days: Count
    proof_bits: Count


class BookingDays(Answered):
    """What can be booked for an item or a queue."""

    queue: str
    service: str | None
    hall: str
    kind: VisitKind
    real_name: bool = Field(description="An ID number is needed.")
    cross_town: bool
    days: list[BookingDay]
    next_release: NextRelease | None
    rules: BookingRules


class Appointment(Answered):
    """A booking as its holder sees it. Whoever has its public id may change it and check in."""

    public_id: str
    state: AppointmentState = Field(
        description="held: kept while somebody books. missed: nobody came. lapsed: the centre was not open "
        "at that time, nobody's fault. done: a visit elsewhere whose day is over. expired: held, and not "
        "booked in time."
    )
    kind: VisitKind
    queue: str
    service: str | None
    hall: str
    starts_at: Moment
    ends_at: Moment
    check_in_from: Moment
    on_time_until: Moment = Field(description="After it one waits as if without a booking.")
    change_until: Moment
    moves_left: Count
    can: list[Literal["cancel", "move", "check_in", "appeal"]] = Field(description="What is possible now.")
    appealed: bool = False
    excused: bool = False
    elsewhere: bool = Field(default=False, description="The matter belongs to another town.")
    language: str
    link: str
    ticket: str | None = Field(description="Public id of the ticket that it became.")
    number: str | None
    comes: str | None = Field(
        default=None, description="Who does a visit at home or acts as agent, by name, once it is known."
    )


class VisitContact(Answered):
    """Whom to call and where to go. Whoever is told it stands in the audit trail."""

    name: str
    phone: str
    address: str
    task: str


class OpenedContact(Answered):
    """Where to go for a booking; no contact (null) where the server's secret was changed since."""

    public_id: str
    contact: VisitContact | None


class OpenedVisit(OpenedContact):
    """A line of the paper that somebody takes along: when, for what, and who goes."""

    kind: VisitKind
    queue: str
    service: str | None
    starts_at: Moment
    ends_at: Moment
    language: str
    assigned_to: str | None = Field(description="Employee number; kept when who was assigned has left.")
    comes: str | None = Field(description="Who was assigned, by name.")


class OpenedContacts(Answered):
    """The visits of a day that are still to be made, by their times, for who goes there."""

    date: str
    contacts: list[OpenedVisit]
    more: Count = Field(description="How many visits of the day are left out.")


class StaffMember(Answered):
    """Somebody who may be sent; `skills` are queues."""

    employee_no: str
    name: str
    skills: list[str]


class AppointmentRow(Appointment):
    """A booking as staff see it."""

    id_mask: str | None
    phone_mask: str | None
    appeal: Note = Field(description="Why somebody could not come; only a manager is told.")
    assigned_to: str | None


class AppointmentList(Answered):
    """The bookings of a day by their slots."""

    date: str
    appointments: list[AppointmentRow]
    more: Count = Field(description="How many are left out.")
    staff: list[StaffMember] = Field(
        default_factory=list, description="Who may be sent: told a manager, where there are such visits."
    )


class CheckedIn(Answered):
    """The ticket; or, where several bookings are meant, those to choose from, and no ticket yet."""

    ticket: Ticket | None
    other_hall: bool = Field(description="The ticket's queue is served in another hall than the kiosk's.")
    on_time: bool
    again: bool = Field(
        default=False, description="It was checked in before: the same ticket, which has its paper already."
    )
    choices: list[Appointment] = Field(default_factory=list)


def _one_of(asked: BaseModel, *names: str) -> None:
    if sum(getattr(asked, name) is not None for name in names) != 1:
        raise ValueError(f"exactly one of {', '.join(names)} is needed")
