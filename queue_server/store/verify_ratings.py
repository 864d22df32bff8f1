"""Ratings held against their facts, and each fact against the end of the step that it is about."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, and_, func, select

from queue_server.domain.done_steps import rating_told
from queue_server.domain.facts import Entry, VisitRated
from queue_server.domain.ratings import Rating
from queue_server.store import rows
from queue_server.store.flaws import Flaw, Report, flaw
from queue_server.store.readable import thing_or_none
from queue_server.store.tables import SERVED, journal, rating, rating_words

Ends = Mapping[tuple[int, int, str], int]
"""Of a ticket, window and clerk: the first seq at which a step was done."""


def check_ratings(
    connection: Connection, centre: str, told: dict[int, Entry], report: Report
) -> Iterator[Flaw]:
    """The ratings of some facts, which are then forgotten."""
    if not told:
        return
    kept = _kept(connection, centre, told)
    ends = _ends(connection, centre, told)
    for seq, entry in told.items():
        fact = entry.fact
        assert isinstance(fact, VisitRated)
        row = kept.get(seq)
        if row is None or row != rows.rating_row(centre, rating_told(fact, entry.at, seq)):
            yield flaw("rating_differs", ticket=fact.ticket, seq=seq)
        if ends.get((fact.ticket, fact.window, fact.clerk), seq) >= seq:
            yield flaw("rated_not_done", ticket=fact.ticket, seq=seq)
        report.saw("ratings")
    told.clear()


def check_rating_rows(connection: Connection, centre: str, report: Report) -> Iterator[Flaw]:
    """No rating without a fact, and nothing written beside a rating that is not there."""
    count = connection.execute(
        select(func.count()).select_from(rating).where(rating.c.centre == centre)
    ).scalar_one()
    if count != report.checked.get("ratings", 0):
        yield flaw("rating_count_differs", rows=count, facts=report.checked.get("ratings", 0))
    same = and_(
        rating.c.centre == rating_words.c.centre,
        rating.c.ticket == rating_words.c.ticket,
        rating.c.step == rating_words.c.step,
    )
    alone = (
        select(rating_words.c.ticket)
        .join(rating, same, isouter=True)
        .where(rating_words.c.centre == centre, rating.c.ticket.is_(None))
    )
    for ticket in connection.execute(alone).scalars():
        yield flaw("words_without_rating", ticket=ticket)


def _kept(connection: Connection, centre: str, told: Mapping[int, Entry]) -> dict[int, dict[str, Any]]:
    """The rows by their seq; one whose body cannot be read is missing."""
    query = select(rating).where(rating.c.centre == centre, rating.c.seq.between(min(told), max(told)))
    found = (dict(row) for row in connection.execute(query).mappings())
    return {row["seq"]: row for row in found if thing_or_none(Rating, row["body"]) is not None}


def _ends(connection: Connection, centre: str, told: Mapping[int, Entry]) -> Ends:
    """Where the rated tickets had a step done, and by whom."""
    tickets = [entry.fact.ticket for entry in told.values() if isinstance(entry.fact, VisitRated)]
    query = (
        select(journal.c.ticket, journal.c.window, journal.c.seq, journal.c.payload)
        .where(journal.c.centre == centre, journal.c.ticket.in_(tickets), SERVED)
        .order_by(journal.c.seq.desc())
    )
    return {
        (row.ticket, row.window, json.loads(row.payload)["clerk"]): row.seq
        for row in connection.execute(query)
    }
