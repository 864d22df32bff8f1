"""Opening hours, holidays, make-up workdays, lunch and extended hours."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.calendar import (
    hall_hours,
    hall_state,
    is_workday,
    issuing_from,
    issuing_spans,
    local,
    next_issuing,
    next_workday,
    opening,
    queue_hours,
)
from queue_server.domain.catalogue import Catalogue, DayKind, HallPlace, Retiring
from queue_server.domain.policy import Extended, QueuePolicy, VisitKind
from queue_server.domain.windows import HallState
from tests.makers import NINE, TUESDAY, a_catalogue, at

SATURDAY = TUESDAY + timedelta(days=4)
SUNDAY = TUESDAY + timedelta(days=5)
MONDAY = TUESDAY + timedelta(days=6)
SATURDAYS = Extended(5, time(9), time(12))

clocks = st.integers(0, 1439).map(lambda m: time(m // 60, m % 60))
days = st.dates(date(2026, 9, 1), date(2026, 10, 15))
moments = st.integers(0, 44 * 24 * 60).map(lambda m: at("00:00", date(2026, 9, 1)) + timedelta(minutes=m))
calendars = st.dictionaries(days, st.sampled_from(DayKind), max_size=6)
extras = st.lists(
    st.tuples(st.integers(0, 6), clocks, clocks).filter(lambda e: e[1] < e[2]).map(lambda e: Extended(*e)),
    max_size=2,
)
lunches = st.none() | st.tuples(clocks, clocks).filter(lambda p: p[0] < p[1])


@st.composite
def centres(draw: st.DrawFn) -> Catalogue:
    """A town with any hours, lunch, calendar, extended hours and margin."""
    opens, closes = sorted(draw(st.lists(clocks, min_size=2, max_size=2, unique=True)))
    town = a_catalogue(
        queues={"life": QueuePolicy(extended=tuple(draw(extras)))},
        during_lunch=draw(st.booleans()),
        last_ticket_before_close_s=draw(st.sampled_from([0, 0, 600, 7200])),
    )
    north = replace(town.halls["N"], open=opens, close=closes, lunch=draw(lunches))
    return replace(town, halls={**town.halls, "N": north}, calendar=draw(calendars))


def town(*, calendar: dict[date, DayKind] | None = None, **policy: Any) -> Catalogue:
    return replace(a_catalogue(**policy), calendar=calendar or {})


def issues(catalogue: Catalogue, clock: str, day: date = TUESDAY) -> bool:
    return opening(catalogue, "life", at(clock, day)).issuing


def state(catalogue: Catalogue, clock: str, day: date = TUESDAY) -> HallState:
    return hall_state(catalogue, "N", at(clock, day))


def test_a_hall_is_open_from_its_opening_until_just_before_its_closing() -> None:
    assert [issues(town(), clock) for clock in ("08:29", "08:30", "17:29", "17:30")] == [
        False,
        True,
        True,
        False,
    ]


def test_nobody_works_at_the_weekend() -> None:
    assert not issues(town(), "10:00", SATURDAY)
    assert hall_hours(town(), "N", SUNDAY) is None


def test_a_holiday_closes_a_weekday() -> None:
    assert not issues(town(calendar={TUESDAY: DayKind.HOLIDAY}), "10:00")


def test_a_makeup_workday_opens_a_sunday() -> None:
    assert issues(town(calendar={SUNDAY: DayKind.MAKEUP_WORKDAY}), "10:00", SUNDAY)


def test_extended_hours_open_one_queue_on_saturday() -> None:
    extended = town(queues={"life": QueuePolicy(extended=(SATURDAYS,))})
    assert [issues(extended, c, SATURDAY) for c in ("08:59", "09:00", "12:00")] == [False, True, False]
    assert not opening(extended, "permits", at("10:00", SATURDAY)).issuing


def test_extended_hours_do_not_open_a_holiday() -> None:
    extended = town(calendar={SATURDAY: DayKind.HOLIDAY}, queues={"life": QueuePolicy(extended=(SATURDAYS,))})
    assert not issues(extended, "10:00", SATURDAY)


def test_extended_hours_that_touch_the_hall_s_are_one_span() -> None:
    evening = QueuePolicy(extended=(Extended(TUESDAY.weekday(), time(17, 30), time(20)),))
    assert queue_hours(town(queues={"life": evening}), "life", TUESDAY) == [(at("08:30"), at("20:00"))]


def test_tickets_are_issued_during_lunch_where_policy_says_so() -> None:
    assert issues(town(), "12:30")
    assert opening(town(), "life", at("12:30")).on_lunch


def test_no_tickets_during_lunch_where_policy_says_no() -> None:
    break_ = opening(town(during_lunch=False), "life", at("12:30"))
    assert (break_.open_now, break_.issuing, break_.opens) == (True, False, at("14:00"))


def test_the_last_ticket_is_given_before_closing() -> None:
    early = town(last_ticket_before_close_s=1800)
    assert [issues(early, clock) for clock in ("16:59", "17:00")] == [True, False]


def test_a_closed_queue_says_when_it_opens() -> None:
    friday_night = opening(town(), "life", at("18:00", TUESDAY + timedelta(days=3)))
    assert friday_night.opens == at("08:30", MONDAY)


def test_an_open_queue_says_until_when() -> None:
    assert opening(town(), "life", NINE).until == at("17:30")


def test_a_hall_that_never_opens_again_names_no_time() -> None:
    for_ever = {TUESDAY + timedelta(days=n): DayKind.HOLIDAY for n in range(90)}
    assert next_issuing(town(calendar=for_ever), "life", NINE) is None


def test_a_queue_that_is_retiring_issues_nothing() -> None:
    leaving = replace(town(), retiring=Retiring(queues=frozenset({"life"})))
    assert not issues(leaving, "10:00")
    assert opening(leaving, "life", NINE).open_now


def test_the_next_workday_skips_the_weekend() -> None:
    assert next_workday(town(), "life", TUESDAY + timedelta(days=3)) == MONDAY


def test_a_hall_is_closed_open_at_lunch_open_and_closed() -> None:
    states = [state(town(), clock) for clock in ("08:00", "09:00", "12:00", "14:00", "17:30")]
    assert states == [HallState.CLOSED, HallState.OPEN, HallState.LUNCH, HallState.OPEN, HallState.CLOSED]


def test_a_hall_is_open_as_long_as_one_of_its_queues_is() -> None:
    extended = town(queues={"life": QueuePolicy(extended=(SATURDAYS,))})
    assert state(extended, "10:00", SATURDAY) is HallState.OPEN
    assert hall_state(extended, "S", at("10:00", SATURDAY)) is HallState.CLOSED


def test_a_hall_without_lunch_is_open_all_day() -> None:
    place = HallPlace("N", {}, time(8, 30), time(17, 30))
    through = replace(town(), halls={"N": place, "S": place})
    assert state(through, "12:30") is HallState.OPEN


@given(days, calendars)
def test_the_calendar_has_the_last_word_on_a_date(day: date, calendar: dict[date, DayKind]) -> None:
    works = is_workday(town(calendar=calendar), day)
    planned = calendar.get(day)
    assert works == (planned is DayKind.MAKEUP_WORKDAY if planned else day.weekday() < 5)


@given(centres(), moments)
def test_tickets_are_issued_only_while_the_queue_is_open(centre: Catalogue, moment: datetime) -> None:
    now = opening(centre, "life", moment)
    assert now.open_now or not now.issuing


@given(centres(), moments)
def test_tickets_are_issued_exactly_inside_the_spans(centre: Catalogue, moment: datetime) -> None:
    spans = issuing_spans(centre, "life", local(centre, moment).date())
    assert opening(centre, "life", moment).issuing == any(s <= moment < e for s, e in spans)


@given(centres(), days)
def test_spans_are_in_order_and_apart(centre: Catalogue, day: date) -> None:
    edges = [edge for span in issuing_spans(centre, "life", day) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in issuing_spans(centre, "life", day))


@given(centres(), moments)
def test_what_opening_promises_is_true_at_that_moment(centre: Catalogue, moment: datetime) -> None:
    now = opening(centre, "life", moment)
    if now.until is not None:
        assert now.until > moment
        assert opening(centre, "life", now.until).issuing is not now.issuing


@given(centres(), moments)
def test_issuing_from_is_never_earlier_than_asked(centre: Catalogue, moment: datetime) -> None:
    first = issuing_from(centre, "life", moment)
    if first is not None:
        assert first >= moment
        assert opening(centre, "life", first).issuing


@given(centres(), moments)
def test_a_hall_is_closed_exactly_when_all_its_queues_are(centre: Catalogue, moment: datetime) -> None:
    some_open = any(opening(centre, q, moment).open_now for q in ("life", "permits"))
    assert (hall_state(centre, "N", moment) is HallState.CLOSED) == (not some_open)


def test_the_own_hours_of_visits_open_no_hall() -> None:
    at_home = {"cards": QueuePolicy(visit=VisitKind.HOME, places_per_slot=2, extended=(SATURDAYS,))}
    moment = at("10:00", SATURDAY)
    assert hall_state(town(queues=at_home), "S", moment) is HallState.CLOSED
    in_hall = {"cards": QueuePolicy(extended=(SATURDAYS,))}
    assert hall_state(town(queues=in_hall), "S", moment) is HallState.OPEN
