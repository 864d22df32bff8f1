"""How long a press of a key takes until its results are painted, on a slowed-down machine.

Neighbours on the machine add to a time, and they also keep Chromium from slowing the page down. So every
press is typed in several rounds with a yardstick right before and right after it; the medians of both count.
"""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.pages.browser import open_page
from tests.stories.pages import SIGHT, Kiosk

STOPWATCH = Path(__file__).with_name("stopwatch.js").read_text("utf-8")
SLOWER = 6
ROUNDS = 5
QUIET_MS = 80
YARDSTICK_MS = 19.0
"""The yardstick's time on the machine that the budget was set on: two quiet cores, slowed down six times."""


@dataclass(frozen=True)
class Press:
    """One press of a key: the text after it, its time and the yardstick's, each the median of all rounds."""

    text: str
    ms: float
    yardstick_ms: float

    @property
    def adjusted_ms(self) -> float:
        """What it would have taken on a quiet machine."""
        return self.ms * YARDSTICK_MS / self.yardstick_ms


def measure(browser: Browser, kiosk_url: str, queries: list[str]) -> list[Press]:
    """Type every query letter by letter, several times over."""
    page = open_page(browser, f"{kiosk_url}/?lang=zh", 1080, 1920).page
    kiosk = Kiosk(page)
    kiosk.see("search").click()
    kiosk.see("input").wait_for()
    page.evaluate(STOPWATCH, SIGHT["kiosk"]["results"])
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    times: dict[str, list[float]] = {}
    sticks: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for query in queries:
            kiosk.see("input").fill("")
            for end, letter in enumerate(query, 1):
                text = query[:end]
                sticks.setdefault(text, []).append(page.evaluate("yardstick()"))
                page.keyboard.press(letter)
                times.setdefault(text, []).append(page.evaluate("ms => lastPress(ms)", QUIET_MS))
                sticks[text].append(page.evaluate("yardstick()"))
    page.context.close()
    return [Press(text, median(found), median(sticks[text])) for text, found in times.items()]
