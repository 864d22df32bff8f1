"""Search answers at once: a key is pressed and its results are painted within 50 ms, on a slow machine.

Measured by a yardstick of the same moment, because a machine may be busy; nothing was asked before. The usual
press keeps the budget in the median of its rounds, every single one in its best round: neighbours only add.
"""

from statistics import median

import pytest
from playwright.sync_api import Browser

from tests.budgets.searching import Press, measure
from tests.exhaustive import EXHAUSTIVE
from tests.reporting import report
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, EXHAUSTIVE, pytest.mark.kiosks(1)]

BUDGET_MS, TICK = 50, 1.1
"""A screen is drawn every 17 ms: a tenth more may be the next picture."""
QUERIES = ["spjy", "zgzjl", "jumin", "gongjijin", "shebaoka", "tax", "residence", "food li", "shneg", "zzzz"]
"""Initials, full pinyin, English, slips of the finger, and what does not exist."""


@pytest.fixture(scope="module")
def presses(hall: RunningHall, browser: Browser) -> list[Press]:
    found = measure(browser, hall.run["kiosks"][0]["url"], QUERIES)
    slowest = sorted(found, key=lambda press: -press.adjusted_ms)
    rows = [
        (p.text, *(f"{ms:.0f}" for ms in (p.ms, p.yardstick_ms, p.adjusted_ms, p.fastest_ms, p.best_ms)))
        for p in slowest[:8]
    ]
    middle = median(press.adjusted_ms for press in found)
    late = sum(press.adjusted_ms > BUDGET_MS for press in found)
    title = (
        f"Search at six times slower: {len(found)} presses, median {middle:.0f} ms,"
        f" {late} above {BUDGET_MS}, the slowest:"
    )
    report(title, ("typed", "ms", "yardstick ms", "adjusted ms", "fastest ms", "adjusted"), rows)
    return found


def test_the_usual_press_is_answered_within_the_budget(presses: list[Press]) -> None:
    assert median(press.adjusted_ms for press in presses) < BUDGET_MS


def test_every_press_is_answered_in_time(presses: list[Press]) -> None:
    late = {press.text: press.best_ms for press in presses if press.best_ms > TICK * BUDGET_MS}
    assert late == {}
