"""After a booking was missed, and who does a visit elsewhere: appeal, excuse, assign."""

from dataclasses import replace

from queue_server.actions.booking import any_booking
from queue_server.actions.booking_limits import missed_since
from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.facts import AppointmentAppealed, AppointmentAssigned, AppointmentExcused
from queue_server.domain.policy import VisitKind
from queue_server.domain.refusals import AppealedAlready, BadValue, NotAVisit, NothingToExcuse
from queue_server.domain.slots import rules_or_last


def appeal(tx: Tx, public_id: str, words: str) -> Appointment:
    """Whoever missed a booking says why, once. The words stand in its row alone."""
    missed = any_booking(tx, public_id)
    if missed.state is not BookingState.MISSED or missed.appealed or missed.excused:
        raise AppealedAlready
    tx.record(AppointmentAppealed(public_id), replace(missed, appealed=True, appeal=words))
    return tx.hall.appointments[public_id]


def excuse(tx: Tx, public_id: str, reason: str) -> Appointment:
    """A manager does not count this missed booking, nor what the same person missed lately: a ban ends.

    Raises NothingToExcuse.
    """
    missed = any_booking(tx, public_id)
    if missed.state is not BookingState.MISSED or missed.excused:
        raise NothingToExcuse
    today = tx.hall.counters.business_date
    assert today is not None
    since = missed_since(rules_or_last(tx.hall.catalogue), today)
    others = [name for name, _ in tx.missed_bookings(missed.visitor.keys, since)]
    for name in dict.fromkeys((public_id, *others)):
        each = tx.find_appointment(name)
        if each is not None:
            tx.record(AppointmentExcused(name, reason), replace(each, excused=True))
    return tx.hall.appointments[public_id]


def assign(tx: Tx, public_id: str, clerk: str | None) -> Appointment:
    """Say who does it. Raises NotAVisit in the hall, and BadValue for somebody who is not of the staff."""
    booked = any_booking(tx, public_id)
    if booked.kind is VisitKind.HALL:
        raise NotAVisit
    booked.must_be(BookingState.BOOKED)
    if clerk is not None and clerk not in tx.hall.catalogue.staff:
        raise BadValue(field="employee_no", why="nobody of the staff has this number")
    if clerk != booked.assigned_to:
        tx.record(AppointmentAssigned(public_id, clerk), replace(booked, assigned_to=clerk))
    return tx.hall.appointments[public_id]
