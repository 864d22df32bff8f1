"""From a finger at the kiosk to the number on its screen, and to the last byte at a TCP printer."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.benchmarks.figures import Row
from tests.benchmarks.yardstick import Bare, until_it_answers
from tests.pages.browser import chromium, open_page
from tests.printer.emulator import Emulator
from tests.servers import YIMEN, RunningHall, free_port
from tests.stories.pages import LONG_MS, SIGHT, Kiosk

WATCH = Path(__file__).with_name("touching.js").read_text("utf-8")
TO_SCREEN_MS, TO_PAPER_MS = 150, 500
SHOWN = "async () => { while (!touching.shown) await new Promise(requestAnimationFrame); return touching; }"
PAPER_S = 10.0
READ_MS = 800
"""A visitor looks at the number; a second touch at once would be a slip."""
ITEM, NAME = "SPJY", "食品经营许可"


class Punctual(Emulator):
    """A printer that notes when the last byte of each job was there, in seconds since 1970."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def put_on_paper(self, job: bytes) -> bool:
        """Note the time, then print."""
        if len(job) > 100:
            self.at.append(time.time())
        return super().put_on_paper(job)


@dataclass
class Times:
    """What was measured, in milliseconds."""

    to_screen: list[float] = field(default_factory=list)
    to_paper: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """The rows of the table."""
        return [
            Row("touch to number on the kiosk's screen", self.to_screen, TO_SCREEN_MS, self.bare),
            Row("touch to last byte at a TCP printer", self.to_paper, TO_PAPER_MS, self.bare),
        ]


def touch_rows(hall: RunningHall, bare: Bare, times: int) -> list[Row]:
    """Take so many numbers by finger in a real browser; after each the bare program issues one, too."""
    measured = Times()
    printer = Punctual()
    try:
        with kiosk_printing_to(hall, printer.port) as address, chromium() as browser:
            page = open_page(browser, f"{address}/?lang=zh", 1080, 1920, has_touch=True).page
            page.evaluate(WATCH, {"take": SIGHT["kiosk"]["take"], "number": SIGHT["kiosk"]["number"]})
            for _ in range(times):
                one_touch(page, printer, measured)
                measured.bare.append(bare.issue_ms())
    finally:
        printer.close()
    return measured.rows()


def one_touch(page: Page, printer: Punctual, measured: Times) -> None:
    """One visitor: finds the item, touches, gets number and paper, and goes."""
    kiosk = Kiosk(page)
    kiosk.find(ITEM, NAME)
    papers = len(printer.at)
    kiosk.see("take").tap()
    expect(kiosk.see("number")).to_be_visible(timeout=LONG_MS)
    noted: dict[str, Any] = page.evaluate(SHOWN)
    end = time.monotonic() + PAPER_S
    while len(printer.at) == papers and time.monotonic() < end:
        time.sleep(0.002)
    measured.to_screen.append((noted["shown"] - noted["touched"]) * 1000)
    measured.to_paper.append((printer.at[papers] - noted["touched"]) * 1000)
    page.wait_for_timeout(READ_MS)
    kiosk.see("home").tap()


@contextmanager
def kiosk_printing_to(hall: RunningHall, port: int) -> Iterator[str]:
    """An agent beside those of the demonstration, with a printer on the network; the value is its page."""
    told = hall.run["kiosks"][0]
    own = free_port()
    words = (
        *(YIMEN, "kiosk", "--server", hall.run["base_url"], "--centre", hall.run["centre"]),
        *("--kiosk", told["code"], "--port", str(own), "--printer", f"tcp://127.0.0.1:{port}"),
    )
    environ = {**hall.environ, "YIMEN_KIOSK_TOKEN": told["token"]}
    agent = subprocess.Popen(words, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{own}"
        until_it_answers(f"{address}/agent/state")
        yield address
    finally:
        agent.terminate()
        agent.wait(15)
