"""Which number a window's face may offer to rate now. A connection that only reads; no act waits for it."""

from datetime import datetime

from sqlalchemy import Connection, select

from queue_server.domain.done_steps import step_to_rate, ticket_just_served
from queue_server.domain.facts import Entry
from queue_server.domain.tickets import Ticket
from queue_server.store.journal import steps_finished
from queue_server.store.rows import entry_of, thing_of
from queue_server.store.tables import SERVED, journal, rating, ticket
from queue_server.store.tables import centre as centres
from queue_server.store.unit import LOOK_BACK


def number_to_rate(connection: Connection, centre: str, window: int, real_now: datetime) -> str | None:
    """The number whose step has just been done at a window and was not rated: `actions.rating.just_done`."""
    last = _last_served(connection, centre, window)
    served = ticket_just_served(last, real_now)
    if last is None or served is None:
        return None
    body = select(ticket.c.body).where(ticket.c.centre == centre, ticket.c.id == served)
    visit = thing_of(Ticket, connection.execute(body).scalar_one())
    finished = steps_finished(connection, centre, [served]).get(served, ())
    rated = select(rating.c.step).where(rating.c.centre == centre, rating.c.ticket == served)
    step = step_to_rate(last, visit, finished, frozenset(connection.execute(rated).scalars()))
    return None if step is None else visit.number


def _last_served(connection: Connection, centre: str, window: int) -> Entry | None:
    """The newest of the last facts that says that a step was done at a window."""
    head = select(centres.c.seq).where(centres.c.code == centre).scalar_subquery()
    query = (
        select(journal)
        .where(
            journal.c.centre == centre, journal.c.seq > head - LOOK_BACK, journal.c.window == window, SERVED
        )
        .order_by(journal.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else entry_of(row)
