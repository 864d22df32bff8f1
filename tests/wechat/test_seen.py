"""What came is remembered as long as it could come again, and no longer."""

from contextlib import suppress
from itertools import count
from threading import Thread

import pytest

from queue_server.web.refusals import Replayed
from queue_server.wechat.seen import MOST_KEPT, Seen
from tests.makers import NINE, minutes
from tests.web.site import TwoClocks

THEN = str(int(NINE.timestamp()))


@pytest.fixture
def clock() -> TwoClocks:
    return TwoClocks()


@pytest.fixture
def seen(clock: TwoClocks) -> Seen:
    return Seen(clock.real_now)


def test_an_answer_is_made_once(seen: Seen) -> None:
    made = count()
    answers = [seen.answer("m1", lambda: str(next(made)).encode()) for _ in range(3)]
    assert answers == [b"0"] * 3


def test_an_answer_that_could_not_be_made_is_made_the_next_time(seen: Seen) -> None:
    def fail() -> bytes:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        seen.answer("m1", fail)
    assert seen.answer("m1", lambda: b"now") == b"now"


def test_of_two_answers_made_at_once_the_first_counts(seen: Seen) -> None:
    def slowly() -> bytes:
        seen.answer("m1", lambda: b"first")
        return b"second"

    assert [seen.answer("m1", slowly), seen.answer("m1", slowly)] == [b"first", b"first"]


@pytest.mark.parametrize("_", range(3))
def test_a_signature_is_let_in_four_times_by_however_many_at_once(seen: Seen, _: int) -> None:
    let_in: list[int] = []

    def come() -> None:
        with suppress(Replayed):
            seen.admit(THEN, "n1", "one text")
            let_in.append(1)

    threads = [Thread(target=come) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(let_in) == 4


def test_answers_are_forgotten_after_a_while(seen: Seen, clock: TwoClocks) -> None:
    seen.answer("m1", lambda: b"old")
    clock.real += minutes(11)
    assert seen.answer("m1", lambda: b"new") == b"new"


def test_a_signature_is_for_one_text(seen: Seen) -> None:
    seen.admit(THEN, "n1", "one text")
    seen.admit(THEN, "n2", "another text")
    with pytest.raises(Replayed):
        seen.admit(THEN, "n1", "another text")


def test_a_signature_is_remembered_longer_than_it_is_good(seen: Seen, clock: TwoClocks) -> None:
    """One of a clock that is ahead is good for ten minutes."""
    ahead = str(int((NINE + minutes(5)).timestamp()))
    seen.admit(ahead, "n1", "one text")
    clock.real += minutes(9.9)
    with pytest.raises(Replayed):
        seen.admit(ahead, "n1", "another text")


def test_memory_has_an_end(seen: Seen) -> None:
    for number in range(MOST_KEPT + 50):
        seen.answer(f"m{number}", lambda: b"x")
        seen.admit(THEN, f"n{number}", "text")
    assert len(seen._answers) <= MOST_KEPT + 1
    assert len(seen._signatures) <= MOST_KEPT + 1
