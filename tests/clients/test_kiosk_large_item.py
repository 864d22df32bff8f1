"""Large type: large keys, what is asked is seen before a number is taken, and that there is more is plain."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.exhaustive import EXHAUSTIVE, also
from tests.pages.browser import Window, open_page
from tests.servers import RunningHall
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1), EXHAUSTIVE]

SEEN = """key => {
  const at = key.getBoundingClientRect(), [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
  return key.contains(document.elementFromPoint(x, y));
}"""
TYPED = {"zh": "spjyxkz", "en": "food business"}


SIZES = [(1080, 1920), (1920, 1080)]
LEAST_PX = 130


def large_search(hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]) -> Window:
    window = open_page(browser, f"{hall.run['kiosks'][0]['url']}/?lang={language}", *size)
    page = window.page
    page.get_by_role("button", name=say("finding.nav.large", language), exact=True).click(timeout=20_000)
    page.wait_for_timeout(700)
    page.locator(".choices-large li:last-child button").click()
    page.wait_for_selector(".keyboard")
    return window


def large_item(hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]) -> Window:
    window = large_search(hall, browser, language, size)
    page = window.page
    page.keyboard.type(TYPED[language])
    page.wait_for_timeout(700)
    page.locator(".rows button").first.click()
    page.wait_for_selector(".materials")
    return window


def small_keys(page: Page) -> list[str]:
    """The letters and digits whose keys are less than 41 mm wide or high."""
    return list(
        page.evaluate(
            """least => [...document.querySelectorAll(".keyboard > div:not(.functions) button")]
              .filter((key) => key.offsetWidth < least || key.offsetHeight < least)
              .map((key) => key.innerText)""",
            LEAST_PX,
        )
    )


@pytest.mark.parametrize("size", SIZES, ids=["upright", "lying"])
def test_in_large_type_every_letter_and_digit_has_a_large_key(
    hall: RunningHall, browser: Browser, size: tuple[int, int]
) -> None:
    page = large_search(hall, browser, "en", size).page
    assert small_keys(page) == []
    page.locator(".keyboard .other").click()
    page.get_by_role("button", name="7", exact=True).click()
    assert small_keys(page) == []
    expect(page.locator(".typed input")).to_have_value("7")
    page.get_by_role("button", name=say("finding.keys.initials", "en"), exact=True).click()
    assert small_keys(page) == []


def seen(page: Page, keys: str) -> list[bool]:
    return [bool(key.evaluate(SEEN)) for key in page.locator(keys).all()]


@pytest.mark.parametrize("size", SIZES, ids=["upright", "lying"])
@pytest.mark.parametrize("language", ["zh", also("en")])
def test_in_large_type_the_class_is_asked_at_once_and_a_key_leads_to_the_rest(
    hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]
) -> None:
    window = large_item(hall, browser, language, size)
    page = window.page
    assert seen(page, ".classes [role=radio]") == [True] * 5
    more = page.get_by_role("button", name=say("taking.item.more", language), exact=True)
    for _ in range(6):
        if more.count():
            more.evaluate("key => key.click()")
            page.wait_for_timeout(700)
    expect(more).to_have_count(0)
    assert seen(page, ".materials li:last-child button") == [True]
    assert (window.troubles(), window.barriers()) == ([], [])
