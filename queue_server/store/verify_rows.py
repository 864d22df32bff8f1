"""Series, answers and calls: what can be asked of the tables in one question each."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, func, select

from queue_server.domain.facts import Entry, TicketCalled, TicketRecalled
from queue_server.store import rows
from queue_server.store.flaws import Flaw, Report, flaw
from queue_server.store.replay import Replay
from queue_server.store.tables import answer, call_done, serial, ticket


def check_rows(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    """What holds for the tables whatever the journal says."""
    yield from _series(connection, centre, replay, report)
    yield from _answers(connection, centre, report)
    yield from _undone(connection, centre, replay)
    yield from _calls_without_fact(connection, centre, report)


def check_calls(
    connection: Connection, centre: str, replay: Replay, told: dict[int, Entry], report: Report
) -> Iterator[Flaw]:
    """The calls of some facts, which are then forgotten."""
    if not told:
        return
    query = select(call_done).where(
        call_done.c.centre == centre, call_done.c.seq.between(min(told), max(told))
    )
    kept = {row["seq"]: rows.call_of(row) for row in connection.execute(query).mappings()}
    for seq, entry in told.items():
        fact = entry.fact
        assert isinstance(fact, TicketCalled | TicketRecalled)
        call = kept.get(seq)
        names = ("ticket", "number", "queue", "window", "zone", "hall")
        same = call is not None and all(getattr(call, name) == getattr(fact, name) for name in names)
        recall = isinstance(fact, TicketRecalled)
        favoured = None if isinstance(fact, TicketRecalled) else fact.favoured
        if call is None or not same or (call.recall, call.favoured) != (recall, favoured):
            yield flaw("call_differs", number=fact.number, seq=seq)
        report.saw("calls")
    told.clear()


def _series(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    """Every series of every day has the numbers 1 to n, each once, and counts to n.

    A series that was handed in is not counted here and has the numbers that its facts told, each once.
    """
    handed_in = {(day.isoformat(), series): len(told) for (day, series), told in replay.handed_in.items()}
    group = (ticket.c.business_date, ticket.c.series)
    issued = (
        select(
            *group,
            func.count().label("count"),
            func.count(ticket.c.serial.distinct()).label("different"),
            func.max(ticket.c.serial).label("highest"),
        )
        .where(ticket.c.centre == centre)
        .group_by(*group)
        .subquery()
    )
    same = and_(serial.c.business_date == issued.c.business_date, serial.c.series == issued.c.series)
    query = select(issued, serial.c.last).join(serial, and_(same, serial.c.centre == centre), isouter=True)
    for row in connection.execute(query):
        told = handed_in.get((row.business_date, row.series))
        if not (_is_whole(row) if told is None else _is_as_told(row, told)):
            yield flaw("series_wrong", series=row.series, date=row.business_date)
        report.saw("series")


def _is_whole(row: Any) -> bool:
    return len({row.count, row.different, row.highest, row.last}) == 1


def _is_as_told(row: Any, told: int) -> bool:
    return row.last is None and row.count == row.different == told


def _answers(connection: Connection, centre: str, report: Report) -> Iterator[Flaw]:
    total = select(func.count()).select_from(answer).where(answer.c.centre == centre)
    report.saw("answers", connection.execute(total).scalar_one())
    mine = and_(ticket.c.centre == answer.c.centre, ticket.c.id == answer.c.ticket)
    lost = (
        select(answer.c.ticket)
        .join(ticket, mine, isouter=True)
        .where(answer.c.centre == centre, answer.c.ticket.is_not(None), ticket.c.id.is_(None))
    )
    for number in connection.execute(lost).scalars():
        yield flaw("answer_without_ticket", ticket=number)


def _undone(connection: Connection, centre: str, replay: Replay) -> Iterator[Flaw]:
    query = select(call_done.c.seq).where(call_done.c.centre == centre, call_done.c.undone)
    for seq in set(connection.execute(query).scalars()) ^ replay.undone_calls:
        yield flaw("undone_differs", seq=seq)


def _calls_without_fact(connection: Connection, centre: str, report: Report) -> Iterator[Flaw]:
    query = select(func.count()).select_from(call_done).where(call_done.c.centre == centre)
    count = connection.execute(query).scalar_one()
    if count != report.checked.get("calls", 0):
        yield flaw("call_count_differs", rows=count, facts=report.checked.get("calls", 0))
