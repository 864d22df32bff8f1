"""The arithmetic of machines, by examples that can be done in the head."""

import pytest

from tests.scale.arithmetic import BUSY_SHARE, Demand, machines, processors

NOTHING = {operation: {"server": 0.0} for operation in Demand().per_s}


def test_a_hall_of_three_thousand_tickets_gives_one_every_six_seconds_at_its_busiest() -> None:
    assert Demand().per_s["issue"] == pytest.approx(1 / 6, rel=0.01)


def test_twice_as_many_halls_need_twice_as_many_processors() -> None:
    costs = NOTHING | {"heartbeat": {"server": 2.0, "postgres": 1.0}}
    one, two = processors(1, Demand(), costs), processors(2, Demand(), costs)
    assert two == pytest.approx({program: 2 * needed for program, needed in one.items()})
    assert one["server"] == pytest.approx(10 * 0.002 / BUSY_SHARE)


def test_what_was_lost_in_the_noise_gives_nothing_back() -> None:
    assert processors(1, Demand(), NOTHING | {"look": {"server": -5.0}})["server"] == 0


@pytest.mark.parametrize(("needed", "expected"), [(0.0, 1), (1.0, 1), (16.0, 1), (16.1, 2), (40.0, 3)])
def test_machines_are_whole(needed: float, expected: int) -> None:
    assert machines(needed) == expected
