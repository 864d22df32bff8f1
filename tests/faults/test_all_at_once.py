"""88 clerks press next at once while tickets come from eight sides, every request sent twice."""

import asyncio

from tests.exhaustive import EXHAUSTIVE
from tests.faults.house import House
from tests.faults.judging import all_is_well
from tests.faults.people import People
from tests.stories.doubled import hurry

TICKETS, SIDES = 200, 8


@EXHAUSTIVE
def test_nobody_is_called_twice_or_left_out(house: House) -> None:
    with People(house, clerks=0, kiosks=0) as listening:
        story = asyncio.run(hurry(house.addresses, TICKETS, SIDES))
        all_is_well(house, listening)
    assert story.differing == []
    assert [len(windows) for windows in story.windows.values()] == [1] * TICKETS
    assert story.ends == {"done": TICKETS}
