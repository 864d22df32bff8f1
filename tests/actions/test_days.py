"""Business dates and what the clock does to a hall."""

from dataclasses import replace
from datetime import time, timedelta

from queue_server.actions import calling, ending, moving
from queue_server.actions.days import tick
from queue_server.domain.policy import QueuePolicy
from queue_server.domain.tickets import State
from queue_server.domain.windows import HallState
from tests.actions.town import Town
from tests.makers import TUESDAY, a_catalogue, at

WEDNESDAY = TUESDAY + timedelta(days=1)
CLOSE = at("23:30")


def closing_at(clock: time) -> Town:
    catalogue = a_catalogue()
    return Town(replace(catalogue, centre=replace(catalogue.centre, day_close=clock)))


def test_the_first_act_opens_the_day() -> None:
    town = Town()
    assert town.hall.counters.business_date == TUESDAY
    assert town.facts() == ["DayOpened", "HallTurned", "HallTurned"]


def test_a_tick_without_news_leaves_no_fact() -> None:
    town = Town()
    before = town.facts()
    town.act(tick)
    assert town.facts() == before


def test_halls_turn_with_the_clock() -> None:
    town = Town()
    clocks = ("11:59", "12:00", "14:00", "17:30")
    states = [town.until(at(clock)).hall.halls["N"].state for clock in clocks]
    assert states == [HallState.OPEN, HallState.LUNCH, HallState.OPEN, HallState.CLOSED]


def test_at_day_close_who_waits_expires() -> None:
    town = Town()
    ticket = town.issue()
    assert town.now(ticket).state is State.WAITING
    town.until(CLOSE)
    assert town.now(ticket).state is State.EXPIRED
    assert town.hall.counters.day_closed


def test_a_called_ticket_is_missed_then_expires_and_leaves_the_window() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.until(CLOSE)
    assert town.facts()[-5:-2] == ["TicketMissed", "TicketExpired", "DayClosed"]
    assert (town.now(ticket).state, town.hall.windows[1].current) == (State.EXPIRED, None)


def test_held_and_missed_tickets_expire() -> None:
    town = Town()
    tickets, seat = [town.issue(), town.issue()], town.sign_in()
    town.press(calling.call_next, seat)
    town.press(moving.hold, seat, "copy")
    town.press(calling.call_next, seat)
    town.press(ending.missed, seat)
    town.until(CLOSE)
    assert {town.now(t).state for t in tickets} == {State.EXPIRED}


def test_who_is_served_stays_with_the_clerk_until_finished() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.start, seat)
    town.until(at("09:00", WEDNESDAY))
    assert town.now(ticket).state is State.SERVING
    town.press(ending.finish, seat)
    assert town.now(ticket).state is State.DONE


def test_who_was_held_after_the_day_close_expires_before_the_next_day() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.start, seat)
    town.until(CLOSE).press(moving.hold, seat, "come back tomorrow")
    town.until(at("09:00", WEDNESDAY))
    assert town.store.recorded["town"].tickets[ticket.id].state is State.EXPIRED


def test_whom_the_close_left_unserved_may_return() -> None:
    town = Town(a_catalogue(queues={"life": QueuePolicy(carry_over=True)}))
    tickets, seat = [town.issue() for _ in range(4)], town.sign_in()
    town.press(calling.call_next, seat)
    town.press(moving.hold, seat, "copy")
    town.press(calling.call_next, seat)
    town.press(ending.missed, seat)
    town.press(calling.call_next, seat)
    town.until(CLOSE)
    assert [town.now(t).carried_over for t in tickets] == [True, False, True, True]


def test_without_carry_over_nobody_has_a_right() -> None:
    town = Town()
    ticket = town.issue()
    town.until(CLOSE)
    assert not town.now(ticket).carried_over


def test_the_day_closes_even_if_the_server_slept() -> None:
    town = Town()
    ticket = town.issue()
    town.later(40 * 3600).act(tick)
    assert town.store.recorded["town"].tickets[ticket.id].state is State.EXPIRED
    assert town.facts().count("DayClosed") == town.facts().count("DayOpened") - 1


def test_a_day_close_after_midnight_ends_the_evening_s_date() -> None:
    town = closing_at(time(2))
    ticket = town.issue()
    town.until(at("01:30", WEDNESDAY))
    assert town.now(ticket).state is State.WAITING
    town.until(at("02:00", WEDNESDAY))
    assert town.hall.counters.business_date == WEDNESDAY


def test_a_clock_set_back_does_not_open_yesterday_again() -> None:
    town = Town()
    town.later(-3 * 86_400).act(tick)
    assert town.hall.counters.business_date == TUESDAY
    assert "DayClosed" not in town.facts()


def test_an_act_needs_no_tick_to_be_on_the_right_day() -> None:
    town = Town()
    town.clock.on((at("09:00", WEDNESDAY) - town.clock.hall).total_seconds())
    assert town.issue().business_date == WEDNESDAY


def test_a_closed_day_stays_closed_until_the_next() -> None:
    town = Town().until(CLOSE)
    town.until(at("23:59"))
    assert town.hall.counters.day_closed
    assert town.until(at("00:00", WEDNESDAY)).hall.counters.business_date == WEDNESDAY
