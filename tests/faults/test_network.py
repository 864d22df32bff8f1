"""The network between kiosks, PADs, screens and the server: cut, frozen, and answers that never arrive."""

from collections.abc import Iterator

import pytest

from tests.exhaustive import also
from tests.faults.house import House
from tests.faults.judging import all_is_well
from tests.faults.people import ANSWER_S, People
from tests.faults.wire import Flow, Wire, wire_to


@pytest.fixture
def wire(on_sqlite: House) -> Iterator[Wire]:
    """A wire to the server."""
    with wire_to(on_sqlite.port) as wire:
        yield wire


@pytest.mark.parametrize("flow", [Flow.CUT, also(Flow.FREEZE)])
def test_short_cuts_and_a_long_one_lose_nothing(on_sqlite: House, wire: Wire, flow: Flow) -> None:
    with People(on_sqlite, port=wire.port) as people:
        for seconds in (0.2, 1.0, 2 * ANSWER_S):
            people.are_answered(30)
            wire.turn(flow)
            people.wait(seconds)
            wire.turn(Flow.PASS)
        people.are_answered(30)
        all_is_well(on_sqlite, people)


def test_a_press_whose_answer_is_lost_after_the_commit_is_answered_once(on_sqlite: House, wire: Wire) -> None:
    with People(on_sqlite, port=wire.port) as unlucky:
        for _ in range(3):
            unlucky.are_answered(15)
            wire.turn(Flow.SWALLOW)
            unlucky.are_refused(12)
            wire.turn(Flow.PASS)
        unlucky.are_answered(30)
        all_is_well(on_sqlite, unlucky)
    assert wire.swallowed > 0
