"""Visits done in a span of time and how they were rated: counted by the database, while others write.

A visit of one step is a row of `ticket` that is done (index ticket_done); most are, and SQL counts them.
Steps of scenarios are told by their facts, as they are when they are rated (`domain.done_steps`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, and_, cast, func, select

from queue_server.domain.done_steps import done_steps
from queue_server.domain.follow_up_names import Appeal
from queue_server.domain.rating_figures import Group
from queue_server.domain.ratings import BAD, PAD, Level, Rating
from queue_server.domain.tickets import Ticket
from queue_server.store.journal import first_seq_from, steps_finished
from queue_server.store.rows import thing_of
from queue_server.store.tables import DONE, SERVED, follow_up, journal, rating, ticket
from queue_server.store.times import micros

TOGETHER = 1000
"""Tickets of scenarios that are read at once."""

T, R, F = ticket.c, rating.c, follow_up.c
SET_ASIDE = and_(F.centre == R.centre, F.rating == R.seq, F.appeal == Appeal.ACCEPTED.value)


def groups_of(connection: Connection, centre: str, start: datetime, end: datetime) -> list[Group]:
    """All visits whose step was done from `start` until before `end`, in hall time."""
    groups: Counter[Group] = Counter()
    for group in (*_single(connection, centre, start, end), *_scenarios(connection, centre, start, end)):
        groups[replace(group, count=0)] += group.count
    return [replace(group, count=count) for group, count in groups.items()]


def _single(connection: Connection, centre: str, start: datetime, end: datetime) -> Iterator[Group]:
    """Visits of one step, counted by SQL; only what has reasons is read one by one."""
    visits = (
        select(
            _of_body(connection, "service").label("service"),
            func.coalesce(R.queue, T.queue).label("queue"),
            func.coalesce(R.window, T.window).label("at_window"),
            func.coalesce(R.clerk, T.clerk).label("clerk"),
            R.level.label("level"),
            F.id.is_not(None).label("set_aside"),
            R.body.label("body"),
            _of_body(connection, "source", R.body).label("source"),
        )
        .select_from(ticket)
        .outerjoin(rating, and_(R.centre == T.centre, R.ticket == T.id, R.step == 1))
        .outerjoin(follow_up, SET_ASIDE)
        .where(T.centre == centre, DONE, T.since >= micros(start), T.since < micros(end))
        .where(_of_body(connection, "scenario").is_(None))
        .subquery()
    ).c
    alike = (
        visits.service,
        visits.queue,
        visits.at_window,
        visits.clerk,
        visits.level,
        visits.set_aside,
        visits.source,
    )
    bad = visits.level.in_([level.value for level in BAD])
    counted = select(*alike, func.count()).where(visits.level.is_(None) | ~bad).group_by(*alike)
    for *told, count in connection.execute(counted):
        yield _group(told, count)
    for *told, body in connection.execute(select(*alike, visits.body).where(bad)):
        yield replace(_group(told, 1), reasons=thing_of(Rating, body).reasons)


def _group(told: Sequence[Any], count: int) -> Group:
    service, queue, window, clerk, level, set_aside, source = told
    services = (service,) if service else ()
    return Group(
        services,
        queue,
        window,
        clerk,
        Level(level) if level else None,
        bool(set_aside),
        count,
        on_pad=source == PAD,
    )


def _of_body(connection: Connection, name: str, body: ColumnElement[str] = T.body) -> ColumnElement[str]:
    """A text of a body, a ticket's unless told otherwise; what the body leaves out is NULL."""
    if connection.dialect.name == "sqlite":
        extracted: ColumnElement[str] = func.json_extract(body, f"$.{name}")
        return extracted
    text: ColumnElement[str] = cast(body, JSON)[name].as_string()
    return text


def _scenarios(connection: Connection, centre: str, start: datetime, end: datetime) -> Iterator[Group]:
    """Steps of tickets with several, wherever the ticket itself is by now."""
    every = _tickets_with_steps(connection, centre, start, end)
    for numbers in (every[at : at + TOGETHER] for at in range(0, len(every), TOGETHER)):
        facts = steps_finished(connection, centre, numbers)
        given = _given(connection, centre, numbers)
        query = select(T.body).where(T.centre == centre, T.id.in_(numbers))
        for visit in (thing_of(Ticket, body) for body in connection.execute(query).scalars()):
            for step in done_steps(visit, facts.get(visit.id, ())):
                if start <= step.done_at < end:
                    said, aside = given.get((visit.id, step.step), (None, False))
                    whose = said or step
                    yield Group(
                        whose.services,
                        whose.queue,
                        whose.window,
                        whose.clerk,
                        said.level if said else None,
                        aside,
                        1,
                        said.reasons if said else (),
                        said is not None and said.source == PAD,
                    )


def _tickets_with_steps(connection: Connection, centre: str, start: datetime, end: datetime) -> list[int]:
    first, after = (first_seq_from(connection, centre, micros(at)) for at in (start, end))
    j = journal.c
    went_on = select(j.ticket).where(
        j.centre == centre, SERVED, j.kind == "StepFinished", j.seq >= first, j.seq < after
    )
    ended = select(T.id).where(
        T.centre == centre,
        DONE,
        T.since >= micros(start),
        T.since < micros(end),
        _of_body(connection, "scenario").is_not(None),
    )
    return sorted(connection.execute(went_on.union(ended)).scalars())


def _given(
    connection: Connection, centre: str, numbers: Sequence[int]
) -> dict[tuple[int, int], tuple[Rating, bool]]:
    query = (
        select(R.ticket, R.step, R.body, F.id)
        .outerjoin(follow_up, SET_ASIDE)
        .where(R.centre == centre, R.ticket.in_(numbers))
    )
    return {
        (number, step): (thing_of(Rating, body), aside is not None)
        for number, step, body, aside in connection.execute(query)
    }
