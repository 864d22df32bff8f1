"""All sockets lose the server at once and come back at once, while people press on."""

import time

import httpx
import pytest

from crowd.screen import lasting
from tests.exhaustive import also
from tests.faults.house import LONG_S, House, until
from tests.faults.judging import all_is_well
from tests.faults.loyal import Loyal
from tests.faults.people import People

ROOM = "hall:N"
PUSHES_A_SECOND = 5_000
"""The more sockets, the fewer presses: each press is a board for all of them."""

WHOSE_ANSWER_WAS_LATE = {"window_taken"}
"""A clerk asks again who waits long for the answer to a sign-in, finds it done, and takes the window over."""


@pytest.mark.parametrize("count", [200, also(10_000)])
def test_a_crowd_of_sockets_comes_back_to_the_present_board(on_sqlite: House, count: int) -> None:
    run, pause_s = on_sqlite.addresses, count / PUSHES_A_SECOND
    with (
        People(on_sqlite, clerks=2, kiosks=1, pause_s=pause_s) as people,
        Loyal(run.base_url, f"{run.centre}/{ROOM}", count) as sockets,
    ):
        killed = time.monotonic()
        on_sqlite.kill()
        on_sqlite.start()
        people.are_answered(20)
        print(f"{count} sockets back after {sockets.all_hear(killed, 4 * LONG_S):.1f} s")  # noqa: T201
        all_is_well(on_sqlite, people, refused=WHOSE_ANSWER_WAS_LATE)
        now = lasting(httpx.get(f"{run.api}/boards/{ROOM}").json()["board"])
        until(lambda: all(lasting(b["board"]) == now for b in _distinct(sockets)), "all show the same")


def _distinct(sockets: Loyal) -> list[dict[str, object]]:
    """One of all boards that are of the same moment."""
    return list({board["seq"]: board for board in list(sockets.boards.values())}.values())
