"""Native threads and the loop: answers, posts and work that is handed off."""

import os
import threading

import pytest

from queue_server.answers import Answer
from tests.runtime.driving import LittleServer, until


def test_a_native_thread_answers_a_request(shared: LittleServer) -> None:
    assert shared.get("thread") == "writer"


def test_a_native_thread_answers_another(shared: LittleServer) -> None:
    assert shared.get("thread_asks_thread") == "writer"


def test_a_failure_in_the_thread_is_raised_where_it_is_waited_for(shared: LittleServer) -> None:
    assert shared.get("fails") == "divided by zero"


def test_waiting_for_an_answer_ends_after_its_time(shared: LittleServer) -> None:
    assert shared.get("late") == "no answer within 0.05 s"


def test_a_thousand_posts_keep_their_order(shared: LittleServer) -> None:
    assert shared.get("posted") == "in order"


def test_what_is_posted_may_itself_wait_for_an_answer(shared: LittleServer) -> None:
    assert shared.get("posted_waits") == "what is posted may wait"


def test_a_background_task_that_fails_is_logged(shared: LittleServer) -> None:
    shared.get("spawn_fails")
    assert until(lambda: any("ZeroDivisionError" in line for line in shared.errors))


@pytest.mark.parametrize("page", ["hashed", "recorded"])
def test_heavy_work_is_done_elsewhere_while_the_loop_goes_round(shared: LittleServer, page: str) -> None:
    """Heavy: hashing a PIN, and a hundred synced transactions of SQLite."""
    work = threading.Thread(target=shared.get, args=[page])
    work.start()
    longest_gap_ms = int(shared.get("gap"))
    work.join()
    assert longest_gap_ms < 500


def test_a_native_thread_records_everything(shared: LittleServer) -> None:
    assert shared.get("recorded") == "100"


def test_a_native_thread_waits_until_the_loop_rests(shared: LittleServer) -> None:
    assert shared.get("rested") == "rested"


def may_choose() -> bool:
    """Whether the system lets a thread say on which cores it is."""
    try:
        os.sched_setaffinity(0, os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return False
    return True


@pytest.mark.skipif(not may_choose(), reason="this system lets no thread choose its cores")
def test_who_works_in_turns_with_the_loop_stays_on_its_core(shared: LittleServer) -> None:
    """Who does not, may run on any core of the process; so may all where a thread answers each request."""
    everywhere = ",".join(map(str, sorted(os.sched_getaffinity(0))))
    one = everywhere.split(",") if shared.runtime != "threading" else [everywhere]

    def together() -> bool:
        loop, beside, elsewhere = shared.get("cores").split()
        assert elsewhere == everywhere
        return loop == beside and loop in one

    assert until(together)


def test_a_native_thread_may_sleep_and_use_sockets(shared: LittleServer) -> None:
    assert shared.get("fetch") == "writer"


def test_the_first_answer_counts() -> None:
    answer: Answer[str] = Answer(threading.Event, lambda call: call())
    answer.set("committed")
    answer.fail(OSError("too late"))
    assert answer.get() == "committed"
