"""A visitor's phone in a real hall: every state, cut off and back, with large type, without script."""

import uuid
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.exhaustive import EXHAUSTIVE, also
from tests.pages.browser import Window, open_page
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0)]

SIZES = {"phone": (390, 844), "small phone": (320, 640), "half of a small phone": (195, 422)}
QUEUE = "yibao"
LONG_MS = 20_000


class Desk:
    """A clerk at the first window of the queue, by program."""

    def __init__(self, run: dict[str, Any]) -> None:
        self.run = run
        catalogue = httpx.get(f"{run['api']}/catalogue", timeout=20).json()
        self.window = next(q for q in catalogue["queues"] if q["code"] == QUEUE)["windows"][0]
        clerk = next(c for c in run["clerks"] if c["window"] == self.window)
        who = {"employee_no": clerk["employee_no"], "pin": clerk["pin"], "window": self.window}
        session = self.tell("/sessions", {**who, "take_over": True})
        self.token = session["token"]

    def tell(self, path: str, body: dict[str, Any], token: str | None = None) -> dict[str, Any]:
        headers = {"Idempotency-Key": uuid.uuid4().hex} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        answer = httpx.post(f"{self.run['api']}{path}", json=body, headers=headers, timeout=20)
        told: dict[str, Any] = answer.raise_for_status().json()
        return told

    def take(self, **more: str) -> dict[str, Any]:
        return self.tell("/tickets", {"queue": QUEUE, **more}, self.run["kiosks"][0]["token"])

    def press(self, verb: str, expect: str | None, **more: str) -> None:
        self.tell(f"/windows/{self.window}/{verb}", {"expect": expect, **more}, self.token)

    def call(self, ticket: dict[str, Any]) -> None:
        """Call until it is this one's turn."""
        at = f"{self.run['api']}/sessions/current"
        board = httpx.get(at, headers=bearer(self.token), timeout=20).json()
        current = board["current"] and board["current"]["public_id"]
        while current != ticket["public_id"]:
            told = self.tell(f"/windows/{self.window}/next", {"expect": current}, self.token)
            current = told["current"]["public_id"]

    def state(self, ticket: dict[str, Any]) -> str:
        """How it is now."""
        told = httpx.get(f"{self.run['api']}/tickets/{ticket['public_id']}", timeout=20).json()
        return str(told["state"])

    def free(self, ticket: dict[str, Any]) -> None:
        """The window has nobody any more."""
        self.press("finish", ticket["public_id"])


def bearer(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


@pytest.fixture(scope="module")
def desk(hall: RunningHall) -> Desk:
    return Desk(hall.run)


def phone(browser: Browser, ticket: dict[str, Any], size: str = "phone", **more: Any) -> Window:
    language = more.pop("language", "zh")
    window = open_page(browser, f"{ticket['link']}?lang={language}", *SIZES[size], **more)
    if more.get("java_script_enabled", True):
        expect(window.page.locator(".fresh.live")).to_be_visible(timeout=LONG_MS)
    return window


def brought_to(desk: Desk, state: str) -> dict[str, Any]:
    """A ticket in this state; the window is free again wherever it can be."""
    ticket = desk.take()
    if state == "waiting":
        return ticket
    if state == "cancelled":
        desk.tell(f"/tickets/{ticket['public_id']}/cancel", {})
        return ticket
    desk.call(ticket)
    if state == "serving":
        desk.press("start", ticket["public_id"])
    if state in {"missed", "finish"}:
        desk.press(state, ticket["public_id"])
    if state == "held":
        desk.press("hold", ticket["public_id"], note="copy")
    return ticket


STATES = ["waiting", "called", "serving", "held", "missed", "finish", "cancelled"]


@EXHAUSTIVE
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", STATES)
def test_no_state_has_anything_to_complain_about(
    desk: Desk, browser: Browser, state: str, language: str
) -> None:
    ticket = brought_to(desk, state)
    found: list[Any] = []
    for size in SIZES:
        window = phone(browser, ticket, size, language=language)
        window.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        window.page.wait_for_timeout(600)
        found += [*window.troubles(), *window.barriers(), *([size] if window.overflows() else [])]
        window.page.context.close()
    if state in {"called", "serving"}:
        desk.free(ticket)
    assert found == []


@EXHAUSTIVE
@pytest.mark.parametrize("state", [also("waiting"), "called"])
def test_twice_as_large_type_scrolls_down_only(desk: Desk, browser: Browser, state: str) -> None:
    ticket = brought_to(desk, state)
    window = phone(browser, ticket)
    window.page.evaluate("document.documentElement.style.fontSize = '200%'")
    overflows = window.overflows()
    if state == "called":
        desk.free(ticket)
    assert not overflows


def test_a_call_opens_the_door_changes_the_title_and_closes_again(desk: Desk, browser: Browser) -> None:
    ticket = desk.take()
    page = phone(browser, ticket).page
    expect(page).to_have_title(f"{ticket['number']} 前面没有人")
    desk.call(ticket)
    expect(page.locator("h1")).to_have_text(f"请到 {desk.window} 号窗口")
    expect(page).to_have_title(f"请到 {desk.window} 号窗口")
    desk.press("recall", ticket["public_id"])
    expect(page.locator(".when")).to_contain_text("又叫了 1 次")
    desk.press("start", ticket["public_id"])
    expect(page.locator(".stand")).to_have_text("正在办理")
    desk.free(ticket)
    expect(page.locator(".stand")).to_have_text("办完了")


def test_a_touched_phone_buzzes_once_for_a_call(desk: Desk, browser: Browser) -> None:
    ticket = desk.take()
    page = phone(browser, ticket).page
    page.evaluate("() => { window.buzzes = []; navigator.vibrate = (pattern) => buzzes.push(pattern); }")
    page.locator(".ring").click()
    desk.call(ticket)
    expect(page.locator(".opened")).to_be_visible()
    page.wait_for_timeout(1500)
    assert page.evaluate("buzzes.length") == 1
    desk.free(ticket)


def test_the_row_gets_shorter_by_itself(desk: Desk, browser: Browser) -> None:
    first, second = desk.take(), desk.take()
    page = phone(browser, second).page
    expect(page.locator("[data-ahead-count]")).to_have_text("1")
    expect(page.locator(".row .other:not([hidden])")).to_have_count(1)
    desk.call(first)
    expect(page.locator("[data-ahead-none]")).to_be_visible()
    expect(page.locator(".row .other:not([hidden])")).to_have_count(0)
    desk.call(second)
    desk.free(second)


def test_the_second_number_of_a_visitor_says_that_it_waits_for_the_first(
    desk: Desk, browser: Browser
) -> None:
    party = uuid.uuid4().hex
    first, second = desk.take(party=party), desk.take(party=party)
    desk.call(first)
    page = open_page(browser, "about:blank", *SIZES["phone"]).page
    page.clock.install()
    page.goto(f"{second['link']}?lang=zh")
    expect(page.locator(".fresh.live")).to_be_visible(timeout=LONG_MS)
    expect(page.locator(".note")).to_contain_text("您的另一张号")
    desk.free(first)
    page.clock.fast_forward(25_000)
    expect(page.locator(".note")).to_have_count(0)
    desk.tell(f"/tickets/{second['public_id']}/cancel", {})


def test_old_data_says_so_and_the_truth_comes_back(desk: Desk, browser: Browser) -> None:
    ticket = desk.take()
    page = phone(browser, ticket).page
    page.context.set_offline(True)
    expect(page.locator(".fresh.old")).to_contain_text("您的号不受影响", timeout=LONG_MS)
    expect(page.locator("#behind")).to_be_in_viewport()
    expect(page.locator("[data-wait-before]")).to_have_text("还说不准要多久")
    desk.call(ticket)
    page.context.set_offline(False)
    expect(page.locator("h1")).to_have_text(f"请到 {desk.window} 号窗口", timeout=LONG_MS)
    expect(page.locator(".fresh.live")).to_be_visible(timeout=LONG_MS)
    expect(page.locator("#behind")).to_be_hidden()
    desk.free(ticket)


def test_a_call_on_a_line_that_stalls_is_shown_all_the_same(desk: Desk, browser: Browser) -> None:
    ticket = desk.take()
    page = phone(browser, ticket).page
    page.route("**/t/*part=1*", lambda route: None, times=1)  # never answered
    desk.call(ticket)
    expect(page.locator("h1")).to_have_text(f"请到 {desk.window} 号窗口", timeout=LONG_MS)
    desk.free(ticket)


def test_a_phone_that_wakes_up_shows_the_truth_at_once(desk: Desk, browser: Browser) -> None:
    ticket = desk.take()
    page = phone(browser, ticket).page
    page.evaluate("document.getElementById('ticket').querySelector('h1').textContent = 'asleep'")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("h1")).to_have_text(ticket["number"], timeout=3000)
    desk.tell(f"/tickets/{ticket['public_id']}/cancel", {})


def test_without_script_a_visitor_reads_cancels_and_joins_again(desk: Desk, browser: Browser) -> None:
    missed, unwanted = brought_to(desk, "missed"), desk.take()
    page = phone(browser, missed, java_script_enabled=False).page
    page.get_by_role("button", name="重新排队").click()
    expect(page.locator("h1")).to_have_text(missed["number"])
    expect(page.locator(".ahead")).to_be_visible()
    page = phone(browser, unwanted, java_script_enabled=False).page
    page.locator(".cancel summary").click()
    page.get_by_role("button", name="确定不办了").click()
    expect(page.locator(".stand")).to_have_text("已取消")
    desk.tell(f"/tickets/{missed['public_id']}/cancel", {})


def test_the_first_load_is_light(desk: Desk, browser: Browser) -> None:
    ticket = desk.take()
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[float] = []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"{ticket['link']}?lang=zh")
    expect(page.locator(".fresh.live")).to_be_visible(timeout=LONG_MS)
    assert sum(sizes) < 100_000


def test_a_pause_of_the_only_window_takes_the_minutes_away_and_its_end_brings_them_back(
    desk: Desk, browser: Browser
) -> None:
    eta = phone(browser, desk.take()).page.locator(".eta")
    expect(eta).to_contain_text("分钟")
    desk.press("pause", None, reason="rest")
    expect(eta).to_have_text("现在没有窗口办这项，请问导办员")
    desk.press("unpause", None)
    expect(eta).to_contain_text("分钟")
