"""Staff at the door and at their desks: each role gets its own, and devices come and go."""

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.exhaustive import also
from tests.pages.browser import open_page
from tests.pages.staff_desks import DESK, LONG_MS, desk_of, fill_in
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0), pytest.mark.together]


@pytest.mark.parametrize(
    ("role", "desk"),
    [("guide", "/guide"), ("manager", "/manage"), ("administrator", "/admin"), ("auditor", "/audit")],
)
def test_the_door_leads_every_role_to_its_desk(
    hall: RunningHall, browser: Browser, role: str, desk: str
) -> None:
    window = desk_of(hall, browser, role, "/staff")
    expect(window.page).to_have_url(f"{hall.run['base_url']}/c/dalang{desk}?lang=zh", timeout=LONG_MS)


def test_a_wrong_password_is_refused_in_a_sentence(hall: RunningHall, browser: Browser) -> None:
    window = open_page(browser, f"{hall.run['base_url']}/manage", *DESK)
    fill_in(window.page, "nobody", "nonsense")
    expect(window.page.locator(".said")).to_contain_text("还没有登录", timeout=LONG_MS)


def test_a_name_that_is_locked_says_for_how_long(hall: RunningHall, browser: Browser) -> None:
    window = open_page(browser, f"{hall.run['base_url']}/manage", *DESK)
    for _ in range(6):
        httpx.post(
            f"{hall.run['api']}/staff-sessions", json={"user": "locked", "password": "x" * 12}, timeout=20
        )
    fill_in(window.page, "locked", "nonsense")
    expect(window.page.locator(".said")).to_contain_text("秒内", timeout=LONG_MS)


def test_a_guide_at_the_managers_page_is_shown_the_way(hall: RunningHall, browser: Browser) -> None:
    window = open_page(browser, f"{hall.run['base_url']}/manage", *DESK)
    fill_in(window.page, **hall.run["guide"])
    expect(window.page.get_by_role("heading")).to_contain_text("只给值班主管用", timeout=LONG_MS)
    window.page.get_by_role("link").click()
    expect(window.page).to_have_url(f"{hall.run['base_url']}/c/dalang/guide?lang=zh")


def test_who_signs_out_is_forgotten_by_the_tab(hall: RunningHall, browser: Browser) -> None:
    page = desk_of(hall, browser, "manager", "/manage").page
    page.get_by_role("button", name="退出").click()
    expect(page.locator("[name=user]")).to_be_visible(timeout=LONG_MS)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_device_is_enrolled_by_its_code_and_shut_out_again(hall: RunningHall, browser: Browser) -> None:
    page = desk_of(hall, browser, "administrator", "/admin").page
    kiosk = page.locator("select option").last.get_attribute("value") or ""
    page.locator("select").select_option(kiosk)
    page.get_by_role("button", name="生成登记码").click()
    expect(page.locator(".code .large")).to_be_visible(timeout=LONG_MS)
    code = "".join(page.locator(".code .large span").all_text_contents())
    httpx.post(f"{hall.run['api']}/devices/enrol", json={"code": code}, timeout=20).raise_for_status()
    row = page.locator("tr", has_text=kiosk)
    expect(row).to_contain_text("不清楚", timeout=LONG_MS)
    row.get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_contain_text("这台取号机不能再取号、打印或上报")
    page.get_by_role("dialog").get_by_role("button", name="停用", exact=True).click()
    expect(row).to_have_count(0, timeout=LONG_MS)


@pytest.mark.parametrize("language", ["zh", also("en")])
def test_the_administrators_page_hinders_nobody(hall: RunningHall, browser: Browser, language: str) -> None:
    window = desk_of(hall, browser, "administrator", "/admin", language=language)
    expect(window.page.locator(".enrolled tbody tr").first).to_be_visible(timeout=LONG_MS)
    assert (window.troubles(), window.barriers(), window.overflows()) == ([], [], False)
