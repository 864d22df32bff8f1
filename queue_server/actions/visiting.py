"""Who goes there is told where: contacts are opened by an act, and the record says who opened whose."""

from datetime import date

from queue_server.actions.booking import any_booking
from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Appointment
from queue_server.domain.facts import ContactOpened
from queue_server.domain.refusals import UnknownContact


def open_contact(tx: Tx, public_id: str) -> tuple[Appointment, str]:
    """A booking and its sealed contact. Raises UnknownAppointment, or UnknownContact where none is kept."""
    booking = any_booking(tx, public_id)
    sealed = tx.find_contact(public_id)
    if sealed is None:
        raise UnknownContact
    return booking, _opened(tx, booking, sealed)


def open_contacts(tx: Tx, day: date, at_most: int) -> tuple[list[tuple[Appointment, str]], int]:
    """The first visits of a day that are still to be made, by their times, each with its sealed contact.

    And how many more there are, of which nothing is opened.
    """
    found, count = tx.visits_on(day, at_most)
    return [(a, _opened(tx, a, sealed)) for a, sealed in found], count - len(found)


def _opened(tx: Tx, booking: Appointment, sealed: str) -> str:
    tx.record(ContactOpened(booking.id, booking.queue, booking.starts_at, booking.place))
    return sealed
