"""Retention: by night, in small slices, the record forgets visitors of long ago (`actions/forgetting.py`)."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple
from datetime import date, timedelta

from sqlalchemy import func, select

from queue_server.actions.forgetting import Forgotten, forget_some
from queue_server.actions.ports import StoreFailed, Writer
from queue_server.catalogue.report import Say
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Refusal
from queue_server.domain.windows import HallState
from queue_server.store import tables
from queue_server.store.sql import SqlStore
from queue_server.store.times import micros

BETWEEN_SLICES_S = 0.2
"""Real seconds between two slices: whoever wants a number meanwhile comes first."""

AT_LATEST_S = 86_400.0
"""A centre that never closes forgets after this long all the same."""

log = logging.getLogger(__name__)


class Retention:
    """Once per business date and centre everything that is due is forgotten, when all halls are closed."""

    def __init__(
        self, writer: Writer, sleep: Callable[[float], None], seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._writer = writer
        self._sleep = sleep
        self._seconds = seconds
        self._started = seconds()
        self._done: dict[str, tuple[date, float]] = {}

    def look(self, centre: str, stopped: Callable[[], bool]) -> None:
        """Forget all that is due in a centre, unless it is done for this date or people are served."""
        try:
            day = self._writer.look(centre, lambda hall: self._due(centre, hall))
            while day is not None and not stopped():
                if not self._writer.act(centre, "system", forget_some):
                    self._done[centre] = day, self._seconds()
                    return
                self._sleep(BETWEEN_SLICES_S)
        except (Refusal, StoreFailed, TimeoutError) as failure:
            log.warning("retention of %s could not go on this time: %s", centre, failure)
        except Exception:  # of whatever kind: other centres forget all the same
            log.exception("retention of %s could not go on this time", centre)

    def _due(self, centre: str, hall: Hall) -> date | None:
        """The business date for which it is time to forget; None while there is nothing to do."""
        today = hall.counters.business_date
        done, at = self._done.get(centre, (None, self._started))
        night = all(now.state is HallState.CLOSED for now in hall.halls.values())
        late = self._seconds() - at > AT_LATEST_S
        return today if today != done and (night or late) else None


def forget_now(store: SqlStore, centre: str, by: str) -> Forgotten:
    """Forget all that is due, slice by slice; a hall that is open goes on meanwhile."""
    total = Forgotten()
    while True:
        with store.begin(centre, by) as tx:
            some = forget_some(tx)
        if not some:
            return total
        total = Forgotten(*map(sum, zip(astuple(total), astuple(some), strict=True)))
        time.sleep(BETWEEN_SLICES_S)


def overview(store: SqlStore, centre: str, words: Say) -> Iterator[str]:
    """What is kept of visitors, since when, and what would go now."""
    hall = store.load(centre)
    policy = hall.catalogue.policy
    today = hall.counters.business_date
    yield words("visitors.kept_for", centre=centre, days=policy.personal_data_days)
    if today is None:
        yield "  " + words("visitors.no_day")
        return
    days = timedelta(days=policy.personal_data_days)
    t, a, j, w = tables.ticket.c, tables.answer.c, tables.journal.c, tables.rating_words.c
    b = tables.appointment.c
    mine = select(func.count(), func.min(t.business_date)).where(t.centre == centre, tables.PERSONAL)
    answers = select(func.count()).where(a.centre == centre)
    with store.reading() as connection:
        kept, oldest = connection.execute(mine).one()
        due = connection.execute(mine.where(t.business_date < (today - days).isoformat())).one()[0]
        all_answers = connection.execute(answers).scalar_one()
        old_answers = connection.execute(
            answers.where(a.at < micros(store.clock.real_now() - days))
        ).scalar_one()
        written = connection.execute(select(func.count()).where(w.centre == centre)).scalar_one()
        booked = connection.execute(
            select(func.count()).where(b.centre == centre, tables.PERSONAL)
        ).scalar_one()
        contacts = connection.execute(
            select(func.count()).where(tables.contact.c.centre == centre)
        ).scalar_one()
        facts = connection.execute(select(func.count()).where(j.centre == centre)).scalar_one()
    since = words("visitors.kept_since", count=kept, oldest=oldest) if oldest else ""
    due_now = words("visitors.due", tickets=due, answers=old_answers, every=all_answers)
    beside = words("visitors.words", count=written)
    journal = words("visitors.journal", facts=facts)
    bookings = words("visitors.bookings", count=booked)
    called = words("visitors.contacts", count=contacts)
    lines = (since or words("visitors.kept", count=kept), beside, bookings, called, due_now, journal)
    yield from (f"  {line}" for line in lines)
