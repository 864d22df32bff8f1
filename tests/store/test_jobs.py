"""Timed work of several centres: what happens to one of them keeps none of the others waiting."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from queue_server import runtime
from queue_server.between.together import Alone
from queue_server.hearing import Hearing
from queue_server.jobs import Jobs
from queue_server.retention import Retention
from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter
from tests.many.machines import until
from tests.store.town import FILES, StillClock, read_catalogue

SOON_S = 20.0
"""Less than two waits for a centre's lock, which are ten seconds each."""


class Centres:
    """A centre in trouble and a good one, at a PostgreSQL."""

    def __init__(self, url: str, store: SqlStore) -> None:
        self.url, self.store = url, store
        self.bad, self.good = (f"town-{secrets.token_hex(4)}" for _ in range(2))
        for code in (self.bad, self.good):
            store.create(code, FILES)
        self.loop: Any = runtime.start("threading")
        self.writer = CentreWriter(store, self.loop.answer)

    @contextmanager
    def clock_kept(self) -> Iterator[None]:
        """Both halls' clocks are looked at."""
        nothing: Any = SimpleNamespace(look=int, rest=int)
        both = (self.bad, self.good)
        self.writer.start()
        jobs = Jobs(self.loop, self.writer, lambda: both, Hearing(), nothing, nothing, Alone())
        jobs.start()
        yield
        jobs.stop()
        self.writer.stop(30)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Somebody has the bad one's line in the record."""
        address = self.url.replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(address) as somebody:
            somebody.execute("SELECT seq FROM centre WHERE code = %s FOR UPDATE", [self.bad])
            yield

    def spoil(self) -> None:
        """The bad one's record can be read by nobody."""
        with self.store._writing.begin() as connection:
            sql = "UPDATE centre SET business_date = 'never' WHERE code = :code"
            connection.execute(text(sql), {"code": self.bad})

    def ticks(self) -> int:
        """How often the good one's clock was looked at."""
        return self.writer.figures[self.good].acts


@pytest.fixture
def centres(postgres_url: str) -> Iterator[Centres]:
    with closing(SqlStore(postgres_url, StillClock(), read_catalogue)) as store:
        store.open()
        yield Centres(postgres_url, store)


def test_a_centre_that_is_locked_keeps_no_other_clock_waiting(centres: Centres) -> None:
    with centres.clock_kept(), centres.locked():  # the lock ends first, so nobody waits at the end
        before = centres.ticks()
        until(lambda: centres.ticks() >= before + 4, "the other clock goes on", SOON_S)


def test_a_centre_that_cannot_be_read_ends_no_timed_work(centres: Centres) -> None:
    centres.spoil()
    with centres.clock_kept():
        until(lambda: centres.ticks() >= 4, "the other clock goes on", SOON_S)
        Retention(centres.writer, centres.loop.sleep).look(centres.bad, lambda: False)
