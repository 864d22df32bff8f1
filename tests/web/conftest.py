"""Every web test has a site of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_server.store.sql import SqlStore
from tests.store.town import FILES, read_catalogue
from tests.web.site import Site, TwoClocks, a_site


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as site:
        yield site


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[Site]:
    """A site whose record is a file: lists, figures and the trail are read from a database."""
    stores: list[SqlStore] = []

    def a_store(clock: TwoClocks) -> SqlStore:
        stores.append(SqlStore(f"sqlite:///{tmp_path}/yimen.db", clock, read_catalogue))
        stores[0].open()
        stores[0].create("town", FILES)
        return stores[0]

    with a_site(store=a_store) as site:
        yield site
    stores[0].close()
