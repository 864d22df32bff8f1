"""A kiosk's agent is killed between the printer and its word to the server: its paper comes out once."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.printer.emulator import Emulator, Faults, an_emulator
from tests.servers import YIMEN, RunningHall
from tests.stories.playing import Players

pytestmark = [pytest.mark.slow, pytest.mark.kiosks(0), pytest.mark.together]

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
def agent(
    hall: RunningHall, token: str, printer: Emulator, data: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """The kiosk's program with a printer on the network; killed at the end, if it still runs."""
    words = ["kiosk", "--server", hall.run["base_url"], "--centre", hall.run["centre"], "--kiosk", KIOSK]
    more = ["--port", "0", "--printer", f"tcp://127.0.0.1:{printer.port}", "--data", str(data)]
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


def test_a_killed_kiosk_prints_no_paper_twice(
    hall: RunningHall, players: Players, token: str, tmp_path: Path
) -> None:
    guide, ticket = players.staff("guide"), players.take(service="SB-0001")

    def reprinted() -> str:
        answer = players.post(f"/tickets/{ticket['public_id']}/reprint", {"at": KIOSK}, guide)
        return str(answer["paper_order"])

    def state(order: str) -> str:
        return str(players.get(f"/devices/papers/{order}", guide)["state"])

    with an_emulator(Faults(through=b"")) as silent, agent(hall, token, silent, tmp_path) as program:
        first = reprinted()
        wait_for(lambda: silent.jobs == 1)
        program.send_signal(signal.SIGKILL)
        program.wait()
    assert state(first) == "printing"

    with an_emulator() as printer, agent(hall, token, printer, tmp_path):
        second = reprinted()
        wait_for(lambda: state(second) == "printed")
        assert printer.jobs == 1
    assert state(first) == "printing"
