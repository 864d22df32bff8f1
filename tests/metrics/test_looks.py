"""Looks into several centres: one that hangs holds up no other, and is not asked again and again."""

import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from queue_server.actions.ports import StoreFailed
from queue_server.metrics.looks import Looks
from tests.metrics.threads import Threads

SOON_S = 0.1
PATIENCE_S = 10


class Centres:
    """`town` answers at once, `gone` fails, and all that hang answer when they are let."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.asked: Counter[str] = Counter()

    def see(self, centre: str) -> str:
        self.asked[centre] += 1
        if centre == "gone":
            raise StoreFailed("the database is gone")
        if centre.startswith("hangs"):
            self.let.wait(PATIENCE_S)
        return f"{centre} as it is"


@pytest.fixture
def centres() -> Iterator[Centres]:
    found = Centres()
    yield found
    found.let.set()


def test_one_that_hangs_or_fails_hides_no_other(centres: Centres) -> None:
    looks = Looks(Threads(), centres.see, SOON_S)
    seen = looks.into(["hangs", "gone", "town"])
    assert seen == {"hangs": None, "gone": None, "town": "town as it is"}


def test_all_that_hang_share_the_time(centres: Centres) -> None:
    looks = Looks(Threads(), centres.see, SOON_S)
    began = time.monotonic()
    looks.into([f"hangs-{number}" for number in range(30)])
    assert time.monotonic() - began < 15 * SOON_S


def test_one_that_hangs_is_not_asked_again_until_its_look_has_ended(centres: Centres) -> None:
    looks = Looks(Threads(), centres.see, SOON_S)
    assert [looks.into(["hangs"]) for _ in range(3)] == [{"hangs": None}] * 3
    assert centres.asked["hangs"] == 1
    centres.let.set()
    until = time.monotonic() + PATIENCE_S
    while looks.into(["hangs"])["hangs"] is None:
        assert time.monotonic() < until
    assert centres.asked["hangs"] == 2
