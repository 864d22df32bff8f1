"""A page that stands open for weeks is read again after an import and at night, but under nobody's hands."""

import contextlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.exhaustive import EXHAUSTIVE
from tests.pages.browser import open_page
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0), EXHAUSTIVE]

LONG_MS = 20_000
LOOK_MS = 1500
"""Of real time, for the server's answer."""
RENAMED = "咨询服务·北厅"


def imported(hall: RunningHall, folder: Path) -> None:
    """The centre again, with a hall of another name."""
    assert hall.yimen("export", str(folder)).returncode == 0
    table = folder / "halls.csv"
    old = table.read_text(encoding="utf-8")
    table.write_text(old.replace("北厅", RENAMED), encoding="utf-8")
    done = hall.yimen("import", str(folder))
    assert done.returncode == 0, done.stderr


def after_minutes(page: Page, minutes: int) -> None:
    """A look that a busy machine does not answer in time is followed by the next, a minute later."""
    for _ in range(minutes):
        page.clock.fast_forward(61_000)
        with contextlib.suppress(AssertionError):
            expect(page.locator("html[data-old]")).to_have_count(0, timeout=LOOK_MS)
            return


def test_an_import_reaches_every_open_page_but_not_under_a_clerks_hands(
    hall: RunningHall, browser: Browser, tmp_path: Path
) -> None:
    base = hall.run["base_url"]
    board = open_page(browser, "about:blank", 1920, 1080).page
    pad = open_page(browser, "about:blank", 1280, 800).page
    for page, path in ((board, "/hall/N?lang=zh"), (pad, "/pad?lang=zh")):
        page.clock.install()
        page.goto(f"{base}{path}")
    expect(board.locator("h1")).to_contain_text("北厅")
    number = pad.locator("input").first
    number.fill("DL0")
    imported(hall, tmp_path / "centre")
    for page in (board, pad):
        page.evaluate("document.documentElement.dataset.old = 'yes'")
        after_minutes(page, 8)
    expect(board.locator("h1")).to_contain_text(RENAMED, timeout=LONG_MS)
    expect(number).to_have_value("DL0")
    expect(pad.locator("html[data-old]")).to_have_count(1)
    number.fill("")
    after_minutes(pad, 8)
    expect(pad.locator("html[data-old]")).to_have_count(0, timeout=LONG_MS)


def aged(browser: Browser, address: str, hours: int) -> Page:
    """A page that has stood open for so long."""
    page = open_page(browser, "about:blank", 1280, 800).page
    page.clock.install()
    page.goto(address)
    expect(page.locator("#page > *").first).to_be_visible(timeout=LONG_MS)
    page.wait_for_timeout(LOOK_MS)
    page.evaluate("document.documentElement.dataset.old = 'yes'")
    page.clock.fast_forward(hours * 3_600_000)
    return page


def test_a_pad_at_which_nobody_is_signed_in_is_read_again_after_a_day(
    hall: RunningHall, browser: Browser
) -> None:
    page = aged(browser, f"{hall.run['base_url']}/pad?window=9&lang=zh", 19)
    after_minutes(page, 8)
    expect(page.locator("html[data-old]")).to_have_count(0, timeout=LONG_MS)


def test_a_young_page_and_the_screen_of_an_open_hall_stay(hall: RunningHall, browser: Browser) -> None:
    young = aged(browser, f"{hall.run['base_url']}/pad?window=9&lang=zh", 2)
    board = aged(browser, f"{hall.run['base_url']}/hall/N?lang=zh", 19)
    for page in (young, board):
        after_minutes(page, 3)
        expect(page.locator("html[data-old]")).to_have_count(1)


def test_an_old_page_stays_while_its_server_does_not_answer(hall: RunningHall, browser: Browser) -> None:
    page = aged(browser, f"{hall.run['base_url']}/pad?window=9&lang=zh", 0)
    page.route("**/catalogue?since=*", lambda route: route.abort())
    page.clock.fast_forward(22 * 3_600_000)
    after_minutes(page, 3)
    expect(page.locator("html[data-old]")).to_have_count(1)
    page.unroute("**/catalogue?since=*")
    after_minutes(page, 8)
    expect(page.locator("html[data-old]")).to_have_count(0, timeout=LONG_MS)
