"""A server that stops says goodbye to everybody first, on every runtime; who hangs up lets it go sooner."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from queue_server.live.parting import LONGEST_S, within_s
from tests.exhaustive import also

from .driving import HallServer, Listener, until


@pytest.fixture(params=["eventlet", also("gevent"), also("threading")])
def leaving(request: pytest.FixtureRequest) -> Iterator[HallServer]:
    """A hall that a test may stop."""
    hall = HallServer(request.param)
    yield hall
    hall.close()


def polite(hall: HallServer) -> tuple[Listener, list[Any]]:
    """A client that hangs up when it is told goodbye, and what it was told."""
    listener, words = Listener(hall.address), list[Any]()
    listener.watch("hall:N")

    def part(word: Any) -> None:
        words.append(word)
        listener.client.disconnect()

    listener.client.on("goodbye", part)
    return listener, words


def test_everybody_is_told_goodbye_once_and_when_to_come_back(leaving: HallServer) -> None:
    clients = [polite(leaving) for _ in range(5)]
    leaving.process.terminate()
    assert leaving.process.wait(30) == 0
    assert [words for _, words in clients] == [[{"within_s": 1.0}]] * 5


def test_who_does_not_know_the_word_is_cut_off(leaving: HallServer) -> None:
    listener = Listener(leaving.address)
    listener.watch("hall:N")
    leaving.process.terminate()
    assert leaving.process.wait(30) == 0
    assert until(lambda: not listener.client.connected, 30)


def test_a_server_that_nobody_watches_stops_at_once(leaving: HallServer) -> None:
    began = time.monotonic()
    leaving.process.terminate()
    assert leaving.process.wait(30) == 0
    assert time.monotonic() - began < 4  # it would have five


def test_the_more_there_are_the_longer_they_take_to_come_back() -> None:
    spread = [within_s(clients) for clients in (0, 100, 3_000, 10_000, 10**6)]
    assert spread == [1.0, 1.0, 3.0, 10.0, LONGEST_S]
