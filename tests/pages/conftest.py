"""Pages are tested on the same site in memory as the rest of the web."""

from collections.abc import Iterator

import pytest

from tests.web.site import Site, a_site


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as site:
        yield site
