"""Who goes there is told where: contacts are opened by an act, and the record says who opened whose."""

from datetime import date

from queue_server.actions.booking import any_booking
from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.facts import ContactOpened
from queue_server.domain.policy import VisitKind
from queue_server.domain.refusals import UnknownContact


def open_contact(tx: Tx, public_id: str) -> tuple[Appointment, str]:
    """A booking and its sealed contact. Raises UnknownAppointment, or UnknownContact where none is kept."""
    booking = any_booking(tx, public_id)
    sealed = tx.find_contact(public_id)
    if sealed is None:
        raise UnknownContact
    return booking, _opened(tx, booking, sealed)


def open_contacts(tx: Tx, day: date, at_most: int) -> list[tuple[Appointment, str]]:
    """The visits of a day that are still to be made, by their times, each with its sealed contact."""
    found, _ = tx.bookings_on(day, at_most)
    coming = [a for a in found if a.kind is not VisitKind.HALL and a.state is BookingState.BOOKED]
    sealed = ((a, tx.find_contact(a.id)) for a in coming)
    return [(a, _opened(tx, a, text)) for a, text in sealed if text is not None]


def _opened(tx: Tx, booking: Appointment, sealed: str) -> str:
    tx.record(ContactOpened(booking.id, booking.queue, booking.starts_at, booking.place))
    return sealed
