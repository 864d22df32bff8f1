"""The guide's tablet in a real hall: lost paper comes out again, a hall is left and opened."""

import json
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.exhaustive import EXHAUSTIVE, also
from tests.pages.a_day import Day
from tests.pages.browser import Window, open_page
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1), pytest.mark.together]

TABLET, PHONE = (1180, 820), (390, 844)
LONG_MS = 20_000
WAITS = {"service": "SJ-0034"}


def take(hall: RunningHall, **wanted: str) -> dict[str, Any]:
    """A ticket from a kiosk that is only a program."""
    token = hall.run["kiosks"][0]["token"]
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex}
    answer = httpx.post(f"{hall.run['api']}/tickets", json=wanted or WAITS, headers=headers, timeout=20)
    ticket: dict[str, Any] = answer.raise_for_status().json()
    return ticket


def tablet(
    hall: RunningHall, browser: Browser, size: tuple[int, int] = TABLET, *, language: str = "zh"
) -> Window:
    """The tablet with its guide signed in."""
    window = open_page(browser, f"{hall.run['base_url']}/guide?lang={language}", *size)
    guide = hall.run["guide"]
    window.page.fill("[name=user]", guide["user"])
    window.page.fill("[name=password]", guide["password"])
    window.page.click("form.gate button.main")
    expect(window.page.locator(".link:not(.old)")).to_be_visible(timeout=LONG_MS)
    return window


def find(page: Page, number: str) -> None:
    page.fill("[name=number]", number)
    page.keyboard.press("Enter")
    expect(page.locator(".card .no")).to_have_text(number)


def turn_to(page: Page, tab: int) -> None:
    page.locator("nav button").nth(tab).click()


def hold(page: Page, hall: int) -> None:
    """Keep a finger on the key of a hall."""
    key = page.locator(".ui-hold").nth(hall).bounding_box()
    assert key is not None
    page.mouse.move(key["x"] + 40, key["y"] + 40)
    page.mouse.down()
    page.wait_for_timeout(2000)
    page.mouse.up()


@EXHAUSTIVE
@pytest.mark.parametrize("size", [TABLET, PHONE], ids=["tablet", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_of_the_tablet_has_nothing_to_complain_about(
    hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]
) -> None:
    ticket = take(hall)
    window = tablet(hall, browser, size, language=language)
    find(window.page, ticket["number"])
    found = []
    for tab in range(4):
        turn_to(window.page, tab)
        window.page.wait_for_timeout(400)
        found += [*window.barriers(), *(["scrolls sideways"] if window.overflows() else [])]
    assert (found, window.troubles()) == ([], [])


def papers(hall: RunningHall, number: str) -> list[Path]:
    folder = Path(hall.run["kiosks"][0]["printer_output"])
    return sorted(folder.rglob(f"*{number}*.png"))


def is_marked(paper: Path) -> bool:
    """Whether the paper begins with the black mark of a reprint, as wide as its words."""
    picture = Image.open(paper).convert("L")
    rows = (picture.crop((0, y, picture.width, y + 1)).histogram()[0] for y in range(60))
    return sum(black > 0.28 * picture.width for black in rows) >= 10


def test_lost_paper_comes_out_of_the_printer_again_and_says_so(hall: RunningHall, browser: Browser) -> None:
    ticket = take(hall)
    page = tablet(hall, browser).page
    page.fill("[name=number]", ticket["number"].lower().replace("0", " ", 1))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="补打号票").click()
    page.get_by_label(hall.run["kiosks"][0]["code"]).check(timeout=LONG_MS)
    page.locator("dialog").get_by_role("button", name="补打", exact=True).click()
    expect(page.locator(".paper.good")).to_contain_text("已出纸（补打，第 2 张）", timeout=LONG_MS)
    assert [is_marked(paper) for paper in papers(hall, ticket["number"])] == [True]
    expect(page.locator("dl")).to_contain_text("补打过 1 次")


def test_a_guide_takes_a_number_for_somebody_and_its_paper_is_the_original(
    hall: RunningHall, browser: Browser
) -> None:
    page = tablet(hall, browser).page
    turn_to(page, 1)
    page.fill("[type=search]", "SPJY")
    page.locator(".thing").first.click()
    page.get_by_label("老年人").check()
    expect(page.locator(".go")).to_be_disabled()
    page.locator(".seen input").check()
    page.get_by_label(hall.run["kiosks"][0]["code"]).check(timeout=LONG_MS)
    page.click(".go")
    expect(page.locator(".paper.good")).to_have_text(
        f"{hall.run['kiosks'][0]['code']} 已出纸", timeout=LONG_MS
    )
    assert [is_marked(paper) for paper in papers(hall, page.locator(".no").inner_text())] == [False]


def test_a_class_is_set_only_after_a_look_at_the_document(hall: RunningHall, browser: Browser) -> None:
    page = tablet(hall, browser).page
    find(page, take(hall)["number"])
    page.get_by_role("button", name="优先类别").click()
    page.get_by_label("残疾人").check()
    key = page.locator("dialog .ui-button.main")
    expect(key).to_be_disabled()
    page.locator("dialog .seen input").check()
    key.click()
    expect(page.locator("dl")).to_contain_text("残疾人")


def test_a_number_is_cancelled_only_after_a_question(hall: RunningHall, browser: Browser) -> None:
    ticket = take(hall)
    page = tablet(hall, browser).page
    find(page, ticket["number"])
    page.get_by_role("button", name="取消这个号").click()
    page.get_by_role("dialog").get_by_role("button", name="留着这个号").click()
    expect(page.locator(".gate")).to_contain_text("正在等候")
    page.get_by_role("button", name="取消这个号").click()
    page.get_by_role("dialog").get_by_role("button", name="取消这个号").click()
    expect(page.locator(".gate")).to_contain_text("已取消")


def test_who_comes_back_is_asked_like_anybody_and_keeps_the_right_of_the_old_number(
    hall: RunningHall, browser: Browser
) -> None:
    old = take(hall) | {"state": "expired", "may_return": True}
    page = tablet(hall, browser).page
    for address in ("**/tickets?number=*", f"**/tickets/{old['public_id']}"):
        page.route(address, lambda route: route.fulfill(json=old))
    find(page, old["number"])
    page.get_by_role("button", name="按原号取新号").click()
    expect(page.locator(".order header")).to_contain_text(f"代替没轮到的 {old['number']} 号")
    page.get_by_label("English").check()
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.click(".go")
    wanted = {"returning_from": old["public_id"], "service": WAITS["service"], "language": "en"}
    assert wanted.items() <= (sent.value.post_data_json or {}).items()


def test_a_number_that_nobody_has_is_said_in_the_servers_words(hall: RunningHall, browser: Browser) -> None:
    page = tablet(hall, browser).page
    page.fill("[name=number]", "Q999")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("没有查到这张号")


@pytest.fixture
def calm(hall: RunningHall) -> None:
    """Nobody is told to leave, whatever became of the try before."""
    day = Day(hall)
    day.ask("PUT", "/halls/N/evacuation", day.manager(), {"on": False})


@pytest.mark.usefixtures("calm")
def test_a_hall_is_left_by_a_held_key_and_phones_say_so_at_once(hall: RunningHall, browser: Browser) -> None:
    phone = open_page(browser, f"{take(hall)['link']}?lang=zh", *PHONE)
    page = tablet(hall, browser).page
    turn_to(page, 3)
    page.locator(".ui-hold").first.click()
    expect(page.locator(".banner.left")).to_have_count(0)
    hold(page, 0)
    expect(page.locator(".banner.left")).to_contain_text("北厅正在疏散")
    expect(phone.page.locator(".leave")).to_contain_text("请马上离开大厅")
    hold(page, 0)
    expect(page.locator(".banner.left")).to_have_count(0)
    expect(phone.page.locator(".leave")).to_have_count(0)
    assert (phone.troubles(), phone.barriers()) == ([], [])


EVACUATION = "**/halls/N/evacuation"


def evacuations(hall: RunningHall) -> int:
    """How often the north hall was told to leave, by the journal."""
    with closing(sqlite3.connect(hall.data / "yimen.db")) as record:
        told = record.execute("SELECT payload FROM journal WHERE kind = 'EvacuationSet'").fetchall()
    return sum(json.loads(payload)["on"] for (payload,) in told)


def done_but_not_answered(route: Route) -> None:
    """The server hears it, the tablet does not hear the server."""
    route.fetch()
    route.abort()


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize(
    "cut", [lambda route: route.abort(), done_but_not_answered], ids=["before the server", "after it"]
)
@pytest.mark.parametrize("reloaded", [also(False), True], ids=["waiting", "reloaded"])
def test_an_alarm_on_a_cut_line_is_neither_lost_nor_given_twice(
    hall: RunningHall, browser: Browser, cut: Callable[[Route], None], reloaded: bool
) -> None:
    page = tablet(hall, browser).page
    before = evacuations(hall)
    turn_to(page, 3)
    page.route(EVACUATION, cut)
    hold(page, 0)
    expect(page.locator(".said")).to_contain_text("正在重发")
    page.unroute_all(behavior="wait")
    if reloaded:
        page.reload()
        expect(page.locator(".said")).to_contain_text("刷新前按的那一步办成了", timeout=LONG_MS)
    expect(page.locator(".banner.left")).to_contain_text("北厅正在疏散", timeout=LONG_MS)
    expect(page.locator(".said")).not_to_contain_text("正在重发", timeout=LONG_MS)
    assert evacuations(hall) == before + 1
    turn_to(page, 3)
    hold(page, 0)
    expect(page.locator(".banner.left")).to_have_count(0)


def test_a_tablet_without_its_server_says_so_and_goes_on(hall: RunningHall, browser: Browser) -> None:
    ticket = take(hall)
    page = tablet(hall, browser).page
    find(page, ticket["number"])
    page.context.set_offline(True)
    page.get_by_role("button", name="取消这个号").click()
    page.get_by_role("dialog").get_by_role("button", name="取消这个号").click()
    expect(page.locator(".banner.old")).to_contain_text("正在重新连接", timeout=LONG_MS)
    expect(page.locator(".gate")).to_contain_text("正在等候")
    page.context.set_offline(False)
    expect(page.locator(".gate")).to_contain_text("已取消", timeout=LONG_MS)


def test_a_manager_may_stand_in_for_a_guide(hall: RunningHall, browser: Browser) -> None:
    window = open_page(browser, f"{hall.run['base_url']}/guide?lang=zh", *TABLET)
    manager = hall.run["manager"]
    window.page.fill("[name=user]", manager["user"])
    window.page.fill("[name=password]", manager["password"])
    window.page.click("form.gate button.main")
    expect(window.page.locator("nav button")).to_have_count(4)
