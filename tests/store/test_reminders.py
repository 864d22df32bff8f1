"""Reminders and time away in the record: kept through a restart, proved by their facts, forgotten in time."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from queue_server.actions.reminding import ask, remind
from queue_server.actions.visitors import cancel, go_away
from queue_server.domain.reminders import Address, Kind, Reminder, Wish
from queue_server.domain.tickets import Ticket
from queue_server.store.rows import reminder_row
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from tests.store.test_forgetting import pass_days
from tests.store.town import Town

SEALED, MARK = "sealed-address", "its-mark"


def reminded(town: Town, ticket: Ticket) -> Reminder:
    with town.begin() as tx:
        asked: Reminder = ask(tx, ticket.public_id, "sms", Wish(ahead=3), Address(SEALED, MARK))
        return asked


def look(town: Town) -> list[Kind]:
    with town.begin() as tx:
        return [each.kind for each in remind(tx)]


def rows(town: Town) -> str:
    with town.sql.reading() as connection:
        found = connection.execute(text("SELECT body FROM reminder WHERE centre = :c"), {"c": town.code})
        return json.dumps([*found.scalars()])


def flaws(town: Town) -> list[str]:
    found: Any = verify(town.sql, town.code).flaws
    return [each.code for each in found]


def test_a_reminder_outlives_a_restart_and_is_told_once(sql: Town) -> None:
    asked = reminded(sql, sql.take())
    assert sql.hall().reminders == {asked.key: asked}
    assert (look(sql), look(sql)) == ([Kind.NEAR], [])
    assert sql.hall().reminders == {asked.key: replace(asked.tell(Kind.NEAR), seq=sql.hall().seq)}
    assert flaws(sql) == []


def test_the_address_is_gone_from_the_record_with_the_visit(sql: Town) -> None:
    ticket = sql.take()
    reminded(sql, ticket)
    assert SEALED in rows(sql)
    assert MARK in rows(sql)
    with sql.begin() as tx:
        cancel(tx, ticket.public_id)
    assert look(sql) == []
    assert SEALED not in rows(sql)
    assert MARK not in rows(sql)
    assert flaws(sql) == []


def test_a_visit_of_yesterday_is_forgotten_too(sql: Town) -> None:
    reminded(sql, sql.take())
    pass_days(sql, 1)
    look(sql)
    assert SEALED not in rows(sql)
    assert MARK not in rows(sql)
    assert flaws(sql) == []


def test_the_address_is_in_no_fact(sql: Town) -> None:
    reminded(sql, sql.take())
    with sql.sql.reading() as connection:
        facts = [*connection.execute(text("SELECT payload FROM journal")).scalars()]
    assert SEALED not in json.dumps(facts)
    assert MARK not in json.dumps(facts)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"over": True}, "reminder_differs"),
        ({"told": (Kind.CALLED,)}, "reminder_differs"),
        ({"wish": Wish(ahead=9)}, "reminder_differs"),
    ],
    ids=["over", "told", "wish"],
)
def test_a_row_that_its_facts_do_not_tell_is_a_flaw(
    sqlite_sql: Town, change: dict[str, Any], flaw: str
) -> None:
    asked = reminded(sqlite_sql, sqlite_sql.take())
    _write(sqlite_sql.sql, replace(asked, **change))
    assert flaws(sqlite_sql) == [flaw]


def test_an_address_beyond_its_visit_is_a_flaw(sqlite_sql: Town) -> None:
    ticket = sqlite_sql.take()
    asked = reminded(sqlite_sql, ticket)
    with sqlite_sql.begin() as tx:
        cancel(tx, ticket.public_id)
    look(sqlite_sql)
    _write(sqlite_sql.sql, replace(asked, over=True))
    assert flaws(sqlite_sql) == ["reminder_not_forgotten"]


def test_time_away_is_in_the_record(town: Town) -> None:
    ticket = town.take()
    with town.begin() as tx:
        gone = go_away(tx, ticket.public_id)
    kept = town.hall().tickets[ticket.id]
    assert (kept.away_until, kept.aways) == (gone.away_until, 1)


def _write(store: SqlStore, reminder: Reminder) -> None:
    with store._writing.begin() as connection:
        connection.execute(
            text("UPDATE reminder SET over = :over, body = :body WHERE key = :key"),
            reminder_row("", reminder),
        )
