"""Who asks for the shared server is tested on each runtime; who stops its own, on others in the long run."""

from collections.abc import Iterator

import pytest

from tests.exhaustive import also
from tests.runtime.driving import LittleServer

RUNTIMES = ("eventlet", "gevent", "threading")
USUAL_FIRST = [RUNTIMES[0], *map(also, RUNTIMES[1:])]


@pytest.fixture(scope="module", params=RUNTIMES)
def shared(request: pytest.FixtureRequest) -> Iterator[LittleServer]:
    """One server for all tests of a file that leave it as it was."""
    server = LittleServer(request.param)
    yield server
    server.close()


@pytest.fixture(params=USUAL_FIRST)
def server(request: pytest.FixtureRequest) -> Iterator[LittleServer]:
    """A server for one test, which may stop it."""
    server = LittleServer(request.param)
    yield server
    server.close()
