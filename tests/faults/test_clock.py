"""The machine's clock is set back or forward, the day turns, and a zone has its long and its short night."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from tests.faults.house import CENTRE, House
from tests.faults.judging import all_is_well
from tests.faults.people import People

BERLIN = ZoneInfo("Europe/Berlin")
HOUR_S = 3600


def set_clock(house: House, ahead_s: float) -> None:
    """Somebody sets the machine's clock."""
    (house.data / "ahead_s").write_text(str(ahead_s))


@pytest.fixture
def clock_of(on_sqlite: House) -> Iterator[House]:
    """A hall whose machine has the right time again afterwards."""
    yield on_sqlite
    set_clock(on_sqlite, 0)


@pytest.mark.parametrize("ahead_s", [-HOUR_S, -2, 2, HOUR_S, 25 * HOUR_S])
def test_a_clock_that_jumps_loses_nothing(clock_of: House, ahead_s: float) -> None:
    with People(clock_of) as people:
        people.are_answered(25)
        set_clock(clock_of, ahead_s)
        people.are_answered(25)
        set_clock(clock_of, 0)
        people.are_answered(25)
        all_is_well(clock_of, people)
    assert facts_are_in_order(clock_of)


def facts_are_in_order(house: House) -> bool:
    """Whether no fact of the journal has an earlier hall time than the one before it."""
    with house.record() as store:
        times = [entry.at for entry in store.journal(CENTRE)]
    return times == sorted(times)
