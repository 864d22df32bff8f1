"""When the record cannot be kept: nobody is told otherwise, nothing is half done, life goes on."""

import sqlite3
import traceback
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from queue_server.actions.ports import Committed, StoreFailed
from queue_server.domain.facts import TicketIssued
from queue_server.store.sql import SqlStore
from queue_server.store.transaction import LedgerBroken
from queue_server.store.writer import CentreWriter
from tests.store.town import FILES, Answer, StillClock, Town, picture, read_catalogue, take


@pytest.fixture
def told() -> list[Committed]:
    return []


@pytest.fixture
def writer(sql: Town, told: list[Committed]) -> Iterator[CentreWriter]:
    writer = CentreWriter(sql.store, Answer, lambda committed, hall: told.append(committed))
    writer._open("" if sql.store.one_writer else sql.code)
    yield writer
    writer.stop(5)


def issue(writer: CentreWriter, town: Town) -> str:
    number: str = writer.act(town.code, "tests", take).number
    return number


def as_recorded(writer: CentreWriter, town: Town) -> bool:
    """Whether the hall in memory is the hall of the record."""
    seen: dict[str, Any] = writer.look(town.code, picture)
    return seen == picture(town.hall())


def break_one_commit(writer: CentreWriter, *, after_it_lasted: bool) -> None:
    (lane,) = writer._lanes.values()
    ledger: Any = lane._scribe.ledger
    real = ledger.commit

    def commit() -> None:
        ledger.commit = real
        if after_it_lasted:
            real()
        raise LedgerBroken("the disk is gone")

    ledger.commit = commit


def test_a_failed_commit_is_told_and_taken_back(
    sql: Town, writer: CentreWriter, told: list[Committed]
) -> None:
    issue(writer, sql)
    break_one_commit(writer, after_it_lasted=False)
    with pytest.raises(StoreFailed):
        issue(writer, sql)
    assert as_recorded(writer, sql)
    assert len(told) == 1


def test_life_goes_on_after_a_failed_commit(sql: Town, writer: CentreWriter) -> None:
    issue(writer, sql)
    break_one_commit(writer, after_it_lasted=False)
    with pytest.raises(StoreFailed):
        issue(writer, sql)
    assert issue(writer, sql) == "A002"
    assert as_recorded(writer, sql)


def test_a_commit_that_lasted_although_it_seemed_to_fail_is_found_out(
    sql: Town, writer: CentreWriter, told: list[Committed]
) -> None:
    issue(writer, sql)
    break_one_commit(writer, after_it_lasted=True)
    with pytest.raises(StoreFailed):
        issue(writer, sql)
    assert issue(writer, sql) == "A003"
    assert as_recorded(writer, sql)
    facts = [entry.fact for committed in told for entry in committed.entries]
    assert [f.issued.number for f in facts if isinstance(f, TicketIssued)] == ["A001", "A002", "A003"]


def test_what_another_process_wrote_is_seen_before_the_next_act(
    sql: Town, writer: CentreWriter, told: list[Committed]
) -> None:
    issue(writer, sql)
    sql.take()
    assert issue(writer, sql) == "A003"
    assert as_recorded(writer, sql)
    other = told[1]
    assert [type(change.new).__name__ for change in other.changes] == ["Ticket", "Counters"]


def test_a_hall_that_cannot_be_undone_is_read_again(sql: Town, writer: CentreWriter) -> None:
    def fail_twice(tx: Any) -> None:
        take(tx)
        tx._undo.append(lambda: 1 // 0)
        raise ZeroDivisionError

    issue(writer, sql)
    with pytest.raises(StoreFailed, match="read again"):
        writer.act(sql.code, "tests", fail_twice)
    assert issue(writer, sql) == "A002"
    assert as_recorded(writer, sql)


def test_a_full_disk_refuses_and_recovers(sqlite_url: str) -> None:
    room = {"pages": 10_000}
    store = SqlStore(sqlite_url, StillClock(), read_catalogue)

    @event.listens_for(store._writing, "connect")
    def limit(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={room['pages']}").close()

    store.open()
    store.create("town", FILES)
    town, writer = Town("town", store), CentreWriter(store, Answer)
    room["pages"] = 60
    writer.start()
    answered = _issue_until_it_fails(writer, town)
    room["pages"] = 10_000
    assert issue(writer, town) == f"A{len(answered) + 1:03}"
    assert as_recorded(writer, town)
    writer.stop(5)
    store.close()


def _issue_until_it_fails(writer: CentreWriter, town: Town) -> list[str]:
    answered: list[str] = []
    with pytest.raises(StoreFailed):  # noqa: PT012
        while len(answered) < 1000:
            answered.append(issue(writer, town))
    return answered


def test_a_lost_connection_is_replaced(postgres_url: str) -> None:
    store = SqlStore(postgres_url, StillClock(), read_catalogue)
    store.open()
    store.create("lost", FILES)
    town, writer = Town("lost", store), CentreWriter(store, Answer)
    writer.start()
    issue(writer, town)
    _cut_all_connections(postgres_url)
    with pytest.raises(StoreFailed):
        issue(writer, town)
    assert issue(writer, town) == "A002"
    assert as_recorded(writer, town)
    writer.stop(5)
    store.close()


def _cut_all_connections(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_database_that_is_not_there_is_a_failed_store(tmp_path: Any) -> None:
    store = SqlStore(f"sqlite:///{tmp_path}/no/such/folder/yimen.db", StillClock(), read_catalogue)
    with pytest.raises(StoreFailed):
        store.open()


def test_an_error_message_repeats_nothing_personal(sql: Town) -> None:
    secret = "the hash of somebody"
    with pytest.raises(StoreFailed) as failed, sql.begin() as tx:  # noqa: PT012
        ticket = take(tx)
        nowhere: Any = None
        tx.record(TicketIssued(ticket.id, ticket), replace(ticket, queue=nowhere, person=secret))
    assert secret not in "".join(traceback.format_exception(failed.value))


def test_two_stores_take_turns(sql: Town, url: str) -> None:
    other = Town(sql.code, SqlStore(url, StillClock(), read_catalogue))
    numbers = [town.take().number for _ in range(3) for town in (sql, other)]
    assert numbers == [f"A{n:03}" for n in range(1, 7)]
    other.sql.close()
