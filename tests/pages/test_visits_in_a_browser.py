"""A visit at home as people meet it: booked on a phone, given to a clerk at a desk, printed for who goes."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.catalogue.visits import with_visits
from tests.exhaustive import also
from tests.pages.browser import Window, open_page
from tests.pages.staff_desks import LONG_MS, desk_of
from tests.pages.staff_desks import fill_in as fill_in_door
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0)]

HOME, AGENT = "/c/dalang/services/SM-0001", "/c/dalang/services/DB-0001"
NAME, PHONE, ADDRESS = "欧阳女士", "13700137000", "长富中路九十九号二栋三零一"
DESK = (1280, 800)
CLERK = "叶谷雨"


@pytest.fixture(scope="module", autouse=True)
def visits(hall: RunningHall, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The centre switches visits on, while it works."""
    folder = tmp_path_factory.mktemp("centre")
    for name, content in with_visits().items():
        (folder / name).write_bytes(content)
    done = hall.yimen("import", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    until_it_is_offered(hall)


def until_it_is_offered(hall: RunningHall) -> None:
    """The server hears of a new catalogue when it next looks."""
    for _ in range(100):
        if httpx.get(f"{hall.run['base_url']}{HOME}", timeout=20).status_code == 200:
            return
        time.sleep(0.2)
    raise AssertionError("the new catalogue never came")


def on_phone(hall: RunningHall, browser: Browser, path: str, language: str = "zh") -> Window:
    return open_page(browser, f"{hall.run['base_url']}{path}?lang={language}", 390, 844)


def to_the_form(window: Window) -> Page:
    """The last day that can be booked, and its last time: whatever the hour is now."""
    page = window.page
    page.locator(".days a").last.click()
    page.locator(".slots a").last.click()
    expect(page.locator("form.who")).to_be_visible()
    return page


def fill_in(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=consent]")


def booked(hall: RunningHall, browser: Browser, phone: str = PHONE, name: str = NAME) -> Window:
    window = on_phone(hall, browser, f"{HOME}/book")
    page = to_the_form(window)
    fill_in(page, name=name, phone=phone, address=ADDRESS)
    page.click("button.book")
    page.wait_for_url("**/b/*", timeout=LONG_MS)
    return window


def day_of(page: Page) -> str:
    """The date in the address of a form."""
    return page.url.partition("day=")[2][:10]


def until(page: Page, happened: Callable[[], bool]) -> None:
    """The page goes on meanwhile."""
    for _ in range(200):
        if happened():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never happened")


def faults(window: Window) -> tuple[list[str], list[str], bool]:
    return window.troubles(), window.barriers(), window.overflows()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("item", [HOME, also(AGENT)], ids=["home", "agent"])
def test_the_pages_of_a_visit_hinder_nobody(
    hall: RunningHall, browser: Browser, item: str, language: str
) -> None:
    window = on_phone(hall, browser, item, language)
    assert faults(window) == ([], [], False)
    window.page.click(".to-book")
    assert faults(window) == ([], [], False)
    to_the_form(window)
    assert faults(window) == ([], [], False)
    window.page.context.close()


def test_what_was_typed_stays_where_something_is_missing(hall: RunningHall, browser: Browser) -> None:
    window = on_phone(hall, browser, f"{HOME}/book")
    page = to_the_form(window)
    fill_in(page, name=NAME, phone=PHONE, address="9号")
    page.click("button.book")
    expect(page.locator(".refused")).to_contain_text("门牌号", timeout=LONG_MS)
    expect(page.locator("[name=address][aria-invalid]")).to_have_value("9号")
    expect(page.locator("[name=name]")).to_have_value(NAME)
    expect(page.locator("[name=phone]")).to_have_value(PHONE)
    page.context.close()


def test_a_visit_is_booked_assigned_opened_and_printed(hall: RunningHall, browser: Browser) -> None:
    """From the phone to the desk and back; nothing in clear stays on the machine."""
    form = on_phone(hall, browser, f"{HOME}/book")
    day = day_of(to_the_form(form))
    form.page.context.close()
    phone, other = booked(hall, browser), booked(hall, browser, "13700137001", "赵先生")
    expect(phone.page.locator(".stand")).to_contain_text("到时上门")
    expect(phone.page.locator(".given")).to_contain_text("欧***")
    assert PHONE not in phone.page.content()
    assert ADDRESS not in phone.page.content()
    assert faults(phone) == ([], [], False)

    desk = desk_of(hall, browser, "manager", "/manage/bookings", size=DESK)
    page = desk.page
    page.fill("input[type=date]", day)
    page.click("button:has-text('上门和代办')")
    expect(page.locator("td.state .goes.open")).to_have_count(2, timeout=LONG_MS)
    row = page.locator("tr", has_text="137******00")
    row.locator("button:has-text('派人')").click()
    assert faults(desk) == ([], [], False)
    page.select_option("dialog select", label=f"{CLERK} DL001")
    page.click("dialog button.main")
    expect(page.locator(".ui-toast")).to_contain_text("已派人", timeout=LONG_MS)
    expect(page.locator("tbody tr").last).to_contain_text(f"{CLERK} 去办")

    row.locator("button:has-text('打开联系方式')").click()
    expect(page.locator("dialog .contact")).to_contain_text(ADDRESS, timeout=LONG_MS)
    expect(page.locator("dialog .contact .phone")).to_have_text(PHONE)
    assert faults(desk) == ([], [], False)
    page.click("dialog button.main")
    assert ADDRESS not in page.content()

    page.click("button:has-text('打印当天的上门单')")
    sheets = page.locator(".sheet article")
    expect(sheets).to_have_count(2, timeout=LONG_MS)
    expect(sheets.first.locator("h3")).to_contain_text("还没有派人")
    expect(sheets.last.locator("h3")).to_contain_text(f"{CLERK} DL001")
    expect(sheets.last).to_contain_text(ADDRESS)
    assert faults(desk) == ([], [], False)
    page.emulate_media(media="print")
    expect(page.locator(".staff-head")).to_be_hidden()
    page.emulate_media(media="screen")
    page.click("button:has-text('回到预约')")
    page.fill("input[type=date]", f"{date.fromisoformat(day) - timedelta(days=30)}")
    expect(page.locator(".filters button:has-text('上门和代办')")).to_have_count(0, timeout=LONG_MS)
    expect(page.locator(".filters [aria-pressed=true]")).to_contain_text("全部")
    page.context.close()

    phone.page.reload()
    expect(phone.page.locator(".facts").first).to_contain_text(f"{CLERK} 上门")
    other.page.click("details.cancel summary")
    other.page.click("details.cancel button")
    expect(other.page.locator(".eta")).to_contain_text("已经删除", timeout=LONG_MS)
    files = [file for file in hall.data.rglob("*") if file.is_file()]
    assert hall.data / "yimen.db" in files
    assert [file for file in files if b"/appointments/<public_id>/contact" in file.read_bytes()], "the log"
    for clear in (NAME, PHONE, ADDRESS):
        assert [file.name for file in files if clear.encode() in file.read_bytes()] == []
    assert hall.yimen("verify").returncode == 0


@pytest.mark.parametrize(
    ("key", "address"),
    [("打开联系方式", "**/contact"), ("打印当天的上门单", "**/contacts?*")],
    ids=["one", "sheet"],
)
def test_a_contact_that_comes_late_is_not_for_who_sits_down_next(
    hall: RunningHall, browser: Browser, key: str, address: str
) -> None:
    form = on_phone(hall, browser, f"{HOME}/book")
    day = day_of(to_the_form(form))
    form.page.context.close()
    booked(hall, browser, f"1370013701{len(key)}", "孙先生").page.context.close()
    desk = desk_of(hall, browser, "manager", "/manage/bookings", size=DESK)
    page, held = desk.page, []
    page.route(address, lambda route: held.append((route, route.fetch())))
    page.fill("input[type=date]", day)
    page.locator(f"button:has-text('{key}')").first.click(timeout=LONG_MS)
    until(page, lambda: bool(held))
    page.click("button:has-text('退出')")
    page.wait_for_timeout(700)  # two presses of one key within 600 ms are one
    fill_in_door(page, **hall.run["manager"])
    expect(page.locator("tbody tr").first).to_be_visible(timeout=LONG_MS)
    [(route, answer)] = held
    assert answer.status == 200
    with page.expect_response(address):
        route.fulfill(response=answer)
    page.wait_for_timeout(300)
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.locator(".contact")).to_have_count(0)
    page.context.close()


def test_who_opened_it_is_told_to_an_auditor(hall: RunningHall) -> None:
    """Whose it is, too: the place of the slot, and not the key to the booking's page."""
    api = hall.run["api"]
    signed_in = httpx.post(f"{api}/staff-sessions", json=hall.run["auditor"], timeout=60).json()
    headers = {"Authorization": f"Bearer {signed_in['token']}"}
    asked = httpx.get(f"{api}/facts", params={"kind": "ContactOpened"}, headers=headers, timeout=60)
    facts = asked.raise_for_status().json()["facts"]
    assert facts
    assert {fact["subject"] for fact in facts} == {f"manager:{hall.run['manager']['user']}"}
    assert all({"queue", "starts_at", "place"} == fact["result"].keys() for fact in facts)


def test_a_kiosk_gets_no_number_for_it_and_no_board_lists_it(hall: RunningHall, browser: Browser) -> None:
    window = open_page(browser, f"{hall.run['base_url']}/hall/N?lang=zh", 1920, 1080)
    expect(window.page.locator("body")).to_contain_text("窗口", timeout=LONG_MS)
    assert "上门办理" not in window.page.content()
    kiosk = {"Authorization": f"Bearer {hall.run['kiosks'][0]['token']}", "Idempotency-Key": "visit-1"}
    refused = httpx.post(f"{hall.run['api']}/tickets", json={"service": "SM-0001"}, headers=kiosk, timeout=60)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "not_a_hall_visit")
    assert window.troubles() == []
    window.page.context.close()
