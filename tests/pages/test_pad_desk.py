"""A clerk's day at the PAD: every key by touch and by keyboard, and every state to be read."""

import pytest
from playwright.sync_api import Browser, expect

from tests.exhaustive import EXHAUSTIVE, also
from tests.pages.a_pad import (
    a_desk,
    a_pad,
    as_manager,
    ask,
    clerk_of,
    fill_in,
    guide_token,
    key,
    number,
    pressed,
    settled,
    tag,
    take,
)
from tests.pages.browser import Window
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0), pytest.mark.together]


def test_every_key_by_touch(hall: RunningHall, browser: Browser) -> None:
    first, second = take(hall, queue="ranqi"), take(hall, queue="ranqi")
    pad = a_desk(browser, hall, 84, has_touch=True)
    page = pad.page
    page.locator(".next").tap()
    expect(number(page)).to_have_text(first)
    key(page, "重呼").tap()
    expect(page.locator(".since")).to_contain_text("又叫了 1 次")
    key(page, "开始").tap()
    tag(page, "正在办理")
    key(page, "挂起").tap()
    page.locator(".ready button", has_text="去复印").tap()
    page.locator(".ask .main").tap()
    expect(page.locator(".held .nt")).to_contain_text("去复印")
    page.locator(".held button").tap()
    expect(page.locator(".current .note")).to_contain_text("去复印")
    key(page, "办结").tap()
    expect(page.locator(".message")).to_contain_text(f"{first} 已办结")
    page.locator(".undo").tap()
    expect(number(page)).to_have_text(first)
    page.locator(".next").tap()
    expect(number(page)).to_have_text(second)
    key(page, "过号").tap()
    expect(page.locator(".standing h1")).to_have_text("现在没有人等")
    page.locator(".tool", has_text="暂停").tap()
    page.locator(".choices button").first.tap()
    expect(page.locator(".standing")).to_contain_text("短暂休息")
    page.locator(".next").tap()
    expect(page.locator(".standing h1")).to_have_text("现在没有人等")
    page.locator(".tool", has_text="签退").tap()
    page.locator(".ask .main").tap()
    expect(page.locator(".sign-in")).to_be_visible()
    assert pad.troubles() == []


def test_every_key_by_keyboard(hall: RunningHall, browser: Browser) -> None:
    numbers = [take(hall, queue="dianxin") for _ in range(4)]
    pad = a_pad(browser, hall, 85)
    page, who = pad.page, clerk_of(hall, 85)
    expect(page.locator("[name=employee_no]")).to_be_focused()
    page.keyboard.type(who["employee_no"])
    page.keyboard.press("Enter")
    expect(page.locator("[name=pin]")).to_be_focused()
    page.keyboard.type(who["pin"])
    page.keyboard.press("Enter")
    expect(page.locator(".next")).to_be_enabled()
    pressed(page, "Space")
    expect(number(page)).to_have_text(numbers[0])
    pressed(page, "r")
    expect(page.locator(".since")).to_contain_text("又叫了 1 次")
    pressed(page, "s")
    tag(page, "正在办理")
    pressed(page, "h")
    expect(page.locator("#hold-note")).to_be_focused()
    page.keyboard.type("fetch RSF")
    pressed(page, "Enter")
    expect(page.locator(".held .nt")).to_contain_text("fetch RSF")
    pressed(page, "Enter")
    expect(number(page)).to_have_text(numbers[1])
    pressed(page, "x")
    expect(number(page)).to_have_text(numbers[2])
    pressed(page, "u")
    expect(number(page)).to_have_text(numbers[1])
    pressed(page, "m")
    expect(page.locator(".message")).to_contain_text("已过号")
    pressed(page, "p")
    expect(page.locator(".choices")).to_be_visible()
    pressed(page, "1")
    expect(page.locator(".standing h1")).to_have_text("窗口暂停中")
    pressed(page, "p")
    expect(page.locator(".standing h1")).to_have_text("2 人在等")
    pressed(page, "?")
    expect(page.locator(".shortcuts")).to_be_visible()
    pressed(page, "Escape")
    pressed(page, "q")
    expect(page.locator(".ask .main")).to_be_focused()
    pressed(page, "Enter")
    expect(page.locator(".sign-in")).to_be_visible()
    assert pad.troubles() == []


def test_a_key_that_is_held_down_calls_one_number(hall: RunningHall, browser: Browser) -> None:
    first, _ = take(hall, queue="gongdian"), take(hall, queue="gongdian")
    page = a_desk(browser, hall, 82).page
    for _ in range(20):
        page.keyboard.down("Space")
        page.wait_for_timeout(60)
    page.keyboard.up("Space")
    expect(number(page)).to_have_text(first)


def test_a_key_that_opens_a_note_is_not_written_into_it(hall: RunningHall, browser: Browser) -> None:
    take(hall, queue="sw-dengji")
    page = a_desk(browser, hall, 67).page
    page.keyboard.press("Space")
    expect(number(page)).to_be_visible()
    for _ in range(3):
        page.keyboard.down("h")
    page.keyboard.up("h")
    expect(page.locator("#hold-note")).to_have_value("")


def test_a_transfer_to_window_52_brings_its_note_along(hall: RunningHall, browser: Browser) -> None:
    moved = take(hall, queue="guangdian")
    here, there = a_desk(browser, hall, 86).page, a_desk(browser, hall, 52).page
    here.keyboard.press("Space")
    expect(number(here)).to_have_text(moved)
    here.keyboard.press("t")
    expect(here.locator("#target")).to_be_focused()
    here.keyboard.type("52")
    expect(here.locator(".targets .st").first).to_have_text("空闲")
    here.keyboard.press("Enter")
    here.keyboard.type("材料已齐")
    here.keyboard.press("Enter")
    expect(here.locator(".message")).to_contain_text(f"{moved}：已转到 52 号窗口")
    expect(there.locator(".next .calls")).to_contain_text(moved)
    expect(there.locator(".why .has-note")).to_have_text("备注：材料已齐")
    expect(there.locator(".why p", has_text=f"先叫 {moved}")).to_be_visible()
    assert there.locator(".why").evaluate("box => box.scrollHeight <= box.clientHeight")
    there.locator(".next").click()
    expect(number(there)).to_have_text(moved)
    expect(there.locator(".current .note")).to_contain_text("材料已齐")


def test_a_window_where_nobody_sits_is_no_target(hall: RunningHall, browser: Browser) -> None:
    take(hall, queue="sw-fangchan")
    page = a_desk(browser, hall, 76).page
    page.keyboard.press("Space")
    expect(number(page)).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator("#target")).to_be_focused()
    page.keyboard.type("78")
    expect(page.locator(".targets .st").first).to_have_text("没有人，不能转过去")
    expect(page.locator(".targets button").first).to_be_disabled()
    page.fill("#target", "budongchan")
    expect(page.locator(".targets .nm").first).to_contain_text("不动产登记")


def test_the_list_explains_its_first_and_lets_a_clerk_pick_with_a_reason(
    hall: RunningHall, browser: Browser
) -> None:
    first, second = take(hall, queue="gongshui"), take(hall, queue="gongshui")
    page = a_desk(browser, hall, 81).page
    expect(page.locator(".why h2")).to_have_text(f"为什么是 {first}")
    page.keyboard.press("l")
    expect(page.locator(".because")).to_contain_text(f"先叫 {first}")
    page.locator(".everybody li", has_text=second).get_by_role("button").click()
    expect(page.locator(".picked .main")).to_be_disabled()
    page.locator(".ready button", has_text="身体不适").click()
    page.locator(".picked .main").click()
    expect(number(page)).to_have_text(second)


def test_with_steps_to_come_the_large_key_sends_the_ticket_on(hall: RunningHall, browser: Browser) -> None:
    going = take(hall, scenario="cyd")
    page = a_desk(browser, hall, 9).page
    page.locator(".next").click()
    expect(number(page)).to_have_text(going)
    page.keyboard.press("g")
    expect(page.locator(".guide-body .materials li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".next")).to_contain_text(f"{going} 去下一环节")
    settled(page)
    page.locator(".next").click()
    expect(page.locator(".ticket")).to_have_count(0)
    ticket = ask(hall, "GET", f"/tickets?number={going}", None, guide_token(hall))
    assert (ticket["state"], ticket["steps"][0]["state"]) == ("waiting", "done")


@EXHAUSTIVE
@pytest.mark.parametrize("size", [(1280, 800), also((1920, 1080)), also((390, 844)), also((640, 400))])
def test_every_state_can_be_read_by_everybody(
    hall: RunningHall, browser: Browser, size: tuple[int, int]
) -> None:
    pad = a_pad(browser, hall, 68, size)
    look_at(pad)
    fill_in(hall, pad.page, 68)
    expect(pad.page.locator(".standing h1, .ended, [name=take_over]").first).to_be_visible()
    take(hall, queue="sw-dengji")
    expect(pad.page.locator(".next")).to_be_enabled()
    look_at(pad)
    pad.page.keyboard.press("Space")
    expect(number(pad.page)).to_be_visible()
    for letter, shown in (
        ("", ".ticket"),
        ("t", ".targets"),
        ("l", ".everybody, .because"),
        ("h", "#hold-note"),
        ("?", ".shortcuts"),
    ):
        if letter:
            pad.page.keyboard.press(letter)
        expect(pad.page.locator(shown).first).to_be_visible()
        look_at(pad)
        pad.page.keyboard.press("Escape")
    for method, path, body, words in (
        ("PATCH", "/windows/68", {"shut": True}, "窗口今天停用"),
        ("PUT", "/halls/S/evacuation", {"on": True}, "大厅正在疏散"),
    ):
        as_manager(hall, method, path, body)
        expect(pad.page.locator(".standing-line")).to_contain_text(words)
        look_at(pad)
    as_manager(hall, "PUT", "/halls/S/evacuation", {"on": False})
    as_manager(hall, "PATCH", "/windows/68", {"shut": False})
    pressed(pad.page, "f")
    expect(number(pad.page)).to_have_count(0)
    pressed(pad.page, "p")
    expect(pad.page.locator(".choices")).to_be_visible()
    look_at(pad)
    pad.page.keyboard.press("1")
    expect(pad.page.locator(".standing h1")).to_have_text("窗口暂停中")
    look_at(pad)
    pad.page.keyboard.press("q")
    pad.page.locator(".ask .main").click()
    expect(pad.page.locator(".sign-in")).to_be_visible()


def look_at(pad: Window) -> None:
    assert (pad.barriers(), pad.overflows()) == ([], False)
