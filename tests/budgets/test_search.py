"""Search answers at once: a key is pressed and its results are painted within 50 ms, on a slow machine.

Measured by a yardstick of the same moment, because a machine may be busy (design: speed is judged by ratios).
The usual press keeps the budget itself; a single one may be disturbed, and fails
at two and a half times as much.
"""

from statistics import median

import pytest
from playwright.sync_api import Browser

from tests.budgets.searching import Press, measure
from tests.exhaustive import EXHAUSTIVE
from tests.reporting import report
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, EXHAUSTIVE]

BUDGET_MS, GENEROSITY = 50, 2.5
QUERIES = ["spjy", "zgzjl", "jumin", "gongjijin", "shebaoka", "tax", "residence", "food li", "shneg", "zzzz"]
"""Initials, full pinyin, English, slips of the finger, and what does not exist."""


@pytest.fixture(scope="module")
def presses(hall: RunningHall, browser: Browser) -> list[Press]:
    found = measure(browser, hall.run["kiosks"][0]["url"], QUERIES)
    slowest = sorted(found, key=lambda press: -press.adjusted_ms)
    rows = [(p.text, f"{p.ms:.0f}", f"{p.yardstick_ms:.0f}", f"{p.adjusted_ms:.0f}") for p in slowest[:8]]
    middle = median(press.adjusted_ms for press in found)
    title = f"Search at six times slower: {len(found)} presses, median {middle:.0f} ms, the slowest:"
    report(title, ("typed", "ms", "yardstick ms", "adjusted ms"), rows)
    return found


def test_the_usual_press_is_answered_within_the_budget(presses: list[Press]) -> None:
    assert median(press.adjusted_ms for press in presses) < BUDGET_MS


def test_every_press_is_answered_in_time(presses: list[Press]) -> None:
    late = {press.text: press.adjusted_ms for press in presses if press.adjusted_ms > GENEROSITY * BUDGET_MS}
    assert late == {}
