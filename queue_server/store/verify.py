"""Does the record prove itself? The journal is played again and everything else is held against it.

One snapshot is read on a connection of its own, so a working hall need not stop for it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from queue_server.domain.facts import (
    Entry,
    TicketCalled,
    TicketHandedIn,
    TicketIssued,
    TicketRecalled,
    VisitRated,
)
from queue_server.domain.tickets import Ticket
from queue_server.store import tables
from queue_server.store.flaws import Flaw, Report, flaw
from queue_server.store.journal import entries_after
from queue_server.store.load import load_hall, must_exist
from queue_server.store.readable import UNREADABLE, thing_or_none
from queue_server.store.replay import Replay
from queue_server.store.sql import SqlStore
from queue_server.store.verify_boards import check_boards
from queue_server.store.verify_bookings import BookingCheck
from queue_server.store.verify_follow_ups import FollowUpCheck
from queue_server.store.verify_places import check_places
from queue_server.store.verify_ratings import check_rating_rows, check_ratings
from queue_server.store.verify_rows import check_calls, check_rows
from queue_server.store.verify_tickets import TicketCheck

Progress = Callable[[int, int], None]
EVERY = 1000
"""Entries between two reports of progress."""


def verify(store: SqlStore, centre: str, progress: Progress | None = None) -> Report:
    """Check one centre. Raises UnknownCentre and StoreFailed."""
    report = Report(centre)
    with store.reading() as connection:
        must_exist(connection, centre)
        replay = Replay(_persons(connection, centre))
        follow_ups = FollowUpCheck()
        for found in _play(connection, centre, replay, follow_ups, report, progress or _silent):
            report.add(found)
        for check in (check_places, check_rows):
            for found in check(connection, centre, replay, report):
                report.add(found)
        for found in check_rating_rows(connection, centre, report):
            report.add(found)
        for found in follow_ups.compare(connection, centre, report):
            report.add(found)
        for found in _boards(connection, store, replay, report):
            report.add(found)
    return report


def _boards(connection: Connection, store: SqlStore, replay: Replay, report: Report) -> Iterator[Flaw]:
    try:
        hall = load_hall(connection, report.centre, store.read_catalogue)
    except UNREADABLE as error:
        yield flaw("hall_unreadable", why=repr(error))
    else:
        yield from check_boards(hall, replay, store.clock, report)


def _play(
    connection: Connection,
    centre: str,
    replay: Replay,
    follow_ups: FollowUpCheck,
    report: Report,
    progress: Progress,
) -> Iterator[Flaw]:
    """The journal from its first entry, with the calls beside it, and tickets settled day by day."""
    last = connection.execute(select(tables.centre.c.seq).where(tables.centre.c.code == centre)).scalar_one()
    tickets = TicketCheck(connection, centre, replay, report)
    bookings = BookingCheck(connection, centre, replay, report)
    calls: dict[int, Entry] = {}
    ratings: dict[int, Entry] = {}
    day_seq = 0
    for entry in _readable(entries_after(connection, centre), replay, report):
        yield from replay.apply(entry)
        yield from follow_ups.see(entry)
        report.saw("facts")
        report.saw("tickets", isinstance(entry.fact, TicketIssued | TicketHandedIn))
        if isinstance(entry.fact, TicketCalled | TicketRecalled):
            calls[entry.seq] = entry
        if isinstance(entry.fact, VisitRated):
            ratings[entry.seq] = entry
        if entry.seq % EVERY == 0:
            yield from check_calls(connection, centre, replay, calls, report)
            yield from check_ratings(connection, centre, ratings, report)
            progress(entry.seq, last)
        if replay.counters.day_seq != day_seq:
            day_seq = replay.counters.day_seq
            yield from tickets.settle_earlier_days()
            yield from bookings.settle_earlier_days()
    yield from check_calls(connection, centre, replay, calls, report)
    yield from check_ratings(connection, centre, ratings, report)
    yield from follow_ups.at_end()
    yield from tickets.settle_all()
    yield from bookings.settle_all()
    progress(last, last)


def _readable(entries: Iterator[Entry], replay: Replay, report: Report) -> Iterator[Entry]:
    """The journal up to the first entry that this release cannot read."""
    try:
        yield from entries
    except UNREADABLE as error:
        report.add(flaw("fact_unreadable", seq=replay.seq + 1, why=repr(error)))


def _persons(connection: Connection, centre: str) -> Mapping[int, Sequence[str]]:
    """Who took which ticket, as long as retention keeps it; facts do not tell."""
    c = tables.ticket.c
    query = select(c.id, c.body).where(c.centre == centre, tables.PERSONAL)
    read = ((row.id, thing_or_none(Ticket, row.body)) for row in connection.execute(query))
    return {number: ticket.persons for number, ticket in read if ticket is not None and ticket.persons}


def _silent(_done: int, _of: int) -> None:
    return None
