"""Erasure at a person's request: the tickets that are meant, and their end as somebody's (PIPL art. 47)."""

from collections.abc import Container, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from queue_server.actions.forgetting import (
    CONTACT,
    WORDS,
    erase,
    erase_bookings,
    kinds_of,
    kinds_of_booking,
)
from queue_server.catalogue.report import Say
from queue_server.domain.appointments import Appointment
from queue_server.domain.calendar import local
from queue_server.domain.persons import IdKind, check_document
from queue_server.domain.phones import check_phone
from queue_server.domain.tickets import Ticket
from queue_server.store import rows, tables
from queue_server.store.sql import SqlStore
from queue_server.web.secrets import keyed
from queue_server.web.visitors import KEYED_AS, KEYED_AS_PHONE

TICKET = tables.ticket.c
BOOKING = tables.appointment.c


def tickets_of_number(store: SqlStore, centre: str, number: str, day: date) -> list[Ticket]:
    """The tickets with a number of one day; it may be typed in small letters and with spaces around it."""
    typed = number.strip().upper()
    return _tickets(store, centre, TICKET.number == typed, TICKET.business_date == day.isoformat())


def tickets_of_person(store: SqlStore, centre: str, secret: str, kind: IdKind, document: str) -> list[Ticket]:
    """All tickets that somebody took with a document. Raises IdNumberWrong or PassportWrong."""
    number = check_document(kind, document, store.clock.hall_now().date())
    key = keyed(secret.encode(), KEYED_AS[kind], centre, number)
    return _tickets(store, centre, TICKET.person == key)


def bookings_of_person(
    store: SqlStore, centre: str, secret: str, kind: IdKind, document: str
) -> list[Appointment]:
    """All bookings that somebody made with a document. Raises IdNumberWrong or PassportWrong."""
    number = check_document(kind, document, store.clock.hall_now().date())
    return _bookings(store, centre, BOOKING.person == keyed(secret.encode(), KEYED_AS[kind], centre, number))


def bookings_of_phone(store: SqlStore, centre: str, secret: str, phone: str) -> list[Appointment]:
    """All bookings that somebody made with a phone. Raises PhoneWrong."""
    number = check_phone(phone)
    return _bookings(store, centre, BOOKING.phone == keyed(secret.encode(), KEYED_AS_PHONE, centre, number))


def bookings_of_tickets(store: SqlStore, centre: str, tickets: Sequence[Ticket]) -> list[Appointment]:
    """The bookings that became these tickets."""
    ids = {ticket.id for ticket in tickets}
    days = {ticket.business_date.isoformat() for ticket in tickets}
    found = _bookings(store, centre, BOOKING.date.in_(days), BOOKING.personal) if days else []
    return [booking for booking in found if booking.ticket in ids]


def with_words(store: SqlStore, centre: str, tickets: Sequence[Ticket]) -> frozenset[int]:
    """Those of the tickets beside whose ratings, or their follow-ups, something is written, by their ids."""
    numbers = [ticket.id for ticket in tickets]
    w, r, f, n = tables.rating_words.c, tables.rating.c, tables.follow_up.c, tables.follow_up_words.c
    by_visitors = select(w.ticket).where(w.centre == centre, w.ticket.in_(numbers))
    by_staff = (
        select(r.ticket)
        .join(tables.follow_up, (f.centre == r.centre) & (f.rating == r.seq))
        .join(tables.follow_up_words, (n.centre == f.centre) & (n.follow_up == f.id))
        .where(r.centre == centre, r.ticket.in_(numbers))
    )
    with store.reading() as connection:
        return frozenset(connection.execute(by_visitors.union(by_staff)).scalars())


def line_of(ticket: Ticket, words: Say, written: Container[int] = ()) -> str:
    """What an administrator sees of a ticket before it loses its visitor; a note is not shown.

    `written` are tickets beside whose ratings something is written; it is not shown either.
    """
    held = (*kinds_of(ticket), *((WORDS,) if ticket.id in written else ()))
    kinds = words("visitors.joint").join(words(f"visitors.kind.{kind}") for kind in held)
    line = words(
        "visitors.ticket_of" if ticket.person_mask else "visitors.ticket",
        day=ticket.business_date,
        number=ticket.number,
        queue=ticket.queue,
        state=words(f"refusals.state.{ticket.state}"),
        mask=ticket.person_mask,
        kinds=kinds or words("visitors.nothing_personal"),
    )
    return words("visitors.going_on", line=line) if ticket.live else line


def line_of_booking(store: SqlStore, centre: str, booking: Appointment, words: Say) -> str:
    """What an administrator sees of a booking before it loses its visitor; no appeal and no contact."""
    held = (*kinds_of_booking(booking), *((CONTACT,) if _has_contact(store, centre, booking) else ()))
    kinds = words("visitors.joint").join(words(f"visitors.kind.{kind}") for kind in held)
    at = local(store.load(centre).catalogue, booking.starts_at)
    line = words(
        "visitors.booking",
        day=booking.date,
        clock=f"{at:%H:%M}",
        queue=booking.queue,
        state=words(f"refusals.appointment_state.{booking.state}"),
        kinds=kinds or words("visitors.nothing_personal"),
    )
    return words("visitors.going_on", line=line) if booking.open else line


def _has_contact(store: SqlStore, centre: str, booking: Appointment) -> bool:
    c = tables.contact.c
    with store.reading() as connection:
        kept = select(c.appointment).where(c.centre == centre, c.appointment == booking.id)
        return connection.execute(kept).first() is not None


def erasable_bookings(bookings: Sequence[Appointment]) -> list[Appointment]:
    """Those that nobody is expected for any more and that know something of their visitor."""
    return [booking for booking in bookings if booking.personal and not booking.open]


def erasable(tickets: Sequence[Ticket], written: Container[int] = ()) -> list[Ticket]:
    """Those that have ended and know something of their visitor, be it what is `written` beside a rating."""
    return [t for t in tickets if (t.personal or t.id in written) and not t.live]


def erase_all(
    store: SqlStore, centre: str, tickets: Sequence[Ticket], by: str, bookings: Sequence[Appointment] = ()
) -> None:
    """Erase them in one act. Raises WrongState when one of them lives again meanwhile."""
    with store.begin(centre, by) as tx:
        erase(tx, [ticket.public_id for ticket in tickets])
        erase_bookings(tx, [booking.id for booking in bookings])


def _tickets(store: SqlStore, centre: str, *which: ColumnElement[bool]) -> list[Ticket]:
    query = select(TICKET.body).where(TICKET.centre == centre, *which).order_by(TICKET.id)
    with store.reading() as connection:
        return [rows.thing_of(Ticket, body) for body in connection.execute(query).scalars()]


def _bookings(store: SqlStore, centre: str, *which: ColumnElement[bool]) -> list[Appointment]:
    query = select(BOOKING.body).where(BOOKING.centre == centre, *which).order_by(BOOKING.starts_at)
    with store.reading() as connection:
        return [rows.thing_of(Appointment, body) for body in connection.execute(query).scalars()]
