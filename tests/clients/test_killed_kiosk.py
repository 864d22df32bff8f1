"""A kiosk's agent is killed between the printer and its word to the server: its paper comes out once."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.printer.test_device import FINE, PaperSocket, a_socket
from tests.servers import YIMEN, RunningHall
from tests.stories.playing import Players

pytestmark = pytest.mark.slow

KIOSK = "QK-N2"
LONG_S = 30.0


@pytest.fixture(scope="module")
def players(hall: RunningHall) -> Players:
    return Players(hall)


@pytest.fixture(scope="module")
def token(players: Players) -> str:
    """The kiosk is let in."""
    code = players.post("/devices/codes", {"kind": "kiosk", "place": KIOSK}, players.staff("administrator"))
    return str(players.post("/devices/enrol", {"code": code["code"]})["token"])


@contextmanager
def agent(hall: RunningHall, token: str, printer: PaperSocket) -> Iterator["subprocess.Popen[bytes]"]:
    """The kiosk's program with a printer on the network; killed at the end, if it still runs."""
    words = ["kiosk", "--server", hall.run["base_url"], "--centre", hall.run["centre"], "--kiosk", KIOSK]
    more = ["--port", "0", "--printer", f"tcp://127.0.0.1:{printer.port}"]
    environ = {**os.environ, "YIMEN_KIOSK_TOKEN": token}
    with subprocess.Popen([YIMEN, *words, *more], env=environ, stdout=subprocess.DEVNULL) as program:
        try:
            yield program
        finally:
            program.kill()


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG_S
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def test_a_killed_kiosk_prints_no_paper_twice(hall: RunningHall, players: Players, token: str) -> None:
    guide, ticket = players.staff("guide"), players.take(service="SJ-0019")

    def reprinted() -> str:
        answer = players.post(f"/tickets/{ticket['public_id']}/reprint", {"at": KIOSK}, guide)
        return str(answer["paper_order"])

    def state(order: str) -> str:
        return str(players.get(f"/devices/papers/{order}", guide)["state"])

    with a_socket(answer=b"") as silent, agent(hall, token, silent) as program:
        first = reprinted()
        wait_for(lambda: len(silent.jobs) == 1)
        program.send_signal(signal.SIGKILL)
        program.wait()
    assert state(first) == "printing"

    with a_socket(answer=FINE) as printer, agent(hall, token, printer):
        second = reprinted()
        wait_for(lambda: state(second) == "printed")
        assert len(printer.jobs) == 1
    assert state(first) == "printing"
