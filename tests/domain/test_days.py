"""Business dates: day close before and after midnight, in zones whose clocks jump."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.calendar import business_date, day_is_over, hall_hours, local, opening
from queue_server.domain.catalogue import Catalogue
from tests.makers import SHANGHAI, TUESDAY, a_catalogue, at

WEDNESDAY = TUESDAY + timedelta(days=1)
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]
CLOSES = [time(23, 30), time(12), time(0), time(2, 30), time(4)]

zones = st.sampled_from(ZONES).map(ZoneInfo)
closes = st.sampled_from(CLOSES)
moments = st.integers(0, 366 * 24 * 60).map(lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m))


def town(day_close: time, zone: ZoneInfo = SHANGHAI) -> Catalogue:
    catalogue = a_catalogue()
    return replace(catalogue, centre=replace(catalogue.centre, day_close=day_close, zone=zone))


def test_a_day_close_in_the_evening_leaves_the_date_alone() -> None:
    assert business_date(town(time(23, 30)), at("23:45")) == TUESDAY
    assert business_date(town(time(23, 30)), at("00:15", WEDNESDAY)) == WEDNESDAY


def test_a_day_close_after_midnight_ends_the_date_of_the_evening_before() -> None:
    late = town(time(2))
    assert business_date(late, at("01:59", WEDNESDAY)) == TUESDAY
    assert business_date(late, at("02:00", WEDNESDAY)) == WEDNESDAY


def test_a_day_close_at_midnight_is_the_date_itself() -> None:
    midnight = town(time(0))
    assert business_date(midnight, at("23:59")) == TUESDAY
    assert business_date(midnight, at("00:00", WEDNESDAY)) == WEDNESDAY


def test_a_day_is_over_from_its_close_on() -> None:
    assert not day_is_over(town(time(23, 30)), TUESDAY, at("23:29"))
    assert day_is_over(town(time(23, 30)), TUESDAY, at("23:30"))
    assert not day_is_over(town(time(2)), TUESDAY, at("01:59", WEDNESDAY))
    assert day_is_over(town(time(2)), TUESDAY, at("02:00", WEDNESDAY))


def test_the_hall_opens_by_the_clock_on_its_wall_in_summer_and_winter() -> None:
    berlin = town(time(23, 30), ZoneInfo("Europe/Berlin"))
    opens = [(hall_hours(berlin, "N", day) or [None])[0] for day in (date(2026, 3, 27), date(2026, 3, 30))]
    assert opens == [datetime(2026, 3, 27, 7, 30, tzinfo=UTC), datetime(2026, 3, 30, 6, 30, tzinfo=UTC)]


def test_a_moment_named_in_the_centre_s_own_zone_is_the_same_moment() -> None:
    new_york = town(time(23, 30), ZoneInfo("America/New_York"))
    late = datetime(2026, 11, 2, 22, 29, tzinfo=UTC)
    assert opening(new_york, "life", late) == opening(new_york, "life", local(new_york, late))


@given(zones, closes, moments)
def test_no_moment_belongs_to_a_date_that_is_over_by_the_next_morning(
    zone: ZoneInfo, day_close: time, moment: datetime
) -> None:
    catalogue = town(day_close, zone)
    day = business_date(catalogue, moment)
    assert not day_is_over(catalogue, day + timedelta(days=1), moment)
    assert day_is_over(catalogue, day - timedelta(days=1), moment)


@given(zones, closes, moments, st.integers(1, 3 * 24 * 60))
def test_days_only_go_forward(zone: ZoneInfo, day_close: time, moment: datetime, later: int) -> None:
    catalogue = town(day_close, zone)
    then = moment + timedelta(minutes=later)
    if local(catalogue, then).replace(tzinfo=None) > local(catalogue, moment).replace(tzinfo=None):
        assert business_date(catalogue, then) >= business_date(catalogue, moment)


@given(zones, st.sampled_from([time(2, 30), time(4), time(0)]), moments)
def test_a_close_before_noon_leaves_no_gap_between_two_days(
    zone: ZoneInfo, day_close: time, moment: datetime
) -> None:
    catalogue = town(day_close, zone)
    assert not day_is_over(catalogue, business_date(catalogue, moment), moment)
