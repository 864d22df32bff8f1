"""The server of a real hall stands still: its kiosk goes on, and all it gave is in afterwards."""

import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.servers import RunningHall
from tests.stories.playing import Players, facts

pytestmark = [pytest.mark.slow, pytest.mark.kiosks(1)]

LONG_S = 60.0
AT_ONCE_S = 1.0
"""The aim is 150 ms; a busy machine that tests two halls at a time may need longer."""
FOOD, PASSPORT = "SJ-0019", "GA-0055"
AN_ID = "11010519491231002X"


@pytest.fixture(scope="module")
def players(hall: RunningHall) -> Players:
    return Players(hall)


class Agent:
    """The first kiosk of the demonstration, as its page sees it."""

    def __init__(self, hall: RunningHall) -> None:
        self._kiosk = hall.run["kiosks"][0]
        self.papers = Path(self._kiosk["printer_output"])

    def ask(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self._kiosk['url']}/agent{path}", data, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())

    def take(self, key: str, **wanted: Any) -> dict[str, Any]:
        """A touch, asked for until it is answered."""
        wish = {"key": key, "visitor_class": "ordinary", "language": "zh", **wanted}
        jobs: list[dict[str, Any]] = []

        def answered() -> bool:
            jobs[:] = [self.ask("/tickets", wish)]
            return bool(jobs[0]["state"] != "asking")

        until(answered)
        return jobs[0]

    def is_online(self) -> bool:
        return bool(self.ask("/state")["online"])

    def printed(self, number: str) -> bool:
        return bool(list(self.papers.glob(f"*{number}.png")))


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG_S
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


@contextmanager
def standing_still(hall: RunningHall) -> Iterator[None]:
    """The server's process takes connections and answers nothing."""
    (server,) = (pid for pid in processes() if is_server_of(pid, hall.data))
    os.kill(server, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server, signal.SIGCONT)


def processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def is_server_of(pid: int, data: Path) -> bool:
    """Whether a process is the server of the demonstration in a folder."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        environ = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"queue_server.demo.server" in words and f"YIMEN_DATA={data}".encode() in environ


def test_a_kiosk_goes_on_without_its_server_and_everything_is_in_afterwards(
    hall: RunningHall, players: Players
) -> None:
    agent = Agent(hall)
    until(agent.is_online)
    until(lambda: bool(agent.ask("/state")["halls"]))
    before = agent.take("online-0001", service=FOOD)["ticket"]
    with standing_still(hall):
        first = agent.take("away-0001", service=FOOD)["ticket"]
        until(lambda: not agent.is_online())
        began = time.monotonic()
        second = agent.take("away-0002", service=FOOD)["ticket"]
        took_s = time.monotonic() - began
        named = agent.take("away-0003", service=PASSPORT, id_number=AN_ID)["ticket"]
        until(lambda: all(agent.printed(t["number"]) for t in (first, second, named)))
        numbers = [t["number"] for t in (first, second, named)]
    assert numbers == ["B-K1-01", "B-K1-02", "M-K1-01"]
    assert took_s < AT_ONCE_S
    mine = (first, second, named)
    until(lambda: all(t["public_id"] in handed_in(hall) for t in mine))
    until(lambda: waiting_for(hall, players, FOOD) == [before["number"], *numbers[:2]])
    shown = agent.ask(f"/tickets/{second['public_id']}")["ticket"]
    assert (shown["number"], shown["ahead"]) == (second["number"], 2)
    assert shown["issued_at"][:19] == second["issued_at"][:19]
    found = hall.yimen("verify")
    assert found.returncode == 0, found.stdout + found.stderr


def handed_in(hall: RunningHall) -> list[str]:
    return [public_id for public_id, _ in facts(hall, "TicketHandedIn")]


def waiting_for(hall: RunningHall, players: Players, service: str) -> list[str]:
    """The numbers that wait for an item, by their arrival: a doubled one would be among them."""
    keys = [key for kind in ("TicketIssued", "TicketHandedIn") for key, _ in facts(hall, kind)]
    tickets = [players.get(f"/tickets/{key}") for key in keys]
    waiting = [t for t in tickets if t["service"] == service and t["state"] == "waiting"]
    return [t["number"] for t in sorted(waiting, key=lambda t: str(t["arrived_at"]))]
