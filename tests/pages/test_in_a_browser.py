"""The pages as people meet them: a real hall, real sizes, a real browser.

The story of a visit and the tests of phone and PAD say the same, page by page: this is for the long run.
"""

import uuid
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.exhaustive import EXHAUSTIVE
from tests.pages.browser import open_page
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1), EXHAUSTIVE]

SIZES = {
    "hall": (1920, 1080),
    "window": (1280, 800),
    "pad": (1280, 800),
    "kiosk": (1080, 1920),
    "phone": (390, 844),
}
LONG_MS = 20_000


def take(hall: RunningHall, **wanted: str) -> dict[str, Any]:
    """A ticket from a kiosk that is only a program."""
    run = hall.run
    headers = {"Authorization": f"Bearer {run['kiosks'][0]['token']}", "Idempotency-Key": uuid.uuid4().hex}
    answer = httpx.post(f"{run['api']}/tickets", json=wanted, headers=headers, timeout=20)
    ticket: dict[str, Any] = answer.raise_for_status().json()
    return ticket


def test_a_phone_page_can_be_read_without_script(hall: RunningHall, browser: Browser) -> None:
    ticket = take(hall, service="SJ-0034")
    window = open_page(browser, f"{ticket['link']}?lang=zh", 390, 844, java_script_enabled=False)
    expect(window.page.locator("h1")).to_have_text(ticket["number"])
    expect(window.page.locator("body")).to_contain_text("北厅，综合受理区")


def test_a_visitor_cancels_on_the_phone(hall: RunningHall, browser: Browser) -> None:
    ticket = take(hall, service="SJ-0034")
    window = open_page(browser, f"{ticket['link']}?lang=zh", 390, 844, java_script_enabled=False)
    window.page.locator("details.cancel summary").click()
    window.page.locator("details.cancel button").click()
    expect(window.page.locator(".stand")).to_have_text("已取消")


def sign_in(hall: RunningHall, page: Page, window: int) -> None:
    clerk = next(c for c in hall.run["clerks"] if c["window"] == window)
    page.fill("[name=employee_no]", clerk["employee_no"])
    page.fill("[name=pin]", clerk["pin"])
    page.click("button.main")
    expect(page.locator(".next")).to_be_enabled(timeout=LONG_MS)


def take_at(kiosk: Page, letters: str) -> str:
    """A visitor finds something by its initials and takes a number; the answer is the number."""
    kiosk.click(".field")
    for letter in letters:
        kiosk.locator(".keyboard button", has_text=letter).first.click()
    kiosk.locator(".rows button").first.click()
    kiosk.click(".take")
    expect(kiosk.locator(".paper")).to_contain_text("打好了", timeout=LONG_MS)
    return kiosk.locator(".number .no").text_content() or ""


def window_for(hall: RunningHall, number: str) -> int:
    """The first window of the queue that a number's letters belong to."""
    catalogue = httpx.get(f"{hall.run['api']}/catalogue", timeout=20).json()
    letters = number.rstrip("0123456789")
    queue = next(q for q in catalogue["queues"] if q["prefix"] == letters)
    return int(queue["windows"][0])


def test_a_number_from_the_kiosk_is_called_at_the_pad_and_shown_everywhere(
    hall: RunningHall, browser: Browser
) -> None:
    base = hall.run["base_url"]
    kiosk = open_page(browser, f"{hall.run['kiosks'][0]['url']}/?lang=zh", *SIZES["kiosk"])
    number = take_at(kiosk.page, "QYSHBX")
    desk = window_for(hall, number)
    board = open_page(browser, f"{base}/hall/N?lang=zh", *SIZES["hall"])
    face = open_page(browser, f"{base}/face/{desk}?lang=zh", *SIZES["window"])
    pad = open_page(browser, f"{base}/pad?window={desk}&lang=zh", *SIZES["pad"])
    sign_in(hall, pad.page, desk)
    pad.page.click(".next")
    expect(pad.page.locator(".ticket .no")).to_have_text(number)
    expect(board.page.locator(".newest .no")).to_have_text(number)
    expect(board.page.locator(".newest .win")).to_have_text(str(desk))
    expect(face.page.locator(".now.called .no")).to_have_text(number)
    assert [w.troubles() for w in (kiosk, board, face, pad)] == [[], [], [], []]


def test_a_phone_learns_by_itself_that_it_is_called(hall: RunningHall, browser: Browser) -> None:
    ticket = take(hall, queue="gongjijin")
    desk = window_for(hall, ticket["number"])
    phone = open_page(browser, f"{ticket['link']}?lang=zh", *SIZES["phone"])
    pad = open_page(browser, f"{hall.run['base_url']}/pad?window={desk}&lang=zh", *SIZES["pad"])
    sign_in(hall, pad.page, desk)
    pad.page.click(".next")
    expect(phone.page.locator("h1")).to_have_text(f"请到 {desk} 号窗口")
    assert (phone.troubles(), phone.barriers()) == ([], [])


def test_a_desk_keeps_what_it_shows_while_the_server_cannot_be_reached(
    hall: RunningHall, browser: Browser
) -> None:
    take(hall, queue="yibao")
    pad = open_page(browser, f"{hall.run['base_url']}/pad?window=26&lang=zh", *SIZES["pad"])
    sign_in(hall, pad.page, 26)
    pad.page.context.set_offline(True)
    pad.page.click(".next")
    expect(pad.page.locator(".message")).to_contain_text("收到之前不算办成", timeout=LONG_MS)
    assert pad.page.locator(".ticket").count() == 0
    pad.page.context.set_offline(False)
    expect(pad.page.locator(".ticket .no")).to_have_text("G001", timeout=LONG_MS)
