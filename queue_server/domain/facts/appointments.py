"""What happens to places that are booked ahead. `appointment` is the booking's public id."""

from dataclasses import dataclass
from datetime import date, datetime

from queue_server.domain.appointments import Appointment, GivenBack

from .base import Fact


@dataclass(frozen=True, slots=True)
class PlaceHeld(Fact):
    """A place is kept for a short time while somebody books; `held` is the booking as it was born.

    `half_places` is how many of its half-day (`half`, "am" or "pm") could be booked then, None where the
    queue has no quota.
    """

    appointment: str
    held: Appointment
    half: str = "am"
    half_places: int | None = None


@dataclass(frozen=True, slots=True)
class HoldExpired(Fact):
    """Nobody booked the place in time; it is free."""

    appointment: str


@dataclass(frozen=True, slots=True)
class AppointmentBooked(Fact):
    """The place that was held is somebody's; whose is in no fact."""

    appointment: str
    language: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class AppointmentMoved(Fact):
    """The booking has a place in another slot; the one it had can be booked again later (`given_back`)."""

    appointment: str
    date: date
    starts_at: datetime
    ends_at: datetime
    place: int
    places: int
    given_back: GivenBack
    half: str = "am"
    half_places: int | None = None


@dataclass(frozen=True, slots=True)
class AppointmentCancelled(Fact):
    """Nobody will come; a hold is free at once (`given_back` None), a booking's place after a while."""

    appointment: str
    given_back: GivenBack | None = None


@dataclass(frozen=True, slots=True)
class PlaceCameBack(Fact):
    """A place that a booking had can be booked again."""

    appointment: str
    given_back: GivenBack


@dataclass(frozen=True, slots=True)
class AppointmentCheckedIn(Fact):
    """The visitor came and has this ticket. `on_time`: it counts as arrived at the slot's start."""

    appointment: str
    ticket: int
    public_id: str
    number: str
    on_time: bool


@dataclass(frozen=True, slots=True)
class AppointmentEnded(Fact):
    """Its day is over: `state` is missed, lapsed (the centre was not open) or done (a visit elsewhere)."""

    appointment: str
    state: str


@dataclass(frozen=True, slots=True)
class AppointmentAppealed(Fact):
    """Whoever missed it says why; the words stay out of the journal."""

    appointment: str


@dataclass(frozen=True, slots=True)
class AppointmentExcused(Fact):
    """A manager does not count a missed booking (who is the entry's `by`)."""

    appointment: str
    reason: str


@dataclass(frozen=True, slots=True)
class AppointmentAssigned(Fact):
    """Who does a visit at home or acts as agent; None takes it back."""

    appointment: str
    clerk: str | None


@dataclass(frozen=True, slots=True)
class ContactOpened(Fact):
    """Somebody of the staff (the entry's `by`) read whom to call and where to go, of this place of a slot."""

    appointment: str
    queue: str
    starts_at: datetime
    place: int


@dataclass(frozen=True, slots=True)
class AppointmentErased(Fact):
    """Somebody asked for it (PIPL art. 47): the booking lost whose it was.

    `kinds` says what there was to erase: id_number, phone, appeal, contact.
    """

    appointment: str
    kinds: tuple[str, ...]
