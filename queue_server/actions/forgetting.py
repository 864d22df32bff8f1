"""What a centre no longer needs to know of its visitors, and what one of them wants to have erased.

PIPL, the law on personal information: art. 6 and 19 (no longer than needed), art. 47 (erasure on request).
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import timedelta

from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Appointment
from queue_server.domain.facts import AppointmentErased, VisitorErased, VisitorsForgotten
from queue_server.domain.refusals import UnknownAppointment, UnknownTicket, WrongAppointmentState, WrongState
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import Window

SLICE = 50
"""Tickets and answers of one act: some milliseconds, so that nobody at a kiosk waits for it."""

WORDS = "words"
"""What a visitor wrote beside a rating, among the kinds of what was erased."""

CONTACT = "contact"
"""Whom to call and where to go, among the kinds of what was erased."""

UNDOABLE_FOR = timedelta(hours=1)
"""A clerk's last act can be taken back for half a minute; what is older only remembers a visitor."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much one act forgot."""

    tickets: int = 0
    answers: int = 0
    windows: int = 0
    words: int = 0
    bookings: int = 0
    contacts: int = 0

    def __bool__(self) -> bool:
        return any(astuple(self))


def forget_some(tx: Tx) -> Forgotten:
    """Forget a slice of what is older than policy's `personal_data_days`; nothing when nothing is left."""
    today = tx.hall.counters.business_date
    if today is None:
        return Forgotten()
    days = timedelta(days=tx.hall.catalogue.policy.personal_data_days)
    before = today - days
    windows = [_without_last_act(window) for window in _remembering(tx)]
    done = Forgotten(
        tx.forget_visitors(before, SLICE),
        tx.forget_answers(tx.real_now - days, SLICE),
        len(windows),
        tx.forget_words(before, SLICE),
        tx.forget_bookings(before, SLICE),
        tx.forget_contacts(before, SLICE),
    )
    if done:
        tx.record(VisitorsForgotten(before, *astuple(done)), *windows)
    return done


def erase(tx: Tx, public_ids: Sequence[str]) -> list[Ticket]:
    """Erase whom these tickets were for, at somebody's request, a fact for each; the tickets as they are now.

    Raises UnknownTicket, and WrongState for a visit that still goes on: nothing happens then.
    """
    tickets = {ticket.id: ticket for ticket in (_ended(tx, public_id) for public_id in public_ids)}
    for number, ticket in sorted(tickets.items()):
        windows = [_without_last_act(w) for w in tx.hall.windows.values() if number in _remembered(w)]
        tx.forget_answers_of(number)
        words = (WORDS,) if tx.forget_words_of(number) else ()
        tx.record(VisitorErased(number, (*kinds_of(ticket), *words)), ticket.without_person(), *windows)
    return [tx.hall.tickets[number] for number in sorted(tickets)]


def erase_bookings(tx: Tx, public_ids: Sequence[str]) -> None:
    """Erase whose these bookings were, at somebody's request, a fact for each.

    Raises UnknownAppointment, and WrongAppointmentState for one whose visitor is still expected.
    """
    for name in dict.fromkeys(public_ids):
        booking = tx.find_appointment(name)
        if booking is None:
            raise UnknownAppointment
        if booking.open:
            raise WrongAppointmentState(appointment_state=booking.state.value, number=None)
        contact = (CONTACT,) if tx.forget_contact(name) else ()
        tx.record(AppointmentErased(name, (*kinds_of_booking(booking), *contact)), booking.without_person())


def kinds_of_booking(booking: Appointment) -> tuple[str, ...]:
    """What of a person the booking's row holds: id_number, phone, appeal."""
    v = booking.visitor
    held = {
        "id_number": v.person or v.person_mask,
        "phone": v.phone or v.phone_mask,
        "appeal": booking.appeal,
    }
    return tuple(kind for kind, value in held.items() if value)


def kinds_of(ticket: Ticket) -> tuple[str, ...]:
    """What of a person the ticket holds: id_number, note, party."""
    held = {"id_number": ticket.person or ticket.person_mask, "note": ticket.note, "party": ticket.party}
    return tuple(kind for kind, value in held.items() if value)


def _ended(tx: Tx, public_id: str) -> Ticket:
    ticket = tx.find_ticket(public_id)
    if ticket is None:
        raise UnknownTicket
    if ticket.live:
        raise WrongState(number=ticket.number, state=ticket.state.value)
    return ticket


def _remembering(tx: Tx) -> list[Window]:
    """Windows that still remember the visitor of an act of long ago."""
    return [
        window
        for window in tx.hall.windows.values()
        if window.undoable and tx.real_now - window.undoable.real_at > UNDOABLE_FOR
    ]


def _remembered(window: Window) -> Iterable[int]:
    return (ticket.id for ticket in window.undoable.before) if window.undoable else ()


def _without_last_act(window: Window) -> Window:
    return replace(window, undoable=None)
