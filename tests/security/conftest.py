"""Every test of the door has a site of its own."""

from collections.abc import Iterator

import pytest

from tests.web.site import Site, a_site


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as site:
        yield site
