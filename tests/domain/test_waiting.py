"""Waiting: an honest range, and unknown when no open window serves the queue."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.hall import Hall
from queue_server.domain.tickets import State
from queue_server.domain.waiting import Wait, wait_for_new, wait_of, waits_in
from queue_server.domain.windows import HallNow
from tests.domain.halls import a_hall, busy, people
from tests.makers import NINE, a_ticket, at, minutes

counts = st.integers(0, 40)
windows = st.sets(st.integers(1, 3), min_size=1)


def wait(hall: Hall, queue: str = "life", now: datetime = NINE) -> Wait:
    found = wait_for_new(hall, queue, now)
    assert found is not None
    return found


def paused(hall: Hall, *numbers: int) -> None:
    for number in numbers:
        hall.put(replace(hall.windows[number], paused="rest"))


def test_without_a_window_the_wait_is_unknown() -> None:
    hall = a_hall(*people(3))
    assert wait_for_new(hall, "life", NINE) is None
    assert [w for _, w in waits_in(hall, "life", NINE)] == [None, None, None]


def test_a_window_of_other_queues_does_not_help() -> None:
    assert wait_for_new(a_hall(*people(3), clerks=(4, 5)), "life", NINE) is None


def test_a_clerk_without_the_skill_does_not_help() -> None:
    hall = a_hall(*people(3))
    hall.put(replace(hall.windows[1], clerk="C4"))
    assert wait_for_new(hall, "life", NINE) is None


def test_a_shut_window_does_not_help() -> None:
    hall = a_hall(*people(3), clerks=(3,))
    hall.put(replace(hall.windows[3], shut=True))
    assert wait_for_new(hall, "life", NINE) is None


def test_in_an_evacuated_hall_the_wait_is_unknown() -> None:
    hall = a_hall(*people(3), clerks=(1, 4))
    hall.put(HallNow("N", evacuated=True))
    assert wait_for_new(hall, "life", NINE) is None
    assert wait_for_new(hall, "cards", NINE) is not None


def test_while_the_only_window_is_paused_the_wait_is_unknown() -> None:
    hall = a_hall(*people(3), clerks=(3,))
    before = waits_in(hall, "life", NINE)
    paused(hall, 3)
    assert wait_for_new(hall, "life", NINE) is None
    assert [w for _, w in waits_in(hall, "life", NINE)] == [None, None, None]
    hall.put(replace(hall.windows[3], paused=None))
    assert waits_in(hall, "life", NINE) == before


def test_a_paused_window_adds_no_speed() -> None:
    hall = a_hall(*people(5), clerks=(2, 3))
    paused(hall, 2)
    assert wait(hall) == wait(a_hall(*people(5), clerks=(3,)))


def test_an_empty_line_at_a_free_window_is_no_wait() -> None:
    assert wait(a_hall(clerks=(3,))) == Wait(0, 60)


def test_somebody_at_the_only_window_is_waited_for() -> None:
    hall = a_hall(clerks=(3,))
    busy(hall, 3)
    assert wait(hall).low_s < 0.6 * 540 < wait(hall).high_s


def test_three_ahead_at_one_window_wait_about_three_services() -> None:
    hall = a_hall(*people(3), clerks=(3,))
    busy(hall, 3)
    assert wait(hall).low_s < 3.6 * 540 < wait(hall).high_s


def test_more_windows_shorten_the_wait() -> None:
    few, many = a_hall(*people(10), clerks=(3,)), a_hall(*people(10), clerks=(1, 2, 3))
    assert wait(many).high_s < wait(few).high_s


def test_a_window_that_shares_its_time_counts_in_part() -> None:
    alone = a_hall(*people(10), clerks=(1,))
    shared = a_hall(*people(10), *people(10, "permits", "B"), clerks=(1,))
    assert wait(shared).high_s > wait(alone).high_s


def test_lunch_is_in_the_estimate() -> None:
    hall = a_hall(*people(5), clerks=(3,))
    before, across = wait(hall, now=at("09:00")), wait(hall, now=at("11:50"))
    assert (across.low_s - before.low_s, across.high_s - before.high_s) == (7200, 7200)


def test_in_the_lunch_break_the_rest_of_it_is_in_the_estimate() -> None:
    hall = a_hall(*people(5), clerks=(3,))
    assert wait(hall, now=at("13:00")).low_s - wait(hall).low_s == 3600


def test_who_is_called_before_lunch_does_not_wait_for_it() -> None:
    hall = a_hall(*people(2), clerks=(1, 2, 3))
    assert wait(hall, now=at("11:00")) == wait(hall)


def test_what_was_learned_changes_the_wait() -> None:
    hall = a_hall(*people(5), clerks=(3,))
    before = wait(hall)
    for _ in range(100):
        hall.learn("life", 60.0)
    assert wait(hall).high_s < before.high_s


def test_who_does_not_wait_has_no_wait() -> None:
    called = a_ticket("A001", state=State.CALLED, window=3, clerk="C3")
    assert wait_of(a_hall(called, clerks=(3,)), called, NINE) is None


@given(counts, windows)
def test_a_range_is_whole_minutes_and_in_order(ahead: int, open_windows: set[int]) -> None:
    found = wait(a_hall(*people(ahead), clerks=tuple(open_windows)))
    assert 0 <= found.low_s <= found.high_s
    assert (found.low_s % 60, found.high_s % 60) == (0, 0)


@given(counts, counts, windows, st.sets(st.integers(1, 3)), st.integers(0, 480))
def test_the_range_grows_with_the_people_ahead(
    own: int, others: int, open_windows: set[int], occupied: set[int], minute: int
) -> None:
    hall = a_hall(*people(own), *people(others, "permits", "B"), clerks=tuple(open_windows))
    for window in occupied & open_windows:
        busy(hall, window)
    now = at("08:30") + minutes(minute)
    waits = [w for _, w in waits_in(hall, "life", now) if w is not None]
    assert len(waits) == own
    assert [w.low_s for w in waits] == sorted(w.low_s for w in waits)
    assert [w.high_s for w in waits] == sorted(w.high_s for w in waits)


@given(counts, windows)
def test_a_ticket_alone_and_in_its_line_waits_the_same(own: int, open_windows: set[int]) -> None:
    hall = a_hall(*people(own), clerks=tuple(open_windows))
    assert all(wait_of(hall, t, NINE) == found for t, found in waits_in(hall, "life", NINE))


@given(counts)
def test_a_wait_is_known_exactly_when_a_window_calls_for_the_queue(own: int) -> None:
    for clerks in [(), (1,), (4,), (3, 5)]:
        hall = a_hall(*people(own), clerks=clerks)
        assert (wait_for_new(hall, "life", NINE) is None) == (not hall.windows_serving("life"))
        paused(hall, *clerks)
        assert wait_for_new(hall, "life", NINE) is None


@given(counts, windows, st.integers(1, 3), st.sets(st.integers(1, 3)))
def test_a_pause_never_shortens_the_wait(
    own: int, open_windows: set[int], resting: int, occupied: set[int]
) -> None:
    hall = a_hall(*people(own), clerks=tuple(open_windows | {resting}))
    for window in occupied & (open_windows | {resting}):
        busy(hall, window)
    before = wait(hall)
    paused(hall, resting)
    after = wait_for_new(hall, "life", NINE)
    assert after is None or (after.low_s >= before.low_s and after.high_s >= before.high_s)
