"""Two towns in one installation on a phone: where else an item is handled, and booking there."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from queue_server.catalogue import read
from queue_server.demo.catalogue import centre_files
from queue_server.store.sql import SqlStore
from tests.pages.browser import Window, open_page
from tests.pages.staff_desks import LONG_MS, desk_of
from tests.pages.test_public_in_a_browser import in_large_type
from tests.servers import RECORD, RunningHall, running_hall
from tests.store.town import StillClock
from ui.words import say

pytestmark = [pytest.mark.browser]

HERE, THERE = "dalang", "shipai"
NAME = {"zh": "石排镇政务服务中心", "en": "Shipai Government Service Centre"}
ITEM = "SB-0006"
ONLY_HERE = "WJ-0001"
GUIDE, FORM = f"/c/{HERE}/services/{ITEM}", f"/c/{HERE}/services/{ITEM}/book"
PHONE = "13900139077"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """The demonstration beside a second centre that has been there since yesterday."""
    data = tmp_path_factory.mktemp("data")
    yesterday = StillClock(datetime.now(UTC) - timedelta(days=1))
    store = SqlStore(f"sqlite:///{data / RECORD}", yesterday, read)
    store.open()
    store.create(THERE, files_of_shipai())
    store.close()
    with running_hall(data, LOUDSPEAKERS="0", KIOSKS="0") as hall:
        yield hall


def files_of_shipai() -> dict[str, bytes]:
    """Dalang's files under another town's name."""
    files = centre_files(HERE)
    policy = files["policy.toml"].decode().replace(f'code = "{HERE}"', f'code = "{THERE}"')
    return files | {"policy.toml": policy.replace("大朗镇", "石排镇").replace("Dalang", "Shipai").encode()}


def on_phone(hall: RunningHall, browser: Browser, path: str, language: str, **more: bool) -> Window:
    joint = "&" if "?" in path else "?"
    return open_page(browser, f"{hall.run['base_url']}{path}{joint}lang={language}", 390, 844, **more)


def with_towns(hall: RunningHall, browser: Browser, path: str, language: str, **more: bool) -> Window:
    """A page that lists the other town; a busy machine may answer for it a little late."""
    window = on_phone(hall, browser, path, language, **more)
    for _ in range(10):
        if window.page.locator(".towns h3").count():
            return window
        window.page.wait_for_timeout(500)
        window.page.reload()
    raise AssertionError(f"{path} never lists the other town")


def faults(window: Window) -> tuple[list[str], list[str], bool]:
    return window.troubles(), window.barriers(), window.overflows()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", [GUIDE, FORM], ids=["guide", "form"])
def test_the_other_town_stands_there_and_hinders_nobody(
    hall: RunningHall, browser: Browser, path: str, language: str
) -> None:
    window = with_towns(hall, browser, path, language)
    expect(window.page.locator(".towns h3")).to_have_text(NAME[language])
    assert faults(window) == ([], [], False)
    in_large_type(window.page, 195)
    assert not window.overflows()


@pytest.mark.parametrize("path", [GUIDE, FORM], ids=["guide", "form"])
def test_on_paper_the_other_town_is_named_and_there_is_nothing_to_touch(
    hall: RunningHall, browser: Browser, path: str
) -> None:
    page = with_towns(hall, browser, path, "zh").page
    page.emulate_media(media="print")
    expect(page.locator(".towns h3")).to_be_visible()
    expect(page.locator(".towns .ways")).to_be_hidden()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_item_of_one_town_says_so(hall: RunningHall, browser: Browser, language: str) -> None:
    window = on_phone(hall, browser, f"/c/{HERE}/services/{ONLY_HERE}", language)
    expect(window.page.locator(".where")).to_contain_text(say("public.guide.this_town", language))
    expect(window.page.locator(".towns")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_list_to_a_booking_there_for_another_town(
    hall: RunningHall, browser: Browser, language: str
) -> None:
    window = with_towns(hall, browser, GUIDE, language)
    page = window.page
    page.locator(".towns .ways a").last.click()
    expect(page.locator(".hint")).to_have_text(
        say("booking.elsewhere.means", language, centre=NAME[language])
    )
    assert faults(window) == ([], [], False)
    page.locator(".days a").last.click()
    page.locator(".slots a").first.click()
    expect(page.locator("[name=elsewhere]")).to_be_checked()
    assert faults(window) == ([], [], False)
    page.fill("#phone", PHONE if language == "zh" else "13900139078")
    page.check("[name=consent]")
    page.click("button.book")
    expect(page.locator(".of-town")).to_have_text(say("booking.elsewhere.own", language), timeout=LONG_MS)
    assert faults(window) == ([], [], False)
    in_large_type(page, 195)
    assert not window.overflows()


def test_without_script_the_list_and_the_mark_are_the_same(hall: RunningHall, browser: Browser) -> None:
    page = with_towns(hall, browser, GUIDE, "zh", java_script_enabled=False).page
    page.locator(".towns .ways a").first.click()
    expect(page.locator(".where .hint")).to_be_visible()
    page.click(".to-book")
    page.locator(".days a").last.click()
    page.locator(".slots a").first.click()
    expect(page.locator("[name=elsewhere]")).to_be_checked()


def test_staff_read_in_their_list_that_it_is_for_another_town(hall: RunningHall, browser: Browser) -> None:
    page = on_phone(hall, browser, f"{FORM}?elsewhere=1", "zh").page
    page.locator(".days a").last.click()
    page.locator(".slots a").last.click()
    day = page.locator("[name=day]").get_attribute("value") or ""
    page.fill("#phone", "13900139079")
    page.check("[name=consent]")
    page.click("button.book")
    page.wait_for_url("**/b/*", timeout=LONG_MS)
    desk = desk_of(hall, browser, "guide", f"/c/{HERE}/manage/bookings").page
    desk.fill("[type=date]", day)
    expect(desk.locator("tbody .business i").first).to_contain_text("其他镇街的事", timeout=LONG_MS)
