"""Every test of live sockets is run on each runtime, and by Socket.IO's own fan-out too."""

from collections.abc import Iterator

import pytest

from .driving import HallServer


@pytest.fixture(scope="module", params=["eventlet", "gevent", "threading", "eventlet stock"])
def server(request: pytest.FixtureRequest) -> Iterator[HallServer]:
    """A hall at nine o'clock with a clerk at window 1; the tests of a file share it."""
    hall = HallServer(*request.param.split())
    hall.act("sign_in", window=1)
    yield hall
    hall.close()
