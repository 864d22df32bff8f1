"""Hands that tremble, slip, lean and come in pairs, on real glass as far as Chromium can play it."""

from dataclasses import dataclass
from time import sleep

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, Route, expect

from tests.pages.browser import open_page
from tests.pages.test_kiosk_taking import LICENCE, LONG_MS, UPRIGHT, a_kiosk, open_item
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1), pytest.mark.together]

LATE_S = 0.8

Spot = dict[str, float]


def spot(key: Locator, dx: float = 0) -> Spot:
    """The middle of a key, or a place `dx` pixels beside it."""
    box = key.bounding_box()
    assert box
    return {"x": box["x"] + box["width"] / 2 + dx, "y": box["y"] + box["height"] / 2}


@dataclass
class Hand:
    """Fingers on the glass of one kiosk."""

    page: Page
    glass: CDPSession

    def down(self, *spots: Spot) -> None:
        """Put a finger on each spot."""
        self.glass.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": list(spots)})

    def slide(self, to: Spot) -> None:
        self.glass.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [to]})

    def lift(self) -> None:
        self.glass.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.fixture
def hand(hall: RunningHall, browser: Browser) -> Hand:
    """A hand in front of the item's page."""
    page = a_kiosk(hall, browser).page
    open_item(page, LICENCE["zh"])
    page.evaluate("window.menus = 0; addEventListener('contextmenu', (e) => (menus += !e.defaultPrevented))")
    return Hand(page, page.context.new_cdp_session(page))


def ticked(page: Page) -> int:
    return page.locator(".materials [aria-checked=true]").count()


def test_a_double_touch_takes_one_number(hand: Hand) -> None:
    asked: list[str] = []
    hand.page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    take = spot(hand.page.locator(".take"))
    for _ in range(2):
        hand.down(take)
        hand.lift()
    expect(hand.page.locator(".number .no")).to_have_count(1, timeout=20_000)
    assert len([url for url in asked if url.endswith("/agent/tickets")]) == 1


def test_a_double_touch_ticks_once(hand: Hand) -> None:
    first = spot(hand.page.locator(".materials button").first)
    for _ in range(2):
        hand.down(first)
        hand.lift()
    hand.page.wait_for_timeout(400)
    assert ticked(hand.page) == 1


def test_two_fingers_on_two_keys_are_one_action(hand: Hand) -> None:
    keys = hand.page.locator(".materials button")
    hand.down(spot(keys.nth(0)), spot(keys.nth(1)))
    hand.lift()
    hand.page.wait_for_timeout(400)
    assert ticked(hand.page) == 1


def test_a_long_press_opens_no_menu_and_still_presses(hand: Hand) -> None:
    key = hand.page.locator(".materials button").first
    hand.down(spot(key))
    hand.page.wait_for_timeout(1200)
    hand.lift()
    hand.page.wait_for_timeout(200)
    assert (ticked(hand.page), hand.page.evaluate("menus")) == (1, 0)


def test_a_finger_that_slips_off_the_key_does_nothing(hand: Hand) -> None:
    key = hand.page.locator(".classes button").nth(1)
    hand.down(spot(key))
    for dx in (60, 160, 260):
        hand.slide(spot(key, dx))
    hand.lift()
    hand.page.wait_for_timeout(300)
    expect(hand.page.locator(".classes [aria-checked=true]")).to_contain_text("普通")


def test_a_key_shows_that_it_is_pressed_while_the_finger_comes_down(hand: Hand) -> None:
    key = hand.page.locator(".take")
    hand.page.evaluate(
        """() => addEventListener("pointerdown", () => {
             window.pressed = document.querySelector(".take").hasAttribute("data-pressed");
           })"""
    )
    hand.down(spot(key))
    assert hand.page.evaluate("window.pressed") is True
    hand.slide({"x": 20, "y": 20})
    hand.lift()


def test_a_touch_on_large_type_in_the_first_second_is_not_lost(hall: RunningHall, browser: Browser) -> None:
    page = open_page(browser, "about:blank", *UPRIGHT, has_touch=True).page
    page.route("**/behind.js", late)
    page.goto(f"{hall.run['kiosks'][0]['url']}/?lang=zh")
    large = page.get_by_role("button", name="大字版")
    large.wait_for(timeout=LONG_MS)
    early = Hand(page, page.context.new_cdp_session(page))
    early.down(spot(large))
    early.lift()
    expect(page.locator(".helper")).to_be_visible(timeout=LONG_MS)


def late(route: Route) -> None:
    """Everything behind the first page takes its time."""
    sleep(LATE_S)
    route.continue_()


def test_a_row_that_changes_below_the_finger_opens_nothing(hall: RunningHall, browser: Browser) -> None:
    page = a_kiosk(hall, browser).page
    page.click(".field")
    page.locator("input").first.wait_for()
    page.wait_for_timeout(700)
    page.keyboard.type("sp")
    first = page.locator(".rows button").first
    expect(first).to_be_visible(timeout=LONG_MS)
    meant = first.get_attribute("data-means") or ""
    finger = Hand(page, page.context.new_cdp_session(page))
    finger.down(spot(first))
    page.keyboard.type("jyxkzzx")
    expect(first).not_to_have_attribute("data-means", meant)
    finger.lift()
    page.wait_for_timeout(500)
    expect(page.locator(".typed input")).to_be_visible()
    finger.down(spot(first))
    finger.lift()
    expect(page.locator(".facts")).to_be_visible(timeout=LONG_MS)
