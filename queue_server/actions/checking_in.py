"""Check-in: a booking becomes a ticket. It gets a class and an arrival, and the one rule does the rest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.actions.admitting import (
    must_be_open,
    must_be_within_limit,
    must_have_numbers_left,
    must_not_be_evacuated,
)
from queue_server.actions.booking import any_booking
from queue_server.actions.issuing import Errand, Person, Wanted, class_of, give
from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Appointment, BookingState, Visitor
from queue_server.domain.calendar import day_is_over, is_open_at
from queue_server.domain.classes import VisitorClass
from queue_server.domain.facts import AppointmentCheckedIn
from queue_server.domain.hall import Hall
from queue_server.domain.policy import VisitKind
from queue_server.domain.refusals import (
    Closed,
    NotAHallVisit,
    OnlyInTheHall,
    TooEarly,
    UnknownAppointment,
    UnknownQueue,
)
from queue_server.domain.slots import rules_or_last
from queue_server.domain.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody who checks in claims beside it, and in which hall the kiosk stands.

    `by_phone`: nobody sees whether the visitor is in the hall.
    """

    visitor_class: VisitorClass = VisitorClass.ORDINARY
    returning_from: str | None = None
    from_hall: str | None = None
    by_phone: bool = False


def check_in(tx: Tx, appointment: str, public_id: str, claim: Claim) -> tuple[Ticket, bool]:
    """The ticket of a booking, and whether its visitor is on time.

    On time (policy's `early_s` before the slot's start to `late_s` after it) it counts as arrived at the
    slot's start, with the class appointment. Later it counts as arrived now; after the slot's end its place
    was given to people without a booking, and it is a number like any other: taken in the hall, not by phone
    (OnlyInTheHall). Raises TooEarly before, and Closed where the hall is not open at the time booked.
    """
    booked = any_booking(tx, appointment)
    booked.must_be(BookingState.BOOKED)
    if booked.kind is not VisitKind.HALL:
        raise NotAHallVisit
    if booked.queue not in tx.hall.catalogue.queues:
        raise UnknownQueue(queue=booked.queue)
    _must_be_its_time(tx, booked)
    has_its_place = tx.now < booked.ends_at
    on_time = has_its_place and tx.now <= on_time_until(tx.hall, booked)
    must_not_be_evacuated(tx.hall, booked.queue, claim.from_hall)
    if not has_its_place:
        if claim.by_phone:
            raise OnlyInTheHall
        must_be_open(tx.hall, booked.queue, tx.now)
        must_have_numbers_left(tx.hall, booked.queue, tx.now)
    wanted = _wanted(booked, claim)
    must_be_within_limit(tx.hall, (booked.queue,), wanted.person_key)
    errand = Errand(booked.queue, tx.hall.catalogue.queues[booked.queue].prefix)
    of_class = _class_of(tx, wanted, on_time=on_time)
    ticket = give(
        tx,
        wanted,
        errand,
        of_class,
        public_id,
        arrived_at=booked.starts_at if on_time else tx.now,
        slot_at=booked.starts_at if has_its_place else None,
    )
    fact = AppointmentCheckedIn(booked.id, ticket.id, public_id, ticket.number, on_time)
    tx.record(fact, booked.check_in(ticket.id, public_id, ticket.number, tx.now, on_time))
    return ticket, on_time


def meant(tx: Tx, visitor: Visitor) -> list[Appointment]:
    """The bookings that somebody may check in with at a kiosk now, or the one that says why not.

    Those whose time has come, of today; else the one whose ticket still goes on, the next one, or the last of
    today that was checked in. Raises UnknownAppointment.
    """
    today = tx.hall.counters.business_date
    found = [tx.hall.appointments[n] for k in visitor.keys for n in tx.hall.bookings.of_visitor.get(k, ())]
    coming = sorted(
        {a.id: a for a in found if a.state is BookingState.BOOKED and a.kind is VisitKind.HALL}.values(),
        key=lambda a: (a.starts_at, a.id),
    )
    ready = [a for a in coming if a.date == today and check_in_from(tx.hall, a) <= tx.now]
    here = sorted(
        (a for a in found if a.state is BookingState.CHECKED_IN and a.date == today),
        key=lambda a: (_goes_on(tx.hall, a), a.starts_at),
    )
    if ready:
        return ready
    if here and (not coming or _goes_on(tx.hall, here[-1])):
        return here[-1:]
    if not coming:
        raise UnknownAppointment
    return coming[:1]


def _goes_on(hall: Hall, booking: Appointment) -> bool:
    ticket = hall.tickets.get(booking.ticket or 0)
    return ticket is not None and ticket.live


def check_in_from(hall: Hall, booked: Appointment) -> datetime:
    """The first moment at which one can check in."""
    return booked.starts_at - timedelta(seconds=rules_or_last(hall.catalogue).early_s)


def on_time_until(hall: Hall, booked: Appointment) -> datetime:
    """The last moment at which one counts as arrived at the slot's start."""
    late = timedelta(seconds=rules_or_last(hall.catalogue).late_s)
    return min(booked.starts_at + late, booked.ends_at)


def is_shut_out(hall: Hall, booked: Appointment) -> bool:
    """Whether nobody will serve it at the time that was booked: the centre changed its days, its hours, or
    what the queue is.
    """
    catalogue, elsewhere = hall.catalogue, booked.kind is not VisitKind.HALL
    known = booked.queue in catalogue.queues and (elsewhere or catalogue.gives_numbers(booked.queue))
    return not (known and is_open_at(catalogue, booked.queue, booked.date, booked.starts_at))


def _must_be_its_time(tx: Tx, booked: Appointment) -> None:
    if is_shut_out(tx.hall, booked):
        raise Closed(queue=booked.queue, opens=None)
    opens = check_in_from(tx.hall, booked)
    if tx.now < opens or booked.date != tx.hall.counters.business_date:
        raise TooEarly(opens=opens.astimezone(tx.hall.catalogue.centre.zone).isoformat())
    if day_is_over(tx.hall.catalogue, booked.date, tx.now):
        raise Closed(queue=booked.queue, opens=None)


def _wanted(booked: Appointment, claim: Claim) -> Wanted:
    v = booked.visitor
    return Wanted(
        service=booked.service,
        queue=None if booked.service else booked.queue,
        visitor_class=claim.visitor_class,
        language=booked.language,
        person=Person(v.person, v.person_mask or "") if v.person else None,
        returning_from=claim.returning_from,
        from_hall=claim.from_hall,
    )


def _class_of(tx: Tx, wanted: Wanted, *, on_time: bool) -> VisitorClass:
    """One class: of the booking's, the one claimed and the right to return, whichever is furthest ahead."""
    claimed = class_of(tx, wanted)
    if not on_time:
        return claimed
    head_start = tx.hall.catalogue.policy.head_start
    return max(VisitorClass.APPOINTMENT, claimed, key=head_start)
