"""Every test of live sockets is run on each runtime, and by Socket.IO's own fan-out too.

What boards are over sockets is looked at on all of them in `make test`; the rest on the usual one, and on the
others in `make long`.
"""

from collections.abc import Iterator

import pytest

from tests.exhaustive import also

from .driving import EVERYWHERE, HallServer


@pytest.fixture(scope="module", params=[EVERYWHERE[0], *map(also, EVERYWHERE[1:])])
def server(request: pytest.FixtureRequest) -> Iterator[HallServer]:
    """A hall at nine o'clock with a clerk at window 1; the tests of a file share it."""
    hall = HallServer(*request.param.split())
    hall.act("sign_in", window=1)
    yield hall
    hall.close()
