"""Ten thousand phones on one process: when the last has a message, what each costs, and all gone at once.

The bare program has as many phones in its one room, in its turn.
"""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

import click

from tests.benchmarks.commands import desks_of, issuing
from tests.benchmarks.crowds import Crowd, crowd, memory_kb, process_of, server_of
from tests.benchmarks.figures import Finding
from tests.benchmarks.load import Line, Press
from tests.benchmarks.yardstick import Bare
from tests.servers import RunningHall

MESSAGES = 5
PAUSE_S = 1.3
"""A queue is told once a second at most."""

SETTLE_S = 2.0
LAST_MS, MEMORY_KB, BLOCKED_MS, AFTER_MS = 250, 60, 50, 1000


@dataclass
class Told:
    """What one program needed for its phones."""

    last_ms: list[float] = field(default_factory=list)
    blocked_ms: list[float] = field(default_factory=list)
    each_kb: float = 0.0
    after_ms: float = 0.0


def fanout_rows(hall: RunningHall, bare: Bare, phones: int) -> list[Finding]:
    """Our phones, then the bare program's."""
    queue, _ = desks_of(hall)
    kiosk = Line(hall.run["api"], hall.run["kiosks"][0]["token"])
    room = f"{hall.run['centre']}/queue:{queue}"
    address = hall.run["base_url"]
    ours = told(address, "/healthz", room, phones, issuing(kiosk, queue), server_of(hall))
    bares = process_of("tests.benchmarks.bare", hall.data.parent)
    theirs = told(bare.address, "/ready", "hall", phones, issuing(Line(bare.address), "a", "/issue"), bares)
    return [
        Finding(f"last of {phones} phones", "ms", LAST_MS, median(ours.last_ms), median(theirs.last_ms)),
        Finding("memory per phone", "kB", MEMORY_KB, ours.each_kb, theirs.each_kb),
        Finding("longest wait meanwhile", "ms", BLOCKED_MS, max(ours.blocked_ms), max(theirs.blocked_ms)),
        Finding(f"request after {phones} left at once", "ms", AFTER_MS, ours.after_ms, theirs.after_ms),
    ]


def told(address: str, page: str, room: str, phones: int, press: Press, process: int) -> Told:
    """Five messages to all phones, then all of them go."""
    found = Told()
    press()
    before = memory_kb(process)
    click.echo(f"{phones} phones connect to {address} ...")
    with crowd(address, [(phones, "", [room])]) as all_phones:
        for _ in range(MESSAGES):
            time.sleep(PAUSE_S)
            found.last_ms.append(one_message(all_phones, press))
            click.echo(f"the last phone had it after {found.last_ms[-1]:.0f} ms")
        found.each_kb = (memory_kb(process) - before) / phones
        for _ in range(MESSAGES):
            time.sleep(PAUSE_S)
            with asking(address, page) as waits:
                one_message(all_phones, press)
            found.blocked_ms.append(max(waits))
        all_phones.tell("leave")
        all_phones.told()
        found.after_ms = timed(press)
        click.echo(f"the next request was answered {found.after_ms:.0f} ms after all had left")
    time.sleep(SETTLE_S)
    return found


def one_message(phones: Crowd, press: Press) -> float:
    """Milliseconds from the command until the last phone has its board."""
    phones.tell("listen", "1")
    phones.told()
    begun = time.time()
    press()
    return float(phones.told()["last"] - begun) * 1000


def timed(press: Callable[[], object]) -> float:
    """Milliseconds of one press."""
    begun = time.perf_counter()
    press()
    return (time.perf_counter() - begun) * 1000


@contextmanager
def asking(address: str, page: str) -> Iterator[list[float]]:
    """Ask for a page all the time, on a kept connection; milliseconds of each answer."""
    waits: list[float] = []
    over = threading.Event()
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)

    def ask() -> None:
        line.request("GET", page)
        line.getresponse().read()

    def go_on() -> None:
        while not over.is_set():
            waits.append(timed(ask))
            time.sleep(0.005)

    ask()
    asker = threading.Thread(target=go_on)
    asker.start()
    try:
        yield waits
    finally:
        over.set()
        asker.join()
        line.close()
