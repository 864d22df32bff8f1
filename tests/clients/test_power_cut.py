"""A kiosk's real program is killed at every step of a touch: nothing is lost, nothing is doubled."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

from tests.clients.a_centre import Centre, a_centre
from tests.exhaustive import EXHAUSTIVE
from tests.printer.emulator import Emulator, an_emulator
from tests.servers import free_port

pytestmark = [pytest.mark.slow, EXHAUSTIVE]

LONG_S = 30.0
TOUCH = {"key": "touch-0001", "service": "SJ-0019", "visitor_class": "ordinary", "language": "zh"}
ONE_PAPER, PERHAPS_ONE = {1}, {0, 1}
STEPS = {
    "after:KeptTouches.begun": ONE_PAPER,
    "before:KeptPapers.add": ONE_PAPER,
    "after:KeptPapers.add": ONE_PAPER,
    "before:KeptPapers.move:printing": ONE_PAPER,
    "after:KeptPapers.move:printing": PERHAPS_ONE,
    "before:KeptPapers.move:confirmed": ONE_PAPER,
    "after:KeptPapers.move:confirmed": ONE_PAPER,
    "before:KeptTouches.ended": PERHAPS_ONE,
    "after:KeptTouches.ended": PERHAPS_ONE,
}
"""Where the kiosk dies, and how many papers there are in the end. Only of the one that is being printed
nobody knows, so it is not printed by itself again."""
ONLINE = {"before:Server.issue": ONE_PAPER, "after:Server.issue": ONE_PAPER} | STEPS
OFFLINE = {"before:KeptTickets.add": ONE_PAPER, "after:KeptTickets.add": ONE_PAPER} | STEPS


class Kiosk:
    """The program, started as often as it dies; its data and its printer stay."""

    def __init__(self, server: str, printer: Emulator, data: Path) -> None:
        self._words = ["--server", server, "--centre", "town", "--kiosk", "QK-N1", "--data", str(data)]
        self._words += ["--printer", f"tcp://127.0.0.1:{printer.port}"]

    @contextmanager
    def runs(self, step: str = "never") -> Iterator[str]:
        """Its address, while it runs until it is killed by its step, or at the end by us."""
        port = free_port()
        words = [sys.executable, "-m", "tests.clients.killed_at", step, "kiosk", *self._words]
        environ = {**os.environ, "YIMEN_KIOSK_TOKEN": "token"}
        with subprocess.Popen(
            [*words, "--port", str(port)], env=environ, stderr=subprocess.DEVNULL
        ) as program:
            try:
                address = f"http://127.0.0.1:{port}"
                until(lambda: program.poll() is not None or self.is_up(address))
                yield address
                if step != "never":
                    assert program.wait(LONG_S) == -signal.SIGKILL, "the step was not reached"
            finally:
                program.kill()

    def learns_the_house(self) -> None:
        """A day on which the server was there."""
        with self.runs() as address:
            until(lambda: bool(got(f"{address}/agent/state")["online"]))

    @staticmethod
    def is_up(address: str) -> bool:
        return got(f"{address}/agent/catalogue") is not None


def got(address: str, body: Any = None) -> Any:
    """An answer of the agent; None where there is none."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())
    except (URLError, OSError):
        return None


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG_S
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def number_of(address: str) -> str:
    """What the page is told that asks for its touch again and again."""
    found: list[Any] = []

    def is_issued() -> bool:
        found[:] = [got(f"{address}/agent/tickets", TOUCH)]
        return bool(found[0]) and found[0]["state"] == "issued"

    until(is_issued)
    return str(found[0]["ticket"]["number"])


def paper_is_settled(address: str) -> bool:
    job = got(f"{address}/agent/jobs/{TOUCH['key']}")
    return bool(job) and job["print"] in {"confirmed", "unknown"}


@pytest.fixture
def centre() -> Iterator[tuple[Centre, str]]:
    with a_centre() as centre:
        yield centre


@pytest.fixture
def printer() -> Iterator[Emulator]:
    with an_emulator() as printer:
        yield printer


@pytest.mark.parametrize(("step", "papers"), ONLINE.items(), ids=str)
def test_a_touch_that_was_cut_is_one_ticket_and_one_paper(
    centre: tuple[Centre, str], printer: Emulator, tmp_path: Path, step: str, papers: set[int]
) -> None:
    kiosk = Kiosk(centre[1], printer, tmp_path)
    with kiosk.runs(step) as address:
        got(f"{address}/agent/tickets", TOUCH)
    with kiosk.runs() as address:
        number = number_of(address)
        until(lambda: paper_is_settled(address))
    assert (number, centre[0].live()) == ("B001", ["B001"])
    assert printer.jobs in papers


@pytest.mark.parametrize(("step", "papers"), OFFLINE.items(), ids=str)
def test_a_number_of_the_kiosks_own_that_was_cut_is_one_too_and_goes_in_once(
    centre: tuple[Centre, str], printer: Emulator, tmp_path: Path, step: str, papers: set[int]
) -> None:
    kiosk = Kiosk(centre[1], printer, tmp_path)
    kiosk.learns_the_house()
    centre[0].away = True
    with kiosk.runs(step) as address:
        got(f"{address}/agent/tickets", TOUCH)
    with kiosk.runs() as address:
        number = number_of(address)
        until(lambda: paper_is_settled(address))
        centre[0].away = False
        until(lambda: centre[0].live() == [number])
    assert (number, centre[0].live()) == ("B-K1-01", ["B-K1-01"])
    assert printer.jobs in papers


@pytest.mark.parametrize("step", ["before:KeptTickets.handed_in", "after:HandIn._note"])
def test_a_kiosk_killed_in_the_middle_of_its_hand_in_hands_in_once(
    centre: tuple[Centre, str], printer: Emulator, tmp_path: Path, step: str
) -> None:
    kiosk = Kiosk(centre[1], printer, tmp_path)
    kiosk.learns_the_house()
    centre[0].away = True
    with kiosk.runs() as address:
        given = [number_of_key(address, f"touch-100{n}") for n in range(3)]
    centre[0].away = False
    with kiosk.runs(step):
        pass
    with kiosk.runs():
        until(lambda: len(centre[0].live()) == len(given))
    assert list(centre[0].live()) == given


def number_of_key(address: str, key: str) -> str:
    answer = got(f"{address}/agent/tickets", TOUCH | {"key": key})
    return str(answer["ticket"]["number"])


def test_a_touch_that_may_have_arrived_is_settled_also_after_a_power_cut(
    centre: tuple[Centre, str], printer: Emulator, tmp_path: Path
) -> None:
    kiosk = Kiosk(centre[1], printer, tmp_path)
    with kiosk.runs() as address:
        centre[0].lost = True
        number = number_of(address)
        until(lambda: printer.jobs == 1)
        assert centre[0].live() == ["B001"]
    centre[0].lost = False
    with kiosk.runs():
        until(lambda: centre[0].live() == [number])
    assert (number, printer.jobs) == ("B-K1-01", 1)
