"""A clerk's quiet call for help, and that it stays until somebody says that it is over."""

from datetime import timedelta

import pytest

from queue_server.actions import calling, places, sessions
from queue_server.actions.alarms import acknowledge_alarm, raise_alarm, reset_alarm
from queue_server.actions.desk import Seat
from queue_server.domain.refusals import NotPermitted, UnknownAlarm, UnknownWindow
from queue_server.domain.windows import StaffAlarm
from tests.actions.town import Town
from tests.makers import TUESDAY, at


def asking(town: Town, window: int = 1) -> Seat:
    """A clerk who asks for help, with the alarm `help-1` at window 1."""
    seat = town.sign_in(window)
    town.act(raise_alarm, seat, f"help-{window}")
    return seat


def standing(town: Town, window: int = 1) -> StaffAlarm | None:
    return town.hall.windows[window].alarm


def test_an_alarm_tells_who_asks_and_since_when() -> None:
    town = Town()
    asking(town)
    assert standing(town) == StaffAlarm("help-1", "C1", town.clock.hall)


def test_another_press_changes_nothing() -> None:
    town = Town()
    seat = asking(town)
    facts, first = town.facts(), standing(town)
    assert town.act(raise_alarm, seat, "another") == first
    assert town.facts() == facts


def test_who_comes_is_named_once() -> None:
    town = Town()
    asking(town)
    town.act(acknowledge_alarm, "help-1", "guide")
    town.act(acknowledge_alarm, "help-1", "manager")
    alarm = standing(town)
    assert alarm is not None
    assert alarm.seen_by == "guide"
    assert town.facts().count("StaffAlarmAcknowledged") == 1


@pytest.mark.parametrize("seen", [True, False])
def test_staff_and_its_clerk_end_it_at_any_time(seen: bool) -> None:
    town = Town()
    seat = asking(town)
    for who in (None, seat):
        town.act(raise_alarm, seat, "help-1")
        if seen:
            town.act(acknowledge_alarm, "help-1", "guide")
        town.act(reset_alarm, "help-1", who)
        assert standing(town) is None


def test_it_needs_no_open_hall_and_no_sign_of_the_day() -> None:
    town = Town()
    seat = town.sign_in()
    town.act(places.set_evacuation, "N", True, None)
    town.later(12 * 3600)
    town.act(raise_alarm, seat, "help-1")
    assert town.facts()[-1] == "StaffAlarmRaised"


def test_it_stays_through_sign_out_and_can_be_ended_afterwards() -> None:
    town = Town()
    town.act(sessions.sign_out, asking(town))
    assert standing(town) is not None
    town.act(reset_alarm, "help-1")
    assert standing(town) is None


def test_it_stays_through_a_take_over_and_the_next_clerk_may_end_it() -> None:
    town = Town()
    asking(town)
    next_clerk = town.sign_in(1, "C2", take_over=True)
    assert standing(town) is not None
    town.act(reset_alarm, "help-1", next_clerk)
    assert standing(town) is None


def test_it_stays_through_the_day_close() -> None:
    town = Town()
    asking(town)
    town.until(at("08:30", TUESDAY + timedelta(days=1)))
    assert standing(town) is not None


def test_the_clerk_who_raised_it_ends_it_from_another_window() -> None:
    town = Town()
    asking(town)
    elsewhere = town.sign_in(2, "C1")
    town.act(reset_alarm, "help-1", elsewhere)
    assert standing(town) is None


def test_a_clerk_does_not_end_the_alarm_of_another_window() -> None:
    town = Town()
    asking(town)
    with pytest.raises(NotPermitted):
        town.act(reset_alarm, "help-1", town.sign_in(2))
    assert standing(town) is not None


def test_several_windows_ask_at_once() -> None:
    town = Town()
    for window in (1, 2, 4):
        asking(town, window)
    town.act(reset_alarm, "help-2")
    assert [n for n in town.hall.windows if standing(town, n)] == [1, 4]


def test_what_is_over_is_over() -> None:
    town = Town()
    asking(town)
    town.act(reset_alarm, "help-1")
    for act, more in ((reset_alarm, ()), (acknowledge_alarm, ("guide",))):
        with pytest.raises(UnknownAlarm):
            town.act(act, "help-1", *more)


def test_a_window_that_is_not_there_cannot_ask() -> None:
    with pytest.raises(UnknownWindow):
        Town().act(raise_alarm, Seat(99, "C1"), "help")


def test_the_visitor_at_the_window_notices_nothing() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    before = town.now(ticket)
    town.act(raise_alarm, seat, "help-1")
    assert town.now(ticket) == before
