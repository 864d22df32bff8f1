"""Booking over HTTP: places are held, booked, moved and given back by whoever has the booking's public id."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from pydantic import BaseModel

from queue_server.actions import booking, excusing, visiting
from queue_server.actions.booking import Details, Wish
from queue_server.actions.issuing import Wanted, errand_of
from queue_server.actions.ports import Tx
from queue_server.boards.appointments import (
    appointment_view,
    days_view,
    held_view,
    row_view,
    staff_view,
    visit_view,
)
from queue_server.domain.appointments import Appointment
from queue_server.domain.calendar import local
from queue_server.domain.contacts import Contact, contact_for
from queue_server.domain.hall import Hall
from queue_server.domain.persons import IdKind
from queue_server.domain.policy import VisitKind
from queue_server.domain.refusals import BadValue, UnknownAppointment
from wire import appointments as wire
from wire.base import Nothing

from .access import ANYONE, HELPERS, MANAGER, Permission, is_manager, spoken_by
from .admission import admitted
from .limits import who_asks
from .proofs import give_challenge, must_be_proved
from .routes import Act, Body, Call, Command, Question, Reply, Route, Served
from .sealing import open_contact, seal_contact
from .secrets import DICE, keyed, new_public_id
from .visitors import visitor_of

MOST_SHOWN = 500

T = TypeVar("T")


def see_days(hall: Hall, call: Call) -> Body:
    """What can be booked for an item or a queue."""
    service, queue = call.args.get("service"), call.args.get("queue")
    found = errand_of(hall.catalogue, Wanted(service=service, queue=queue)).queue
    return days_view(hall, found, service, call.now)


def hold_place(tx: Tx, call: Call, asked: wire.HoldPlace) -> Reply:
    """Keep a place while somebody fills in the rest."""
    holder = keyed(call.services.settings.secret, "holder", call.centre, who_asks(call.address))
    wish = Wish(asked.starts_at, asked.service, asked.queue)
    return Reply(held_view(tx.hall, booking.hold(tx, wish, new_public_id(), holder)), 201)


def pay(tx: Tx, call: Call, asked: wire.HoldPlace | wire.Book) -> None:
    """A place costs a proof, whether or not it can be had: refusals tell something, too."""
    if isinstance(asked, wire.HoldPlace) or asked.hold is None:
        must_be_proved(tx, call, asked.proof)


def book(tx: Tx, call: Call, asked: wire.Book) -> Reply:
    """Make a place somebody's: one that is held, or at once."""
    details = _details(tx, call, asked)
    if asked.hold is not None:
        held = tx.hall.appointments.get(asked.hold)
        known = _reached(call, asked, details, asked.hold, held.kind if held else VisitKind.HALL)
        return _answer(tx, call, booking.book(tx, asked.hold, known), 201)
    assert asked.starts_at is not None
    wish, name = Wish(asked.starts_at, asked.service, asked.queue), new_public_id()
    known = _reached(call, asked, details, name, booking.kind_of_wish(tx, wish))
    return _answer(tx, call, booking.book_at_once(tx, wish, name, known), 201)


def _reached(call: Call, asked: wire.Book, details: Details, booked: str, kind: VisitKind) -> Details:
    """With the contact sealed for this booking, where there is one."""
    if asked.contact is None:
        return details
    given = Contact(**asked.contact.model_dump())
    contact = given if kind is VisitKind.HALL else contact_for(kind, given)
    sealed = seal_contact(call.services.settings.secret, call.centre, booked, contact)
    return replace(details, contact=sealed)


def cancel(tx: Tx, call: Call, _: Nothing) -> Reply:
    """Nobody will come."""
    return _answer(tx, call, booking.cancel(tx, call.path["public_id"], DICE.random()))


def move(tx: Tx, call: Call, asked: wire.MoveAppointment) -> Reply:
    """Another slot of the same queue."""
    return _answer(tx, call, booking.move(tx, call.path["public_id"], asked.starts_at, DICE.random()))


def appeal(tx: Tx, call: Call, asked: wire.AppealMissed) -> Reply:
    """Why somebody could not come."""
    return _answer(tx, call, excusing.appeal(tx, call.path["public_id"], asked.text))


def excuse(tx: Tx, call: Call, asked: wire.Excuse) -> Reply:
    """A manager lifts a ban."""
    return _answer(tx, call, excusing.excuse(tx, call.path["public_id"], asked.reason))


def assign(tx: Tx, call: Call, asked: wire.Assign) -> Reply:
    """A manager says who does it."""
    return _answer(tx, call, excusing.assign(tx, call.path["public_id"], asked.employee_no))


def show(call: Call) -> Body:
    """A booking by its public id: whoever has it may see all of it. Nothing is written."""
    public_id = call.path["public_id"]

    def in_memory(hall: Hall) -> Body | None:
        found = hall.appointments.get(public_id)
        return view_of(hall, call, found) if found else None

    def on_record(tx: Tx) -> Body:
        found = tx.find_appointment(public_id)
        if found is None:
            raise UnknownAppointment
        return view_of(tx.hall, call, found)

    writer = call.services.writer
    return writer.look(call.centre, in_memory) or writer.act(call.centre, "visitor", on_record)


def list_day(call: Call) -> Body:
    """The bookings of a day, for staff."""
    named = _day(call.args)

    def read(tx: Tx) -> Body:
        day = named or local(tx.hall.catalogue, tx.now).date()
        found, count = _listed(tx, day)
        base_url = call.services.settings.base_url
        view = partial(row_view, tx.hall, now=call.now, base_url=base_url, reads_appeals=is_manager(call.who))
        shown = [view(a) for a in found]
        sends = is_manager(call.who) and any(a.kind is not VisitKind.HALL for a in found)
        staff = staff_view(tx.hall) if sends else []
        return {
            "date": day.isoformat(),
            "appointments": shown,
            "more": count - len(shown),
            "staff": staff,
        }

    return call.services.writer.act(call.centre, "staff", read)


def _listed(tx: Tx, day: date) -> tuple[list[Appointment], int]:
    """The first bookings of a day, and its visits however late they are; and how many bookings there are."""
    found, count = tx.bookings_on(day, MOST_SHOWN)
    visits, _ = tx.visits_on(day, MOST_SHOWN)
    listed = {a.id: a for a in (*found, *(a for a, _ in visits))}
    return sorted(listed.values(), key=lambda a: (a.starts_at, a.queue, a.place, a.id)), count


def open_one(call: Call) -> Body:
    """Where to go for one booking: who asked stands in the record. No answer of it is kept."""
    public_id = call.path["public_id"]
    _, sealed = _as_reader(call, CONTACT, partial(visiting.open_contact, public_id=public_id))
    return _opened(call, public_id, sealed)


def open_day(call: Call) -> Body:
    """Where to go on a day, for a paper that somebody takes along: who asked stands in the record."""
    named = _day(call.args)

    def read(tx: Tx) -> tuple[date, list[tuple[Body, str]], int]:
        day = named or local(tx.hall.catalogue, tx.now).date()
        found, more = visiting.open_contacts(tx, day, MOST_SHOWN)
        return day, [(visit_view(tx.hall, a), sealed) for a, sealed in found], more

    day, found, more = _as_reader(call, CONTACTS, read)
    contacts = [{**visit, **_opened(call, visit["public_id"], sealed)} for visit, sealed in found]
    return {"date": day.isoformat(), "contacts": contacts, "more": more}


def _as_reader(call: Call, route: Route, work: Callable[[Tx], T]) -> T:
    """In the writer's thread: who asks is checked in the same moment in which something is opened."""

    def read(tx: Tx) -> T:
        tx.by = spoken_by(admitted(tx.hall, call, route))
        return work(tx)

    return call.services.writer.act(call.centre, "staff", read, request_id=call.request_id)


def _opened(call: Call, public_id: str, sealed: str) -> Body:
    contact = open_contact(call.services.settings.secret, call.centre, public_id, sealed)
    return {"public_id": public_id, "contact": contact and asdict(contact)}


def view_of(hall: Hall, call: Call, found: Appointment) -> dict[str, Any]:
    """A booking as its holder sees it."""
    return appointment_view(hall, found, now=call.now, base_url=call.services.settings.base_url)


def _details(tx: Tx, call: Call, asked: wire.Book) -> Details:
    language = asked.language or call.language
    if language not in tx.hall.catalogue.centre.languages:
        raise BadValue(field="language", why="the centre does not speak it")
    secret, kind = call.services.settings.secret, IdKind(asked.id_kind)
    phone = asked.contact.phone if asked.contact else asked.phone
    visitor = visitor_of(tx, secret, call.centre, phone, asked.id_number, kind)
    return Details(visitor, language, asked.elsewhere)


def _answer(tx: Tx, call: Call, found: Appointment, status: int = 200) -> Reply:
    return Reply(view_of(tx.hall, call, found), status)


def _day(args: Any) -> date | None:
    text = args.get("day")
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadValue(field="day", why="a date such as 2026-09-15 is needed") from None


def _on_booking(name: str, act: Act, asks: type[BaseModel] = Nothing, who: Permission = ANYONE) -> Command:
    return Command(
        method="POST",
        path=f"/appointments/{{public_id}}/{name}",
        name=f"appointments.{name}",
        who=who,
        asks=asks,
        answers=wire.Appointment,
        act=act,
        key_needed=True,
    )


CONTACTS = Served(
    method="GET",
    path="/appointments/contacts",
    name="appointments.contacts",
    who=MANAGER,
    answers=wire.OpenedContacts,
    query={"day": str},
    serve=open_day,
)
CONTACT = Served(
    method="GET",
    path="/appointments/{public_id}/contact",
    name="appointments.contact",
    who=MANAGER,
    answers=wire.OpenedContact,
    serve=open_one,
)

ROUTES: tuple[Route, ...] = (
    Question(
        method="GET",
        path="/appointments/days",
        name="appointments.days",
        answers=wire.BookingDays,
        query={"service": str, "queue": str},
        also=(422,),
        see=see_days,
    ),
    Question(
        method="GET",
        path="/appointments/challenge",
        name="appointments.challenge",
        answers=wire.Challenge,
        see=give_challenge,
    ),
    Served(
        method="GET",
        path="/appointments",
        name="appointments.list",
        who=HELPERS,
        answers=wire.AppointmentList,
        query={"day": str},
        serve=list_day,
    ),
    Served(
        method="GET",
        path="/appointments/{public_id}",
        name="appointments.show",
        answers=wire.Appointment,
        serve=show,
    ),
    CONTACTS,
    CONTACT,
    Command(
        method="POST",
        path="/appointments/holds",
        name="appointments.hold",
        asks=wire.HoldPlace,
        answers=wire.PlaceHeld,
        status=201,
        act=hold_place,
        costs=pay,
        key_needed=True,
    ),
    Command(
        method="POST",
        path="/appointments",
        name="appointments.book",
        asks=wire.Book,
        answers=wire.Appointment,
        status=201,
        act=book,
        costs=pay,
        key_needed=True,
    ),
    _on_booking("cancel", cancel),
    _on_booking("move", move, wire.MoveAppointment),
    _on_booking("appeal", appeal, wire.AppealMissed),
    _on_booking("excuse", excuse, wire.Excuse, MANAGER),
    _on_booking("assign", assign, wire.Assign, MANAGER),
)
