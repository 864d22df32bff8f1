"""A thread waits until the loop rests: not while sockets are ready, and not longer than it said."""

import threading
import time

from queue_server.resting import Rest

LONG_S = 20.0


class Sockets:
    """What the loop asks: ready things in their order; with nothing ready it sleeps until it is woken."""

    def __init__(self, *ready: list[object]) -> None:
        self.ready = list(ready)
        self.asked: list[float] = []
        self.woken = threading.Event()

    def poll(self, seconds: float) -> list[object]:
        self.asked.append(seconds)
        if self.ready:
            return self.ready.pop(0)
        if seconds:
            self.woken.wait(LONG_S)
        return []


def waiting(rest: Rest, most_s: float = LONG_S) -> threading.Thread:
    """A thread that waits for the loop, and certainly does so by now."""
    thread = threading.Thread(target=rest.wait, args=(most_s,))
    thread.start()
    while not rest._waiting and thread.is_alive():
        time.sleep(0.001)
    return thread


def test_who_waits_begins_when_nothing_is_ready() -> None:
    rest, sockets = Rest(), Sockets(["a request"], ["another"])
    thread = waiting(rest)
    assert [rest.poll(sockets.poll, 60.0) for _ in range(2)] == [["a request"], ["another"]]
    assert thread.is_alive()
    loop = threading.Thread(target=rest.poll, args=(sockets.poll, 60.0))
    loop.start()
    thread.join(LONG_S)
    assert not thread.is_alive()
    assert sockets.asked == [0, 0, 0, 60.0]
    sockets.woken.set()
    loop.join(LONG_S)


def test_while_the_loop_rests_nobody_waits() -> None:
    rest, sockets = Rest(), Sockets()
    loop = threading.Thread(target=rest.poll, args=(sockets.poll, 60.0))
    loop.start()
    while not sockets.asked:
        time.sleep(0.001)
    rest.wait(LONG_S)
    assert loop.is_alive()
    sockets.woken.set()
    loop.join(LONG_S)


def test_a_busy_loop_is_waited_for_no_longer_than_was_said() -> None:
    thread = waiting(Rest(), most_s=0.01)
    thread.join(LONG_S)
    assert not thread.is_alive()


def test_a_loop_that_only_looks_lets_nobody_begin() -> None:
    rest, sockets = Rest(), Sockets()
    thread = waiting(rest)
    assert rest.poll(sockets.poll, 0) == []
    assert thread.is_alive()
    rest.poll(Sockets(["woken"]).poll, 60.0)
    assert thread.is_alive()
    sockets.woken.set()
    rest.poll(sockets.poll, 60.0)
    thread.join(LONG_S)
    assert not thread.is_alive()
