"""A page that stands open for weeks is read again after an import, but under nobody's hands."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.browser import open_page
from tests.servers import RunningHall

pytestmark = pytest.mark.browser

LONG_MS = 20_000
RENAMED = "咨询服务·北厅"


def imported(hall: RunningHall, folder: Path) -> None:
    """The centre again, with a hall of another name."""
    assert hall.yimen("export", str(folder)).returncode == 0
    table = folder / "halls.csv"
    old = table.read_text(encoding="utf-8")
    table.write_text(old.replace("北厅", RENAMED), encoding="utf-8")
    done = hall.yimen("import", str(folder))
    assert done.returncode == 0, done.stderr


def after_a_minute(page: Page) -> None:
    page.clock.fast_forward(61_000)


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
        page.evaluate("window.old = true")
        after_a_minute(page)
    expect(board.locator("h1")).to_contain_text(RENAMED, timeout=LONG_MS)
    assert board.evaluate("window.old") is None
    expect(number).to_have_value("DL0")
    assert pad.evaluate("window.old") is True
    number.fill("")
    after_a_minute(pad)
    pad.wait_for_function("window.old === undefined", timeout=LONG_MS)
