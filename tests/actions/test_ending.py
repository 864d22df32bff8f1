"""Start, finish, missed, next step."""

from datetime import timedelta

import pytest

from queue_server.actions import calling, ending, moving
from queue_server.actions.desk import Seat
from queue_server.domain.facts import ServiceFinished, StepFinished
from queue_server.domain.refusals import ExpectMismatch, NotAStep, NothingCurrent, WrongState
from queue_server.domain.tickets import State, StepState, Ticket
from tests.actions.town import Town
from tests.makers import NINE


def a_called(queue: str = "life", **wanted: str) -> tuple[Town, Ticket, Seat]:
    """A ticket that was called to window 1."""
    town = Town()
    ticket = town.issue(**wanted) if wanted else town.issue(queue)
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    return town, ticket, seat


def last(town: Town, kind: type) -> object:
    return [e.fact for e in town.store.journal("town") if isinstance(e.fact, kind)][-1]


def test_a_visitor_who_comes_is_served() -> None:
    town, ticket, seat = a_called()
    town.press(ending.start, seat)
    assert town.now(ticket).state is State.SERVING


def test_a_visitor_is_started_once() -> None:
    town, _, seat = a_called()
    town.press(ending.start, seat)
    with pytest.raises(WrongState):
        town.press(ending.start, seat)


def test_a_finished_visit_leaves_the_window_free() -> None:
    town, ticket, seat = a_called()
    assert town.press(ending.finish, seat) is None
    assert town.now(ticket).state is State.DONE


def test_a_finish_tells_how_long_it_took() -> None:
    town, _, seat = a_called()
    town.press(ending.start, seat)
    town.later(299)
    town.press(ending.finish, seat)
    assert last(town, ServiceFinished) == ServiceFinished(1, 1, "C1", "life", 300.0)


def test_a_finish_without_start_tells_no_length_and_teaches_nothing() -> None:
    town, _, seat = a_called()
    town.later(300)
    town.press(ending.finish, seat)
    assert last(town, ServiceFinished) == ServiceFinished(1, 1, "C1", "life", None)
    assert town.hall.paces == {}


def test_the_time_away_is_not_told_as_service() -> None:
    town, ticket, seat = a_called()
    town.press(ending.start, seat)
    town.later(59)
    town.press(moving.hold, seat, "copy")
    town.later(3000)
    town.press(moving.resume, seat, ticket.public_id)
    town.later(59)
    town.press(ending.finish, seat)
    assert last(town, ServiceFinished) == ServiceFinished(1, 1, "C1", "life", 120.0)


def test_who_does_not_come_is_missed_without_any_recall() -> None:
    town, ticket, seat = a_called()
    town.press(ending.missed, seat)
    assert town.now(ticket).state is State.MISSED


def test_who_is_served_is_not_missed() -> None:
    town, _, seat = a_called()
    town.press(ending.start, seat)
    with pytest.raises(WrongState):
        town.press(ending.missed, seat)


@pytest.mark.parametrize("verb", [ending.start, ending.finish, ending.missed, ending.next_step])
def test_without_a_current_ticket_there_is_nothing_to_do(verb: object) -> None:
    town = Town()
    with pytest.raises(NothingCurrent):
        town.press(verb, town.sign_in())  # type: ignore[arg-type]


@pytest.mark.parametrize("verb", [ending.start, ending.finish, ending.missed, ending.next_step])
def test_a_press_meant_for_another_ticket_is_refused(verb: object) -> None:
    town, ticket, seat = a_called()
    with pytest.raises(ExpectMismatch):
        town.act(verb, seat, "another")  # type: ignore[arg-type]
    assert town.now(ticket).state is State.CALLED


def test_the_next_step_waits_for_the_walk() -> None:
    town, ticket, seat = a_called(scenario="open")
    town.press(ending.next_step, seat)
    gone_on = town.now(ticket)
    assert (gone_on.state, gone_on.queue, gone_on.number) == (State.WAITING, "permits", "X001")
    assert gone_on.callable_from == gone_on.since + timedelta(seconds=60)


def test_nobody_is_called_while_walking() -> None:
    town, _, seat = a_called(scenario="open")
    other = town.sign_in(2)
    town.press(ending.next_step, seat)
    assert town.press(calling.call_next, other) is None
    town.later(60)
    assert town.press(calling.call_next, other) is not None


def test_the_walk_to_the_other_hall_is_longer() -> None:
    town, ticket, seat = a_called(scenario="open")
    town.press(ending.next_step, seat)
    other = town.sign_in(2)
    town.later(60).press(calling.call_next, other)
    town.press(ending.next_step, other)
    assert town.now(ticket).callable_from == town.now(ticket).since + timedelta(seconds=300)


def test_the_next_step_keeps_the_first_arrival() -> None:
    town, ticket, seat = a_called(scenario="open")
    town.press(ending.next_step, seat)
    assert town.now(ticket).arrived_at == ticket.arrived_at


def test_after_a_long_stay_the_next_step_keeps_half_an_hour() -> None:
    town, ticket, seat = a_called(scenario="open")
    town.later(7200).press(ending.next_step, seat)
    assert town.now(ticket).arrived_at == town.now(ticket).since - timedelta(minutes=30)


def test_after_the_last_step_the_visit_is_done() -> None:
    town, ticket, seat = a_called(scenario="open")
    town.press(ending.next_step, seat)
    for window in (2, 4):
        other = town.sign_in(window)
        town.later(300).press(calling.call_next, other)
        town.press(ending.next_step, other)
    assert town.now(ticket).state is State.DONE
    assert {s.state for s in town.now(ticket).steps} == {StepState.DONE}


def test_a_step_tells_where_it_goes_and_how_long_it_took() -> None:
    town, _, seat = a_called(scenario="open")
    town.press(ending.start, seat)
    town.later(99).press(ending.next_step, seat)
    told = last(town, StepFinished)
    assert isinstance(told, StepFinished)
    assert (told.done_queue, told.queue, told.served_s) == ("life", "permits", 100.0)


def test_a_ticket_without_steps_has_no_next_one() -> None:
    town, _, seat = a_called()
    with pytest.raises(NotAStep):
        town.press(ending.next_step, seat)


def test_a_service_that_was_timed_teaches_the_wait() -> None:
    town, _, seat = a_called()
    town.press(ending.start, seat)
    town.later(59).press(ending.finish, seat)
    assert town.hall.pace_s("life") == 460
    assert town.clock.hall > NINE
