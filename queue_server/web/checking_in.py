"""Check-in over HTTP: at a kiosk with a code, a phone number or an ID card; from a phone by the public id."""

from queue_server.actions.access import token_key
from queue_server.actions.bookings_due import come_back
from queue_server.actions.checking_in import Claim, check_in, meant
from queue_server.actions.days import ensure_day
from queue_server.actions.ports import Tx
from queue_server.boards.places import hall_of_queue
from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.persons import IdKind
from queue_server.domain.refusals import CheckedInBefore, DocumentNeeded
from queue_server.domain.tickets import Ticket
from wire import appointments as wire
from wire.base import Nothing

from .access import ISSUERS
from .appointments import view_of
from .limits import Flow
from .routes import Call, Command, Reply, Route
from .secrets import new_public_id
from .services import Services
from .tickets import hall_of_kiosk
from .tickets import view_of as ticket_view_of
from .visitors import visitor_of

PHONES_PER_S = 1 / 6
PHONES_BURST = 20
"""How often one kiosk, or one guide, asks by phone number: twenty times at once, then ten times a minute."""


def from_phone(tx: Tx, call: Call, _: Nothing) -> Reply:
    """The holder says to have come. Nobody sees it, so nothing is claimed beside it."""
    ticket, on_time = check_in(tx, call.path["public_id"], new_public_id(), Claim(by_phone=True))
    return _told(tx, call, ticket, None, on_time=on_time, again=False)


def at_kiosk(tx: Tx, call: Call, asked: wire.CheckInAtKiosk) -> Reply:
    """Somebody stands at a kiosk, or before a guide; several bookings of one person are to choose from.

    Others may know a phone number too: alone it is no real name, and tells no more than the number of a
    booking that was checked in before.
    """
    stands_in = hall_of_kiosk(tx.hall, call.who)
    if asked.public_id is not None:
        return _again(tx, call, asked.public_id, stands_in) or _check_in(
            tx, call, asked.public_id, asked, stands_in
        )
    ensure_day(tx)
    come_back(tx)
    secret, kind = call.services.settings.secret, IdKind(asked.id_kind)
    visitor = visitor_of(tx, secret, call.centre, asked.phone, asked.id_number, kind)
    found = meant(tx, visitor)
    if asked.phone is not None:
        found = _by_phone_alone(tx.hall, found)
    if len(found) == 1:
        booking = found[0].id
        return _again(tx, call, booking, stands_in) or _check_in(tx, call, booking, asked, stands_in)
    choices = [view_of(tx.hall, call, each) for each in found]
    none = {"ticket": None, "other_hall": False, "on_time": False, "again": False}
    return Reply({**none, "choices": choices}, 200)


def _by_phone_alone(hall: Hall, found: list[Appointment]) -> list[Appointment]:
    """Those that a phone number is enough for. Raises DocumentNeeded or CheckedInBefore."""
    usable = [a for a in found if not hall.catalogue.policy.queue(a.queue).real_name]
    if not usable:
        raise DocumentNeeded
    first = usable[0]
    if first.state is BookingState.CHECKED_IN:
        raise CheckedInBefore(number=first.number, hall=hall_of_queue(hall, first.queue))
    return usable


def _again(tx: Tx, call: Call, public_id: str, stands_in: str | None) -> Reply | None:
    """The ticket of a booking that was checked in before: who lost the paper shows the same once more."""
    booking = tx.find_appointment(public_id)
    if booking is None or booking.state is not BookingState.CHECKED_IN:
        return None
    ticket = tx.find_ticket(booking.ticket_public_id or "")
    if ticket is None:
        return None
    return _told(tx, call, ticket, stands_in, on_time=booking.on_time, again=True)


def _check_in(tx: Tx, call: Call, booking: str, asked: wire.CheckInAtKiosk, stands_in: str | None) -> Reply:
    claim = Claim(VisitorClass(asked.visitor_class), asked.returning_from, stands_in)
    ticket, on_time = check_in(tx, booking, new_public_id(), claim)
    return _told(tx, call, ticket, stands_in, on_time=on_time, again=False)


def _told(tx: Tx, call: Call, ticket: Ticket, stands_in: str | None, *, on_time: bool, again: bool) -> Reply:
    other_hall = stands_in is not None and stands_in != tx.hall.hall_of(ticket.queue)
    shown = ticket_view_of(tx.hall, call, ticket, ticket.language)
    body = {"ticket": shown, "other_hall": other_hall, "on_time": on_time, "again": again, "choices": []}
    return Reply(body, 200 if again else 201, ticket.id)


def check_in_routes(services: Services) -> tuple[Route, ...]:
    """The routes; phone numbers are tried at a kiosk no faster than people type them."""
    flow = Flow(services.clock.real_now, PHONES_PER_S, PHONES_BURST)

    def slowly(call: Call, asked: wire.CheckInAtKiosk) -> None:
        if asked.phone is not None:
            flow.take(token_key(call.secret or ""))

    return (
        Command(
            method="POST",
            path="/appointments/{public_id}/check-in",
            name="appointments.check_in",
            asks=Nothing,
            answers=wire.CheckedIn,
            status=201,
            act=from_phone,
            key_needed=True,
        ),
        Command(
            method="POST",
            path="/appointments/check-in",
            name="appointments.check_in_at_kiosk",
            who=ISSUERS,
            asks=wire.CheckInAtKiosk,
            answers=wire.CheckedIn,
            status=201,
            act=at_kiosk,
            key_needed=True,
            before=slowly,
        ),
    )
