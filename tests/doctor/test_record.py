"""What the doctor finds in the record: each trouble is really caused, on SQLite and PostgreSQL."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from config.secret import load_secret
from config.settings import Settings
from queue_server.actions.days import tick
from queue_server.actions.issuing import Wanted, issue
from queue_server.actions.ports import Clock
from queue_server.actions.visitors import cancel
from queue_server.admin import set_pin, set_staff
from queue_server.catalogue import read
from queue_server.clock import Anchor, DemoClock, RealClock
from queue_server.demo.catalogue import centre_files
from queue_server.doctor import on_disk, record
from queue_server.doctor.finding import Case, Findings, Level
from queue_server.domain.tokens import Role
from queue_server.remembering import secret_to_serve
from queue_server.store.engine import writing_engine
from queue_server.store.migrate import go_back
from queue_server.store.sql import SqlStore
from tests.doctor.reading import ENGLISH, said
from tests.servers import free_port
from tests.store.postgres import our_own

Check = Callable[[Case], Findings]
A_MONDAY_AT_TEN = datetime(2026, 11, 30, 2, tzinfo=UTC)
"""In Dalang."""


def now() -> datetime:
    """As it is when a check is made: files are read long before their tests run."""
    return datetime.now(UTC)


@contextmanager
def opened(settings: Settings, clock: Clock | None = None) -> Iterator[Case]:
    with closing(SqlStore(settings.database_url, clock or RealClock(), read)) as store:
        yield Case(settings, now(), store=store)


def look(settings: Settings, check: Check, level: Level) -> str:
    """What a check says at one level, with what is to be done."""
    with opened(settings) as case:
        return said(check(case), level)


@pytest.fixture
def dalang(tmp_path: Path) -> Settings:
    """Dalang on SQLite, in which nobody may sign in yet."""
    return made_in(tmp_path)


def made_in(folder: Path, clock: Clock | None = None) -> Settings:
    settings = Settings(data=folder)
    with opened(settings, clock) as case:
        assert case.store is not None
        case.store.open()
        case.store.create("dalang", centre_files("dalang"))
    return settings


@pytest.fixture(scope="module")
def careless() -> Iterator[Settings]:
    """An empty database on a PostgreSQL that does not wait for its disk."""
    with our_own() as address, psycopg.connect(address, autocommit=True) as server:
        name = f"yimen_test_{secrets.token_hex(6)}"
        server.execute(f'CREATE DATABASE "{name}"')
        url = address.replace("postgresql://", "postgresql+psycopg://").rsplit("/", 1)[0]
        yield Settings(database_url=f"{url}/{name}")
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def file_of(settings: Settings) -> Path:
    return settings.data / "yimen.db"


def test_a_record_in_order_is_fine(dalang: Settings) -> None:
    assert "whole" in look(dalang, record.sqlite_file, Level.FINE)
    assert look(dalang, record.release, Level.FINE)
    assert "88 windows" in look(dalang, record.halls, Level.FINE)


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    found = list(record.sqlite_file(Case(Settings(data=tmp_path), now())))
    assert "yimen import DIR" in found[0].do(ENGLISH)
    assert list(tmp_path.iterdir()) == []


def test_a_record_with_a_damaged_page(dalang: Settings) -> None:
    with file_of(dalang).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)
    assert "restore the newest backup" in look(dalang, record.sqlite_file, Level.ERROR)


def test_a_record_that_is_no_record(dalang: Settings) -> None:
    file_of(dalang).write_bytes(b"something else" * 1000)
    found = list(record.sqlite_file(Case(dalang, now())))
    assert "restore the newest backup" in found[0].do(ENGLISH)


def test_a_record_that_lost_its_mode(dalang: Settings) -> None:
    with closing(sqlite3.connect(file_of(dalang))) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    found = list(record.sqlite_file(Case(dalang, now())))
    assert "mode delete" in found[0].what(ENGLISH)


def test_a_log_that_somebody_keeps_from_being_emptied(
    dalang: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "LARGE_WAL", 0)
    with opened(dalang) as case:
        assert case.store is not None
        with case.store.reading(), case.store.begin("dalang") as tx:
            tick(tx)
        with case.store.reading():
            assert "forgotten yimen verify" in look(dalang, record.sqlite_file, Level.WARNING)


def test_tables_of_an_earlier_release(dalang: Settings) -> None:
    with writing_engine(dalang.database_url).begin() as connection:
        go_back(connection, "20261123_kiosk_orders")
    assert "yimen migrate" in look(dalang, record.release, Level.WARNING)
    assert look(dalang, record.halls, Level.ERROR) == ""


def test_tables_of_a_later_release(dalang: Settings) -> None:
    with writing_engine(dalang.database_url).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '29990101_later'")
    assert "later release" in look(dalang, record.release, Level.ERROR)


def test_a_hall_without_a_centre(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with opened(settings) as case:
        assert case.store is not None
        case.store.open()
    assert "yimen import DIR" in look(settings, record.halls, Level.ERROR)


def test_the_secret_that_the_record_was_made_with(dalang: Settings) -> None:
    with opened(dalang) as case:
        assert case.store is not None
        assert "no secret" in said(on_disk.secret(case), Level.WARNING)  # before the first start
        secret_to_serve(case.store, dalang)
    assert look(dalang, on_disk.secret, Level.ERROR) == ""
    assert "secret" in look(dalang, on_disk.secret, Level.FINE)


def test_a_secret_that_went_missing_or_is_another(dalang: Settings) -> None:
    with opened(dalang) as case:
        assert case.store is not None
        secret_to_serve(case.store, dalang)
    (dalang.data / "secret").unlink()
    assert "is missing" in look(dalang, on_disk.secret, Level.ERROR)
    load_secret(dalang.data)
    assert "holds another secret" in look(dalang, on_disk.secret, Level.ERROR)
    set_elsewhere = replace(dalang, secret="s" * 40)
    assert "YIMEN_SECRET is another secret" in look(set_elsewhere, on_disk.secret, Level.ERROR)


def test_a_hall_that_cannot_be_read(dalang: Settings) -> None:
    with closing(sqlite3.connect(file_of(dalang))) as connection:
        connection.execute("DELETE FROM catalogue_file")
        connection.commit()
    assert "cannot be read" in look(dalang, record.halls, Level.ERROR)


def test_people_who_may_not_sign_in_yet(dalang: Settings) -> None:
    told = look(dalang, record.halls, Level.WARNING)
    assert "nobody may sign in as manager" in told
    assert "clerks have no PIN" in told
    with opened(dalang) as case:
        assert case.store is not None
        set_staff(case.store, "dalang", "chen", Role.MANAGER, "correct horse")
        set_pin(case.store, "dalang", "DL001", "482913")
    assert "manager" not in look(dalang, record.halls, Level.WARNING)


def test_visitors_that_nobody_forgot(tmp_path: Path) -> None:
    in_opening_hours = DemoClock(Anchor(A_MONDAY_AT_TEN, now()))
    dalang = made_in(tmp_path, in_opening_hours)
    with opened(dalang, in_opening_hours) as case:
        assert case.store is not None
        with case.store.begin("dalang") as tx:
            tick(tx)
            queue = next(iter(tx.hall.catalogue.queues))
            ticket = issue(tx, Wanted(queue=queue, party="family", by_guide=True), "visit-1")
            cancel(tx, ticket.public_id)
        assert "still know" not in look(dalang, record.halls, Level.WARNING)
    with closing(sqlite3.connect(file_of(dalang))) as connection:
        connection.execute("UPDATE ticket SET business_date = '2020-01-01'")
        connection.commit()
    assert "1 tickets still know their visitors" in look(dalang, record.halls, Level.WARNING)


@pytest.mark.parametrize(
    ("day", "warned"),
    [(datetime(2026, 12, 1, 2, tzinfo=UTC), False), (datetime(2026, 12, 15, 2, tzinfo=UTC), True)],
)
def test_a_calendar_that_ends_before_the_deadlines_of_today(
    tmp_path: Path, day: datetime, warned: bool
) -> None:
    clock = DemoClock(Anchor(day, now()))
    with opened(made_in(tmp_path, clock), clock) as case:
        assert ("calendar_2027.csv" in said(record.halls(case), Level.WARNING)) is warned


def test_a_clock_that_was_set_back(dalang: Settings) -> None:
    with opened(dalang) as case:
        assert case.store is not None
        with case.store.begin("dalang") as tx:
            tick(tx)
        behind = Case(dalang, now() - timedelta(days=2), store=case.store)
        found = [f for f in record.halls(behind) if f.about == "clock"]
    assert "the hall's time stands still" in found[0].do(ENGLISH)


def test_a_postgres_that_does_not_keep_its_word(careless: Settings) -> None:
    assert "fsync = off" in look(careless, record.postgres, Level.ERROR)
    assert "PostgreSQL 1" in look(careless, record.postgres, Level.FINE)
    assert "the database is empty" in look(careless, record.release, Level.ERROR)


def test_a_postgres_whose_connections_are_taken(careless: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "BUSY_SHARE", 0.0)
    assert "connections are taken" in look(careless, record.postgres, Level.WARNING)


def test_a_postgres_that_is_too_old(careless: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "OLDEST_POSTGRES", 99)
    assert "too old" in look(careless, record.postgres, Level.ERROR)


def test_a_postgres_that_is_gone() -> None:
    settings = Settings(database_url=f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none")
    assert "cannot be reached" in look(settings, record.postgres, Level.ERROR)
    assert look(settings, record.release, Level.ERROR) == look(settings, record.halls, Level.ERROR) == ""
