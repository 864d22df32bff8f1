"""Old tickets cost nothing: every question of the working hall is answered by an index."""

import re

import pytest
from sqlalchemy import Connection, event

from queue_server.store.sql import SqlStore
from queue_server.store.statements import Statements
from tests.store.town import FILES, StillClock, Town, read_catalogue

SMALL = {"centre", "serial", "window_now", "hall_now", "token", "login", "invitation"} | {
    "kiosk_orders",
    "device_now",
    "alarm",
    "catalogue_file",
}
"""Tables that do not grow with the years, or are read whole by intent."""


@pytest.fixture
def watched(sqlite_url: str) -> tuple[Town, list[str]]:
    """A town, and every statement that reading it needs."""
    store = SqlStore(sqlite_url, StillClock(), read_catalogue)
    store.open()
    store.create("town", FILES)
    asked: list[str] = []
    event.listen(store._reading, "before_cursor_execute", lambda c, cur, sql, *rest: asked.append(sql))
    return Town("town", store), asked


def plans(connection: Connection, sql: str) -> list[str]:
    """How SQLite would answer."""
    values = dict.fromkeys(re.findall(r"(?<!:):(\w+)", sql), 1)
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
    return [row[3] for row in rows]


def walks(connection: Connection, statements: list[str]) -> list[str]:
    """The steps that would look at a whole growing table, or at all that a centre ever had in one."""
    steps = [step for sql in statements for step in plans(connection, sql)]
    growing = [step for step in steps if step.split()[1] not in SMALL]
    return [step for step in growing if step.startswith("SCAN") or (ONLY in step and not stops_early(step))]


ONLY = "(centre=?)"


def stops_early(step: str) -> bool:
    """Questions in the order of their index that take its first rows only, or of an index over few rows."""
    few = ("journal_days", "COVERING INDEX call_done_of", "PRIMARY KEY", "reminder_goes_on")
    return any(known in step for known in few)


def test_reading_a_hall_walks_through_no_history(watched: tuple[Town, list[str]]) -> None:
    town, asked = watched
    town.take()
    asked.clear()
    town.hall()
    statements = [sql for sql in asked if sql.startswith("SELECT")]
    assert len(statements) > 10
    with town.sql.reading() as connection:
        assert walks(connection, statements) == []


def test_recent_calls_walk_through_no_history(watched: tuple[Town, list[str]]) -> None:
    town, asked = watched
    town.take()
    town.next(town.sit(1))
    asked.clear()
    town.store.recent_calls(town.code)
    town.sql.calls_after(town.code, "zone", "N1", 0)
    statements = [sql for sql in asked if sql.startswith("SELECT")]
    assert len(statements) > 10
    with town.sql.reading() as connection:
        assert walks(connection, statements) == []


def test_a_walk_would_be_seen(watched: tuple[Town, list[str]]) -> None:
    town, _ = watched
    with town.sql.reading() as connection:
        assert walks(connection, ["SELECT * FROM ticket"]) != []
        assert walks(connection, ["SELECT * FROM ticket WHERE centre = 'town'"]) != []


def test_no_act_walks_through_history(watched: tuple[Town, list[str]]) -> None:
    town, _ = watched
    with town.sql.reading() as connection:
        statements = Statements(connection.dialect)
        acts = [sql for sql in vars(statements).values() if isinstance(sql, str)]
        assert len(acts) > 15
        assert walks(connection, acts) == []


def test_sqlite_survives_a_power_cut_by_its_settings(watched: tuple[Town, list[str]]) -> None:
    town, _ = watched
    with town.sql._writing.begin() as connection:
        answers = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert answers == ["wal", 2, 1]
