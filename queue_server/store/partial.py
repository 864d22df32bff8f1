"""Indexes over a part of a table: imported only where tables are made or compared, never to serve.

To declare one is to name both databases, and SQLAlchemy then imports what it knows of PostgreSQL.
"""

from sqlalchemy import Column, Index, TextClause

from queue_server.store.tables import (
    AT_WINDOW,
    BOOKED,
    DAY_OPENED,
    DONE,
    GOES_ON,
    LIVE,
    MISSED,
    PERSONAL,
    SERVED,
    appointment,
    journal,
    metadata,
    reminder,
    ticket,
)

__all__ = ["metadata"]


def _index(name: str, *columns: Column[object], where: TextClause, unique: bool = False) -> None:
    Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


_index("ticket_personal", ticket.c.centre, ticket.c.business_date, where=PERSONAL)
_index("ticket_done", ticket.c.centre, ticket.c.since, where=DONE)
_index("ticket_live", ticket.c.centre, ticket.c.state, where=LIVE)
_index("ticket_one_per_window", ticket.c.centre, ticket.c.window, where=AT_WINDOW, unique=True)
_index("reminder_goes_on", reminder.c.centre, where=GOES_ON)
_index("journal_days", journal.c.centre, journal.c.seq, where=DAY_OPENED)
_index("journal_served", journal.c.centre, journal.c.seq, where=SERVED)

a = appointment.c
_index("appointment_one_per_place", a.centre, a.queue, a.starts_at, a.place, where=BOOKED, unique=True)
_index("appointment_personal", a.centre, a.date, where=PERSONAL)
_index("appointment_missed_person", a.centre, a.person, where=MISSED)
_index("appointment_missed_phone", a.centre, a.phone, where=MISSED)
