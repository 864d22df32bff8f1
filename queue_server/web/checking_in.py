"""Check-in over HTTP: at a kiosk with a code, a phone number or an ID card; from a phone by the public id."""

from queue_server.actions.bookings_due import come_back
from queue_server.actions.checking_in import Claim, check_in, meant
from queue_server.actions.days import ensure_day
from queue_server.actions.ports import Tx
from queue_server.domain.classes import VisitorClass
from queue_server.domain.persons import IdKind
from wire import appointments as wire

from .access import ISSUERS
from .appointments import view_of, visitor_of
from .routes import Call, Command, Reply, Route
from .secrets import new_public_id
from .tickets import hall_of_kiosk
from .tickets import view_of as ticket_view_of


def from_phone(tx: Tx, call: Call, asked: wire.CheckIn) -> Reply:
    """The holder has come and has the booking's page open."""
    return _check_in(tx, call, call.path["public_id"], asked, None)


def at_kiosk(tx: Tx, call: Call, asked: wire.CheckInAtKiosk) -> Reply:
    """Somebody stands at a kiosk, or before a guide; several bookings of one person are to choose from."""
    stands_in = hall_of_kiosk(tx.hall, call.who)
    if asked.public_id is not None:
        return _check_in(tx, call, asked.public_id, asked, stands_in)
    ensure_day(tx)
    come_back(tx)
    visitor = visitor_of(tx, call, asked.phone, asked.id_number, IdKind(asked.id_kind))
    found = meant(tx, visitor)
    if len(found) == 1:
        return _check_in(tx, call, found[0].id, asked, stands_in)
    choices = [view_of(tx.hall, call, each) for each in found]
    return Reply({"ticket": None, "other_hall": False, "on_time": False, "choices": choices}, 200)


def _check_in(tx: Tx, call: Call, booking: str, asked: wire.CheckIn, stands_in: str | None) -> Reply:
    claim = Claim(VisitorClass(asked.visitor_class), asked.returning_from, stands_in)
    ticket, on_time = check_in(tx, booking, new_public_id(), claim)
    other_hall = stands_in is not None and stands_in != tx.hall.hall_of(ticket.queue)
    shown = ticket_view_of(tx.hall, call, ticket, ticket.language)
    body = {"ticket": shown, "other_hall": other_hall, "on_time": on_time, "choices": []}
    return Reply(body, 201, ticket.id)


ROUTES: tuple[Route, ...] = (
    Command(
        method="POST",
        path="/appointments/{public_id}/check-in",
        name="appointments.check_in",
        asks=wire.CheckIn,
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
    ),
)
