"""The story of a booked visit: guide, booking for tomorrow, kiosk, call, rating, and the hall's answer to it.

The citizen has a phone of 390x844; the hall's clock goes on to the day that was booked.
"""

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.exhaustive import also
from tests.pages.browser import open_page
from tests.pages.staff_desks import desk_of
from tests.pages.test_booking_in_a_browser import at, at_kiosk, faults, on_phone, show_phone, the_date
from tests.servers import RunningHall
from tests.stories.pages import LONG_MS, Phone
from tests.stories.playing import Players
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1)]

ITEM = "SB-0006"
DAY = re.compile(r"day=(\d{4}-\d\d-\d\d)")
PHONE = "13900139001"
COMPLAINT = "等了很久，材料要求也说不清楚"
LATE_ENOUGH = "09:50"
FOLLOW_UPS = "/manage/follow-ups"


@pytest.mark.parametrize("language", ["zh", also("en")])
def test_a_booked_visit_from_the_guide_to_the_answer(
    hall: RunningHall, browser: Browser, language: str
) -> None:
    booking, day = booked_for(hall, browser, language)
    at(hall, LATE_ENOUGH, (day - the_date(hall)).days)
    link = checked_in(hall, browser, booking, language)
    players = Players(hall)
    ticket = players.get(f"/tickets/{link.rsplit('/', 1)[1]}")
    assert ticket["visitor_class"] == "appointment"
    with_script = on_ticket(browser, link, language)
    without = on_ticket(browser, link, language, script=False)
    window = is_called_and_served(players, ticket, with_script, without)
    rates_badly(with_script.page, language)
    is_answered(hall, browser, language, ticket["number"], window)


def booked_for(hall: RunningHall, browser: Browser, language: str) -> tuple[str, date]:
    """From the item's guide to the booking, on the next open day; the answer is its address and day."""
    window = on_phone(hall, browser, f"/c/dalang/services/{ITEM}", language)
    page = window.page
    page.click(".to-book")
    choice = page.locator(".days a").nth(1)  # the first is today
    day = DAY.search(str(choice.get_attribute("href")))
    assert day is not None
    choice.click()
    page.locator(".slots a[href*='slot=10%3A00']").click()
    page.fill("#phone", PHONE)
    page.check("[name=consent]")
    page.click("button.book")
    expect(page.locator(".stand")).to_have_text(say("booking.now.booked", language), timeout=LONG_MS)
    assert faults(window) == ([], [], False)
    return page.url, date.fromisoformat(day[1])


def checked_in(hall: RunningHall, browser: Browser, booking: str, language: str) -> str:
    """At a kiosk in time, by phone number; the answer is the address to which the booking's page leads."""
    window = at_kiosk(hall, browser, language)
    show_phone(window.page, PHONE)
    expect(window.page.locator(".paper.printed")).to_be_visible(timeout=LONG_MS)
    window.page.context.close()
    page = open_page(browser, booking, 390, 844).page
    link = page.locator("a[href*='/t/']").first.evaluate("link => link.href")
    page.context.close()
    return str(link).partition("?")[0]


def on_ticket(browser: Browser, link: str, language: str, *, script: bool = True) -> Phone:
    """The ticket's page on a phone."""
    window = open_page(browser, f"{link}?lang={language}", 390, 844, java_script_enabled=script)
    return Phone(window.page, language)


def is_called_and_served(players: Players, ticket: dict[str, Any], lively: Phone, plain: Phone) -> int:
    """Called, seen on the page with script and on the one without, and served; the answer is the window."""
    window = players.window_of(ticket["queue"])
    players.sign_in(window)
    for _ in range(20):
        board = players.press(window, "next")
        if board["current"]["public_id"] == ticket["public_id"]:
            break
    lively.is_called_to(window)
    plain.page.reload()
    plain.is_called_to(window)
    players.press(window, "start")
    players.press(window, "finish")
    expect(lively.page.locator("body")).to_contain_text(
        say("phone.done.text", lively.language), timeout=LONG_MS
    )
    return window


def rates_badly(page: Page, language: str) -> None:
    """Dissatisfied, with the first reason of the list and some words."""
    page.reload()
    page.click(".rate a.button")
    page.click("label[for=dissatisfied]")
    page.locator(".reasons:visible label").first.click()
    page.fill("textarea", COMPLAINT)
    page.click("button.main")
    expect(page.locator(".rate .thanks")).to_be_visible(timeout=LONG_MS)
    assert str(page.locator("html").get_attribute("lang")).startswith(language)


def is_answered(hall: RunningHall, browser: Browser, language: str, number: str, window: int) -> None:
    """A manager contacts and resolves; only a second person can close; neither sees whose it was."""
    first, second = (
        desk_of(hall, browser, role, FOLLOW_UPS, language=language).page
        for role in ("manager", "administrator")
    )
    opened(first)
    expect(first.locator("blockquote")).to_have_text(COMPLAINT)
    expect(first.locator("main")).to_contain_text(str(window))
    acts(first, "contact", language, choices=1)
    acts(first, "resolve", language, choices=1)
    expect(first.locator(".acts button", has_text=say("follow_ups.act.verify", language))).to_have_count(0)
    opened(second)
    acts(second, "verify", language)
    expect(second.locator(".order .due")).to_have_text(
        say("follow_ups.due.closed", language), timeout=LONG_MS
    )
    for page in (first, second):
        assert number not in page.locator("main").inner_text()


def opened(page: Page) -> None:
    """The first follow-up of the list."""
    page.locator(".rows li button").first.click()
    expect(page.locator("#order-title")).to_be_visible(timeout=LONG_MS)


def acts(page: Page, act: str, language: str, choices: int = 0) -> None:
    """Press a key of the follow-up, choose what it asks, and send it."""
    page.locator(".acts > .keys button", has_text=say(f"follow_ups.act.{act}", language)).click()
    for choice in range(choices):
        page.locator("form.act label").nth(choice).click()
    page.click("form.act button.main")
    expect(page.locator("form.act")).to_have_count(0, timeout=LONG_MS)
