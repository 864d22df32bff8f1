"""When a panel is told something: at once, when it stops blinking, again after a minute, after a rest."""

import math

from display_client.panels.backoff import Backoff
from display_client.panels.content import Message, Sign, WindowContent
from display_client.panels.slots import LONGEST_REST_S, REFRESH_S, REST_S, Health, PanelState, Slot
from tests.panels.makers import a_panel, called


def a_slot() -> Slot:
    return Slot(a_panel(), PanelState(7, "", Health.OK, 0.0))


def shown(slot: Slot, now: float) -> Message:
    message = slot.wanted(now)
    slot.was_shown(message, now)
    return message


def test_a_new_word_is_due_at_once() -> None:
    slot = a_slot()
    shown(slot, 0.0)
    slot.say(called("A012"), 5.0)
    assert slot.due_at(5.0) <= 5.0


def test_only_the_last_word_is_sent() -> None:
    slot = a_slot()
    slot.say(called("A012"), 1.0)
    slot.say(called("A013"), 1.1)
    assert shown(slot, 1.2).text == "请 A013 到 7 号窗口"
    assert slot.due_at(1.2) > 1.2


def test_blinking_ends_by_itself() -> None:
    slot = a_slot()
    slot.say(called("A012"), 0.0)
    assert shown(slot, 0.0).blinks
    assert slot.due_at(0.0) == 10.0
    assert not shown(slot, 10.0).blinks


def test_the_same_word_again_changes_nothing_and_a_recall_blinks_anew() -> None:
    slot = a_slot()
    slot.say(called("A012", call=1), 0.0)
    slot.say(called("A012", call=1), 20.0)
    assert not slot.wanted(20.0).blinks
    slot.say(called("A012", call=2), 21.0)
    assert slot.wanted(21.0).blinks


def test_everything_is_said_again_after_a_minute() -> None:
    slot = a_slot()
    slot.say(WindowContent(Sign.PAUSED), 0.0)
    shown(slot, 20.0)
    assert slot.due_at(20.0) == 20.0 + REFRESH_S


def test_a_silent_panel_rests_longer_each_time_but_a_new_word_is_tried_at_once() -> None:
    slot = a_slot()
    slot.was_not_taken(0.0)
    assert slot.due_at(0.0) == REST_S
    slot.was_not_taken(2.0)
    assert slot.due_at(2.0) == 2.0 + 2 * REST_S
    slot.say(called("A012"), 3.0)
    assert slot.due_at(3.0) == 3.0


def test_a_silent_panel_is_tried_once_instead_of_three_times() -> None:
    slot = a_slot()
    assert slot.tries() == 3
    slot.state = PanelState(7, "", Health.NOT_ANSWERING, 0.0)
    assert slot.tries() == 1


def test_after_a_cut_everything_is_said_at_once() -> None:
    slot = a_slot()
    shown(slot, 1.0)
    slot.forget()
    assert slot.due_at(1.0) == -math.inf


def test_of_two_that_wait_the_one_served_longer_ago_is_next() -> None:
    first, second = a_slot(), a_slot()
    shown(first, 1.0)
    shown(second, 2.0)
    for slot in (second, first):
        slot.say(called("A012"), 3.0)
    assert min([second, first], key=lambda slot: slot.due_at(3.0)) is first


def test_rests_grow_to_a_limit_and_begin_anew() -> None:
    backoff = Backoff(REST_S, LONGEST_REST_S)
    assert [backoff.rest_s() for _ in range(6)] == [2, 4, 8, 16, 30, 30]
    backoff.reset()
    assert backoff.rest_s() == 2
