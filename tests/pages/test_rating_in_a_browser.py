"""A visitor rates a visit in a real browser without script: what a level asks for comes with the choice."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.browser import open_page
from tests.pages.test_phone import Desk
from tests.servers import RunningHall
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1)]


@pytest.fixture(scope="module")
def desk(hall: RunningHall) -> Desk:
    return Desk(hall.run)


def done(desk: Desk) -> dict[str, Any]:
    """A visit that is done."""
    ticket = desk.take()
    desk.call(ticket)
    desk.press("finish", ticket["public_id"])
    return ticket


def test_a_bad_visit_is_rated_without_script(desk: Desk, browser: Browser) -> None:
    window = open_page(browser, f"{done(desk)['link']}?lang=zh", 390, 844, java_script_enabled=False)
    page = window.page
    page.click(".rate a.button")
    expect(page.locator(".reasons:visible")).to_have_count(0)
    page.click("label[for=dissatisfied]")
    reasons = page.locator(".reasons:visible label")
    expect(reasons).to_have_count(6)
    reasons.first.click()
    page.fill("textarea", "等了很久")
    page.click("button.main")
    expect(page.locator(".rate .thanks")).to_be_visible()
    expect(page.locator(".rate a")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_has_nothing_to_complain_about(desk: Desk, browser: Browser, language: str) -> None:
    address = f"{done(desk)['link']}/rate/1?lang={language}"
    window = open_page(browser, address, 390, 844)
    window.page.click("label[for=very_dissatisfied]")
    expect(window.page.locator("h1")).to_have_text(say("rating.how", language))
    assert window.page.evaluate("document.documentElement.scrollWidth") == 390
    assert (window.troubles(), window.barriers()) == ([], [])
