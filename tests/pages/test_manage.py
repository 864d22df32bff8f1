"""The manager's live hall: what is arranged there is seen in the hall, and what needs somebody is told."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.exhaustive import EXHAUSTIVE
from tests.pages.browser import Window, open_page
from tests.pages.looks import Device
from tests.pages.staff_desks import LONG_MS, desk_of
from tests.pages.stage import Stage
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0)]

SCREEN = Device(1920, 1080, text=12, target=0)
NOTICE = "南厅今天下午四点停电检修"


@pytest.fixture(scope="module")
def stage(hall: RunningHall, browser: Browser) -> Stage:
    return Stage(hall, browser, "zh")


@pytest.fixture
def desk(hall: RunningHall, browser: Browser) -> Iterator[Page]:
    window = desk_of(hall, browser, "manager", "/manage")
    expect(window.page.locator(".tile")).to_have_count(88, timeout=LONG_MS)
    yield window.page
    assert window.troubles() == []
    window.page.context.close()


def tile(page: Page, window: int) -> None:
    """Press a window on the map."""
    page.locator(".map .tile", has=page.locator(f"b:text-is('{window}')")).click()


def key(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def queues_today(stage: Stage, window: int) -> list[str] | None:
    token = str(stage.post("/staff-sessions", None, stage.run["manager"])["token"])
    rows = stage.look("/boards/windows", token)["board"]["windows"]
    found: list[str] | None = next(row["queues"] for row in rows if row["window"] == window)
    return found


def later(stage: Stage, **passed: float) -> None:
    """Turn the demonstration's clock on."""
    token = stage.post("/staff-sessions", None, stage.run["administrator"])["token"]
    now = datetime.fromisoformat(stage.look("/opening")["hall_time"])
    answer = httpx.put(
        f"{stage.run['api']}/clock",
        json={"hall_time": (now + timedelta(**passed)).isoformat()},
        headers={"Authorization": f"Bearer {token}"},
        timeout=20,
    )
    answer.raise_for_status()


def test_a_window_that_the_manager_shuts_is_dark_on_the_hall_board(stage: Stage, desk: Page) -> None:
    stage.signed_in(9)
    with stage.opened("/hall/N", SCREEN, ".doors li") as screen:
        door = screen.page.locator(".doors li", has=screen.page.locator(".num:text-is('9')"))
        expect(door).to_have_class("idle", timeout=LONG_MS)
        tile(desk, 9)
        key(desk, "今天停用")
        expect(door).to_have_class("closed", timeout=LONG_MS)
        key(desk, "重新开")
        expect(door).to_have_class("idle", timeout=LONG_MS)


def test_queues_are_changed_for_today_and_back_to_the_plan(stage: Stage, desk: Page) -> None:
    tile(desk, 23)
    key(desk, "改今天的队列")
    desk.fill(".choice input[type=search]", "医疗")
    desk.get_by_label("医疗保障").check()
    key(desk, "就这样改")
    expect(desk.locator(".panel .names li")).to_have_count(2)
    assert queues_today(stage, 23) == ["sb-daiyu", "yibao"]
    key(desk, "改回计划")
    expect(desk.locator(".panel .names li")).to_have_count(1)
    assert queues_today(stage, 23) is None


def test_a_window_without_any_queue_cannot_be_sent(desk: Page) -> None:
    tile(desk, 23)
    key(desk, "改今天的队列")
    desk.get_by_label("社保待遇申领").uncheck()
    expect(desk.locator(".choice .hint")).to_contain_text("至少选一项")
    expect(desk.get_by_role("button", name="就这样改")).to_be_disabled()


def test_a_notice_comes_to_the_screens_of_its_hall_and_goes(stage: Stage, desk: Page) -> None:
    with stage.opened("/hall/N", SCREEN, ".doors li") as screen:
        key(desk, "屏幕通知")
        desk.get_by_label("中文").fill(NOTICE)
        expect(desk.locator(".preview li")).to_have_text(NOTICE)
        key(desk, "放上屏幕")
        expect(screen.page.get_by_text(NOTICE)).to_be_visible(timeout=60_000)
        key(desk, "撤下")
        expect(desk.locator(".notice .shown")).to_contain_text("没有通知", timeout=LONG_MS)
        expect(screen.page.get_by_text(NOTICE)).to_have_count(0, timeout=60_000)


def test_a_queue_without_a_window_is_an_alarm_and_a_passed_target_too(stage: Stage, desk: Page) -> None:
    stage.take(queue="gongshui")
    alarm = desk.locator(".alarms li", has_text="供水服务")
    expect(alarm).to_contain_text("没有窗口在叫", timeout=LONG_MS)
    expect(alarm).to_contain_text("81 号没人签到")
    later(stage, minutes=25)
    stage.take(queue="zixun-n")  # a clock that was turned is told with the next board
    expect(alarm).to_contain_text("超过目标", timeout=LONG_MS)
    expect(desk.locator(".say p")).to_contain_text("超过目标")


def test_an_alarm_leads_to_the_windows_that_could_help(stage: Stage, desk: Page) -> None:
    stage.take(queue="ranqi")
    key(desk, "按急缓")
    desk.locator(".q button", has_text="燃气服务").click()
    expect(desk.locator(".panel .help", has_text="没人签到").locator(".tile b")).to_have_text("84")


def test_every_queue_is_seen_without_scrolling(desk: Page) -> None:
    last = desk.locator(".queues tbody tr").last.bounding_box()
    size = desk.viewport_size
    assert last
    assert size
    assert last["y"] + last["height"] <= size["height"]


def test_a_hall_is_left_only_by_a_key_that_is_held(stage: Stage, desk: Page) -> None:
    key(desk, "疏散")
    hold = desk.locator(".panel .ui-hold")
    hold.click()
    assert stage.look("/boards/hall:N")["board"]["state"] != "evacuation"
    hold.hover()
    desk.mouse.down()
    expect(desk.locator(".bar-leave")).to_contain_text("北厅", timeout=LONG_MS)
    desk.mouse.up()
    expect(hold).to_contain_text("恢复北厅", timeout=LONG_MS)
    hold.click()
    assert stage.look("/boards/hall:N")["board"]["state"] == "evacuation"
    hold.hover()
    desk.mouse.down()
    expect(desk.locator(".bar-leave")).to_have_count(0, timeout=LONG_MS)
    desk.mouse.up()


def test_a_window_says_by_keyboard_what_it_does_in_readable_type(desk: Page) -> None:
    desk.locator(".map .tile").first.focus()
    expect(desk.get_by_role("tooltip")).to_contain_text("1 号窗口")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("tooltip")).to_have_count(0)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("dialog")).to_be_visible()


PANELS = {"window": ".map .tile", "queue": ".q button", "notice": ".staff-head nav button:nth-child(1)"}


@EXHAUSTIVE
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_desk_and_its_panels_hinder_nobody(hall: RunningHall, browser: Browser, language: str) -> None:
    window = desk_of(hall, browser, "manager", "/manage", language=language)
    expect(window.page.locator(".tile")).to_have_count(88, timeout=LONG_MS)
    found = [*window.troubles(), *window.barriers()]
    for opener in PANELS.values():
        window.page.locator(opener).first.click()
        window.page.wait_for_selector(".panel")
        found += window.barriers()
        window.page.keyboard.press("Escape")
    assert (found, window.overflows()) == ([], False)


def test_nothing_scrolls_sideways_at_half_the_size(hall: RunningHall, browser: Browser) -> None:
    window: Window = desk_of(hall, browser, "manager", "/manage", size=(720, 450), ratio=2)
    expect(window.page.locator(".tile")).to_have_count(88, timeout=LONG_MS)
    assert not window.overflows()


def test_a_desk_whose_token_ran_out_leads_back_to_the_door(
    hall: RunningHall, browser: Browser, stage: Stage
) -> None:
    desk = desk_of(hall, browser, "manager", "/manage").page
    kept = desk.evaluate("JSON.parse(sessionStorage.getItem('yimen-staff-dalang')).token")
    headers = {"Authorization": f"Bearer {kept}", "Idempotency-Key": "leave"}
    httpx.delete(f"{stage.run['api']}/staff-sessions/current", headers=headers, timeout=20)
    desk.reload()
    expect(desk.locator(".door .said")).to_contain_text("登录已失效", timeout=LONG_MS)


def test_a_board_that_nobody_hears_says_that_it_is_old(hall: RunningHall, browser: Browser) -> None:
    address = f"{hall.run['base_url']}/manage"
    window = open_page(browser, "about:blank", 1440, 900)
    sockets: list[object] = []
    silent: list[bool] = []

    def connect(socket: WebSocketRoute) -> None:
        if not silent:
            sockets.append(socket.connect_to_server())

    window.page.route_web_socket("**/socket.io/**", connect)
    window.page.goto(address)
    window.page.fill("[name=user]", hall.run["manager"]["user"])
    window.page.fill("[name=password]", hall.run["manager"]["password"])
    window.page.click(".door button.main")
    expect(window.page.locator(".tile")).to_have_count(88, timeout=LONG_MS)
    silent.append(True)
    for socket in sockets:
        socket.on_message(lambda _: None)  # type: ignore[attr-defined]
    expect(window.page.locator(".bar-old")).to_contain_text("画面停在", timeout=LONG_MS)
