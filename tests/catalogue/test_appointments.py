"""How a centre lets people book, read from policy.toml."""

from dataclasses import replace
from datetime import time

import pytest

from queue_server.catalogue import Fault, difference, read
from queue_server.catalogue.difference import Effect
from queue_server.domain.policy import VisitKind
from tests.catalogue.folders import DALANG, HARBOUR, Files, problems_of, with_text


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
        ("missed_days = 30 ", "missed_days = 31 ", Fault.OUT_OF_RANGE),
        ("hold_s = 180", "hold = 180", Fault.UNKNOWN_KEY),
        ("real_name = true\n", 'real_name = true\nvisit = "moon"\n', Fault.WRONG_TYPE),
    ],
    ids=["slot", "time", "longer-than-known", "key", "visit"],
)
def test_what_is_wrong_is_named(old: str, new: str, fault: Fault) -> None:
    assert [problem.fault for problem in problems_of(changed(old, new))] == [fault]


def test_a_queue_says_what_it_does_otherwise() -> None:
    own = 'real_name = true\nvisit = "home"\nbookable = false\nslot_minutes = 60\nplaces_per_slot = 4\n'
    queue = read(changed("real_name = true\n", own), 1).policy.queue("churujing")
    assert (queue.visit, queue.bookable) == (VisitKind.HOME, False)
    assert (queue.slot_minutes, queue.places_per_slot) == (60, 4)


def test_bookings_of_a_queue_that_goes_are_told() -> None:
    old = read(DALANG, 1)
    queues = {code: queue for code, queue in old.queues.items() if code != "churujing"}
    told = difference(old, replace(old, queues=queues), booked={"churujing": 3})
    assert [(c.effect, c.values) for c in told.consequences] == [
        (Effect.BOOKINGS_LOST, {"queue": "churujing", "booked": 3})
    ]


def test_a_change_is_told_as_the_file_names_it() -> None:
    told = difference(read(DALANG, 1), read(changed("days_ahead = 7 ", "days_ahead = 5 "), 2))
    assert [(c.name, c.old, c.new) for c in told.changed] == [("appointments.days_ahead", "7", "5")]
