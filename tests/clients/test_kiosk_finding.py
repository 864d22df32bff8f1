"""Finding something at the kiosk as visitors do: a real browser, both layouts, both sizes of type."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.exhaustive import EXHAUSTIVE
from tests.pages.browser import Window, open_page
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1), pytest.mark.together]

SIZES = {"tall": (1080, 1920), "wide": (1920, 1080)}
LONG_MS = 30_000
LEAST_PX = 72


def at_kiosk(hall: RunningHall, browser: Browser, language: str = "zh", shape: str = "tall") -> Window:
    """The first screen of the north hall's kiosk, as soon as it can be used."""
    kiosk = open_page(browser, f"{hall.run['kiosks'][0]['url']}/?lang={language}", *SIZES[shape])
    kiosk.page.set_default_timeout(LONG_MS)
    kiosk.page.wait_for_selector(".field")
    return kiosk


def in_large_type(kiosk: Window) -> Window:
    kiosk.page.locator(".bar > button").nth(1).click()
    kiosk.page.wait_for_selector(".helper")
    return kiosk


def press(page: Page, letters: str) -> None:
    """The kiosk's own keys, one after the other, no faster than a finger: what comes at once is a bounce."""
    for letter in letters:
        page.wait_for_timeout(100)
        page.locator(".keyboard button").get_by_text(letter, exact=True).click()


def small_keys(page: Page) -> list[str]:
    """Keys that a finger would miss."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll("button")].filter(key => {
             const {width, height} = key.getBoundingClientRect();
             return width > 0 && (width < least || height < least);
           }).map(key => key.textContent)""",
        LEAST_PX - 1,
    )
    return found


def faults(kiosk: Window) -> list[object]:
    return [*kiosk.troubles(), *kiosk.barriers(), kiosk.overflows(), *small_keys(kiosk.page)]


SCREENS = {
    "home": [],
    "search": [".field"],
    "departments": [".bar > button >> nth=0"],
    "items": [".bar > button >> nth=0", ".tiles button >> nth=0"],
    "theme": [".hall li button >> nth=0"],
    "scenarios": [".events h2 button"],
    "collect": [".actions button >> nth=0"],
    "help": [".bar .ask"],
}


@EXHAUSTIVE
@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_screen_of_finding_is_sound(
    hall: RunningHall, browser: Browser, language: str, shape: str
) -> None:
    kiosk = at_kiosk(hall, browser, language, shape)
    for name, way in SCREENS.items():
        for touch in way:
            kiosk.page.locator(touch).click()
            kiosk.page.wait_for_timeout(700)
        assert faults(kiosk) == [False], name
        if way:
            kiosk.page.locator(".bar > button").nth(1).click()
            kiosk.page.wait_for_selector(".field")


@EXHAUSTIVE
@pytest.mark.parametrize("shape", ["tall", "wide"])
def test_large_type_is_as_sound_and_stays_on(hall: RunningHall, browser: Browser, shape: str) -> None:
    kiosk = in_large_type(at_kiosk(hall, browser, "zh", shape))
    assert faults(kiosk) == [False]
    for choice in range(6):
        kiosk.page.locator(".choices-large button").nth(choice).click()
        kiosk.page.wait_for_timeout(700)
        assert faults(kiosk) == [False], choice
        kiosk.page.locator(".bar > button").nth(0).click()
        expect(kiosk.page.locator(".helper")).to_be_visible()


def test_initials_on_the_own_keys_find_the_item_first(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser).page
    page.click(".field")
    press(page, "SPJY")
    expect(page.locator(".rows button").first).to_contain_text("食品经营许可证新办")
    expect(page.locator(".understood")).to_have_text("按首字母找：食品经营")


def test_a_meaning_of_the_initials_narrows_the_results(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser).page
    page.click(".field")
    press(page, "CY")
    page.locator(".meanings button", has_text="餐饮").click()
    expect(page.locator(".typed i")).to_have_text("找到 6 项")


def test_keys_stay_where_they_are_while_letters_are_dimmed(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser).page
    page.click(".field")
    places = "() => [...document.querySelectorAll('.keyboard button')].map(k => k.getBoundingClientRect().y)"
    page.wait_for_selector(".keyboard button")
    before = page.evaluate(places)
    press(page, "SPJ")
    assert page.evaluate(places) == before
    expect(page.locator(".keyboard .dim").first).to_be_enabled()


def test_english_words_in_any_order_on_the_full_keyboard(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser, "en").page
    page.click(".field")
    press(page, "RENEW")
    page.locator(".keyboard .space").click()
    press(page, "FOOD")
    expect(page.locator(".rows button").first).to_contain_text("Food business licence: renewal")


def test_a_reader_that_types_like_a_keyboard_lands_in_the_field(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser).page
    page.click(".field")
    page.locator(".keyboard .functions button").first.click()
    page.keyboard.type("GA-0045\n")
    expect(page.locator(".rows button").first).to_contain_text("居住证申领")


def test_every_department_is_two_touches_away(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser).page
    page.locator(".bar > button").first.click()
    expect(page.locator(".tiles button")).to_have_count(34)
    page.locator(".tiles button", has_text="广电网络公司").click()
    expect(page.locator(".rows button")).to_have_count(7)


def test_a_long_list_is_turned_by_large_keys(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser).page
    page.locator(".bar > button").first.click()
    page.locator(".tiles button", has_text="公安分局").click()
    first = page.locator(".rows button").first.text_content()
    page.locator(".pager button").last.click()
    expect(page.locator(".rows button").first).not_to_have_text(first or "")


def test_a_visitor_in_large_type_reaches_the_items_of_an_identity_card(
    hall: RunningHall, browser: Browser
) -> None:
    page = in_large_type(at_kiosk(hall, browser)).page
    page.locator(".choices-large button").first.click()
    page.locator(".chips button", has_text="居民身份证").click()
    expect(page.locator(".rows button").first).to_contain_text("居民身份证首次申领")


def test_the_page_leads_on_to_taking_a_number(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser).page
    page.click(".field")
    press(page, "KFD")
    page.locator(".rows button").first.click()
    expect(page.locator("h1")).to_have_text("开餐饮店一件事")
