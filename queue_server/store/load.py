"""Reading a hall from the record: the catalogue, today, and whatever still goes on."""

import json

from sqlalchemy import Connection, RowMapping, Table, select

from queue_server.domain.facts import from_payload
from queue_server.domain.hall import Counters, Hall
from queue_server.domain.refusals import UnknownCentre
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import HallNow, Login, Token, Window
from queue_server.store import tables
from queue_server.store.rows import counters_of, thing_of
from queue_server.store.unit import ReadCatalogue, served_of

LEARNING_DAYS = 20
"""Business dates whose service times are learned again at the start."""


def load_hall(connection: Connection, centre: str, read_catalogue: ReadCatalogue) -> Hall:
    """The hall as committed. Raises UnknownCentre."""
    table = tables.centre
    head = connection.execute(select(table).where(table.c.code == centre)).mappings().first()
    if head is None:
        raise UnknownCentre(centre=centre)
    version = head["catalogue_version"]
    hall = Hall(read_catalogue(catalogue_files(connection, centre, version), version))
    hall.seq = head["seq"]
    hall.put(_counters(connection, centre, head))
    _put_tickets(connection, centre, hall)
    _put_places(connection, centre, hall)
    _note_favours(connection, centre, hall)
    _learn(connection, centre, hall)
    return hall


def catalogue_files(connection: Connection, centre: str, version: int) -> dict[str, bytes]:
    """The files of one version of a centre's catalogue, as they were imported."""
    table = tables.catalogue_file
    query = select(table.c.name, table.c.content).where(table.c.centre == centre, table.c.version == version)
    return {name: bytes(content) for name, content in connection.execute(query)}


def _counters(connection: Connection, centre: str, head: RowMapping) -> Counters:
    table = tables.serial
    query = select(table.c.series, table.c.last).where(
        table.c.centre == centre, table.c.business_date == head["business_date"]
    )
    return counters_of(head, [(series, last) for series, last in connection.execute(query)])


def _put_tickets(connection: Connection, centre: str, hall: Hall) -> None:
    """Today's tickets, the live ones of earlier days, and those that were touched today."""
    table = tables.ticket
    today = hall.counters.business_date
    kinds = (
        table.c.business_date == (today.isoformat() if today else None),
        tables.LIVE,
        table.c.seq >= hall.counters.day_seq,
    )
    bodies: dict[int, str] = {}
    for kind in kinds:
        query = select(table.c.id, table.c.body).where(table.c.centre == centre, kind)
        bodies |= {row.id: row.body for row in connection.execute(query)}
    for _, body in sorted(bodies.items()):
        hall.put(thing_of(Ticket, body))


def _put_places(connection: Connection, centre: str, hall: Hall) -> None:
    shelves: list[tuple[Table, type[Window] | type[HallNow] | type[Token] | type[Login]]] = [
        (tables.window_now, Window),
        (tables.hall_now, HallNow),
        (tables.token, Token),
        (tables.login, Login),
    ]
    for table, kind in shelves:
        query = select(table.c.body).where(table.c.centre == centre)
        if table is tables.token:
            query = query.where(~table.c.revoked)
        for body in connection.execute(query).scalars():
            hall.put(thing_of(kind, body))


def _note_favours(connection: Connection, centre: str, hall: Hall) -> None:
    c = tables.call_done.c
    query = select(c.queue, c.seq, c.favoured).where(
        c.centre == centre, c.seq >= hall.counters.day_seq, c.favoured.is_not(None), ~c.undone
    )
    for queue, seq, favoured in connection.execute(query.order_by(c.seq)):
        hall.note_favour(queue, seq, bool(favoured))


def _learn(connection: Connection, centre: str, hall: Hall) -> None:
    c = tables.journal.c
    opened = select(c.seq).where(c.centre == centre, tables.LEARNED_FROM, c.kind == "DayOpened")
    days = list(connection.execute(opened.order_by(c.seq.desc()).limit(LEARNING_DAYS)).scalars())
    ended = select(c.kind, c.payload).where(
        c.centre == centre, tables.LEARNED_FROM, c.kind != "DayOpened", c.seq >= (days[-1] if days else 0)
    )
    for kind, payload in connection.execute(ended.order_by(c.seq)):
        served = served_of(from_payload(kind, json.loads(payload)))
        if served is not None and served[0] in hall.catalogue.queues:
            hall.learn(*served)
