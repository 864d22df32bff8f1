"""Nobody rewrites the journal, not even with the database in hand; facts of late cannot be deleted."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from queue_server.store.tables import journal
from queue_server.store.times import micros
from tests.store.town import Town

REFUSED = "the journal is only appended to|a fact is kept for 184 days"


def a_fact(town: Town, days_ago: int) -> None:
    at = micros(datetime.now(UTC) - timedelta(days=days_ago))
    row = {"centre": town.code, "seq": 900, "at": at, "real_at": at, "by": "tests", "kind": "DayClosed"}
    with town.sql._writing.begin() as connection:
        connection.execute(insert(journal), row | {"payload": '{"business_date":"2026-09-15"}'})


def test_a_fact_is_never_changed(sql: Town) -> None:
    with pytest.raises(DBAPIError, match=REFUSED), sql.sql._writing.begin() as connection:
        connection.execute(update(journal).where(journal.c.centre == sql.code).values(by="nobody"))


def test_a_fact_of_the_last_six_months_is_never_deleted(sql: Town) -> None:
    a_fact(sql, days_ago=183)
    with pytest.raises(DBAPIError, match=REFUSED), sql.sql._writing.begin() as connection:
        connection.execute(delete(journal).where(journal.c.centre == sql.code, journal.c.seq == 900))


def test_an_older_fact_may_be_deleted(sql: Town) -> None:
    a_fact(sql, days_ago=185)
    with sql.sql._writing.begin() as connection:
        gone = connection.execute(delete(journal).where(journal.c.centre == sql.code, journal.c.seq == 900))
        assert gone.rowcount == 1


def test_the_journal_is_not_emptied_at_once(sql: Town) -> None:
    statement = "DELETE FROM journal" if sql.sql.one_writer else "TRUNCATE journal"
    with pytest.raises(DBAPIError, match=REFUSED), sql.sql._writing.begin() as connection:
        connection.execute(text(statement))
