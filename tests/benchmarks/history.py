"""Does a hall with millions of old tickets work as fast as one with none, and start as fast?

The old tickets are copies of one that was issued, of days long ago, each with a fact of its own.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median

import click

from tests.benchmarks.commands import ROUND_S, ROUNDS, Desk, desks_of, issuing
from tests.benchmarks.figures import Finding
from tests.benchmarks.load import Line, Press, rate
from tests.servers import RECORD, RunningHall, running_hall

CHUNK = 250_000
A_DAY = 3000
AIM_PERCENT = 130

TICKETS = """
INSERT INTO ticket (centre, id, public_id, business_date, series, serial, number, state, queue, "window",
                    clerk, person, personal, issued_at, arrived_at, since, seq, body)
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
SELECT centre, -i, 'old-' || i, date('2000-01-01', (i / :a_day) || ' days'), series, i % :a_day + 1, number,
       'done', queue, NULL, clerk, NULL, 0, issued_at, arrived_at, since, -i, body
FROM n, (SELECT * FROM ticket WHERE id > 0 ORDER BY id LIMIT 1)
"""
JOURNAL = """
INSERT INTO journal (centre, seq, at, real_at, "by", request_id, kind, ticket, "window", payload)
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
SELECT centre, -i, at, real_at, "by", request_id, kind, -i, window, payload
FROM n, (SELECT * FROM journal WHERE kind = 'TicketIssued' ORDER BY seq LIMIT 1)
"""


def grow_old(record: Path, tickets: int) -> None:
    """Put so many old tickets into a record that nobody has open; at least one was issued in it."""
    with closing(sqlite3.connect(record, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=OFF")
        for first in range(1, tickets + 1, CHUNK):
            named = {"first": first, "last": min(first + CHUNK - 1, tickets), "a_day": A_DAY}
            database.execute("BEGIN")
            database.execute(TICKETS, named)
            database.execute(JOURNAL, named)
            database.execute("COMMIT")
            click.echo(f"{named['last']} old tickets")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def an_old_hall(data: Path, tickets: int) -> Path:
    """The folder of a demonstration hall with so many old tickets; it is not running."""
    with running_hall(data) as hall:
        queue, _ = desks_of(hall)
        issuing(Line(hall.run["api"], hall.run["kiosks"][0]["token"]), queue)()
    grow_old(data / RECORD, tickets)
    return data


def history_rows(hall: RunningHall, old: RunningHall, tickets: int) -> list[Finding]:
    """Issues and calls in the old hall, in turns with the new one."""
    ours, theirs = presses_of(old), presses_of(hall)
    found = []
    for what, old_presses, new_presses in zip(("issue", "next"), ours, theirs, strict=True):
        rates: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            rates[0].append(rate(old_presses, ROUND_S))
            rates[1].append(rate(new_presses, ROUND_S))
            click.echo(
                f"{what}: {rates[0][-1]:.0f}/s with {tickets} old tickets, {rates[1][-1]:.0f}/s with none"
            )
        percent = 100 * median(rates[1]) / median(rates[0])
        found.append(Finding(f"cost of {what} with {tickets} old tickets", "%", AIM_PERCENT, percent, 100))
    return found


def presses_of(hall: RunningHall) -> tuple[list[Press], list[Press]]:
    """Kiosks that issue, and clerks that call, of one hall; enough people wait."""
    queue, desks = desks_of(hall)
    kiosk = hall.run["kiosks"][0]["token"]
    issues: list[Press] = [issuing(Line(hall.run["api"], kiosk), queue) for _ in desks]
    return issues, [calling(desk) for desk in desks]


def calling(desk: Desk) -> Press:
    """A clerk who calls the next one."""
    return desk.press
