"""How a centre lets people book, read from policy.toml."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from queue_server.catalogue import Fault, difference, read
from queue_server.catalogue.difference import Effect
from queue_server.domain.catalogue import DayKind
from queue_server.domain.policy import VisitKind
from tests.catalogue.folders import DALANG, HARBOUR, Files, problems_of, with_text
from tests.catalogue.visits import POLICY, with_visits

MORNING = datetime(2026, 9, 15, 2, tzinfo=UTC)
"""Ten on a Tuesday in Dalang."""


def changed(old: str, new: str) -> Files:
    return with_text(DALANG, "policy.toml", old, new)


def test_dalang_opens_a_week_ahead_at_eight() -> None:
    rules = read(DALANG, 1).policy.booking
    assert rules is not None
    assert (rules.days_ahead, rules.release_at, rules.per_window) == (7, time(8), 1)


def test_a_centre_that_says_nothing_takes_no_bookings() -> None:
    assert read(HARBOUR, 1).policy.booking is None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("slot_minutes = 30", "slot_minutes = 3", Fault.OUT_OF_RANGE),
        ('release_at = "08:00"', 'release_at = "8 am"', Fault.NOT_A_TIME),
        ("missed_days = 15 ", "missed_days = 16 ", Fault.BAN_TOO_LONG),
        ("hold_s = 180", "hold = 180", Fault.UNKNOWN_KEY),
        ("real_name = true\n", 'real_name = true\nvisit = "moon"\n', Fault.WRONG_TYPE),
        ("late_s = 900 ", "late_s = 1801 ", Fault.OUT_OF_RANGE),
        ("real_name = true\n", "real_name = true\nslot_minutes = 10\n", Fault.OUT_OF_RANGE),
    ],
    ids=["slot", "time", "longer-than-known", "key", "visit", "late", "short-slot"],
)
def test_what_is_wrong_is_named(old: str, new: str, fault: Fault) -> None:
    assert [problem.fault for problem in problems_of(changed(old, new))] == [fault]


def test_a_queue_says_what_it_does_otherwise() -> None:
    own = 'real_name = true\nvisit = "hall"\nbookable = false\nslot_minutes = 60\nplaces_per_slot = 4\n'
    queue = read(changed("real_name = true\n", own), 1).policy.queue("churujing")
    assert (queue.visit, queue.bookable) == (VisitKind.HALL, False)
    assert (queue.slot_minutes, queue.places_per_slot) == (60, 4)


def test_queues_of_visits_need_no_window() -> None:
    catalogue = read(with_visits(), 1)
    kinds = [catalogue.policy.queue(code).visit for code in ("shangmen", "daiban")]
    assert kinds == [VisitKind.HOME, VisitKind.AGENT]
    assert catalogue.queues.keys() - catalogue.hall_queues == {"shangmen", "daiban"}
    assert catalogue.offers("SM-0001")


def test_a_queue_of_visits_says_how_many_can_be_made_at_once() -> None:
    [problem] = problems_of(with_visits(POLICY.replace("places_per_slot = 2\n", "", 1)))
    assert (problem.fault, problem.name) == (Fault.MISSING_KEY, "queues.shangmen.places_per_slot")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("windows.csv", "zixun-n;bangban,1\n", "zixun-n;shangmen,1\n"),
        ("scenarios.csv", "WJ-0031>GA-0001>", "WJ-0031>SM-0001>"),
        ("themes.csv", "fagai;gongxin;wenguang;yingji,\n", "fagai;gongxin;wenguang;yingji,shangmen\n"),
    ],
    ids=["window", "scenario", "theme"],
)
def test_nobody_waits_in_the_hall_for_a_visit(file: str, old: str, new: str) -> None:
    problems = problems_of(with_text(with_visits(), file, old, new))
    assert [(p.file, p.fault, p.values) for p in problems] == [
        (file, Fault.VISIT_IN_HALL, {"queue": "shangmen"})
    ]


def test_bookings_of_a_queue_that_goes_are_told() -> None:
    old = read(DALANG, 1)
    queues = {code: queue for code, queue in old.queues.items() if code != "churujing"}
    told = difference(old, replace(old, queues=queues), booked={"churujing": [MORNING] * 3})
    assert [(c.effect, c.values) for c in told.consequences] == [
        (Effect.BOOKINGS_LOST, {"queue": "churujing", "booked": 3})
    ]


def test_bookings_of_a_day_that_closes_are_told() -> None:
    old = read(DALANG, 1)
    closed = replace(old, calendar={**old.calendar, MORNING.date(): DayKind.HOLIDAY})
    told = difference(old, closed, booked={"churujing": [MORNING, MORNING, MORNING + timedelta(days=1)]})
    assert [(c.effect, c.values) for c in told.consequences] == [
        (Effect.BOOKINGS_SHUT, {"queue": "churujing", "booked": 2})
    ]


def test_a_change_is_told_as_the_file_names_it() -> None:
    told = difference(read(DALANG, 1), read(changed("days_ahead = 7 ", "days_ahead = 5 "), 2))
    assert [(c.name, c.old, c.new) for c in told.changed] == [("appointments.days_ahead", "7", "5")]
