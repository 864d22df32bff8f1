"""The kiosk's page while its server is away: a number all the same, called what it is, and renewed later."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk_client import house
from kiosk_client.running import running_agent
from printer.profiles import profile_for
from tests.clients.a_centre import Centre, a_centre
from tests.clients.test_power_cut import got, until
from tests.exhaustive import also
from tests.pages.browser import Window, open_page
from tests.pages.test_kiosk_taking import LICENCE, LYING, PASSPORT, UPRIGHT, faults, open_item, take
from ui.words import say

pytestmark = pytest.mark.browser

LONG_MS = 20_000
LOOK_EVERY_S = 0.5


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Centre, str]]:
    """A kiosk that knew its server, which has just gone; the value is both, and the page's address.

    It looks at its server more often than others do, so that less has to be waited for.
    """
    monkeypatch.setattr(house, "LOOK_EVERY_S", LOOK_EVERY_S)
    with a_centre() as (centre, url):
        printer = f"virtual:{tmp_path / 'papers'}"
        paper, data = profile_for(80), tmp_path / "data"
        with running_agent(url, "town", "token", "QK-N1", 0, printer, paper, None, data) as address:
            until(lambda: bool(got(f"{address}/agent/state")["online"]))
            centre.away = True
            until(lambda: not got(f"{address}/agent/state")["online"])
            yield centre, address


def a_kiosk(browser: Browser, address: str, language: str, size: tuple[int, int]) -> Window:
    window = open_page(browser, f"{address}/?lang={language}", *size, has_touch=True)
    window.page.wait_for_selector(".field", timeout=LONG_MS)
    return window


def fits(page: Page, inner: str, outer: str) -> bool:
    """Whether each of the inner things stands within an outer one, and these between top and bottom."""
    return bool(
        page.evaluate(
            """([inner, outer]) => {
              const box = (one) => one.getBoundingClientRect();
              const within = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
                && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
              const all = (which) => [...document.querySelectorAll(which)].map(box);
              const screen = { left: -Infinity, top: 0, right: Infinity, bottom: innerHeight };
              return all(inner).length > 0 && all(outer).every((one) => within(one, screen))
                && all(inner).every((one) => all(outer).some((other) => within(one, other)));
            }""",
            [inner, outer],
        )
    )


@pytest.mark.parametrize("elder", [False, also(True)], ids=["usual", "large"])
@pytest.mark.parametrize("size", [UPRIGHT, also(LYING)], ids=["upright", "lying"])
@pytest.mark.parametrize("language", ["zh", also("en")])
def test_without_the_server_there_is_a_number_and_nothing_to_complain_about(
    alone: tuple[Centre, str],
    browser: Browser,
    language: str,
    size: tuple[int, int],
    elder: bool,
) -> None:
    window = a_kiosk(browser, alone[1], language, size)
    page = window.page
    open_item(page, LICENCE[language], elder)
    expect(page.locator(".take")).to_contain_text(say("taking.take.own", language))
    assert faults(window) == ([], [], False)
    assert take(page) == ["B-K1-01"]
    expect(page.locator(".paper.printed")).to_be_visible(timeout=LONG_MS)
    expect(page.locator(".each.own")).to_contain_text(say("taking.result.own", language))
    assert faults(window) == ([], [], False)
    assert fits(page, ".number .no", ".gate")
    assert fits(page, ".paper p", ".paper")


def test_two_numbers_of_its_own_fit_their_gates(alone: tuple[Centre, str], browser: Browser) -> None:
    page = a_kiosk(browser, alone[1], "zh", LYING).page
    open_item(page, LICENCE["zh"])
    page.locator(".people button").nth(1).click()
    page.wait_for_timeout(700)
    assert take(page) == ["B-K1-01", "B-K1-02"]
    assert fits(page, ".number .no", ".gate")


def test_when_the_server_is_back_the_number_on_the_screen_says_who_is_before_it(
    alone: tuple[Centre, str], browser: Browser
) -> None:
    centre, address = alone
    page = a_kiosk(browser, address, "zh", UPRIGHT).page
    open_item(page, LICENCE["zh"])
    take(page)
    centre.away = False
    expect(page.locator(".number .line")).to_contain_text(
        say("taking.result.ahead", "zh", count=7), timeout=LONG_MS
    )
    expect(page.locator(".each.own")).to_have_count(0)
    assert centre.live() == ["B-K1-01"]


def test_a_real_name_that_cannot_be_sealed_is_refused_before_anybody_types(
    alone: tuple[Centre, str], browser: Browser
) -> None:
    page = a_kiosk(browser, alone[1], "zh", UPRIGHT).page
    open_item(page, PASSPORT)
    expect(page.locator(".blocked")).to_contain_text(say("taking.blocked.own_name", "zh"))
    expect(page.locator(".take")).to_have_count(0)
