"""Journeys: one ticket, several services, each step queues itself."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.journeys import current_queue, first_stop, next_stop, steps_of, walked
from queue_server.domain.tickets import Step, StepState
from tests.makers import NINE, a_catalogue

D, C, P = StepState.DONE, StepState.CURRENT, StepState.PENDING
journeys = st.lists(st.sampled_from(["life", "permits", "cards"]), min_size=1, max_size=8).map(
    lambda queues: tuple(Step(f"S{i}", queue) for i, queue in enumerate(queues))
)


def states(steps: tuple[Step, ...] | None) -> list[StepState]:
    return [s.state for s in steps or ()]


def test_consecutive_steps_of_one_queue_are_one_stop() -> None:
    steps = steps_of(a_catalogue(), "open")
    assert [s.queue for s in steps] == ["life", "life", "permits", "cards"]
    assert states(steps) == [C, C, P, P]


def test_a_stop_that_is_done_opens_the_next() -> None:
    second = next_stop(steps_of(a_catalogue(), "open"))
    assert states(second) == [D, D, C, P]
    assert current_queue(second or ()) == "permits"


def test_after_the_last_stop_there_is_none() -> None:
    assert next_stop(first_stop((Step("LF-1", "life"), Step("LF-2", "life")))) is None


def test_the_same_queue_later_is_another_stop() -> None:
    steps = first_stop((Step("a", "life"), Step("b", "permits"), Step("c", "life")))
    assert states(steps) == [C, P, P]


def test_without_steps_there_is_no_current_queue() -> None:
    assert current_queue(()) is None
    assert current_queue([replace(s, state=D) for s in steps_of(a_catalogue(), "open")]) is None


def test_walking_inside_a_hall_takes_a_minute_and_to_the_other_five() -> None:
    town = a_catalogue()
    assert walked(town, "life", "permits", NINE) == NINE + timedelta(seconds=60)
    assert walked(town, "permits", "cards", NINE) == NINE + timedelta(seconds=300)


def test_walking_times_are_policy_s() -> None:
    town = a_catalogue(walking_same_hall_s=0, walking_other_hall_s=900)
    assert walked(town, "life", "permits", NINE) == NINE
    assert walked(town, "life", "cards", NINE) == NINE + timedelta(minutes=15)


@given(journeys)
def test_a_journey_visits_every_step_once_and_in_order(journey: tuple[Step, ...]) -> None:
    visited: list[str] = []
    stop: tuple[Step, ...] | None = first_stop(journey)
    while stop is not None:
        visited += [s.service for s in stop if s.state is C]
        stop = next_stop(stop)
    assert visited == [s.service for s in journey]


@given(journeys)
def test_two_stops_in_a_row_are_in_different_queues(journey: tuple[Step, ...]) -> None:
    stop = first_stop(journey)
    while (after := next_stop(stop)) is not None:
        assert current_queue(after) != current_queue(stop)
        stop = after


@given(journeys)
def test_a_stop_is_in_one_queue(journey: tuple[Step, ...]) -> None:
    stop: tuple[Step, ...] | None = first_stop(journey)
    while stop is not None:
        assert len({s.queue for s in stop if s.state is C}) == 1
        stop = next_stop(stop)
