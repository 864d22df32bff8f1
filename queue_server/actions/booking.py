"""Booking: a place is held, booked, moved or given back. Every act first lets the clock free what is due."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from queue_server.actions.booking_limits import (
    must_be_in_time,
    must_be_known,
    must_be_of_this_town,
    must_be_reachable,
    must_be_within_limits,
    must_hold_few,
    must_not_be_banned,
    must_not_have_begun,
    spoken,
)
from queue_server.actions.bookings_due import come_back
from queue_server.actions.days import ensure_day
from queue_server.actions.issuing import Wanted, errand_of
from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Appointment, BookingState, GivenBack, Visitor
from queue_server.domain.calendar import local
from queue_server.domain.facts import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentMoved,
    PlaceHeld,
)
from queue_server.domain.hall import Hall
from queue_server.domain.places_left import is_over, places_left
from queue_server.domain.policy import BookingPolicy, VisitKind
from queue_server.domain.quotas import bookable
from queue_server.domain.refusals import (
    BookingOver,
    HoldOver,
    MovesUsed,
    NotReleased,
    SlotFull,
    UnknownAppointment,
    UnknownSlot,
)
from queue_server.domain.slots import Slot, released_at, rules_of, rules_or_last


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to book: an item or a queue, and the start of a slot."""

    starts_at: datetime
    service: str | None = None
    queue: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a booking beside its place; `contact` is sealed: whom to call and where to go."""

    visitor: Visitor
    language: str = "zh"
    elsewhere: bool = False
    contact: str | None = None


def hold(tx: Tx, wish: Wish, public_id: str, holder: str) -> Appointment:
    """Keep a place for a short time. `holder` is the keyed hash of the address that asks."""
    _settle(tx)
    rules = _rules(tx, wish)
    must_hold_few(tx.hall, rules, holder)
    until = tx.now + timedelta(seconds=rules.hold_s)
    return _take(tx, wish, public_id, holder, until)


def book(tx: Tx, public_id: str, details: Details) -> Appointment:
    """Make a held place somebody's. Raises HoldOver where it is not held any more."""
    _settle(tx)
    held = tx.hall.appointments.get(public_id)
    if held is None or held.state is not BookingState.HELD:
        raise HoldOver
    return _make_it(tx, held, details)


def book_at_once(tx: Tx, wish: Wish, public_id: str, details: Details) -> Appointment:
    """A place without holding it first."""
    _settle(tx)
    rules = _rules(tx, wish)
    return _make_it(tx, _take(tx, wish, public_id, None, tx.now + timedelta(seconds=rules.hold_s)), details)


def cancel(tx: Tx, public_id: str, draw: float) -> Appointment:
    """Give a place back. A hold is free at once, a booking's place after a time that `draw` (0 to 1) decides.

    Possible until the slot begins: whoever says that he cannot come missed nothing. Raises ChangeOver then.
    """
    booked = open_booking(tx, public_id)
    back = None
    if booked.state is BookingState.BOOKED:
        must_not_have_begun(tx.hall, booked, tx.now)
        back = _given_back(tx, booked, draw)
    tx.record(AppointmentCancelled(public_id, back), booked.cancel(back, tx.now))
    if booked.kind is not VisitKind.HALL:
        tx.forget_contact(public_id)
    return tx.hall.appointments[public_id]


def move(tx: Tx, public_id: str, starts_at: datetime, draw: float) -> Appointment:
    """The same booking in another slot of its queue; the place it had comes back later, as with cancel."""
    booked = open_booking(tx, public_id)
    booked.must_be(BookingState.BOOKED)
    if starts_at == booked.starts_at:
        return booked
    must_be_in_time(tx.hall, booked, tx.now)
    rules = rules_of(tx.hall.catalogue, booked.queue)
    if booked.moves >= rules.moves:
        raise MovesUsed(count=rules.moves)
    slot = _open_slot(tx.hall, booked.queue, starts_at, tx.now)
    if slot.date != booked.date:
        must_be_within_limits(tx.hall, booked, rules, slot.date, booked.visitor)
    place = _free_place(tx.hall, slot, tx.now, booked)
    back = _given_back(tx, booked, draw)
    moved = booked.move(slot, place, back, tx.now)
    fact = AppointmentMoved(
        public_id,
        slot.date,
        slot.starts_at,
        slot.ends_at,
        place,
        slot.places,
        back,
        slot.half,
        bookable(tx.hall, booked.queue),
    )
    tx.record(fact, moved)
    return tx.hall.appointments[public_id]


def open_booking(tx: Tx, public_id: str) -> Appointment:
    """A booking after the clock had its say. Raises UnknownAppointment, or that its state allows nothing."""
    booking = any_booking(tx, public_id)
    booking.must_be(BookingState.HELD, BookingState.BOOKED)
    return booking


def any_booking(tx: Tx, public_id: str) -> Appointment:
    """A booking in whatever state, of any day. Raises UnknownAppointment."""
    _settle(tx)
    found = tx.find_appointment(public_id)
    if found is None:
        raise UnknownAppointment
    return found


def kind_of_wish(tx: Tx, wish: Wish) -> VisitKind:
    """Where what is wished for takes place. Raises UnknownService or UnknownQueue."""
    return tx.hall.catalogue.policy.queue(_queue(tx, wish)).visit


def _settle(tx: Tx) -> None:
    ensure_day(tx)
    come_back(tx)


def _rules(tx: Tx, wish: Wish) -> BookingPolicy:
    return rules_of(tx.hall.catalogue, _queue(tx, wish))


def _queue(tx: Tx, wish: Wish) -> str:
    return errand_of(tx.hall.catalogue, Wanted(service=wish.service, queue=wish.queue)).queue


def _take(tx: Tx, wish: Wish, public_id: str, holder: str | None, until: datetime) -> Appointment:
    slot = _open_slot(tx.hall, _queue(tx, wish), wish.starts_at, tx.now)
    held = Appointment(
        id=public_id,
        queue=slot.queue,
        date=slot.date,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=_free_place(tx.hall, slot, tx.now),
        places=slot.places,
        since=tx.now,
        kind=tx.hall.catalogue.policy.queue(slot.queue).visit,
        service=wish.service,
        until=until,
        holder=holder,
    )
    share = bookable(tx.hall, slot.queue)
    tx.record(PlaceHeld(public_id, held.without_person(), slot.half, share), held)
    return tx.hall.appointments[public_id]


def _make_it(tx: Tx, held: Appointment, details: Details) -> Appointment:
    rules = rules_of(tx.hall.catalogue, held.queue)
    must_be_known(tx.hall, held.queue, details.visitor)
    must_be_reachable(held, details.contact)
    must_be_of_this_town(tx.hall, held, elsewhere=details.elsewhere)
    must_be_within_limits(tx.hall, held, rules, held.date, details.visitor)
    must_not_be_banned(tx, rules, details.visitor)
    booked = replace(held.book(details.language, details.elsewhere, tx.now), visitor=details.visitor)
    tx.record(AppointmentBooked(held.id, details.language, details.elsewhere), booked)
    if details.contact is not None:
        tx.keep_contact(held.id, details.contact)
    return tx.hall.appointments[held.id]


def _open_slot(hall: Hall, queue: str, starts_at: datetime, now: datetime) -> Slot:
    """The slot, if it can be booked now. Raises NotBookable, UnknownSlot, NotReleased or BookingOver."""
    rules = rules_of(hall.catalogue, queue)
    day = local(hall.catalogue, starts_at).date()
    slot = next((s for s in hall.slots(queue, day) if s.starts_at == starts_at), None)
    if slot is None:
        raise UnknownSlot(starts_at=spoken(hall, starts_at))
    opens = released_at(hall.catalogue, rules, slot.date)
    if now < opens:
        raise NotReleased(opens=spoken(hall, opens))
    if is_over(rules, slot, now):
        raise BookingOver(starts_at=spoken(hall, starts_at))
    return slot


def _free_place(hall: Hall, slot: Slot, now: datetime, moves: Appointment | None = None) -> int:
    """The lowest number that nobody has, also for a booking that moves. Raises SlotFull."""
    taken = hall.bookings.taken(slot.queue, slot.starts_at)
    if places_left(hall, slot, now, moves) <= 0:
        raise SlotFull(starts_at=spoken(hall, slot.starts_at))
    return next(n for n in range(1, slot.places + 1) if n not in taken)


def _given_back(tx: Tx, booked: Appointment, draw: float) -> GivenBack:
    rules = rules_or_last(tx.hall.catalogue)
    least, most = rules.back_least_s, max(rules.back_least_s, rules.back_most_s)
    until = tx.now + timedelta(seconds=round(least + (most - least) * draw))
    return GivenBack(booked.queue, booked.date, booked.starts_at, booked.place, until)
