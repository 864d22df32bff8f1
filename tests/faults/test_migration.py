"""The tables go back to an earlier release and forward again, under load and standing still."""

from dataclasses import replace

from queue_server.store import migrate
from queue_server.store.engine import writing_engine
from tests.exhaustive import EXHAUSTIVE
from tests.faults.house import House
from tests.faults.judging import Record, all_is_well
from tests.faults.people import People

BEFORE_THE_LAST = "20261130_visit_ratings"
BEFORE_DEVICES, FIRST = "20261123_kiosk_orders", "20261122_first_tables"


def go(house: House, revision: str) -> None:
    """Bring the tables to a revision, back or forward, beside whoever works."""
    with writing_engine(house.url).begin() as connection:
        back = revision < (migrate.revision_of(connection) or "")
        (migrate.go_back if back else migrate.migrate)(connection, revision)


def record_of(house: House) -> Record:
    """What is in the record."""
    with house.record() as store, store.reading() as connection:
        return Record.read(connection)


def test_a_hall_works_while_its_tables_go_back_and_forward(a_house: House) -> None:
    house = a_house
    with People(house) as people:
        people.are_answered(25)
        go(house, BEFORE_THE_LAST)
        people.are_answered(25)
        go(house, migrate.newest())
        people.are_answered(25)
        all_is_well(house, people)


@EXHAUSTIVE
def test_the_way_to_the_first_tables_and_back_keeps_every_visit(a_house: House) -> None:
    house = a_house
    with People(house) as people:
        people.are_answered(25)
        all_is_well(house, people)
    before = record_of(house)
    house.stop()
    go(house, FIRST)
    house.start()
    assert replace(record_of(house), facts=[], seqs=[]) == replace(before, facts=[], seqs=[])
    assert house.yimen("verify").returncode == 0


@EXHAUSTIVE
def test_a_server_that_starts_on_older_tables_brings_them_forward_and_goes_on(a_house: House) -> None:
    house = a_house
    house.stop()
    go(house, BEFORE_DEVICES)
    house.start()
    with People(house) as people:
        people.are_answered(25)
        all_is_well(house, people)
