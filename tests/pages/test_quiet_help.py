"""A clerk asks for help: silent at the window, loud at guides and managers, and ended by any of them."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.exhaustive import EXHAUSTIVE, also
from tests.pages.a_pad import PAD, a_desk
from tests.pages.browser import Window, open_page
from tests.pages.staff_desks import desk_of
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0), pytest.mark.together]

LONG_MS = 20_000
OURS = {*range(32, 52), *range(53, 67)}
LISTEN = """() => {
  const start = OscillatorNode.prototype.start;
  window.rung = 0;
  OscillatorNode.prototype.start = function (...when) { window.rung += 1; return start.apply(this, when); };
}"""


@pytest.fixture(scope="module")
def windows(hall: RunningHall) -> Iterator[int]:
    """Windows with a clerk, in this file alone: each test has its own, whatever became of those before."""
    return iter([clerk["window"] for clerk in hall.run["clerks"] if clerk["window"] in OURS])


@pytest.fixture
def place(windows: Iterator[int]) -> int:
    return next(windows)


@pytest.fixture
def pad(hall: RunningHall, browser: Browser, place: int) -> Iterator[Page]:
    window = a_desk(browser, hall, place, has_touch=True)
    yield window.page
    leave(window.page)


def leave(page: Page) -> None:
    """The alarm is over, the clerk signs out."""
    end(page)
    page.keyboard.press("q")
    page.locator(".ask .main").click()
    expect(page.locator("[name=pin]")).to_be_visible(timeout=LONG_MS)
    page.context.close()


def end(page: Page) -> None:
    """Whatever happened, no alarm is left."""
    if line(page).locator("button").count() > 0:
        twice(line(page).locator("button"))
    expect(line(page)).to_have_count(0, timeout=LONG_MS)


def line(page: Page) -> Locator:
    return page.locator(".help-line")


def twice(key: Locator) -> None:
    """Without a finger: focus, and press two times."""
    key.focus()
    key.press("Enter")
    key.press("Enter")


def hold(page: Page, ms: int) -> None:
    """A finger that comes down on the key for help and stays."""
    key = page.locator(".pad-head .ask-help")
    key.dispatch_event("pointerdown", {"pointerId": 1, "isPrimary": True})
    page.wait_for_timeout(ms)
    key.dispatch_event("pointerup", {"pointerId": 1, "isPrimary": True})


def staff_at(hall: RunningHall, browser: Browser, role: str, path: str) -> Window:
    desk = desk_of(hall, browser, role, path)
    desk.page.evaluate(LISTEN)
    return desk


@EXHAUSTIVE
def test_a_slip_asks_for_nothing_and_a_second_does(pad: Page) -> None:
    hold(pad, 200)
    expect(line(pad)).to_have_text("按得太短。求助要按住 1 秒。")
    pad.locator(".pad-head .ask-help").tap()
    expect(line(pad)).not_to_contain_text("已求助")
    hold(pad, 1300)
    expect(line(pad)).to_contain_text("已求助，还没有人回应", timeout=LONG_MS)


@EXHAUSTIVE
def test_a_first_press_of_the_letter_is_forgotten_after_three_seconds(pad: Page) -> None:
    pad.keyboard.press("a")
    expect(line(pad)).to_contain_text("再按一次")
    expect(line(pad)).to_have_count(0, timeout=6000)
    pad.keyboard.press("a")
    pad.keyboard.press("a")
    expect(line(pad)).to_contain_text("已求助", timeout=LONG_MS)


def test_help_can_be_asked_for_over_an_open_dialog(pad: Page) -> None:
    pad.keyboard.press("l")
    expect(pad.get_by_role("dialog")).to_be_visible()
    pad.keyboard.press("a")
    pad.keyboard.press("a")
    expect(line(pad)).to_contain_text("已求助", timeout=LONG_MS)
    pad.keyboard.press("Escape")


@pytest.mark.parametrize(("role", "path"), [("guide", "/guide"), also("manager", "/manage")])
def test_guides_and_managers_hear_it_and_the_clerk_is_told_who_comes(
    hall: RunningHall, browser: Browser, pad: Page, place: int, role: str, path: str
) -> None:
    face = open_page(browser, f"{hall.run['base_url']}/face/{place}", *PAD)
    expect(face.page.locator(".person")).to_be_visible(timeout=LONG_MS)
    before = face.page.locator("#page").inner_text().splitlines()[:6]
    desk = staff_at(hall, browser, role, path)
    hold(pad, 1300)
    expect(desk.page.locator(".asks-help b")).to_have_text(f"{place} 号窗口", timeout=LONG_MS)
    desk.page.wait_for_function("rung > 0", timeout=LONG_MS)
    assert desk.barriers() == []
    desk.page.get_by_role("button", name="我过去").click()
    expect(line(pad)).to_contain_text("已看到，正在过来", timeout=LONG_MS)
    expect(desk.page.locator(".asks-help.seen")).to_contain_text("已回应")
    assert face.page.locator("#page").inner_text().splitlines()[:6] == before
    end(pad)
    expect(desk.page.locator(".asks-help")).to_have_count(0, timeout=LONG_MS)
    assert (desk.troubles(), desk.overflows()) == ([], False)
    for page in (face.page, desk.page):
        page.context.close()


def test_staff_end_it_after_the_clerk_has_gone(hall: RunningHall, browser: Browser, place: int) -> None:
    clerk = a_desk(browser, hall, place)
    clerk.page.keyboard.press("a")
    clerk.page.keyboard.press("a")
    expect(line(clerk.page)).to_contain_text("已求助", timeout=LONG_MS)
    clerk.page.keyboard.press("q")
    clerk.page.locator(".ask .main").click()
    expect(clerk.page.locator("[name=pin]")).to_be_visible(timeout=LONG_MS)
    desk = staff_at(hall, browser, "guide", "/guide")
    expect(desk.page.locator(".asks-help b")).to_have_text(f"{place} 号窗口", timeout=LONG_MS)
    desk.page.get_by_role("button", name="没事了，解除").click()
    expect(desk.page.locator(".asks-help")).to_have_count(0, timeout=LONG_MS)
    for page in (clerk.page, desk.page):
        page.context.close()


def test_a_cut_line_is_said_and_help_is_asked_for_until_it_is_heard(pad: Page, place: int) -> None:
    tries: list[str | None] = []

    def cut(route: Route) -> None:
        tries.append(route.request.headers.get("idempotency-key"))
        route.abort()

    pad.route(f"**/windows/{place}/alarm", cut)
    hold(pad, 1300)
    expect(line(pad)).to_contain_text("求助还没有发出去，正在重试", timeout=LONG_MS)
    pad.wait_for_timeout(2500)
    pad.unroute(f"**/windows/{place}/alarm")
    expect(line(pad)).to_contain_text("已求助，还没有人回应", timeout=LONG_MS)
    assert len(tries) >= 2
    assert len(set(tries)) == 1


def test_a_call_for_help_that_its_session_did_not_outlive_is_told_and_not_sent_by_the_next(
    hall: RunningHall, browser: Browser, place: int
) -> None:
    first = a_desk(browser, hall, place)
    first.page.route(f"**/windows/{place}/alarm", lambda route: route.abort())
    first.page.keyboard.press("a")
    first.page.keyboard.press("a")
    expect(line(first.page)).to_contain_text("还没有发出去", timeout=LONG_MS)
    first.page.evaluate("name => sessionStorage.removeItem(name)", "yimen-pad-dalang")
    first.page.reload()
    expect(first.page.get_by_text("求助没有发出去，没有人收到。")).to_be_visible(timeout=LONG_MS)
    assert first.page.evaluate("sessionStorage.length") == 0
    first.page.context.close()


def test_a_command_that_waits_does_not_hold_help_up(pad: Page, place: int) -> None:
    pad.route(f"**/windows/{place}/next", lambda route: route.abort())
    pad.locator(".next").tap()
    expect(pad.locator(".message.old")).to_be_visible(timeout=LONG_MS)
    hold(pad, 1300)
    expect(line(pad)).to_contain_text("已求助", timeout=LONG_MS)
    pad.unroute(f"**/windows/{place}/next")
    expect(pad.locator(".message.old")).to_have_count(0, timeout=LONG_MS)


@pytest.mark.parametrize("state", [also("idle"), "raised"])
@pytest.mark.parametrize("size", [(1280, 800), also((1920, 1080)), also((800, 1280)), also((360, 740))])
def test_it_hinders_nobody_on_any_tablet(
    hall: RunningHall, browser: Browser, place: int, size: tuple[int, int], state: str
) -> None:
    more: dict[str, Any] = {"size": size}
    window = a_desk(browser, hall, place, **more)
    if state == "raised":
        window.page.keyboard.press("a")
        window.page.keyboard.press("a")
        expect(line(window.page)).to_contain_text("已求助", timeout=LONG_MS)
    assert (window.barriers(), window.overflows(), window.troubles()) == ([], False, [])
    leave(window.page)
