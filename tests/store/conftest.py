"""One record three times: in memory, on SQLite, on PostgreSQL. The same tests keep them alike."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_server.store.memory import MemoryStore
from queue_server.store.sql import SqlStore
from tests.makers import a_catalogue
from tests.store.postgres import a_database
from tests.store.town import FILES, StillClock, Town, read_catalogue


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database of its own for this run, dropped afterwards."""
    with a_database() as address:
        yield address


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/yimen.db"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty or shared database; towns do not meet in it."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def sql(url: str) -> Iterator[Town]:
    """A town on a database."""
    yield from a_new_store(url)


def a_new_store(url: str) -> Iterator[Town]:
    """A town of its own in a database."""
    store = SqlStore(url, StillClock(), read_catalogue)
    store.open()
    code = f"town-{secrets.token_hex(4)}"
    store.create(code, FILES)
    yield Town(code, store)
    store.close()


@pytest.fixture
def sqlite_sql(sqlite_url: str) -> Iterator[Town]:
    """A town on SQLite."""
    store = SqlStore(sqlite_url, StillClock(), read_catalogue)
    store.open()
    store.create("town", FILES)
    yield Town("town", store)
    store.close()


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def town(request: pytest.FixtureRequest) -> Iterator[Town]:
    """A town on each kind of record."""
    if request.param == "memory":
        yield Town("town", MemoryStore(StillClock(), {"town": a_catalogue()}, read_catalogue))
        return
    store = SqlStore(request.getfixturevalue(f"{request.param}_url"), StillClock(), read_catalogue)
    store.open()
    code = f"town-{secrets.token_hex(4)}"
    store.create(code, FILES)
    yield Town(code, store)
    store.close()
