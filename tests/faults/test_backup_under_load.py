"""A backup of a working hall, put back on a new machine, goes on where it was made."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exhaustive import EXHAUSTIVE
from tests.faults.house import House, elsewhere, running
from tests.faults.judging import Record, all_is_well, flaws_of_answers
from tests.faults.people import People
from tests.servers import RECORD
from tests.store.postgres import a_database


@pytest.fixture
def new_machine(house: House, tmp_path: Path) -> Iterator[House]:
    """An empty installation with the same kind of database."""
    folder = tmp_path / "new"
    if house.url.startswith("sqlite"):
        yield elsewhere(house, folder, f"sqlite:///{folder / RECORD}")
        return
    with a_database() as url:
        yield elsewhere(house, folder, url)


@EXHAUSTIVE
def test_what_was_answered_before_a_backup_is_on_the_new_machine(
    house: House, new_machine: House, tmp_path: Path
) -> None:
    with People(house) as people:
        people.are_answered(40)
        answered = list(people.given)
        kept = house.yimen("backup", str(tmp_path / "hall.zip"))
        assert kept.returncode == 0, kept.stderr
        people.are_answered(20)
        all_is_well(house, people)
    put_back = new_machine.yimen("restore", str(tmp_path / "hall.zip"))
    assert put_back.returncode == 0, put_back.stderr
    with new_machine.record() as store, store.reading() as connection:
        assert list(flaws_of_answers(Record.read(connection), answered)) == []
    with running(new_machine), People(new_machine) as people:
        people.are_answered(40)
        all_is_well(new_machine, people, refused={"window_taken"})
