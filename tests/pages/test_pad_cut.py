"""A PAD whose line is cut, or whose page is loaded anew: what was pressed is done once."""

from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Route, expect

from tests.pages.a_pad import a_desk, number, settled, take
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0), pytest.mark.together]


def test_a_cut_is_said_and_what_was_pressed_in_it_is_done_once(hall: RunningHall, browser: Browser) -> None:
    first, second = take(hall, queue="yibao"), take(hall, queue="yibao")
    page = a_desk(browser, hall, 27).page
    page.context.set_offline(True)
    page.keyboard.press("Space")
    expect(page.locator(".message")).to_contain_text("收到之前不算办成")
    expect(page.locator(".pad-head .link")).to_have_class("link old")
    assert number(page).count() == 0
    page.context.set_offline(False)
    expect(number(page)).to_have_text(first)
    expect(page.locator(".pad-head .link")).to_have_class("link")
    expect(page.locator(".order li").first).to_contain_text(second)


def test_whatever_a_clerk_opens_is_there_when_the_line_is_cut_after_the_sign_in(
    hall: RunningHall, browser: Browser
) -> None:
    page = a_desk(browser, hall, 5).page
    expect(page.locator(".pad-head .link")).to_have_text("已连接")
    page.context.set_offline(True)
    for letter, shown in (("?", ".shortcuts"), ("l", ".ask .plain, .because"), ("q", ".ask .main")):
        page.keyboard.press(letter)
        expect(page.locator(shown).first).to_be_visible()
        page.keyboard.press("Escape")


def test_a_page_that_is_loaded_anew_in_the_middle_of_a_press_settles_it(
    hall: RunningHall, browser: Browser
) -> None:
    first, second = take(hall, queue="gongjijin"), take(hall, queue="gongjijin")
    page = a_desk(browser, hall, 31).page
    losing = [
        True
    ]  # not ended by `unroute`: that would let the try which is under way go on, before the reload

    def lose_the_answer(route: Route) -> None:
        with suppress(Error):  # the page may have given up waiting before
            if losing:
                route.fetch()
                route.abort()
            else:
                route.continue_()

    page.route("**/windows/31/next", lose_the_answer)
    expect(page.locator(".next")).to_contain_text(first)
    expect(page.locator(".next")).to_be_enabled()
    page.keyboard.press("Space")
    expect(page.locator(".message")).to_contain_text("收到之前不算办成")
    page.reload()
    losing.clear()
    expect(number(page)).to_have_text(first)
    settled(page)
    expect(page.locator(".order li").first).to_contain_text(second)
