"""The public pages as citizens meet them: without a script, with the keyboard alone, in very large type."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.browser import Window, open_page
from tests.pages.walks import PUBLIC
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1)]


def opened(hall: RunningHall, browser: Browser, path: str, language: str = "zh", **more: bool) -> Window:
    joint = "&" if "?" in path else "?"
    address = f"{hall.run['base_url']}{path}{joint}lang={language}"
    return open_page(browser, address, 390, 844, **more)


def in_large_type(page: Page, width: int) -> None:
    """A phone whose owner reads at double size: half the pixels, each twice as large."""
    session = page.context.new_cdp_session(page)
    size = {"width": width, "height": 422, "deviceScaleFactor": 2, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", size)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_has_no_barrier_keeps_its_policy_and_never_scrolls_sideways(
    hall: RunningHall, browser: Browser, name: str, language: str
) -> None:
    window = opened(hall, browser, PUBLIC[name], language)
    if name == "unknown":
        window.complaints.clear()  # the browser itself complains of every 404
    assert window.troubles() == []
    assert window.barriers() == []
    in_large_type(window.page, 195)
    assert not window.overflows()
    window.page.context.close()


def test_type_that_the_reader_made_larger_is_larger_and_stays_on_the_page(
    hall: RunningHall, browser: Browser
) -> None:
    page = opened(hall, browser, PUBLIC["a guide"]).page
    height = "document.querySelector('.bring li').getBoundingClientRect().height"
    before = page.evaluate(height)
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    page.reload()
    assert page.evaluate(height) > 1.5 * before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def test_a_citizen_finds_an_item_without_script_by_the_keyboard_alone(
    hall: RunningHall, browser: Browser
) -> None:
    page = opened(hall, browser, "/services", java_script_enabled=False).page
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator("#q:focus").count():
            break
    page.keyboard.type("sfzds")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("找“sfzds”")
    page.locator(".rows a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("居民身份证丢失补领")
    expect(page.locator(".where")).to_contain_text("南厅")
    page.context.close()


def test_the_language_changes_on_the_spot_and_stays(hall: RunningHall, browser: Browser) -> None:
    page = opened(hall, browser, "/scenarios/esf", java_script_enabled=False).page
    page.click(".tongue")
    expect(page.locator("h1")).to_have_text("Transfer a second-hand home")
    page.locator(".steps a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.context.close()


def test_on_paper_there_is_the_guide_and_nothing_to_touch(hall: RunningHall, browser: Browser) -> None:
    page = opened(hall, browser, PUBLIC["a guide"]).page
    page.emulate_media(media="print")
    expect(page.locator(".bring")).to_be_visible()
    assert [page.locator(part).first.is_visible() for part in ("nav", ".tongue", ".again")] == [False] * 3
    page.context.close()


WRONG = "document.querySelector('[data-live^=queue-] dd').textContent = '999'"


def test_the_halls_figures_come_anew_by_themselves_until_somebody_stops_it(
    hall: RunningHall, browser: Browser
) -> None:
    window = opened(hall, browser, "/halls")
    page, figure = window.page, window.page.locator("[data-live^=queue-] dd").first
    page.clock.install()
    page.reload()
    page.evaluate(WRONG)
    page.clock.fast_forward(20_000)
    expect(figure).not_to_have_text("999")
    page.locator("#live button").click()
    page.evaluate(WRONG)
    page.clock.fast_forward(60_000)
    expect(figure).to_have_text("999")
    assert window.troubles() == []
    page.context.close()
