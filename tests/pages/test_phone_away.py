"""Ten more minutes, and that the turn is near, on a phone in a real hall."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.test_phone import LONG_MS, Desk, phone
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0)]

LISTEN = "() => { window.buzzes = []; navigator.vibrate = (pattern) => buzzes.push(pattern) > 0; }"


@pytest.fixture(scope="module")
def desk(hall: RunningHall) -> Desk:
    return Desk(hall.run)


@pytest.fixture
def line(desk: Desk) -> Iterator[list[dict[str, Any]]]:
    """Five people, who leave when the test is over."""
    tickets = [desk.take() for _ in range(5)]
    yield tickets
    for ticket in tickets:
        cancel(desk, ticket)


def cancel(desk: Desk, ticket: dict[str, Any]) -> None:
    if desk.state(ticket) == "waiting":
        desk.tell(f"/tickets/{ticket['public_id']}/cancel", {})


def let_others_pass(page: Page) -> None:
    page.locator(".away summary").click()
    page.get_by_role("button", name="先叫别人").click()


def test_a_visitor_lets_others_pass_and_is_back(
    desk: Desk, browser: Browser, line: list[dict[str, Any]]
) -> None:
    page, behind = phone(browser, line[0]).page, phone(browser, line[1]).page
    expect(behind.locator("[data-ahead-count]")).to_have_text("1")
    let_others_pass(page)
    expect(page.locator(".stand-away .stand")).to_have_text("先叫别人")
    expect(behind.locator("[data-ahead-none]")).to_be_visible(timeout=LONG_MS)
    page.get_by_role("button", name="我回来了").click()
    expect(page.locator("[data-ahead-none]")).to_be_visible()
    expect(behind.locator("[data-ahead-count]")).to_have_text("1", timeout=LONG_MS)


def test_it_goes_without_script_and_by_keyboard(
    desk: Desk, browser: Browser, line: list[dict[str, Any]]
) -> None:
    page = phone(browser, line[0], java_script_enabled=False).page
    page.locator(".away summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".stand-away")).to_be_visible()
    page.get_by_role("button", name="我回来了").press("Enter")
    expect(page.locator(".stand-away")).to_have_count(0)


def test_another_phone_of_the_same_ticket_follows(
    desk: Desk, browser: Browser, line: list[dict[str, Any]]
) -> None:
    page = phone(browser, line[0]).page
    desk.tell(f"/tickets/{line[0]['public_id']}/away", {})
    expect(page.locator(".stand-away")).to_be_visible(timeout=LONG_MS)


def test_a_touched_phone_buzzes_once_when_the_turn_is_near_and_its_title_says_so(
    desk: Desk, browser: Browser, line: list[dict[str, Any]]
) -> None:
    page = phone(browser, line[4]).page
    page.evaluate(LISTEN)
    page.locator(".ring").click()
    cancel(desk, line[0])
    expect(page.locator("#news")).to_contain_text("快到了", timeout=LONG_MS)
    cancel(desk, line[1])
    expect(page).to_have_title(f"{line[4]['number']} 快到了，前面还有 2 人", timeout=LONG_MS)
    assert page.evaluate("buzzes.length") == 1


def test_the_choice_is_remembered_on_the_phone(
    desk: Desk, browser: Browser, line: list[dict[str, Any]]
) -> None:
    page = phone(browser, line[4]).page
    page.locator(".choose select").select_option("people-10")
    page.reload()
    expect(page.locator(".choose select")).to_have_value("people-10")


def test_an_open_question_is_not_taken_from_under_the_finger(
    desk: Desk, browser: Browser, line: list[dict[str, Any]]
) -> None:
    page = phone(browser, line[4]).page
    page.locator(".away summary").click()
    desk.tell(f"/tickets/{line[4]['public_id']}/away", {})
    page.wait_for_timeout(2500)
    expect(page.locator(".away button")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_who_is_away_has_nothing_to_complain_about(
    desk: Desk, browser: Browser, line: list[dict[str, Any]], language: str
) -> None:
    desk.tell(f"/tickets/{line[0]['public_id']}/away", {})
    window = phone(browser, line[0], language=language)
    window.page.evaluate("document.documentElement.style.fontSize = '175%'")
    window.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert [*window.troubles(), *window.barriers(), *(["overflow"] if window.overflows() else [])] == []
