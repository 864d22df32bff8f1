"""The database is locked by somebody else, slow, or restarted under load."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from queue_server.store.engine import BUSY_S, writing_engine
from tests.exhaustive import EXHAUSTIVE, also
from tests.faults.house import House, build, running
from tests.faults.judging import all_is_well
from tests.faults.people import People
from tests.store.postgres import OwnPostgres, own_postgres

SHORTLY_S, LONG_S = 3.0, BUSY_S + 3.0
"""Shorter and longer than the server waits for a locked record."""


@pytest.fixture
def postgres() -> Iterator[OwnPostgres]:
    """A PostgreSQL that a test may stop."""
    with own_postgres() as server:
        yield server


@pytest.mark.parametrize("seconds", [SHORTLY_S, also(LONG_S)])
def test_a_locked_record_delays_and_loses_nothing(a_house: House, seconds: float) -> None:
    house = a_house
    with People(house) as people:
        people.are_answered(30)
        with writing_engine(house.url).begin() as connection:
            connection.execute(text("UPDATE centre SET seq = seq"))
            before = len(people.given)
            time.sleep(seconds)
            assert len(people.given) <= before + people.clerks + people.kiosks
        people.are_answered(40)
        all_is_well(house, people)


@EXHAUSTIVE
def test_a_slow_disk_delays_and_loses_nothing(on_sqlite: House) -> None:
    with People(on_sqlite) as people:
        (on_sqlite.data / "commit_s").write_text("0.3")
        people.are_answered(30)
        (on_sqlite.data / "commit_s").write_text("0")
        all_is_well(on_sqlite, people)


@pytest.mark.parametrize("how", ["immediate", also("fast"), also("killed")])
def test_a_restarted_postgresql_loses_nothing(
    tmp_path: Path, kept: Path, postgres: OwnPostgres, how: str
) -> None:
    with (
        running(build(tmp_path / "var", kept, postgres.database("hall"))) as house,
        People(house) as people,
    ):
        people.are_answered(30)
        postgres.stop(how)
        people.wait(1)
        postgres.start()
        people.are_answered(40)
        all_is_well(house, people)
