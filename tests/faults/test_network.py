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


SHORT_AND_LONG = (0.2, 1.0, 2 * ANSWER_S)
"""Seconds: shorter and longer than people wait for an answer before they press again."""


@pytest.mark.parametrize(
    ("flow", "cuts_s"),
    [(Flow.CUT, (0.2, ANSWER_S + 1.0)), also(Flow.CUT, SHORT_AND_LONG), also(Flow.FREEZE, SHORT_AND_LONG)],
    ids=["two cuts", "cut", "freeze"],
)
def test_short_cuts_and_a_long_one_lose_nothing(
    on_sqlite: House, wire: Wire, flow: Flow, cuts_s: tuple[float, ...]
) -> None:
    with People(on_sqlite, port=wire.port) as people:
        for seconds in cuts_s:
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
