"""Searching the journal. It costs what the day or the ticket costs, however long the record is."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from queue_server.domain.trail import Found, Search
from queue_server.store.journal import first_seq_from
from queue_server.store.tables import journal, ticket
from queue_server.store.times import micros, moment

MOST_TICKETS = 100
"""A number comes back every day: the newest tickets that had it."""


def find_facts(connection: Connection, centre: str, search: Search, zone: tzinfo) -> list[Found]:
    """The newest facts that fit, newest first; days are those of the centre's time zone."""
    c = journal.c
    query = (
        select(journal, ticket.c.number)
        .outerjoin(ticket, (ticket.c.centre == c.centre) & (ticket.c.id == c.ticket))
        .where(c.centre == centre, *_conditions(connection, centre, search, zone))
        .order_by(c.seq.desc())
        .limit(search.limit)
    )
    return [_found(row) for row in connection.execute(query).mappings()]


def _conditions(
    connection: Connection, centre: str, search: Search, zone: tzinfo
) -> list[ColumnElement[bool]]:
    c = journal.c
    found: list[ColumnElement[bool]] = []
    if search.day is not None:
        first, after = (_first_of(connection, centre, d, zone) for d in (search.day, _next(search.day)))
        found += [c.seq >= first, c.seq < after]
    if search.number is not None:
        found.append(c.ticket.in_(_tickets(connection, centre, search.number)))
    if search.window is not None:
        found.append(c.window == search.window)
    if search.kind is not None:
        found.append(c.kind == search.kind)
    if search.before is not None:
        found.append(c.seq < search.before)
    if search.person is not None:
        did = c.by.endswith(f":{search.person}", autoescape=True)
        spelt = {json.dumps(search.person), json.dumps(search.person, ensure_ascii=False)}
        found.append(or_(did, *(c.payload.contains(one, autoescape=True) for one in sorted(spelt))))
    return found


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _first_of(connection: Connection, centre: str, day: date, zone: tzinfo) -> int:
    """The seq of the first fact of a day or later."""
    return first_seq_from(connection, centre, micros(datetime.combine(day, time(), zone)))


def _tickets(connection: Connection, centre: str, number: str) -> list[int]:
    query = (
        select(ticket.c.id)
        .where(ticket.c.centre == centre, ticket.c.number == number)
        .order_by(ticket.c.id.desc())
        .limit(MOST_TICKETS)
    )
    return list(connection.execute(query).scalars())


def _found(row: Mapping[Any, Any]) -> Found:
    return Found(
        row["seq"],
        moment(row["at"]),
        moment(row["real_at"]),
        row["by"],
        row["kind"],
        row["number"],
        row["window"],
        row["request_id"],
        json.loads(row["payload"]),
    )
