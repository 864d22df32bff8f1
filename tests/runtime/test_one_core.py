"""The loop stays where the system has put it, others come along, and where that cannot be nothing happens."""

import os
import threading
from collections.abc import Callable, Iterable

import pytest

from queue_server import one_core
from queue_server.one_core import CHOOSE_S, STAY_S, OneCore


class System:
    """Cores as the operating system has them: who asked for which, and what it says to that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, allowed: Iterable[int], *put_on: int) -> None:
        self.asked: list[tuple[str, set[int]]] = []
        self.forbidden: set[int] = set()
        self._put_on = iter(put_on)
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(allowed), raising=False)
        monkeypatch.setattr(os, "sched_setaffinity", self._set, raising=False)
        monkeypatch.setattr(one_core, "_this_core", lambda: frozenset({next(self._put_on)}))

    def _set(self, _: int, cores: Iterable[int]) -> None:
        if set(cores) <= self.forbidden:
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
    assert go_round(OneCore(), nothing, nothing, nothing) == [CHOOSE_S, STAY_S, CHOOSE_S, STAY_S]
    assert [cores for _, cores in system.asked] == [{0, 1, 2, 3}, {2}, {0, 1, 2, 3}, {3}]


def test_a_thread_comes_along_and_asks_the_system_once(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, range(4), 2), OneCore()
    go_round(core, nothing, lambda: come(core, times=3))
    assert [asked for asked in system.asked if asked[0] == "writer"] == [("writer", {2})]


def test_a_thread_that_was_somewhere_comes_to_the_next_core(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, range(4), 2, 3), OneCore()
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


def test_a_process_with_one_core_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, {1}), OneCore()
    core.stay(lambda _: pytest.fail("nothing to wait for"))
    core.come()
    assert system.asked == []


def test_a_core_that_was_taken_away_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    system, core = System(monkeypatch, range(2), 1, 0), OneCore()
    system.forbidden = {1}
    go_round(core, nothing, lambda: come(core), nothing)
    assert [cores for _, cores in system.asked] == [{0, 1}, {0, 1}, {0}]


def test_a_system_without_cores_to_choose_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.delattr(os, "sched_setaffinity", raising=False)
    core = OneCore()
    core.stay(lambda _: pytest.fail("nothing to wait for"))
    core.come()


def test_a_system_that_does_not_say_where_we_are_keeps_us_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System(monkeypatch, range(2))
    monkeypatch.setattr(one_core, "_this_core", frozenset)
    go_round(OneCore(), nothing)
    assert [cores for _, cores in system.asked] == [{0, 1}, {0, 1}]


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system has no such call")
def test_the_core_that_we_are_on_is_one_that_we_may_be_on() -> None:
    here = one_core._this_core()
    assert len(here) == 1
    assert here <= os.sched_getaffinity(0)
