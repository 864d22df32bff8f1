"""Slots: which times of which days can be booked, how many, and when a day opens."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.catalogue import Catalogue, DayKind
from queue_server.domain.hall import Hall
from queue_server.domain.policy import BookingPolicy, Extended, QueuePolicy
from queue_server.domain.quotas import bookable
from queue_server.domain.slots import is_bookable, next_release, open_days, places_per_slot, slots_of
from tests.makers import SHANGHAI, TUESDAY, a_catalogue, at

SATURDAY = TUESDAY + timedelta(days=4)


def town(**queue: Any) -> Catalogue:
    return a_catalogue(booking=BookingPolicy(), queues={"life": QueuePolicy(**queue)})


def starts(catalogue: Catalogue, day: date = TUESDAY) -> list[str]:
    found = slots_of(catalogue, "life", day)
    return [f"{slot.starts_at.astimezone(SHANGHAI):%H:%M}" for slot in found]


def test_slots_fill_the_hours_in_which_windows_work() -> None:
    found = starts(town(slot_minutes=60))
    assert found == ["08:30", "09:30", "10:30", "14:00", "15:00", "16:00"]


def test_only_whole_slots_are_booked() -> None:
    assert starts(town(slot_minutes=120)) == ["08:30", "14:00"]


def test_a_closed_day_has_no_slot_and_a_long_one_has_more() -> None:
    assert starts(town(), SATURDAY) == []
    saturday = Extended(5, time(9), time(10))
    assert starts(town(extended=(saturday,)), SATURDAY) == ["09:00", "09:30"]


def test_a_slot_has_places_for_each_planned_window() -> None:
    plain = a_catalogue(booking=BookingPolicy(per_window=2))
    assert places_per_slot(plain, "life") == 2 * len(plain.windows_of("life")) == 6
    assert places_per_slot(town(places_per_slot=4), "life") == 4


def test_days_are_open_from_today_to_a_week_ahead() -> None:
    catalogue = a_catalogue(booking=BookingPolicy(days_ahead=2, release_at=time(8)))
    early, later = at("07:59"), at("08:00")
    rules = catalogue.policy.booking
    assert rules is not None
    assert [day.day for day in open_days(catalogue, rules, early)] == [15, 16]
    assert [day.day for day in open_days(catalogue, rules, later)] == [15, 16, 17]


def test_the_next_day_to_open_is_one_with_slots() -> None:
    holiday = {TUESDAY + timedelta(days=3): DayKind.HOLIDAY}
    catalogue = a_catalogue(booking=BookingPolicy(days_ahead=2, release_at=time(8)))
    closed = replace(catalogue, calendar=holiday)
    assert next_release(closed, "life", at("09:00"), Hall(closed).slots) == (
        at("08:00", TUESDAY + timedelta(days=4)),
        TUESDAY + timedelta(days=6),
    )


def test_a_queue_may_be_left_out() -> None:
    assert is_bookable(a_catalogue(booking=BookingPolicy()), "life")
    assert not is_bookable(a_catalogue(), "life")
    assert not is_bookable(town(bookable=False), "life")


@given(st.integers(1, 1000), st.integers(0, 100))
def test_the_walk_in_share_is_kept_to_the_place(quota: int, percent: int) -> None:
    queues = {"life": QueuePolicy(quota_per_half_day=quota)}
    hall = Hall(a_catalogue(queues=queues, walk_in_share=percent / 100))
    assert bookable(hall, "life") == quota * (100 - percent) // 100
