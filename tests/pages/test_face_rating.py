"""A visitor rates by touch at the window's face; a face that is not this window's own offers nothing."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.pages.browser import Window, open_page
from tests.pages.staff_desks import LONG_MS
from tests.pages.test_phone import Desk
from tests.servers import RunningHall
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0)]

QUIET_MS = 700
"""Keys that have just come are deaf for a little less."""


def code_for(hall: RunningHall, window: int) -> str:
    """A registration code for a window's PAD, from an administrator."""
    api, who = hall.run["api"], hall.run["administrator"]
    token = httpx.post(f"{api}/staff-sessions", json=who, timeout=60).json()["token"]
    body = {"kind": "pad", "place": str(window)}
    headers = {"Authorization": f"Bearer {token}"}
    return str(httpx.post(f"{api}/devices/codes", json=body, headers=headers, timeout=60).json()["code"])


def face(hall: RunningHall, browser: Browser, desk: Desk, code: str = "", language: str = "") -> Window:
    """The face of the desk's window, on a PAD that an administrator set up, or not."""
    address = f"{hall.run['base_url']}/c/dalang/face/{desk.window}?lang={language}"
    window = open_page(browser, f"{address}#code={code}" if code else address, 1280, 800)
    expect(window.page.locator(".link:not(.old)")).to_be_visible(timeout=LONG_MS)
    return window


def served(desk: Desk, page: Page) -> dict[str, Any]:
    """A visit that the face sees from the call to its end."""
    ticket = desk.take()
    desk.call(ticket)
    expect(page.locator(".now .no")).to_have_text(ticket["number"], timeout=LONG_MS)
    desk.press("finish", ticket["public_id"])
    return ticket


def test_a_visitor_touches_a_level_and_it_goes_away(hall: RunningHall, browser: Browser) -> None:
    desk = Desk(hall.run)
    window = face(hall, browser, desk, code_for(hall, desk.window))
    page = window.page
    expect(page.locator(".set-up")).to_contain_text(say("face.set_up.done", "zh"), timeout=LONG_MS)
    assert "code" not in page.evaluate("location.hash")
    ticket = served(desk, page)
    expect(page.locator(".touch .levels button")).to_have_count(5, timeout=LONG_MS)
    expect(page.locator(".touch h2 b")).to_have_text(ticket["number"])
    assert (window.troubles(), window.barriers(), window.overflows()) == ([], [], False)
    page.wait_for_timeout(QUIET_MS)
    page.locator(".touch button").nth(3).click()
    page.locator(".touch .reasons button").first.click()
    page.wait_for_timeout(QUIET_MS)
    page.locator(".touch .reasons button").first.click()
    expect(page.locator(".touch.thanks")).to_be_visible(timeout=LONG_MS)
    expect(page.locator(".touch")).to_have_count(0, timeout=LONG_MS)
    shown = httpx.get(f"{hall.run['api']}/tickets/{ticket['public_id']}", timeout=20).json()
    assert shown["done_steps"][0]["rating"] == "rated"


def test_the_next_number_stands_above_the_offer(hall: RunningHall, browser: Browser) -> None:
    desk = Desk(hall.run)
    page = face(hall, browser, desk, code_for(hall, desk.window)).page
    first, second = desk.take(), desk.take()
    desk.call(first)
    expect(page.locator(".now .no")).to_have_text(first["number"], timeout=LONG_MS)
    desk.call(second)
    expect(page.locator(".touch h2 b")).to_have_text(first["number"], timeout=LONG_MS)
    expect(page.locator(".now .no")).to_have_text(second["number"])
    desk.free(second)


def test_once_the_next_visitor_is_served_the_offer_is_gone(hall: RunningHall, browser: Browser) -> None:
    desk = Desk(hall.run)
    page = face(hall, browser, desk, code_for(hall, desk.window)).page
    first, second = desk.take(), desk.take()
    desk.call(first)
    expect(page.locator(".now .no")).to_have_text(first["number"], timeout=LONG_MS)
    desk.call(second)
    expect(page.locator(".touch")).to_be_visible(timeout=LONG_MS)
    desk.press("start", second["public_id"])
    expect(page.locator(".touch")).to_have_count(0, timeout=LONG_MS)
    desk.free(second)


def test_a_rating_that_did_not_arrive_says_where_to_give_it(hall: RunningHall, browser: Browser) -> None:
    desk = Desk(hall.run)
    page = face(hall, browser, desk, code_for(hall, desk.window)).page
    keys: list[str] = []

    def lost(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.abort()

    page.route("**/ratings", lost)
    served(desk, page)
    expect(page.locator(".touch .levels")).to_be_visible(timeout=LONG_MS)
    page.wait_for_timeout(QUIET_MS)
    page.locator(".touch button").first.click()
    expect(page.locator(".touch.lost")).to_contain_text(say("face.touch.lost", "zh"), timeout=LONG_MS)
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_a_code_that_is_not_taken_is_told_so(hall: RunningHall, browser: Browser) -> None:
    page = face(hall, browser, Desk(hall.run), "AAAA-0000").page
    expect(page.locator(".set-up")).to_contain_text(say("face.set_up.refused", "zh"), timeout=LONG_MS)
    assert page.evaluate("location.hash") == ""


def test_a_code_that_nobody_heard_stays_in_the_address(hall: RunningHall, browser: Browser) -> None:
    desk = Desk(hall.run)
    page = face(hall, browser, desk).page
    page.route("**/devices/enrol", lambda route: route.abort())
    page.goto(f"{page.url}#code=AAAA-0000")
    page.reload()
    expect(page.locator(".set-up")).to_contain_text(say("face.set_up.unheard", "zh"), timeout=LONG_MS)
    assert page.evaluate("location.hash") == "#code=AAAA-0000"


def test_a_face_that_was_not_set_up_offers_the_code_to_scan(hall: RunningHall, browser: Browser) -> None:
    desk = Desk(hall.run)
    page = face(hall, browser, desk).page
    served(desk, page)
    expect(page.locator(".now .no")).to_have_count(0, timeout=LONG_MS)
    expect(page.locator("footer.rate img")).to_be_visible()
    expect(page.locator(".touch")).to_have_count(0)
