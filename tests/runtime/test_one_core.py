"""The loop stays where the system has put it, others come along, and where that cannot be nothing happens.

The system is played: threads of the test itself stay where they are.
"""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from queue_server import one_core
from queue_server.one_core import CHOOSE_S, STAY_S, OneCore

FREE = 4711


class System:
    """Cores as the operating system has them: who asked for which, and what it says to that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, allowed: Iterable[int], *put_on: int) -> None:
        self.allowed = set(allowed)
        self.asked: list[tuple[str, set[int]]] = []
        self._put_on = iter(put_on)
        monkeypatch.setattr(os, "sched_getaffinity", self._get, raising=False)
        monkeypatch.setattr(os, "sched_setaffinity", self._set, raising=False)
        monkeypatch.setattr(one_core, "_this_core", lambda: frozenset({next(self._put_on)}))

    def _get(self, thread: int) -> set[int]:
        assert thread == FREE, "one that is held sees only where it is held"
        return set(self.allowed)

    def _set(self, _: int, cores: Iterable[int]) -> None:
        if not set(cores) & self.allowed:
            raise OSError(22, "Invalid argument")
        self.asked.append((threading.current_thread().name, set(cores)))


class Ended(Exception):
    """The loop has slept often enough."""


def go_round(core: OneCore, *then: Callable[[], object]) -> list[float]:
    """Let the loop stay for as many sleeps as there are things to do meanwhile; how long they were."""
    slept: list[float] = []
    to_do = iter(then)

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        try:
            next(to_do)()
        except StopIteration:
            raise Ended from None

    with pytest.raises(Ended):
        core.stay(sleep)
    return slept


def nothing() -> None:
    """Sleep only."""


def come(core: OneCore, times: int = 1) -> None:
    """A new thread does so."""

    def work() -> None:
        for _ in range(times):
            core.come()

    thread = threading.Thread(target=work, name="writer")
    thread.start()
    thread.join()


def test_the_loop_stays_and_now_and_then_the_system_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, range(4), 2, 3)
    assert go_round(OneCore(FREE), nothing, nothing, nothing) == [CHOOSE_S, STAY_S, CHOOSE_S, STAY_S]
    assert [cores for _, cores in system.asked] == [{0, 1, 2, 3}, {2}, {0, 1, 2, 3}, {3}]


def test_a_thread_comes_along_and_asks_the_system_once(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, range(4), 2), OneCore(FREE)
    go_round(core, nothing, lambda: come(core, times=3))
    assert [asked for asked in system.asked if asked[0] == "writer"] == [("writer", {2})]


def test_a_thread_that_was_somewhere_comes_to_the_next_core(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, range(4), 2, 3), OneCore(FREE)
    begun, moved = threading.Event(), threading.Event()

    def work() -> None:
        core.come()
        begun.set()
        moved.wait()
        core.come()

    thread = threading.Thread(target=work, name="writer")

    def begin() -> None:
        thread.start()
        begun.wait()

    go_round(core, nothing, begin, nothing)
    moved.set()
    thread.join()
    assert [cores for name, cores in system.asked if name == "writer"] == [{2}, {3}]


def test_a_process_with_one_core_stays_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, {1}, 1), OneCore(FREE)
    go_round(core, nothing, lambda: come(core))
    assert {tuple(cores) for _, cores in system.asked} == {(1,)}


def test_a_core_that_was_taken_away_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, range(2), 1), OneCore(FREE)

    def take_away() -> None:
        system.allowed = {0}
        come(core)

    go_round(core, nothing, take_away)
    assert [cores for _, cores in system.asked] == [{0, 1}, {1}, {0}]


@pytest.mark.parametrize("others", [{4, 5}, {0, 1, 2, 3}], ids=["elsewhere", "more"])
def test_other_cores_are_used_from_the_next_round(monkeypatch: pytest.MonkeyPatch, others: set[int]) -> None:
    system, core = System(monkeypatch, range(2), 1, max(others)), OneCore(FREE)

    def change() -> None:
        system.allowed = others

    go_round(core, nothing, change, nothing)
    assert [cores for _, cores in system.asked] == [{0, 1}, {1}, others, {max(others)}]


def refuse(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_system_that_lets_nobody_choose_is_asked_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, range(2), 1), OneCore(FREE)
    monkeypatch.setattr(os, "sched_setaffinity", refuse)
    go_round(core, nothing, lambda: come(core))
    assert system.asked == []


@pytest.mark.parametrize("how", ["refused", "unknown"])
def test_a_system_that_does_not_say_which_cores_there_are_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    system = System(monkeypatch, range(2), 1)
    if how == "refused":
        monkeypatch.setattr(os, "sched_getaffinity", refuse)
    else:
        monkeypatch.delattr(os, "sched_getaffinity")
    core = OneCore(FREE)
    core.stay(lambda _: pytest.fail("nothing to wait for"))
    core.come()
    assert system.asked == []


def test_a_system_that_does_not_say_where_we_are_keeps_us_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, range(2))
    monkeypatch.setattr(one_core, "_this_core", frozenset)
    go_round(OneCore(FREE), nothing)
    assert [cores for _, cores in system.asked] == [{0, 1}, {0, 1}]


@pytest.mark.parametrize("told", [b"", b"17 (a name) S 1 2", b"17 (\xe9) S " + b"x " * 40])
def test_what_the_system_says_of_a_thread_may_be_cut_off(
    monkeypatch: pytest.MonkeyPatch, told: bytes
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: told)
    assert one_core._this_core() == frozenset()


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system has no such call")
def test_the_core_that_we_are_on_is_one_that_we_may_be_on() -> None:
    here = one_core._this_core()
    assert len(here) == 1
    assert here <= os.sched_getaffinity(0)
