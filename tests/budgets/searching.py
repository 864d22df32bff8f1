"""How long a press of a key takes until its results are painted, on a slowed-down machine.

Neighbours on the machine add to a time, and they also keep Chromium from slowing the page down. So every
press is typed in several rounds with a yardstick right before and right after it. The medians of both say
what a visitor meets on such a machine; the best round says what the page itself needs: neighbours only add.
"""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from tests.pages.browser import open_page
from tests.stories.pages import SIGHT, Kiosk

STOPWATCH = Path(__file__).with_name("stopwatch.js").read_text("utf-8")
SLOWER = 6
ROUNDS = 5
QUIET_MS = 80
PRESS_EVERY_MS = 200
LOOK_MS = 6_000
"""A kiosk stands there before a visitor comes: its page has made its index by then."""
EARLIER = ("hunyin", "birth")
"""What the first visitor of the day looked for: a kiosk's page is loaded once, in the morning."""
YARDSTICK_MS = 19.0
"""The yardstick's time on the machine that the budget was set on: two quiet cores, slowed down six times."""


@dataclass(frozen=True)
class Press:
    """One press of a key: the text after it, its time and the yardstick's, each the median of all rounds.

    `fastest_ms` is the time of its best round, `best_ms` that of its best round measured by the yardstick of
    the same moment: a machine that is slow for all rounds is no fault of the page.
    """

    text: str
    ms: float
    yardstick_ms: float
    fastest_ms: float
    best_ms: float

    @property
    def adjusted_ms(self) -> float:
        """What it would have taken on a quiet machine."""
        return self.ms * YARDSTICK_MS / self.yardstick_ms


def measure(browser: Browser, kiosk_url: str, queries: list[str]) -> list[Press]:
    """Type every query letter by letter, each round in a new page that nobody has asked for it."""
    times: dict[str, list[float]] = {}
    sticks: dict[str, list[float]] = {}
    adjusted: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        page = slowed_search(browser, kiosk_url)
        for query in queries:
            Kiosk(page).see("input").fill("")
            for end, letter in enumerate(query, 1):
                text = query[:end]
                before = page.evaluate("yardstick()")
                page.keyboard.press(letter)
                taken = page.evaluate("ms => lastPress(ms)", QUIET_MS)
                after = page.evaluate("yardstick()")
                times.setdefault(text, []).append(taken)
                sticks.setdefault(text, []).extend((before, after))
                adjusted.setdefault(text, []).append(taken * min(1.0, YARDSTICK_MS / min(before, after)))
        page.context.close()
    return [
        Press(text, median(found), median(sticks[text]), min(found), min(adjusted[text]))
        for text, found in times.items()
    ]


def slowed_search(browser: Browser, kiosk_url: str) -> Page:
    """A kiosk's search, just opened, on a slowed-down machine."""
    page = open_page(browser, f"{kiosk_url}/?lang=zh", 1080, 1920).page
    kiosk = Kiosk(page)
    kiosk.see("search").wait_for()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.wait_for_timeout(LOOK_MS)
    kiosk.see("search").click()
    for query in EARLIER:
        kiosk.see("input").press_sequentially(query, delay=PRESS_EVERY_MS)
        kiosk.see("input").fill("")
    page.evaluate(STOPWATCH, SIGHT["kiosk"]["results"])
    return page
