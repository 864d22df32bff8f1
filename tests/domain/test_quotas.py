"""Quotas: how many numbers a queue gives per half-day."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.counters import Counters
from queue_server.domain.hall import Hall
from queue_server.domain.policy import Extended, QueuePolicy, VisitKind
from queue_server.domain.quotas import bookable, quota_again, quota_left
from queue_server.domain.tickets import State
from tests.makers import NINE, TUESDAY, a_catalogue, a_ticket, at

TEN_NUMBERS = {"life": QueuePolicy(quota_per_half_day=10)}
WEDNESDAY = TUESDAY + timedelta(days=1)
SATURDAY = TUESDAY + timedelta(days=4)


def town(**policy: Any) -> Hall:
    return Hall(a_catalogue(**{"queues": TEN_NUMBERS} | policy))


def used(hall: Hall, count: int, issued_at: datetime = NINE, **more: Any) -> Hall:
    for n in range(1, count + 1):
        hall.put(a_ticket(f"A{n:03d}", arrived=issued_at, **more))
    return hall


def test_a_queue_without_quota_has_no_number_left_to_tell() -> None:
    assert quota_left(town(), "permits", NINE) is None


def test_each_first_issue_takes_one() -> None:
    assert quota_left(used(town(), 3), "life", at("11:59")) == 7


def test_a_cancelled_ticket_gives_its_place_back() -> None:
    hall = used(town(), 3)
    hall.put(replace(hall.tickets[2], state=State.CANCELLED))
    assert quota_left(hall, "life", NINE) == 8


def test_the_afternoon_starts_when_the_lunch_break_starts() -> None:
    hall = used(town(), 3)
    assert quota_left(hall, "life", at("12:00")) == 10


def test_tickets_of_the_lunch_break_belong_to_the_afternoon() -> None:
    assert quota_left(used(town(), 3, at("12:30")), "life", at("15:00")) == 7


def test_a_transfer_into_the_queue_takes_nothing() -> None:
    hall = used(town(), 3, queue="permits")
    hall.put(replace(hall.tickets[1], queue="life"))
    assert quota_left(hall, "life", NINE) == 10


def test_a_transfer_out_of_the_queue_gives_nothing_back() -> None:
    hall = used(town(), 3)
    hall.put(replace(hall.tickets[1], queue="permits"))
    assert quota_left(hall, "life", NINE) == 7


def test_late_offline_tickets_may_take_it_below_zero() -> None:
    assert quota_left(used(town(), 12), "life", NINE) == -2


def test_another_day_has_numbers_of_its_own() -> None:
    assert quota_left(used(town(), 12), "life", at("09:00", WEDNESDAY)) == 10


def test_a_clock_set_back_a_day_finds_the_numbers_of_the_open_day() -> None:
    hall = used(town(), 10)
    hall.put(Counters(business_date=TUESDAY, day_closed=False))
    assert quota_left(hall, "life", at("09:00", TUESDAY - timedelta(days=1))) == 0


def test_when_the_morning_is_used_up_the_afternoon_begins_at_lunch() -> None:
    assert quota_again(town(), "life", NINE) == at("12:00")


def test_without_tickets_at_lunch_the_afternoon_begins_after_it() -> None:
    assert quota_again(town(during_lunch=False), "life", NINE) == at("14:00")


def test_when_the_afternoon_is_used_up_the_next_day_begins() -> None:
    assert quota_again(town(), "life", at("15:00")) == at("08:30", WEDNESDAY)


def test_evening_hours_are_of_the_same_half_day() -> None:
    evening = Extended(TUESDAY.weekday(), time(18), time(20))
    hall = town(queues={"life": QueuePolicy(quota_per_half_day=10, extended=(evening,))})
    assert quota_again(hall, "life", at("15:00")) == at("08:30", WEDNESDAY)


def test_a_long_saturday_has_an_afternoon_too() -> None:
    saturday = Extended(5, time(9), time(16))
    hall = town(queues={"life": QueuePolicy(quota_per_half_day=10, extended=(saturday,))})
    assert quota_again(hall, "life", at("10:00", SATURDAY)) == at("12:00", SATURDAY)


def test_bookings_leave_the_walk_in_share() -> None:
    assert bookable(town(walk_in_share=0.4), "life") == 6
    assert bookable(town(), "permits") is None


@given(st.integers(0, 1439), st.booleans())
def test_numbers_come_again_only_in_another_half_day(minute: int, during_lunch: bool) -> None:
    hall = town(during_lunch=during_lunch)
    now = at("00:00") + timedelta(minutes=minute)
    used(hall, 10, now)
    again = quota_again(hall, "life", now)
    assert again is not None
    assert again > now
    assert quota_left(hall, "life", again) == 10


@given(st.lists(st.sampled_from(State), max_size=10))
def test_what_is_left_and_what_was_issued_is_the_quota(states: list[State]) -> None:
    hall = town()
    for n, state in enumerate(states, start=1):
        hall.put(a_ticket(f"A{n:03d}", state=state, window=1))
    kept = [s for s in states if s is not State.CANCELLED]
    assert quota_left(hall, "life", NINE) == 10 - len(kept)


def test_all_of_a_queue_that_nobody_walks_in_to_may_be_booked() -> None:
    visits = {"life": QueuePolicy(quota_per_half_day=10, visit=VisitKind.HOME)}
    assert bookable(town(walk_in_share=0.4), "life") == 6
    assert bookable(town(queues=visits, walk_in_share=0.4), "life") == 10
