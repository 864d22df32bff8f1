"""Reading follow-ups for people: by list, and one with everything beside it. Connections that only read."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from queue_server.domain.done_steps import done_steps
from queue_server.domain.follow_up_lists import AT_ONCE, Dossier, Listed
from queue_server.domain.follow_up_names import Appeal, Stage
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.ratings import Rating
from queue_server.domain.tickets import Ticket
from queue_server.store.journal import steps_finished
from queue_server.store.rows import thing_of
from queue_server.store.tables import follow_up, follow_up_words, rating, rating_words, ticket

F = follow_up.c
GOES_ON = F.stage != Stage.CLOSED.value
due = case(
    (F.stage == Stage.OPEN.value, F.contact_by),
    (F.stage == Stage.RESOLVED.value, F.latest_by),
    else_=F.resolve_by,
)
"""The day by which the next thing is to be done, of what goes on: `FollowUp.due`."""


def condition(wanted: Listed, today: date) -> ColumnElement[bool]:
    """Which follow-ups stand in a list on a day."""
    day = today.isoformat()
    return {
        Listed.OPEN: GOES_ON,
        Listed.DUE_TODAY: and_(GOES_ON, due == day),
        Listed.OVERDUE: and_(GOES_ON, due < day),
        Listed.TO_VERIFY: F.stage == Stage.RESOLVED.value,
        Listed.APPEALED: and_(GOES_ON, F.appeal == Appeal.MADE.value),
        Listed.CLOSED: F.stage == Stage.CLOSED.value,
    }[wanted]


def counts(connection: Connection, centre: str, today: date) -> dict[Listed, int]:
    """How many follow-ups stand in each list."""
    query = select(
        *(func.count().filter(condition(wanted, today)).label(wanted.value) for wanted in Listed)
    ).where(F.centre == centre)
    row = connection.execute(query).mappings().one()
    return {wanted: int(row[wanted.value]) for wanted in Listed}


def listed(
    connection: Connection, centre: str, wanted: Listed, today: date, before: int | None
) -> list[Dossier]:
    """One page of a list. What goes on: past its limit first, then by the day on which it is due.

    What is closed: newest first.
    """
    query = select(follow_up.c.body).where(F.centre == centre, condition(wanted, today))
    if wanted is Listed.CLOSED:
        query = query.order_by(F.id.desc())
        query = query.where(F.id < before) if before is not None else query
    else:
        query = query.order_by(F.latest_by >= today.isoformat(), due, F.id)
    bodies = connection.execute(query.limit(AT_ONCE + 1)).scalars()
    orders = [thing_of(FollowUp, body) for body in bodies]
    rated = _ratings(connection, centre, [order.rating for order in orders if order.rating is not None])
    return [Dossier(order, rated.get(order.rating or 0)) for order in orders]


def one(connection: Connection, centre: str, number: int) -> Dossier | None:
    """A follow-up with its rating, when the step was done, and what is still written beside it."""
    body = connection.execute(select(F.body).where(F.centre == centre, F.id == number)).scalar()
    if body is None:
        return None
    order = thing_of(FollowUp, body)
    notes = _notes(connection, centre, number)
    given = _ratings(connection, centre, [order.rating]).get(order.rating) if order.rating else None
    if given is None:
        return Dossier(order, notes=notes)
    return Dossier(
        order, given, _done_at(connection, centre, given), _words(connection, centre, given), notes
    )


def _ratings(connection: Connection, centre: str, seqs: Iterable[int]) -> dict[int, Rating]:
    query = select(rating.c.seq, rating.c.body).where(rating.c.centre == centre, rating.c.seq.in_(list(seqs)))
    return {seq: thing_of(Rating, body) for seq, body in connection.execute(query)}


def _words(connection: Connection, centre: str, given: Rating) -> str:
    w = rating_words.c
    query = select(w.words).where(w.centre == centre, w.ticket == given.ticket, w.step == given.step)
    return connection.execute(query).scalar() or ""


def _notes(connection: Connection, centre: str, number: int) -> Mapping[int, str]:
    w = follow_up_words.c
    query = select(w.seq, w.words).where(w.centre == centre, w.follow_up == number)
    return {row.seq: row.words for row in connection.execute(query)}


def _done_at(connection: Connection, centre: str, given: Rating) -> datetime | None:
    query = select(ticket.c.body).where(ticket.c.centre == centre, ticket.c.id == given.ticket)
    visit = thing_of(Ticket, connection.execute(query).scalar_one())
    done = done_steps(visit, steps_finished(connection, centre, [given.ticket]).get(given.ticket, ()))
    return next((step.done_at for step in done if step.step == given.step), None)
