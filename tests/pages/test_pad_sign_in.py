"""How a clerk comes to a PAD and leaves it: by keys alone, over somebody forgotten, with a wrong PIN."""

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.a_pad import a_desk, a_pad, clerk_of, fill_in, number, settled, take
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0), pytest.mark.together]


def test_a_clerk_signs_in_with_the_number_pad_alone(hall: RunningHall, browser: Browser) -> None:
    page, who = a_pad(browser, hall, 26, has_touch=True).page, clerk_of(hall, 26)
    for sign in ("DL", *who["employee_no"].removeprefix("DL")):
        page.locator(".number-pad").get_by_role("button", name=sign, exact=True).tap()
    page.locator("[name=pin]").tap()
    for sign in who["pin"]:
        page.locator(".number-pad").get_by_role("button", name=sign, exact=True).tap()
    page.locator("button.main").tap()
    expect(page.locator(".pad-head .who")).to_contain_text(who["employee_no"])


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
