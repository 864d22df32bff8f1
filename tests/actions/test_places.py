"""Pause, shut, arrange, notice, evacuation."""

from datetime import timedelta

import pytest

from queue_server.actions import calling, ending, places
from queue_server.domain.refusals import (
    ArrangedMeanwhile,
    BadValue,
    UnknownHall,
    UnknownQueue,
    UnknownReason,
    UnknownWindow,
    WindowNotPaused,
    WindowPaused,
)
from queue_server.domain.tickets import State
from tests.actions.town import Town
from tests.makers import TUESDAY, at, numbers

LEAVE = {"zh": "请从东门离开", "en": "Please leave by the east door"}


def test_a_pause_has_a_reason_of_policy() -> None:
    town = Town()
    seat = town.sign_in()
    with pytest.raises(UnknownReason):
        town.press(places.pause, seat, "bored")
    town.press(places.pause, seat, "rest")
    assert town.hall.windows[1].paused == "rest"


def test_during_a_pause_the_current_visitor_is_served_to_the_end() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(places.pause, seat, "rest")
    town.press(ending.start, seat)
    town.press(ending.finish, seat)
    assert town.now(ticket).state is State.DONE


def test_a_pause_begins_and_ends_once() -> None:
    town = Town()
    seat = town.sign_in()
    with pytest.raises(WindowNotPaused):
        town.press(places.unpause, seat)
    town.press(places.pause, seat, "rest")
    with pytest.raises(WindowPaused):
        town.press(places.pause, seat, "rest")


def test_after_the_pause_the_window_calls_again() -> None:
    town = Town()
    town.issue()
    seat = town.sign_in()
    town.press(places.pause, seat, "rest")
    town.press(places.unpause, seat)
    assert town.press(calling.call_next, seat) is not None


def test_a_shut_window_finishes_its_visitor() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.act(places.arrange, 1, True, None)
    town.press(ending.finish, seat)
    assert town.now(ticket).state is State.DONE


def test_other_queues_for_today_change_whom_a_window_calls() -> None:
    town = Town()
    town.issue("life")
    seat = town.sign_in(1)
    town.act(places.arrange, 1, None, ("permits",))
    assert town.press(calling.call_next, seat) is None


def test_what_was_arranged_is_for_today_only() -> None:
    town = Town()
    town.act(places.arrange, 1, True, ("permits",))
    town.until(at("08:30", TUESDAY + timedelta(days=1)))
    window = town.hall.windows[1]
    assert (window.shut, window.queues_today) == (False, None)


def test_a_window_with_its_planned_queues_is_as_planned() -> None:
    town = Town()
    planned = town.hall.catalogue.windows[1].queues
    town.act(places.arrange, 1, None, ("permits",))
    assert town.act(places.arrange, 1, None, planned).queues_today is None


def test_of_two_managers_the_slower_one_does_not_undo_the_other() -> None:
    town = Town()
    seen = town.hall.catalogue.windows[1].queues
    first = town.act(places.arrange, 1, None, ("life",), seen)
    with pytest.raises(ArrangedMeanwhile):
        town.act(places.arrange, 1, None, ("permits",), seen)
    assert town.hall.windows[1] == first


def test_a_window_that_is_shut_is_so_since_then() -> None:
    town = Town()
    town.sign_in(1)
    town.later(600)
    assert town.act_now(places.arrange, 1, True, None).since == town.clock.hall


def test_none_leaves_a_value_as_it_is() -> None:
    town = Town()
    town.act(places.arrange, 1, True, None)
    window = town.act(places.arrange, 1, None, ("permits",))
    assert (window.shut, window.queues_today) == (True, ("permits",))


@pytest.mark.parametrize(
    ("window", "queues", "refusal"),
    [
        (1, (), BadValue),
        (1, ("life", "life"), BadValue),
        (1, ("none",), UnknownQueue),
        (99, None, UnknownWindow),
    ],
)
def test_an_arrangement_that_cannot_be_is_refused(
    window: int, queues: tuple[str, ...] | None, refusal: type
) -> None:
    with pytest.raises(refusal):
        Town().act(places.arrange, window, None, queues)


def test_a_notice_is_put_and_taken_away() -> None:
    town = Town()
    assert town.act(places.put_notice, "N", LEAVE).notice == LEAVE
    assert town.act(places.put_notice, "N", None).notice is None


def test_a_hall_that_nobody_knows_has_no_notice_and_no_evacuation() -> None:
    with pytest.raises(UnknownHall):
        Town().act(places.put_notice, "X", None)
    with pytest.raises(UnknownHall):
        Town().act(places.set_evacuation, "X", True, None)


def test_an_evacuation_keeps_everybody_s_place() -> None:
    town = Town()
    for queue in ("life", "permits", "life"):
        town.issue(queue)
    before = [numbers(town.hall.waiting(q)) for q in ("life", "permits")]
    town.act(places.set_evacuation, "N", True, LEAVE)
    town.later(3600).act(places.set_evacuation, "N", False, None)
    assert [numbers(town.hall.waiting(q)) for q in ("life", "permits")] == before


def test_an_evacuation_stops_one_hall_and_not_the_other() -> None:
    town = Town()
    town.issue("cards")
    town.act(places.set_evacuation, "N", True, LEAVE)
    assert town.press(calling.call_next, town.sign_in(4)) is not None


def test_after_an_evacuation_its_text_is_gone() -> None:
    town = Town()
    assert town.act(places.set_evacuation, "N", True, LEAVE).evacuation_text == LEAVE
    after = town.act(places.set_evacuation, "N", False, LEAVE)
    assert (after.evacuated, after.evacuation_text) == (False, None)


def test_a_visitor_who_is_served_in_an_evacuation_is_finished_afterwards() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.act(places.set_evacuation, "N", True, LEAVE)
    town.press(ending.finish, seat)
    assert town.now(ticket).state is State.DONE
