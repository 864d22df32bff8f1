"""A clerk's day at the PAD: every key by touch and by keyboard, and nothing lost on the way."""

import uuid
from contextlib import suppress
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

from tests.exhaustive import also
from tests.pages.browser import Window, open_page
from tests.servers import RunningHall

pytestmark = pytest.mark.browser

PAD = (1280, 800)
expect.set_options(timeout=20_000)


def take(hall: RunningHall, **wanted: str) -> str:
    """A ticket's number, from a kiosk that is only a program."""
    return str(ask(hall, "POST", "/tickets", wanted, hall.run["kiosks"][0]["token"])["number"])


def ask(hall: RunningHall, method: str, path: str, body: Any, token: str | None = None) -> dict[str, Any]:
    headers = {"Idempotency-Key": uuid.uuid4().hex} | ({"Authorization": f"Bearer {token}"} if token else {})
    answer = httpx.request(method, f"{hall.run['api']}{path}", json=body, headers=headers, timeout=20)
    told: dict[str, Any] = answer.raise_for_status().json()
    return told


def as_manager(hall: RunningHall, method: str, path: str, body: Any) -> None:
    token = ask(hall, "POST", "/staff-sessions", hall.run["manager"])["token"]
    ask(hall, method, path, body, token)


def clerk_of(hall: RunningHall, window: int) -> dict[str, Any]:
    clerk: dict[str, Any] = next(c for c in hall.run["clerks"] if c["window"] == window)
    return clerk


def fill_in(hall: RunningHall, page: Page, clerk: int) -> None:
    who = clerk_of(hall, clerk)
    page.fill("[name=employee_no]", who["employee_no"])
    page.fill("[name=pin]", who["pin"])
    page.click("button.main")


def a_pad(
    browser: Browser, hall: RunningHall, window: int, size: tuple[int, int] = PAD, **more: Any
) -> Window:
    return open_page(browser, f"{hall.run['base_url']}/pad?window={window}&lang=zh", *size, **more)


def a_desk(browser: Browser, hall: RunningHall, window: int, **more: Any) -> Window:
    """A PAD with its usual clerk signed in."""
    pad = a_pad(browser, hall, window, **more)
    fill_in(hall, pad.page, window)
    expect(pad.page.locator(".pad-head")).to_be_visible()
    return pad


def number(page: Page) -> Locator:
    return page.locator(".ticket .no")


def key(page: Page, name: str) -> Locator:
    return page.locator(".keys button", has_text=name)


def tag(page: Page, word: str) -> None:
    expect(page.locator(".tags .tag").first).to_have_text(word)


def settled(page: Page) -> None:
    """The same key may be pressed again: a finger that trembles is over."""
    page.wait_for_timeout(700)


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
    page, press, who = pad.page, pad.page.keyboard.press, clerk_of(hall, 85)
    expect(page.locator("[name=employee_no]")).to_be_focused()
    page.keyboard.type(who["employee_no"])
    press("Enter")
    expect(page.locator("[name=pin]")).to_be_focused()
    page.keyboard.type(who["pin"])
    press("Enter")
    expect(page.locator(".next")).to_be_enabled()
    press("Space")
    expect(number(page)).to_have_text(numbers[0])
    press("r")
    expect(page.locator(".since")).to_contain_text("又叫了 1 次")
    press("s")
    tag(page, "正在办理")
    press("h")
    expect(page.locator("#hold-note")).to_be_focused()
    page.keyboard.type("fetch RSF")
    press("Enter")
    expect(page.locator(".held .nt")).to_contain_text("fetch RSF")
    press("Enter")
    expect(number(page)).to_have_text(numbers[1])
    press("x")
    expect(number(page)).to_have_text(numbers[2])
    press("u")
    expect(number(page)).to_have_text(numbers[1])
    press("m")
    expect(page.locator(".message")).to_contain_text("已过号")
    press("p")
    expect(page.locator(".choices")).to_be_visible()
    press("1")
    expect(page.locator(".standing h1")).to_have_text("窗口暂停中")
    press("p")
    expect(page.locator(".standing h1")).to_have_text("2 人在等")
    press("?")
    expect(page.locator(".shortcuts")).to_be_visible()
    press("Escape")
    press("q")
    expect(page.locator(".ask .main")).to_be_focused()
    press("Enter")
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


def test_a_forgotten_sign_in_is_explained_and_taken_over(hall: RunningHall, browser: Browser) -> None:
    current = take(hall, queue="zixun-s")
    left = a_desk(browser, hall, 87).page
    left.locator(".next").click()
    expect(number(left)).to_have_text(current)
    again = a_pad(browser, hall, 87)
    fill_in(hall, again.page, 87)
    expect(again.page.locator("[name=take_over]")).to_have_text("在这里接着办")
    expect(again.page.locator(".said")).to_contain_text("您刚刚在 87 号窗口签到")
    pad = a_pad(browser, hall, 87)
    fill_in(hall, pad.page, 88)
    expect(pad.page.locator(".said")).to_contain_text(clerk_of(hall, 87)["employee_no"])
    expect(pad.page.locator(".said")).to_contain_text(f"{current} 留在这个窗口")
    assert pad.barriers() == []
    expect(pad.page.locator("[name=take_over]")).to_be_focused()
    settled(pad.page)
    pad.page.keyboard.press("Enter")
    expect(number(pad.page)).to_have_text(current)
    expect(left.locator(".ended")).to_contain_text(f"（{clerk_of(hall, 88)['employee_no']}）接管")


def test_a_cut_is_said_and_what_was_pressed_in_it_is_done_once(hall: RunningHall, browser: Browser) -> None:
    first, second = take(hall, queue="yibao"), take(hall, queue="yibao")
    page = a_desk(browser, hall, 27).page
    page.context.set_offline(True)
    page.keyboard.press("Space")
    expect(page.locator(".message")).to_contain_text("收到之前不算办成")
    expect(page.locator(".pad-head .link")).to_have_class("link old")
    assert number(page).count() == 0
    page.context.set_offline(False)
    expect(number(page)).to_have_text(first)
    expect(page.locator(".pad-head .link")).to_have_class("link")
    expect(page.locator(".order li").first).to_contain_text(second)


def test_whoever_signs_out_drops_the_question_that_is_under_way(hall: RunningHall, browser: Browser) -> None:
    waiting = take(hall, queue="chujian-n")
    pad = a_desk(browser, hall, 4)
    page = pad.page
    expect(page.locator(".why h2")).to_contain_text(waiting)
    seen: list[str] = []
    page.on("requestfailed", lambda request: seen.append(f"dropped {request.url.rsplit('/', 1)[-1]}"))
    page.on("request", lambda request: seen.append(request.method))
    page.route("**/windows/4/waiting", lambda _: None)  # asked, and not answered before the clerk leaves
    page.keyboard.press("l")
    expect(page.locator(".everybody")).to_be_visible()
    take(hall, queue="chujian-n")
    expect(page.locator(".lists h2").first).to_contain_text("2")
    page.keyboard.press("Escape")
    page.keyboard.press("q")
    page.locator(".ask .main").click()
    expect(page.locator(".sign-in")).to_be_visible()
    settled(page)
    assert (seen.count("dropped waiting"), seen[seen.index("DELETE") :].count("GET")) == (1, 0)
    assert pad.troubles() == []


def test_whatever_a_clerk_opens_is_there_when_the_line_is_cut_after_the_sign_in(
    hall: RunningHall, browser: Browser
) -> None:
    page = a_desk(browser, hall, 5).page
    expect(page.locator(".pad-head .link")).to_have_text("已连接")
    page.context.set_offline(True)
    for letter, shown in (("?", ".shortcuts"), ("l", ".ask .plain, .because"), ("q", ".ask .main")):
        page.keyboard.press(letter)
        expect(page.locator(shown).first).to_be_visible()
        page.keyboard.press("Escape")


def test_a_page_that_is_loaded_anew_in_the_middle_of_a_press_settles_it(
    hall: RunningHall, browser: Browser
) -> None:
    first, second = take(hall, queue="gongjijin"), take(hall, queue="gongjijin")
    page = a_desk(browser, hall, 31).page
    losing = [
        True
    ]  # not ended by `unroute`: that would let the try which is under way go on, before the reload

    def lose_the_answer(route: Route) -> None:
        with suppress(Error):  # the page may have given up waiting before
            if losing:
                route.fetch()
                route.abort()
            else:
                route.continue_()

    page.route("**/windows/31/next", lose_the_answer)
    expect(page.locator(".next")).to_contain_text(first)
    expect(page.locator(".next")).to_be_enabled()
    page.keyboard.press("Space")
    expect(page.locator(".message")).to_contain_text("收到之前不算办成")
    page.reload()
    losing.clear()
    expect(number(page)).to_have_text(first)
    settled(page)
    expect(page.locator(".order li").first).to_contain_text(second)


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


def guide_token(hall: RunningHall) -> str:
    return str(ask(hall, "POST", "/staff-sessions", hall.run["manager"])["token"])


def test_wrong_pins_are_told_clearly_until_they_are_locked(hall: RunningHall, browser: Browser) -> None:
    page = a_pad(browser, hall, 83).page
    page.fill("[name=employee_no]", clerk_of(hall, 83)["employee_no"])
    for _ in range(12):
        page.fill("[name=pin]", "000000")
        settled(page)
        page.click("button.main")
        expect(page.locator(".said .bad")).to_be_visible()
        if page.locator(".said .bad", has_text="输错次数太多").count():
            break
    expect(page.locator("button.main")).to_be_disabled()
    expect(page.locator("button.main")).to_contain_text("秒后可以再试")


def test_a_clerk_signs_in_with_the_number_pad_alone(hall: RunningHall, browser: Browser) -> None:
    page, who = a_pad(browser, hall, 26, has_touch=True).page, clerk_of(hall, 26)
    for sign in ("DL", *who["employee_no"].removeprefix("DL")):
        page.locator(".number-pad").get_by_role("button", name=sign, exact=True).tap()
    page.locator("[name=pin]").tap()
    for sign in who["pin"]:
        page.locator(".number-pad").get_by_role("button", name=sign, exact=True).tap()
    page.locator("button.main").tap()
    expect(page.locator(".pad-head .who")).to_contain_text(who["employee_no"])


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
    pad.page.keyboard.press("f")
    expect(number(pad.page)).to_have_count(0)
    pad.page.keyboard.press("p")
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
