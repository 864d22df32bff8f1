"""Several centres in one installation share nothing but code."""

import secrets
import threading
from collections.abc import Iterator

import pytest

from queue_server.actions.ports import StoreFailed
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownCentre
from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter
from tests.store.town import FILES, Answer, StillClock, read_catalogue, take


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    store = SqlStore(url, StillClock(), read_catalogue)
    store.open()
    yield store
    store.close()


def two_towns(store: SqlStore) -> tuple[str, str]:
    here, there = (f"town-{secrets.token_hex(4)}" for _ in range(2))
    store.create(here, FILES)
    store.create(there, FILES)
    return here, there


def test_each_centre_counts_for_itself(store: SqlStore) -> None:
    here, there = two_towns(store)
    writer = CentreWriter(store, Answer)
    writer.start()
    numbers = [writer.act(centre, "tests", take).number for centre in (here, there, here)]
    writer.stop(5)
    assert numbers == ["A001", "A001", "A002"]


def test_on_postgresql_centres_do_not_wait_for_each_other(postgres_url: str) -> None:
    store = SqlStore(postgres_url, StillClock(), read_catalogue)
    store.open()
    here, there = two_towns(store)
    writer = CentreWriter(store, Answer)
    writer.start()
    gate = threading.Event()

    def wait(_: Hall) -> None:
        gate.wait(5)

    busy = threading.Thread(target=writer.look, args=(here, wait))
    busy.start()
    assert writer.act(there, "tests", take).number == "A001"
    gate.set()
    busy.join()
    writer.stop(5)
    store.close()


def test_a_centre_that_was_created_later_can_be_served(store: SqlStore) -> None:
    here, _ = two_towns(store)
    writer = CentreWriter(store, Answer)
    writer.start()
    _, later = two_towns(store)
    writer.add(later)
    assert writer.act(later, "tests", take).number == "A001"
    assert writer.act(here, "tests", take).number == "A001"
    writer.stop(5)


def test_a_centre_is_created_once(store: SqlStore) -> None:
    here, _ = two_towns(store)
    before = store.load(here).seq
    with pytest.raises(StoreFailed):
        store.create(here, FILES)
    assert store.load(here).seq == before


def test_a_centre_that_does_not_exist_cannot_be_read(store: SqlStore) -> None:
    with pytest.raises(UnknownCentre):
        store.load("nowhere")
