"""A house on each kind of record; nobody but its test works in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exhaustive import also
from tests.faults.house import House, build, running
from tests.store.postgres import a_database


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first house puts the hall that the next ones begin with."""
    return tmp_path_factory.getbasetemp() / "kept"


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, kept: Path
) -> Iterator[House]:
    """A hall at nine o'clock whose server runs; a file's tests work in it one after the other."""
    yield from _on(request.param, tmp_path_factory.mktemp("house") / "var", kept)


@pytest.fixture(scope="module", params=["sqlite", also("postgres")])
def a_house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, kept: Path
) -> Iterator[House]:
    """The same, on PostgreSQL in the long run only."""
    yield from _on(request.param, tmp_path_factory.mktemp("house") / "var", kept)


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Iterator[House]:
    """The same, on SQLite."""
    yield from _on("sqlite", tmp_path_factory.mktemp("house") / "var", kept)


def _on(database: str, folder: Path, kept: Path) -> Iterator[House]:
    if database == "sqlite":
        with running(build(folder, kept)) as house:
            yield house
        return
    with a_database() as url, running(build(folder, kept, url)) as house:
        yield house
