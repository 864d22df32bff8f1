"""The auditor's desk in a browser: search, read, take away; nothing to change anything with."""

import csv
import io
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.exhaustive import also
from tests.pages.browser import Window
from tests.pages.staff_desks import LONG_MS, desk_of
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0), pytest.mark.together]
SIZES = [(1280, 800), (390, 844)]
DRAWN_ANEW_MS = 1100
"""The page is drawn anew each second, also under hands that type."""


def take(hall: RunningHall, key: str) -> str:
    """A number of today."""
    run = hall.run
    sent = {"Authorization": f"Bearer {run['kiosks'][0]['token']}", "Idempotency-Key": key}
    answer = httpx.post(f"{run['api']}/tickets", json={"queue": "zixun-n"}, headers=sent, timeout=60)
    return str(answer.json()["number"])


def at_desk(hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]) -> Window:
    window = desk_of(hall, browser, "auditor", "/audit", language=language, size=size)
    expect(window.page.locator("tbody tr").first).to_be_visible(timeout=LONG_MS)
    return window


@pytest.mark.parametrize("size", [SIZES[0], also(SIZES[1])], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh", also("en")])
def test_an_auditor_reads_what_happened_today(
    hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]
) -> None:
    number = take(hall, f"audit-{language}-{size[0]}")
    window = at_desk(hall, browser, language, size)
    expect(window.page.locator("tbody tr", has_text=number).first).to_be_visible(timeout=LONG_MS)
    assert (window.troubles(), window.barriers(), window.overflows()) == ([], [], False)


def test_a_number_is_searched(hall: RunningHall, browser: Browser) -> None:
    number = take(hall, "audit-searched")
    page = at_desk(hall, browser, "en", SIZES[0]).page
    page.fill("[name=number]", number.lower())
    page.wait_for_timeout(DRAWN_ANEW_MS)
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".count")).to_have_text("1 facts, newest first.", timeout=LONG_MS)
    expect(page.locator("tbody tr")).to_contain_text(number)


def test_what_is_found_is_saved_as_a_table(hall: RunningHall, browser: Browser) -> None:
    number = take(hall, "audit-saved")
    page = at_desk(hall, browser, "en", SIZES[0]).page
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a table").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    issued = next(row for row in rows if row["kind"] == "TicketIssued")
    assert (issued["object"], issued["subject"]) == (number, f"device:{hall.run['kiosks'][0]['code']}")


def test_a_manager_is_shown_the_way(hall: RunningHall, browser: Browser) -> None:
    window = desk_of(hall, browser, "manager", "/manage")
    window.page.goto(f"{hall.run['base_url']}/c/dalang/audit?lang=en")
    expect(window.page.get_by_role("heading")).to_contain_text("only for the auditor", timeout=LONG_MS)
