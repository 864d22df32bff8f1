"""A kiosk's page can be touched a second after it is opened.

Reported as it is; what fails is three times as much by the yardstick of the same moment.
"""

from statistics import median

import pytest
from playwright.sync_api import Browser

from tests.budgets.searching import STOPWATCH
from tests.exhaustive import EXHAUSTIVE
from tests.pages.browser import open_page
from tests.reporting import report
from tests.servers import RunningHall
from tests.stories.pages import SIGHT

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1), EXHAUSTIVE]

BUDGET_MS, GENEROSITY, RUNS = 1000, 3, 5
YARDSTICK_MS = 3.2
"""The yardstick's time on a quiet machine that is not slowed down."""


def start(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds until the search field stands on the page, and the yardstick's."""
    page = open_page(browser, address, 1080, 1920).page
    page.locator(SIGHT["kiosk"]["search"]).wait_for()
    ready_ms: float = page.evaluate("performance.now()")
    page.evaluate(STOPWATCH, "main")
    yardstick_ms = median(page.evaluate("yardstick()") for _ in range(RUNS))
    page.context.close()
    return ready_ms, yardstick_ms


def test_a_kiosk_can_be_touched_soon(hall: RunningHall, browser: Browser) -> None:
    starts = [start(browser, hall.run["kiosks"][0]["url"]) for _ in range(RUNS)]
    ready, stick = (median(each[part] for each in starts) for part in (0, 1))
    adjusted = ready * YARDSTICK_MS / stick
    rows = [(f"{ready:.0f}", f"{stick:.1f}", f"{adjusted:.0f}")]
    report("Kiosk ready to be touched", ("ms", "yardstick ms", "adjusted ms"), rows)
    assert adjusted < GENEROSITY * BUDGET_MS
