"""The devices' page in a browser: orders reach a kiosk and come back, machines are set with one touch."""

import pytest
from playwright.sync_api import Browser, expect

from tests.exhaustive import also
from tests.pages.a_day import Day
from tests.pages.browser import Window
from tests.pages.staff_desks import LONG_MS, desk_of
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1), pytest.mark.together]

SIZES = [(1280, 800), (1920, 1080), (390, 844)]


def row(code: str) -> str:
    return f"tr:has(th b:text-is('{code}'))"


def test_a_test_page_is_ordered_and_done(hall: RunningHall, browser: Browser) -> None:
    page = desk_of(hall, browser, "manager", "/manage/devices").page
    page.locator("tr.part button:has-text('测试')").first.click()
    expect(page.locator(".order.done").first).to_be_visible(timeout=LONG_MS)


def test_a_restart_is_asked_for_twice(hall: RunningHall, browser: Browser) -> None:
    page = desk_of(hall, browser, "manager", "/manage/devices").page
    page.locator(f"{row('QK-N1')} button").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Enter")  # what is under the finger at first takes it back
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(f"{row('QK-N1')} .order")).to_have_count(0)


def test_a_second_restart_is_refused_with_a_sentence(hall: RunningHall, browser: Browser) -> None:
    """Two managers look at one kiosk: when the second one presses, it is starting anew already."""
    day, path = Day(hall), "/devices/QK-N2/orders"
    admin = day.ask("POST", "/staff-sessions", None, dict(hall.run["administrator"]))["token"]
    code = day.ask("POST", "/devices/codes", admin, {"kind": "kiosk", "place": "QK-N2"})["code"]
    kiosk = day.ask("POST", "/devices/enrol", None, {"code": code})["token"]
    beat = {"state": "ok", "up_s": 900}
    day.ask("POST", "/devices/current/heartbeat", kiosk, beat)
    page = desk_of(hall, browser, "manager", "/manage/devices").page
    page.locator(f"{row('QK-N2')} button").click()
    order = day.ask("POST", path, day.manager(), {"order": "restart"})["order"]
    begun = beat | {"orders_told": [{"order": order, "state": "begun"}]}
    day.ask("POST", "/devices/current/heartbeat", kiosk, begun)
    page.locator("dialog button.main").click()
    expect(page.locator(".bar-old")).to_have_text(
        "QK-N2 已经在重启。请等它恢复（最多三分钟），再看情况。", timeout=LONG_MS
    )
    expect(page.locator(f"{row('QK-N2')} .order.begun")).to_be_visible()
    expect(page.locator(f"{row('QK-N2')} button")).to_be_disabled()


def test_a_guide_says_how_a_machine_is_and_orders_nothing(hall: RunningHall, browser: Browser) -> None:
    page = desk_of(hall, browser, "guide", "/manage/devices").page
    page.locator(f"{row('ZZ-N05')} button:has-text('停用')").click()
    expect(page.locator(f"{row('ZZ-N05')}.bad")).to_be_visible(timeout=LONG_MS)
    page.locator(f"{row('ZZ-N05')} button:has-text('停用')").click()
    expect(page.locator(f"{row('ZZ-N05')}.never")).to_be_visible(timeout=LONG_MS)
    expect(page.locator("button:has-text('重启')")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", also("en")])
@pytest.mark.parametrize("size", [SIZES[0], *map(also, SIZES[1:])], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_page_hinders_nobody(
    hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]
) -> None:
    window: Window = desk_of(hall, browser, "manager", "/manage/devices", language=language, size=size)
    expect(window.page.locator(".counts")).to_be_visible(timeout=LONG_MS)
    assert (window.troubles(), window.barriers(), window.overflows()) == ([], [], False)
