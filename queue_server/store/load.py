"""Reading a hall from the record: the catalogue, today, and whatever still goes on."""

import json
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, TextClause, select

from queue_server.catalogue import Needed, keep, lacking, needed_by
from queue_server.domain.alarms import Alarm
from queue_server.domain.appointments import Appointment
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.counters import Counters
from queue_server.domain.devices import DeviceNow
from queue_server.domain.facts import from_payload
from queue_server.domain.hall import Hall, Shelved
from queue_server.domain.orders import KioskOrders
from queue_server.domain.refusals import UnknownCentre
from queue_server.domain.reminders import Reminder
from queue_server.domain.tickets import Ticket
from queue_server.domain.tokens import Invitation, Login, Token
from queue_server.domain.windows import HallNow, Window
from queue_server.store import tables
from queue_server.store.rows import counters_of, thing_of
from queue_server.store.times import moment
from queue_server.store.unit import ReadCatalogue, served_of

T = TypeVar("T")

LEARNING_DAYS = 20
"""Business dates whose service times are learned again at the start."""


def load_hall(connection: Connection, centre: str, read_catalogue: ReadCatalogue) -> Hall:
    """The hall as committed. Raises UnknownCentre."""
    head = must_exist(connection, centre)
    counters = counters_from(connection, centre, head)
    tickets = _tickets(connection, centre, counters)
    windows = _things(connection, centre, tables.window_now, Window)
    needed = needed_by(tickets, windows)
    hall = Hall(_effective(connection, centre, head["catalogue_version"], needed, read_catalogue))
    hall.seq = head["seq"]
    hall.last_at = _last_at(connection, centre, head["seq"])
    hall.put(counters)
    for ticket in tickets:
        hall.put(ticket)
    for appointment in _appointments(connection, centre, counters):
        hall.put(appointment)
    places: list[Window | Shelved] = [
        *windows,
        *_things(connection, centre, tables.hall_now, HallNow),
        *_things(connection, centre, tables.token, Token, ~tables.token.c.revoked),
        *_things(connection, centre, tables.login, Login),
        *_things(connection, centre, tables.invitation, Invitation),
        *_things(connection, centre, tables.kiosk_orders, KioskOrders),
        *_things(connection, centre, tables.device_now, DeviceNow),
        *_things(connection, centre, tables.alarm, Alarm),
        *_things(connection, centre, tables.reminder, Reminder, tables.reminder.c.seq >= counters.day_seq),
        *_things(connection, centre, tables.reminder, Reminder, tables.GOES_ON),
    ]
    for place in places:
        hall.put(place)
    _note_favours(connection, centre, hall)
    _learn(connection, centre, hall)
    return hall


def must_exist(connection: Connection, centre: str) -> RowMapping:
    """The centre's own line. Raises UnknownCentre."""
    table = tables.centre
    head = connection.execute(select(table).where(table.c.code == centre)).mappings().first()
    if head is None:
        raise UnknownCentre(centre=centre)
    return head


def _effective(
    connection: Connection, centre: str, newest: int, needed: Needed, read_catalogue: ReadCatalogue
) -> Catalogue:
    """The newest catalogue, with what today's tickets still need of the versions before it."""
    catalogue = read_catalogue(catalogue_files(connection, centre, newest), newest)
    for version in range(newest - 1, 0, -1):
        if not lacking(catalogue, needed):
            break
        before = read_catalogue(catalogue_files(connection, centre, version), version)
        catalogue = keep(catalogue, before, needed)
    return catalogue


def _last_at(connection: Connection, centre: str, seq: int) -> datetime | None:
    """Hall time of the newest fact."""
    c = tables.journal.c
    at = connection.execute(select(c.at).where(c.centre == centre, c.seq == seq)).scalar()
    return None if at is None else moment(at)


def catalogue_files(connection: Connection, centre: str, version: int) -> dict[str, bytes]:
    """The files of one version of a centre's catalogue, as they were imported."""
    table = tables.catalogue_file
    query = select(table.c.name, table.c.content).where(table.c.centre == centre, table.c.version == version)
    return {name: bytes(content) for name, content in connection.execute(query)}


def counters_from(connection: Connection, centre: str, head: RowMapping) -> Counters:
    """A centre's counters from its own line and today's series."""
    table = tables.serial
    query = select(table.c.series, table.c.last).where(
        table.c.centre == centre, table.c.business_date == head["business_date"]
    )
    return counters_of(head, [(series, last) for series, last in connection.execute(query)])


def _tickets(connection: Connection, centre: str, counters: Counters) -> list[Ticket]:
    """Today's tickets, the live ones of earlier days, and those that were touched today, by id."""
    table = tables.ticket
    today = counters.business_date
    kinds = (
        table.c.business_date == (today.isoformat() if today else None),
        tables.LIVE,
        table.c.seq >= counters.day_seq,
    )
    bodies: dict[int, str] = {}
    for kind in kinds:
        query = select(table.c.id, table.c.body).where(table.c.centre == centre, kind)
        bodies |= {row.id: row.body for row in connection.execute(query)}
    return [thing_of(Ticket, body) for _, body in sorted(bodies.items())]


def _appointments(connection: Connection, centre: str, counters: Counters) -> list[Appointment]:
    """The bookings of today and later, and those that were touched today."""
    table = tables.appointment
    today = counters.business_date
    kinds = (table.c.date >= (today.isoformat() if today else ""), table.c.seq >= counters.day_seq)
    bodies: dict[str, str] = {}
    for kind in kinds:
        query = select(table.c.id, table.c.body).where(table.c.centre == centre, kind)
        bodies |= {row.id: row.body for row in connection.execute(query)}
    return [thing_of(Appointment, body) for _, body in sorted(bodies.items())]


def _things(
    connection: Connection, centre: str, table: Table, kind: type[T], *only: ColumnElement[bool] | TextClause
) -> list[T]:
    query = select(table.c.body).where(table.c.centre == centre, *only)
    return [thing_of(kind, body) for body in connection.execute(query).scalars()]


def _note_favours(connection: Connection, centre: str, hall: Hall) -> None:
    c = tables.call_done.c
    query = select(c.queue, c.seq, c.favoured).where(
        c.centre == centre, c.seq >= hall.counters.day_seq, c.favoured.is_not(None), ~c.undone
    )
    for queue, seq, favoured in connection.execute(query.order_by(c.seq)):
        hall.note_favour(queue, seq, bool(favoured))


def _learn(connection: Connection, centre: str, hall: Hall) -> None:
    c = tables.journal.c
    opened = select(c.seq).where(c.centre == centre, tables.DAY_OPENED)
    days = list(connection.execute(opened.order_by(c.seq.desc()).limit(LEARNING_DAYS)).scalars())
    ended = select(c.kind, c.payload).where(
        c.centre == centre, tables.SERVED, c.seq >= (days[-1] if days else 0)
    )
    for kind, payload in connection.execute(ended.order_by(c.seq)):
        served = served_of(from_payload(kind, json.loads(payload)))
        if served is not None and served[0] in hall.catalogue.queues:
            hall.learn(*served)
