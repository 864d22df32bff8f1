"""Walks through every page's main states: each yields what is on, and on which device."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from tests.pages.browser import Window
from tests.pages.looks import (
    BOARD,
    DESK,
    ELDER,
    FACE,
    KIOSK,
    PAD,
    PHONE,
    SIGN,
    TABLET,
    UPRIGHT,
    WIDE_ELDER,
    WIDE_KIOSK,
    Device,
)
from tests.pages.stage import Stage

Sight = tuple[str, Window, Device]
Walk = Callable[[Stage], Iterator[Sight]]
LIVE = ".link:not(.old)"
SETTLE_MS = 1000
"""Until an answer is on the page, and a second touch at the same place counts again."""
PUBLIC = {
    "halls": "/halls",
    "services": "/services",
    "found": "/services?q=sfz",
    "nothing found": "/services?q=qqqqqq",
    "a department": "/services?department=shijian&page=2",
    "a guide": "/services/SB-0006",
    "scenarios": "/scenarios",
    "a scenario": "/scenarios/esf",
    "calendar": "/calendar",
    "rules": "/rules",
    "open data": "/open-data",
    "unknown": "/services/nowhere",
}
PAD_DIALOGS = {"hold": "h", "transfer": "t", "pause": "p", "list": "l", "help": "?"}


def kiosk(stage: Stage, device: Device = KIOSK) -> Iterator[Sight]:
    """From the first screen to the number, with every list on the way."""
    with stage.opened(f"{stage.run['kiosks'][0]['url']}/", device, ".field") as window:
        page = window.page
        key = partial(stage.press_key, page)
        yield "home", window, device
        key("finding.nav.help")
        page.wait_for_selector("main:not(:has(.field))")
        yield "help", window, device
        key("kiosk.nav.home")
        page.click(".actions button:first-child")
        page.wait_for_selector("main:not(:has(.field))")
        yield "collect", window, device
        key("kiosk.nav.home")
        page.click(".actions button:last-child")
        page.wait_for_selector("main:not(:has(.field))")
        yield "check in", window, device
        key("kiosk.nav.home")
        page.click(".events h2 button")
        page.wait_for_selector("main:not(:has(.field))")
        yield "scenarios", window, device
        key("kiosk.nav.home")
        page.locator(".bar button").first.click()
        page.wait_for_selector(".tiles button")
        yield "departments", window, device
        page.locator(".tiles button").first.click()
        page.wait_for_selector(".rows")
        yield "items", window, device
        key("kiosk.nav.home")
        yield from find_and_take(window, device)


def find_and_take(window: Window, device: Device) -> Iterator[Sight]:
    """From the search to the number, and once more for two people."""
    page = window.page
    for people, name in ((1, "result"), (2, "result for two")):
        page.locator(".field, .choices-large li:last-child button").click()
        page.wait_for_selector(".keyboard")
        yield "find, nothing typed", window, device
        page.keyboard.type("sp")
        page.wait_for_selector(".rows button")
        yield "find, results", window, device
        page.locator(".rows button").first.click()
        page.wait_for_selector(".take")
        yield "item", window, device
        page.locator(".people [role=radio]").nth(people - 1).click()
        page.click(".take")
        page.locator(".gate.number").nth(people - 1).wait_for()
        yield name, window, device
        page.evaluate("document.querySelector('.go-home')?.click()")  # it may have gone home by itself


def wide_kiosk(stage: Stage) -> Iterator[Sight]:
    """The same on a lying screen."""
    yield from kiosk(stage, WIDE_KIOSK)


def elder(stage: Stage, device: Device = ELDER) -> Iterator[Sight]:
    """The kiosk in large type."""
    with stage.opened(f"{stage.run['kiosks'][0]['url']}/", device, ".field") as window:
        key = partial(stage.press_key, window.page)
        key("finding.nav.large")
        window.page.wait_for_selector(".choices-large")
        yield "home", window, device
        window.page.click("button.helper")
        window.page.wait_for_selector("main:not(:has(.helper))")
        yield "help", window, device
        key("kiosk.nav.home")
        yield from find_and_take(window, device)


def wide_elder(stage: Stage) -> Iterator[Sight]:
    """The same on a lying screen."""
    yield from elder(stage, WIDE_ELDER)


def pad(stage: Stage) -> Iterator[Sight]:
    """A clerk signs in, calls, serves, asks, pauses."""
    ticket = stage.take(queue="gongjijin")
    desk = ticket["windows"][0]
    clerk = stage.clerk(desk)
    with stage.opened(f"/pad?window={desk}", PAD, ".sign-in") as window:
        page = window.page
        yield "signed out", window, PAD
        page.fill("[name=employee_no]", clerk["employee_no"])
        page.fill("[name=pin]", clerk["pin"])
        page.click("button.main")
        page.wait_for_selector(".next:not(:disabled)")
        yield "nobody at the desk", window, PAD
        page.click(".next")
        page.wait_for_selector(".ticket .no")
        yield "called", window, PAD
        page.locator(".keys button").nth(1).click()
        page.wait_for_selector(".tag.serving")
        yield "serving", window, PAD
        for name, letter in PAD_DIALOGS.items():
            page.keyboard.press("Escape")
            page.wait_for_selector("dialog", state="detached")
            page.keyboard.press(letter)
            page.wait_for_selector("dialog")
            yield name, window, PAD
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        page.keyboard.press("f")
        page.wait_for_selector(".ticket .no", state="detached")
        page.wait_for_timeout(SETTLE_MS)
        page.keyboard.press("p")
        page.locator("dialog .choices button").first.click()
        page.wait_for_selector("dialog", state="detached")
        page.wait_for_timeout(SETTLE_MS)
        yield "paused", window, PAD
        page.keyboard.press("q")
        page.wait_for_selector("dialog")
        yield "sign out", window, PAD
        page.click("dialog .main")
        page.wait_for_selector(".sign-in")


def hall(stage: Stage) -> Iterator[Sight]:
    """The hall's board, with and without a call, lying and standing."""
    with stage.opened("/hall/N", BOARD, LIVE) as window:
        yield "before the call", window, BOARD
        stage.called("zh-minsheng")
        window.page.wait_for_selector(".newest .no")
        yield "a call", window, BOARD
    with stage.opened("/hall/S", UPRIGHT, LIVE) as window:
        yield "standing", window, UPRIGHT


def zone(stage: Stage) -> Iterator[Sight]:
    """A zone's board, standing and lying."""
    stage.called("zh-minsheng")
    with stage.opened("/zone/N2", UPRIGHT, LIVE) as window:
        yield "windows", window, UPRIGHT
    with stage.opened("/zone/S1", BOARD, LIVE) as window:
        yield "lying", window, BOARD


def window_sign(stage: Stage) -> Iterator[Sight]:
    """A window's sign: closed, and with somebody called."""
    with stage.opened("/window/13", SIGN, LIVE) as window:
        yield "closed", window, SIGN
    desk, _ = stage.called("zh-minsheng")
    with stage.opened(f"/window/{desk}", SIGN, LIVE) as window:
        yield "called", window, SIGN


def face(stage: Stage) -> Iterator[Sight]:
    """What the visitor sees of a PAD: called, served, paused, closed."""
    desk, token = stage.called("zh-gongcheng")
    press = partial(stage.press, desk, token)
    with stage.opened(f"/face/{desk}", FACE, LIVE) as window:
        window.page.wait_for_selector(".now")
        yield "called", window, FACE
        press("start")
        window.page.wait_for_selector(".now:not(.called)")
        yield "served", window, FACE
        press("finish")
        reason = stage.look("/catalogue")["pause_reasons"][0]["code"]
        press("pause", reason=reason)
        window.page.wait_for_selector(".shut.paused")
        yield "paused", window, FACE
        press("unpause", reason=reason)
        window.page.wait_for_selector(".shut:not(.paused)")
        yield "free", window, FACE
    with stage.opened("/face/12", FACE, LIVE) as window:
        yield "closed", window, FACE
    with stage.opened("/rate/9", PHONE) as window:
        yield "rating", window, PHONE


def staff_door(window: Window, person: Mapping[str, str]) -> None:
    """Sign in at the door of all staff."""
    window.page.fill("[name=user]", person["user"])
    window.page.fill("[name=password]", person["password"])
    window.page.click("button.main")


def manage(stage: Stage) -> Iterator[Sight]:
    """A manager signs in and arranges the hall."""
    with stage.opened("/manage", DESK, "[name=user]") as window:
        page = window.page
        yield "signed out", window, DESK
        staff_door(window, stage.run["manager"])
        page.wait_for_selector(".signed-in")
        page.wait_for_selector(LIVE)
        yield "live", window, DESK
        page.locator(".map button, .doors button").first.click()
        page.wait_for_selector("dialog, [role=dialog], .panel")
        yield "a window", window, DESK


def staff(stage: Stage) -> Iterator[Sight]:
    """The door of all staff, and somebody before a desk of others."""
    with stage.opened("/staff", DESK, "[name=user]") as window:
        yield "signed out", window, DESK
    with stage.opened("/manage", DESK, "[name=user]") as window:
        staff_door(window, stage.run["auditor"])
        window.page.wait_for_selector(".door a.main, .door h1")
        yield "not this desk", window, DESK


def audit(stage: Stage) -> Iterator[Sight]:
    """The auditor's desk, at a desk and on a phone."""
    for device in (DESK, PHONE):
        with stage.opened("/audit", device, "[name=user]") as window:
            staff_door(window, stage.run["auditor"])
            window.page.wait_for_selector("tbody tr")
            yield "what happened", window, device


def guide(stage: Stage) -> Iterator[Sight]:
    """The guide's tablet."""
    with stage.opened("/guide", TABLET, "[name=user]") as window:
        yield "signed out", window, TABLET
        staff_door(window, stage.run["guide"])
        window.page.wait_for_selector(".signed-in")
        yield "queues", window, TABLET


def phone(stage: Stage) -> Iterator[Sight]:
    """A visitor's phone: waiting, then called, then done."""
    ticket = stage.take(queue="yibao")
    with stage.opened(ticket["link"], PHONE, ".fresh.live") as window:
        yield "waiting", window, PHONE
        desk = ticket["windows"][0]
        token = stage.signed_in(desk)
        stage.press(desk, token, "next")
        window.page.wait_for_selector(".called")
        yield "called", window, PHONE
        stage.press(desk, token, "missed")
        window.page.wait_for_selector(".missed")
        yield "missed", window, PHONE
    with stage.opened("/t/nowhere", PHONE) as window:
        window.complaints.clear()
        yield "no such ticket", window, PHONE


def plain(stage: Stage) -> Iterator[Sight]:
    """Pages without script."""
    for name, address in (("index", "/"), ("missing", "/nowhere"), ("docs", "/api/docs")):
        with stage.opened(address, DESK) as window:
            if name == "missing":
                window.complaints.clear()
            yield name, window, DESK


def public(stage: Stage) -> Iterator[Sight]:
    """What everybody may read, on a phone and at a desk."""
    stage.take(queue="yibao")
    for device in (PHONE, DESK):
        for name, address in PUBLIC.items():
            with stage.opened(address, device) as window:
                if name == "unknown":
                    window.complaints.clear()
                yield name, window, device


WALKS: Mapping[str, Walk] = {
    "kiosk": kiosk,
    "wide kiosk": wide_kiosk,
    "elder": elder,
    "wide elder": wide_elder,
    "pad": pad,
    "hall": hall,
    "zone": zone,
    "window": window_sign,
    "face": face,
    "manage": manage,
    "staff": staff,
    "audit": audit,
    "guide": guide,
    "phone": phone,
    "plain": plain,
    "public": public,
}
