"""A record is copied while it is written: the copy is of one moment, and proves itself."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from queue_server.store.copying import RecordNotEmpty, copy_record
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from tests.store.town import StillClock, Town, read_catalogue


def silent(_done: int, _total: int) -> None:
    """Nobody waits for this."""


@contextmanager
def visitors(town: Town) -> Iterator[None]:
    """They take tickets without end, through a connection of their own."""
    over = threading.Event()

    def come() -> None:
        while not over.is_set():
            town.take()

    crowd = threading.Thread(target=come)
    crowd.start()
    try:
        yield
    finally:
        over.set()
        crowd.join()


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[SqlStore]:
    """An empty record."""
    with closing(SqlStore(f"sqlite:///{tmp_path}/copy.db", StillClock(), read_catalogue)) as store:
        store.open()
        yield store


def test_a_copy_is_of_one_moment_while_tickets_are_taken(sql: Town, copy: SqlStore) -> None:
    before = [sql.take() for _ in range(30)]
    with visitors(sql):
        copy_record(sql.sql, copy, silent)
    report = verify(copy, sql.code)
    copied = len(copy.load(sql.code).tickets)
    assert (report.flaws, report.checked["tickets"]) == ([], copied)
    assert len(before) <= copied < len(sql.hall().tickets)


def test_progress_ends_with_everything(sql: Town, copy: SqlStore) -> None:
    told: list[tuple[int, int]] = []
    sql.take()
    counts = copy_record(sql.sql, copy, lambda done, total: told.append((done, total)))
    assert told[-1] == (sum(counts.values()), sum(counts.values()))


def test_nothing_is_copied_over_a_record(sql: Town, copy: SqlStore) -> None:
    copy_record(sql.sql, copy, silent)
    with pytest.raises(RecordNotEmpty):
        copy_record(copy, sql.sql, silent)
