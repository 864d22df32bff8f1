"""Every test that asks for a server is run on each runtime."""

from collections.abc import Iterator

import pytest

from tests.runtime.driving import LittleServer

RUNTIMES = ("eventlet", "gevent", "threading")


@pytest.fixture(scope="module", params=RUNTIMES)
def shared(request: pytest.FixtureRequest) -> Iterator[LittleServer]:
    """One server for all tests of a file that leave it as it was."""
    server = LittleServer(request.param)
    yield server
    server.close()


@pytest.fixture(params=RUNTIMES)
def server(request: pytest.FixtureRequest) -> Iterator[LittleServer]:
    """A server for one test, which may stop it."""
    server = LittleServer(request.param)
    yield server
    server.close()
