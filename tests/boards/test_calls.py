from datetime import timedelta

from queue_server.boards.calls import CallLog
from queue_server.boards.rooms import parse

from .a_hall import NINE, a_call

HALL = parse("hall:N")


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def a_log(count: int, *, every_s: float = 60) -> CallLog:
    return CallLog(a_call(10 * n, real_at=NINE + seconds(every_s * n)) for n in range(1, count + 1))


def test_every_call_names_the_one_before_it_in_its_room() -> None:
    calls = a_log(3).recent(HALL, NINE)
    assert [(c.prev, c.done.seq) for c in calls] == [(None, 10), (10, 20), (20, 30)]


def test_the_chain_is_each_rooms_own() -> None:
    log = CallLog([a_call(10, window=1), a_call(20, window=7), a_call(30, window=1)])
    assert [(c.prev, c.done.seq) for c in log.recent(parse("zone:N1"), NINE)] == [(None, 10), (10, 30)]
    assert [c.done.seq for c in log.recent(parse("window:7"), NINE)] == [20]


def test_a_quiet_room_shows_its_last_six_calls() -> None:
    log = a_log(10)
    assert [c.done.seq for c in log.recent(HALL, NINE + seconds(9999))] == [50, 60, 70, 80, 90, 100]


def test_a_busy_room_shows_the_calls_of_thirty_real_seconds() -> None:
    log = a_log(100, every_s=2)
    calls = log.recent(HALL, NINE + seconds(200))
    assert len(calls) == 16
    assert calls[0].done.real_at == NINE + seconds(170)


def test_a_storm_shows_no_more_than_twenty_four() -> None:
    assert len(a_log(100, every_s=0.01).recent(HALL, NINE + seconds(1))) == 24


def test_a_gap_is_filled_by_everything_after_a_seq() -> None:
    assert [c.done.seq for c in a_log(50).after(HALL, 470)] == [480, 490, 500]


def test_no_more_than_five_hundred_calls_of_a_room_are_kept() -> None:
    after = a_log(600).after(HALL, 0)
    assert len(after) == 500
    assert after[0].prev == 1000


def test_a_call_told_twice_is_kept_once() -> None:
    log = CallLog([a_call(10), a_call(10)])
    assert len(log.recent(HALL, NINE)) == 1


def test_a_room_without_calls_has_none() -> None:
    assert CallLog().recent(HALL, NINE) == []


def test_what_the_record_gave_is_cut_where_its_chain_is_not_sure() -> None:
    calls = [a_call(n, real_at=NINE + seconds(n)) for n in range(1, 101)]
    log = CallLog.loaded(calls, NINE + seconds(1000))
    kept = log.after(HALL, 0)
    assert [c.done.seq for c in kept] == list(range(78, 101))
    assert all(c.prev == c.done.seq - 1 for c in kept)


def test_all_calls_since_the_given_time_are_sure() -> None:
    calls = [a_call(n, real_at=NINE + seconds(n)) for n in range(1, 101)]
    assert len(CallLog.loaded(calls, NINE + seconds(41)).after(HALL, 0)) == 59


def test_a_room_with_few_calls_is_known_from_its_first() -> None:
    log = CallLog.loaded([a_call(n) for n in (1, 2, 3)], NINE + seconds(1000))
    assert [c.prev for c in log.recent(HALL, NINE)] == [None, 1, 2]
