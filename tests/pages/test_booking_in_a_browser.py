"""Booking as people meet it: on a phone, by keyboard alone, without script; at a kiosk; at a desk."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.exhaustive import also
from tests.pages.browser import Window, open_page
from tests.pages.staff_desks import LONG_MS, desk_of
from tests.pages.test_public_in_a_browser import in_large_type
from tests.servers import RunningHall
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1)]

ITEM = "/c/dalang/services/SB-0006"
PASSPORT = "/c/dalang/services/GA-0055"
"""An item whose queue asks for a document's number."""
CARD = "11010519491231002X"
UPRIGHT, LYING = (1080, 1920), (1920, 1080)
FIRST_LOAD = 40_000
"""Bytes of the form with all that it loads; the page of a ticket is larger."""
PHONES = (f"139001390{n:02}" for n in range(100))


def the_date(hall: RunningHall) -> date:
    """The hall's, at which the demonstration began."""
    return date.fromisoformat(hall.run["hall_time"][:10])


def at(hall: RunningHall, clock: str, days: int = 0) -> None:
    """The hall's clock goes on to this time."""
    who = hall.run["administrator"]
    signed_in = httpx.post(f"{hall.run['api']}/staff-sessions", json=who, timeout=20)
    headers = {"Authorization": f"Bearer {signed_in.raise_for_status().json()['token']}"}
    told = {"hall_time": f"{the_date(hall) + timedelta(days=days)}T{clock}:00+08:00", "speed": 1}
    httpx.put(f"{hall.run['api']}/clock", json=told, headers=headers, timeout=20).raise_for_status()


def on_phone(hall: RunningHall, browser: Browser, path: str, language: str = "zh", **more: Any) -> Window:
    joint = "&" if "?" in path else "?"
    return open_page(browser, f"{hall.run['base_url']}{path}{joint}lang={language}", 390, 844, **more)


def form_of(
    hall: RunningHall, browser: Browser, slot: str, language: str = "zh", item: str = ITEM, **more: Any
) -> Window:
    path = f"{item}/book?day={the_date(hall)}&slot={slot}"
    return on_phone(hall, browser, path, language, **more)


def booked(
    hall: RunningHall, browser: Browser, slot: str, language: str = "zh", item: str = ITEM, card: str = ""
) -> tuple[Window, str]:
    """A booking on its phone, and the phone's number; with a card's number where the item asks for one."""
    window, phone = form_of(hall, browser, slot, language, item), next(PHONES)
    window.page.fill("#phone", phone)
    if card:
        window.page.fill("#id", card)
    window.page.check("[name=consent]")
    window.page.click("button.book")
    window.page.wait_for_url("**/b/*", timeout=LONG_MS)
    return window, phone


def at_kiosk(
    hall: RunningHall, browser: Browser, language: str = "zh", size: tuple[int, int] = UPRIGHT
) -> Window:
    window = open_page(browser, f"{hall.run['kiosks'][0]['url']}/?lang={language}", *size, has_touch=True)
    window.page.wait_for_selector(".field", timeout=LONG_MS)
    return window


def show_phone(page: Page, number: str) -> None:
    """Two touches and the number."""
    page.click(".booked-key")
    page.wait_for_selector(".booked-by")
    page.keyboard.type(number)
    expect(page.locator(".id-word.right")).to_be_visible(timeout=LONG_MS)
    page.wait_for_timeout(700)
    page.click(".take")


def put_on_reader(page: Page, card: str) -> None:
    """A reader types as a keyboard does, all at once, and ends with Enter."""
    page.evaluate(
        "keys => { for (const key of keys) document.body.dispatchEvent("
        "new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); }",
        [*card, "Enter"],
    )


def until_it_says(phone: Page, words: str) -> None:
    """A booking's page, looked at again until the hall has noticed its clock."""
    for _ in range(50):
        phone.reload()
        if words in (phone.locator(".stand").text_content() or ""):
            return
        phone.wait_for_timeout(200)
    raise AssertionError(f"the page never says {words}")


def faults(window: Window) -> tuple[list[str], list[str], bool]:
    return window.troubles(), window.barriers(), window.overflows()


# --- on a phone --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_guide_to_the_booking_nothing_is_to_complain_about(
    hall: RunningHall, browser: Browser, language: str
) -> None:
    window = on_phone(hall, browser, ITEM, language)
    page = window.page
    page.click(".to-book")
    assert faults(window) == ([], [], False)
    page.locator(".days a").nth(1).click()
    assert faults(window) == ([], [], False)
    page.locator(".slots a").first.click()
    assert faults(window) == ([], [], False)
    page.fill("#phone", next(PHONES))
    page.check("[name=consent]")
    page.click("button.book")
    expect(page.locator(".stand")).to_have_text(say("booking.now.booked", language), timeout=LONG_MS)
    assert faults(window) == ([], [], False)
    in_large_type(page, 195)
    assert not window.overflows()
    page.context.close()


def test_a_place_is_booked_by_the_keyboard_alone(hall: RunningHall, browser: Browser) -> None:
    page = form_of(hall, browser, "16:00").page
    page.locator("#phone").focus()
    page.keyboard.type(next(PHONES))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/b/*", timeout=LONG_MS)
    page.context.close()


def test_without_script_the_form_says_how_long_and_keeps_what_was_filled_in(
    hall: RunningHall, browser: Browser
) -> None:
    page = form_of(hall, browser, "16:00", java_script_enabled=False).page
    page.fill("#phone", "13900139099")
    page.check("[name=consent]")
    page.click("button.book")
    expect(page.locator(".refused")).to_contain_text("20 秒")
    expect(page.locator("#phone")).to_have_value("13900139099")
    expect(page.locator("[name=consent]")).to_be_checked()
    page.context.close()


@pytest.mark.exhaustive
def test_without_script_a_place_is_booked_after_a_while(hall: RunningHall, browser: Browser) -> None:
    page = form_of(hall, browser, "16:00", java_script_enabled=False).page
    page.fill("#phone", next(PHONES))
    page.check("[name=consent]")
    page.wait_for_timeout(21_000)  # the form asks for it, and nothing happens that could be waited for
    page.click("button.book")
    expect(page.locator(".stand")).to_have_text("约好了")
    page.context.close()


def test_the_form_is_small(hall: RunningHall, browser: Browser) -> None:
    sizes: list[int] = []
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()

    def counted(answer: Response) -> None:
        sizes.append(int(answer.headers.get("content-length", 0)))

    page.on("response", counted)
    page.goto(
        f"{hall.run['base_url']}{ITEM}/book?day={the_date(hall)}&slot=16:00&lang=zh", wait_until="networkidle"
    )
    assert len(sizes) < 15
    assert sum(sizes) < FIRST_LOAD
    context.close()


def test_a_booking_is_moved_and_cancelled_without_script(hall: RunningHall, browser: Browser) -> None:
    address = booked(hall, browser, "16:30")[0].page.url
    page = open_page(browser, address, 390, 844, java_script_enabled=False).page
    page.click("a[href*='/move']")
    page.locator(".days a").nth(2).click()
    page.locator(".slots a").last.click()
    page.click("button.book")
    expect(page.locator("h1 .time")).to_have_text("17:00")
    page.click(".cancel summary")
    page.click(".cancel form button")
    expect(page.locator(".stand")).to_have_text("已经取消")
    page.context.close()


# --- at a kiosk --------------------------------------------------------------------------------


@pytest.mark.parametrize("elder", [False, also(True)], ids=["usual", "large"])
@pytest.mark.parametrize("size", [UPRIGHT, also(LYING)], ids=["upright", "lying"])
@pytest.mark.parametrize("language", ["zh", also("en")])
def test_the_screen_of_bookings_hinders_nobody(
    hall: RunningHall, browser: Browser, language: str, size: tuple[int, int], elder: bool
) -> None:
    window = at_kiosk(hall, browser, language, size)
    if elder:
        window.page.locator(".bar button").nth(1).click()
        window.page.wait_for_selector(".choices-large")
        window.page.wait_for_timeout(700)
    window.page.click(".booked-key")
    window.page.wait_for_selector(".booked-by")
    assert faults(window) == ([], [], False)
    hidden = "e => e.scrollHeight - e.clientHeight > 1 || e.getBoundingClientRect().bottom > innerHeight + 1"
    assert not window.page.locator(".take").evaluate(hidden)
    window.page.context.close()


def test_too_early_says_when_and_in_time_the_number_is_printed(hall: RunningHall, browser: Browser) -> None:
    phone = booked(hall, browser, "10:00")[1]
    early = at_kiosk(hall, browser).page
    show_phone(early, phone)
    expect(early.locator(".said-no")).to_contain_text("09:45", timeout=LONG_MS)
    early.context.close()
    at(hall, "09:50")
    window = at_kiosk(hall, browser)
    show_phone(window.page, phone)
    expect(window.page.locator(".each.booked")).to_contain_text("按预约时间排队", timeout=LONG_MS)
    expect(window.page.locator(".paper.printed")).to_be_visible(timeout=LONG_MS)
    assert faults(window) == ([], [], False)
    window.page.context.close()


def test_the_code_on_the_phone_is_enough_on_any_screen_and_twice_the_same_number(
    hall: RunningHall, browser: Browser
) -> None:
    at(hall, "10:20")
    address = booked(hall, browser, "11:00")[0].page.url.partition("?")[0]
    at(hall, "10:50")
    numbers = []
    for _ in range(2):
        page = at_kiosk(hall, browser).page
        page.evaluate(
            "text => { for (const key of text) dispatchEvent(new KeyboardEvent('keydown', { key })); }",
            address,
        )
        page.locator(".number .no").wait_for(timeout=LONG_MS)
        numbers.append(page.locator(".number .no").text_content())
        page.context.close()
    assert numbers[0] == numbers[1]


def test_a_booking_with_a_documents_number_is_checked_in_by_the_card_on_the_reader(
    hall: RunningHall, browser: Browser
) -> None:
    at(hall, "11:00")
    booked(hall, browser, "11:30", item=PASSPORT, card=CARD)
    at(hall, "11:20")
    window = at_kiosk(hall, browser)
    window.page.click(".booked-key")
    window.page.wait_for_selector(".booked-by")
    put_on_reader(window.page, CARD)
    expect(window.page.locator(".each.booked")).to_contain_text("按预约时间排队", timeout=LONG_MS)
    expect(window.page.locator(".paper.printed")).to_be_visible(timeout=LONG_MS)
    assert (faults(window), CARD in window.page.content()) == (([], [], False), False)
    window.page.context.close()


def test_another_persons_card_has_no_booking(hall: RunningHall, browser: Browser) -> None:
    page = at_kiosk(hall, browser).page
    page.click(".booked-key")
    page.wait_for_selector(".booked-by")
    put_on_reader(page, "441900199003071238")
    expect(page.locator(".said-no")).to_contain_text("没有查到这个预约", timeout=LONG_MS)
    page.context.close()


def test_a_phone_number_without_a_booking_is_told_so_and_can_be_typed_again(
    hall: RunningHall, browser: Browser
) -> None:
    page = at_kiosk(hall, browser).page
    show_phone(page, "13811112222")
    expect(page.locator(".said-no")).to_contain_text("没有查到这个预约", timeout=LONG_MS)
    page.wait_for_timeout(700)
    page.locator(".ends .main").click()
    expect(page.locator(".booked-by")).to_be_visible()
    page.context.close()


def test_without_the_server_the_kiosk_says_so_and_the_booking_is_not_lost(
    hall: RunningHall, browser: Browser
) -> None:
    page = at_kiosk(hall, browser).page
    page.route(
        "**/agent/check-ins", lambda route: route.fulfill(status=503, json={"error": {"code": "unreached"}})
    )
    show_phone(page, "13811112222")
    expect(page.locator(".facade h1")).to_have_text("还没有签到", timeout=LONG_MS)
    expect(page.locator(".said-no")).to_be_visible()
    page.context.close()


# --- staff -------------------------------------------------------------------------------------


def test_a_guide_checks_somebody_in_from_the_list(hall: RunningHall, browser: Browser) -> None:
    at(hall, "13:30")
    booked(hall, browser, "14:00")
    at(hall, "13:50")
    page = desk_of(hall, browser, "guide", "/manage/bookings").page
    page.locator("tr.booked:has-text('14:00') .keys button").first.click()
    expect(page.locator(".ui-toast")).to_contain_text("已签到，号是", timeout=LONG_MS)
    expect(page.locator("button:has-text('免除')")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize("size", [(1280, 800), also((390, 844))], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh", also("en")])
def test_the_list_of_bookings_hinders_nobody(
    hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]
) -> None:
    window = desk_of(hall, browser, "manager", "/manage/bookings", language=language, size=size)
    expect(window.page.locator(".filters")).to_be_visible(timeout=LONG_MS)
    assert faults(window) == ([], [], False)
    assert "139001390" not in window.page.content()
    window.page.context.close()


def test_a_manager_excuses_a_missed_booking_with_a_reason(hall: RunningHall, browser: Browser) -> None:
    """Last: the hall's next day has come."""
    phone = booked(hall, browser, "17:00")[0].page
    at(hall, "09:00", days=1)
    until_it_says(phone, "这次没有来")
    page = desk_of(hall, browser, "manager", "/manage/bookings").page
    page.fill("input[type=date]", str(the_date(hall)))
    page.locator("tr.missed:has-text('17:00') .keys button").first.click(timeout=LONG_MS)
    expect(page.locator("dialog button.main")).to_be_disabled()
    page.keyboard.type("公交车坏了")
    page.keyboard.press("Enter")
    expect(page.locator("tr.excused")).to_have_count(1, timeout=LONG_MS)
    phone.reload()
    expect(phone.locator(".eta")).to_contain_text("不算您没来")
    page.context.close()
