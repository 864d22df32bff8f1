"""Looks into several centres at once: one that hangs costs a reader a moment, and is not asked again."""

import secrets
import threading
import time
from collections.abc import Iterator

import pytest

from queue_server.domain.hall import Hall
from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter
from tests.store.town import FILES, Answer, StillClock, read_catalogue

SOON_S = 1.0
PATIENCE_S = 10.0


def at_work(url: str) -> Iterator[tuple[CentreWriter, str, str]]:
    store = SqlStore(url, StillClock(), read_catalogue)
    store.open()
    here, there = (f"town-{secrets.token_hex(4)}" for _ in range(2))
    for code in (here, there):
        store.create(code, FILES)
    writer = CentreWriter(store, Answer)
    writer.start()
    yield writer, here, there
    writer.stop(PATIENCE_S)
    store.close()


@pytest.fixture
def towns(url: str) -> Iterator[tuple[CentreWriter, str, str]]:
    """A writer, and two centres in its record."""
    yield from at_work(url)


@pytest.fixture
def postgres_towns(postgres_url: str) -> Iterator[tuple[CentreWriter, str, str]]:
    """The same where each centre has a thread of its own."""
    yield from at_work(postgres_url)


def queues(hall: Hall) -> int:
    return len(hall.catalogue.queues)


def test_every_centre_is_seen(towns: tuple[CentreWriter, str, str]) -> None:
    writer, here, there = towns
    assert writer.look_each([here, there], queues, PATIENCE_S) == {here: 4, there: 4}


def test_a_centre_that_does_not_exist_is_left_out(towns: tuple[CentreWriter, str, str]) -> None:
    writer, here, _ = towns
    assert writer.look_each(["nowhere", here], queues, PATIENCE_S) == {here: 4}


def test_a_centre_in_which_a_look_fails_is_left_out_and_logged(
    towns: tuple[CentreWriter, str, str], caplog: pytest.LogCaptureFixture
) -> None:
    writer, here, there = towns

    def see(hall: Hall) -> int:
        if hall is its_hall:
            raise KeyError("no such thing")
        return queues(hall)

    its_hall = writer.look(there, lambda hall: hall)
    assert list(writer.look_each([there, here], see, PATIENCE_S)) == [here]
    assert f"an act in {there} by a reader failed" in caplog.text


def test_a_late_look_that_fails_is_no_later_readers_affair(towns: tuple[CentreWriter, str, str]) -> None:
    writer, here, there = towns
    gate = threading.Event()

    def hang_and_fail(_: Hall) -> None:
        gate.wait(PATIENCE_S)
        raise KeyError("no such thing")

    assert writer.look_each([there], hang_and_fail, 0.1) == {}
    gate.set()
    until = time.monotonic() + PATIENCE_S
    while there not in writer.look_each([there, here], queues, PATIENCE_S):
        assert time.monotonic() < until


def test_a_centre_that_hangs_is_waited_for_once_and_seen_again_when_it_answers(
    postgres_towns: tuple[CentreWriter, str, str],
) -> None:
    writer, here, there = postgres_towns
    gate, reached = threading.Event(), threading.Event()

    def hang(_: Hall) -> None:
        reached.set()
        gate.wait(PATIENCE_S)

    busy = threading.Thread(target=writer.look, args=(there, hang))
    busy.start()
    assert reached.wait(PATIENCE_S)
    assert writer.look_each([here], queues, PATIENCE_S) == {here: 4}
    assert writer.look_each([there, here], queues, SOON_S) == {here: 4}
    waiting = writer.queued
    assert writer.look_each([there, here], queues, PATIENCE_S) == {here: 4}
    assert writer.queued == waiting
    gate.set()
    busy.join()
    until = time.monotonic() + PATIENCE_S
    while there not in writer.look_each([there, here], queues, PATIENCE_S):
        assert time.monotonic() < until
