"""The machine's clock is set back or forward, the day turns, and a zone has its long and its short night."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from queue_server.clock import DEMO_CLOCK
from queue_server.demo.catalogue import centre_files
from queue_server.files import write_folder
from tests.exhaustive import EXHAUSTIVE, also
from tests.faults.house import CENTRE, House, build, morning, running
from tests.faults.judging import Record, all_is_well
from tests.faults.people import People

BERLIN = ZoneInfo("Europe/Berlin")
HOUR_S, DAY_S = 3600, 24 * 3600
OVER_NIGHT = {"expect_mismatch"}
"""A visitor who was called yesterday is gone this morning, and the clerk is told so."""
NIGHTS = {
    "the long night": datetime(2026, 10, 25, 2, 59, 58, tzinfo=BERLIN),
    "the short night": datetime(2027, 3, 28, 1, 59, 58, tzinfo=BERLIN),
}
"""Two seconds before the clocks of Berlin go back from three to two, or forward from two to three."""


def set_clock(house: House, ahead_s: float) -> None:
    """Somebody sets the machine's clock."""
    (house.data / "ahead_s").write_text(str(ahead_s))


def facts_are_in_order(house: House) -> bool:
    """Whether no fact of the journal has an earlier hall time than the one before it."""
    with house.record() as store:
        return all(a.at <= b.at for a, b in pairwise(store.journal(CENTRE)))


def days_of(house: House) -> set[str]:
    """The business dates on which numbers were issued."""
    with house.record() as store, store.reading() as connection:
        return {day for day, _ in Record.read(connection).serials}


@pytest.fixture
def hall(on_sqlite: House) -> Iterator[House]:
    """A hall whose machine has the right time again afterwards."""
    yield on_sqlite
    set_clock(on_sqlite, 0)


@pytest.mark.parametrize("ahead_s", [-HOUR_S, also(2 * HOUR_S), also(DAY_S + HOUR_S)])
def test_a_clock_that_jumps_there_and_back_loses_nothing(hall: House, ahead_s: float) -> None:
    with People(hall) as people:
        for ahead in (ahead_s, 0.0, -2.0):
            people.are_answered(20)
            set_clock(hall, ahead)
        people.are_answered(20)
        all_is_well(hall, people, refused=OVER_NIGHT)
    assert facts_are_in_order(hall)


@EXHAUSTIVE
def test_each_day_begins_at_one_while_everybody_presses(tmp_path: Path, kept: Path) -> None:
    with running(build(tmp_path / "var", kept)) as house, People(house) as people:
        for day in (1, 2):
            people.are_answered(25)
            set_clock(house, day * DAY_S)
        people.are_answered(25)
        all_is_well(house, people, refused=OVER_NIGHT)
        assert len(days_of(house)) == len(["today", "tomorrow", "the day after"])


@EXHAUSTIVE
@pytest.mark.parametrize("at", NIGHTS.values(), ids=NIGHTS)
def test_a_hall_that_is_open_through_a_change_of_the_clocks(tmp_path: Path, kept: Path, at: datetime) -> None:
    house = build(tmp_path / "var", kept)
    write_folder(tmp_path / "berlin", open_at_night(at))
    assert house.yimen("import", str(tmp_path / "berlin")).returncode == 0
    morning(house.data / DEMO_CLOCK, at)
    with running(house), People(house) as people:
        people.are_answered(60)
        set_clock(house, 1.5 * HOUR_S)
        people.are_answered(30)
        all_is_well(house, people)
    assert facts_are_in_order(house)
    assert days_of(house) == {at.date().isoformat()}


def open_at_night(at: datetime) -> dict[str, bytes]:
    """The centre moved to Berlin, open all day and night on the Sunday whose clocks change."""
    files = centre_files(CENTRE)
    policy = files["policy.toml"].decode()
    policy = policy.replace('"Asia/Shanghai"', '"Europe/Berlin"').replace('"23:30"', '"23:59"')
    halls = files["halls.csv"].decode().replace("08:30,17:30", "00:01,23:58")
    name = f"calendar_{at.year}.csv"
    calendar = files.get(name, b"date,kind,name\n").decode()
    return files | {
        "policy.toml": policy.encode(),
        "halls.csv": halls.encode(),
        name: f"{calendar}{at.date()},makeup_workday,Sunday\n".encode(),
    }
