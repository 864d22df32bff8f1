"""The kiosk's result in large type while no window calls: its longest sentences, all of it on the screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.exhaustive import also
from tests.pages.browser import Window
from tests.pages.staff_desks import LONG_MS
from tests.pages.test_booking_in_a_browser import at, at_kiosk, booked, faults, show_phone
from tests.pages.test_kiosk_alone import fits
from tests.pages.test_kiosk_taking import LICENCE, LYING, UPRIGHT, open_item, take
from tests.servers import RunningHall
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1)]

ROWS = (".gate.number", ".each.own", ".go-to", ".after", ".ends", ".paper")


def out_of_place(page: Page) -> list[str]:
    """The rows of the result of which something stands outside, or which leave the screen themselves."""
    there = [row for row in ROWS if page.locator(row).count()]
    return [row for row in there if not fits(page, f"{row} > :not(.hall-map, .scan), {row} button", row)]


def in_large(window: Window) -> None:
    window.page.locator(".bar button").nth(1).click()
    window.page.wait_for_selector(".choices-large")
    window.page.wait_for_timeout(700)


@pytest.mark.parametrize("size", [UPRIGHT, LYING], ids=["upright", "lying"])
@pytest.mark.parametrize("language", ["zh", also("en")])
def test_a_number_that_no_window_calls_yet(
    hall: RunningHall, browser: Browser, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    window = at_kiosk(hall, browser, language, size)
    open_item(window.page, LICENCE[language], elder=True)
    take(window.page)
    expect(window.page.locator(".number .line")).to_contain_text(say("taking.result.no_window", language))
    expect(window.page.locator(".paper.printed")).to_be_visible(timeout=LONG_MS)
    window.page.screenshot(path=tmp_path / "result.png")
    assert out_of_place(window.page) == []
    assert faults(window) == ([], [], False)
    window.page.context.close()


@pytest.mark.parametrize(
    ("language", "size", "slot", "clock"),
    [
        ("zh", UPRIGHT, "10:00", "09:50"),
        ("zh", LYING, "10:30", "10:20"),
        also("en", UPRIGHT, "11:00", "10:50"),
        also("en", LYING, "11:30", "11:20"),
    ],
    ids=["zh-upright", "zh-lying", "en-upright", "en-lying"],
)
def test_the_number_of_a_booking(
    hall: RunningHall,
    browser: Browser,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
    slot: str,
    clock: str,
) -> None:
    phone = booked(hall, browser, slot)[1]
    at(hall, clock)
    window = at_kiosk(hall, browser, language, size)
    in_large(window)
    show_phone(window.page, phone)
    expect(window.page.locator(".paper.printed")).to_be_visible(timeout=LONG_MS)
    window.page.screenshot(path=tmp_path / "result.png")
    assert out_of_place(window.page) == []
    assert faults(window) == ([], [], False)
    window.page.context.close()
