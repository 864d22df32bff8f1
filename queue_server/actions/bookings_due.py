"""What the clock does to bookings: holds run out, places come back, days end without their visitors."""

from datetime import date

from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.calendar import is_open_at
from queue_server.domain.facts import AppointmentEnded, HoldExpired, PlaceCameBack
from queue_server.domain.hall import Hall
from queue_server.domain.policy import VisitKind


def come_back(tx: Tx) -> None:
    """Record the places that are free again by now: of holds that ran out, of bookings given up or moved."""
    for name in tx.hall.bookings.due(tx.now):
        appointment = tx.hall.appointments[name]
        if appointment.state is BookingState.HELD and appointment.until and appointment.until <= tx.now:
            tx.record(HoldExpired(name), appointment.expire(tx.now))
        for back in appointment.given_back:
            if back.until <= tx.now:
                tx.record(PlaceCameBack(name, back), tx.hall.appointments[name].free(back))


def end_bookings(tx: Tx, day: date) -> None:
    """End the bookings of a business date that is over, and of earlier ones."""
    ended = [a for d in sorted(tx.hall.bookings.of_day) if d <= day for a in _open_on(tx.hall, d)]
    for appointment in ended:
        if appointment.state is BookingState.HELD:
            tx.record(HoldExpired(appointment.id), appointment.expire(tx.now))
            continue
        state = _end_of(tx.hall, appointment)
        tx.record(AppointmentEnded(appointment.id, state.value), appointment.end(state, tx.now))


def _open_on(hall: Hall, day: date) -> list[Appointment]:
    found = (hall.appointments[name] for name in sorted(hall.bookings.of_day[day]))
    return [appointment for appointment in found if appointment.open]


def _end_of(hall: Hall, appointment: Appointment) -> BookingState:
    """Whoever did not come missed it, and a visit elsewhere is done, unless the centre or the queue was not
    open at that time.
    """
    catalogue, queue = hall.catalogue, appointment.queue
    elsewhere = appointment.kind is not VisitKind.HALL
    known = queue in catalogue.queues and (elsewhere or catalogue.gives_numbers(queue))
    if not known or not is_open_at(catalogue, queue, appointment.date, appointment.starts_at):
        return BookingState.LAPSED
    if elsewhere:
        return BookingState.DONE
    opened = appointment.date == hall.counters.business_date and not hall.counters.day_closed
    return BookingState.MISSED if opened else BookingState.LAPSED
