"""Erasure at a person's request: the tickets that are meant, and their end as somebody's (PIPL art. 47)."""

from collections.abc import Container, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from queue_server.actions.forgetting import WORDS, erase, kinds_of
from queue_server.catalogue.report import Say
from queue_server.domain.persons import IdKind, check_document
from queue_server.domain.tickets import Ticket
from queue_server.store import rows, tables
from queue_server.store.sql import SqlStore
from queue_server.web.secrets import keyed
from queue_server.web.tickets import KEYED_AS

TICKET = tables.ticket.c


def tickets_of_number(store: SqlStore, centre: str, number: str, day: date) -> list[Ticket]:
    """The tickets with a number of one day; it may be typed in small letters and with spaces around it."""
    typed = number.strip().upper()
    return _tickets(store, centre, TICKET.number == typed, TICKET.business_date == day.isoformat())


def tickets_of_person(store: SqlStore, centre: str, secret: str, kind: IdKind, document: str) -> list[Ticket]:
    """All tickets that somebody took with a document. Raises IdNumberWrong or PassportWrong."""
    number = check_document(kind, document, store.clock.hall_now().date())
    key = keyed(secret.encode(), KEYED_AS[kind], centre, number)
    return _tickets(store, centre, TICKET.person == key)


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


def erasable(tickets: Sequence[Ticket], written: Container[int] = ()) -> list[Ticket]:
    """Those that have ended and know something of their visitor, be it what is `written` beside a rating."""
    return [t for t in tickets if (t.personal or t.id in written) and not t.live]


def erase_all(store: SqlStore, centre: str, tickets: Sequence[Ticket], by: str) -> None:
    """Erase them in one act. Raises WrongState when one of them lives again meanwhile."""
    with store.begin(centre, by) as tx:
        erase(tx, [ticket.public_id for ticket in tickets])


def _tickets(store: SqlStore, centre: str, *which: ColumnElement[bool]) -> list[Ticket]:
    query = select(TICKET.body).where(TICKET.centre == centre, *which).order_by(TICKET.id)
    with store.reading() as connection:
        return [rows.thing_of(Ticket, body) for body in connection.execute(query).scalars()]
