"""All pictures, scene by scene, in the order of a hall's day."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from tests.screenshots.doing import after, cut_off, found, searched, signed_in, touch, waited
from tests.screenshots.shots import (
    DESK,
    PAD,
    PHONE,
    SIGN,
    SMALL_PHONE,
    TABLET,
    TALL,
    WIDE,
    Scene,
    Shot,
    Steps,
)
from tests.screenshots.stage import CLERK, FREE, PAUSED, Stage, busy_morning

KIOSK = (TALL, WIDE)
UNTIL_PRINTED_MS = 2500
HEARD_MS = 6_000
"""Until a kiosk has asked anew what is open."""
UNTIL_DRAWN_MS = 2500
"""Until the manager's page has the whole hall."""


def kiosk(stage: Stage) -> str:
    """The kiosk of the north hall."""
    return f"{stage.run['kiosks'][0]['url']}/"


def at(path: str) -> Callable[[Stage], str]:
    """A page of the server."""
    return lambda stage: f"{stage.base}{path}"


def ticket(name: str) -> Callable[[Stage], str]:
    """The page of a named visitor's ticket."""
    return lambda stage: str(stage.tickets[name]["link"])


def as_staff(role: str) -> Steps:
    """Somebody of the staff signs in on a page of theirs."""

    def steps(stage: Stage, page: Page, language: str) -> None:
        page.fill("[name=user]", stage.run[role]["user"])
        page.fill("[name=password]", stage.run[role]["password"])
        page.click("button[type=submit]")
        page.locator("form.gate").wait_for(state="detached")

    return steps


def tile(text: str) -> Steps:
    """A tile whose text stands in the catalogue and not in the words."""
    return lambda _stage, page, _language: page.get_by_role("button", name=text).first.click()


def leave(stage: Stage) -> None:
    """The north hall is evacuated."""
    stage.players.post("/halls/N/evacuation", {"on": True}, stage.players.staff("manager"), "PUT")


def come_back(stage: Stage) -> None:
    """Everybody comes back; it is evening, and the hall is closed."""
    stage.players.post("/halls/N/evacuation", {"on": False}, stage.players.staff("manager"), "PUT")
    stage.later(timedelta(hours=10))


manager = after(as_staff("manager"), waited(UNTIL_DRAWN_MS))
desk = signed_in(lambda _stage: CLERK)
free_desk = signed_in(lambda _stage: FREE)
PAD_PAGE, FACE = at(f"/pad?window={CLERK}"), at(f"/face/{CLERK}")

OPEN = (
    Shot("kiosk", "home", KIOSK, kiosk, readme="kiosk"),
    Shot("kiosk", "search", KIOSK, kiosk, searched("spjy")),
    Shot("kiosk", "nothing found", (TALL,), kiosk, searched("kkkkkkkk")),
    Shot("kiosk", "item", KIOSK, kiosk, found("spjyxkzxb")),
    Shot("kiosk", "other hall", (TALL,), kiosk, found("wgrjlzjsq")),
    Shot(
        "kiosk", "result", KIOSK, kiosk, after(found("spjyxkzxb"), touch(".take"), waited(UNTIL_PRINTED_MS))
    ),
    Shot("kiosk", "scenarios", (TALL,), kiosk, touch(".events h2 button")),
    Shot("kiosk", "departments", KIOSK, kiosk, touch(".bar button")),
    Shot("kiosk", "collect", (TALL,), kiosk, touch("finding.collect.title")),
    Shot("kiosk", "check-in", (TALL,), kiosk, touch("finding.home.check_in")),
    Shot("kiosk", "help", (TALL,), kiosk, touch("finding.nav.help")),
    Shot("kiosk", "large home", KIOSK, kiosk, touch("finding.nav.large")),
    Shot("kiosk", "large search", (TALL,), kiosk, touch("finding.nav.large", "finding.large.find")),
    Shot("pad", "sign-in", (PAD, PHONE), PAD_PAGE),
    Shot("pad", "current", (PAD, PHONE), PAD_PAGE, desk, readme="pad"),
    Shot("pad", "transfer", (PAD,), PAD_PAGE, after(desk, touch("pad.key.transfer"))),
    Shot("pad", "pause", (PAD,), PAD_PAGE, after(desk, touch("pad.key.pause"))),
    Shot("pad", "idle", (PAD,), at(f"/pad?window={FREE}"), free_desk),
    Shot("face", "current", (PAD,), FACE),
    Shot("face", "paused", (PAD,), at(f"/face/{PAUSED}")),
    Shot("face", "nobody", (PAD,), at("/face/80")),
    Shot("hall", "busy", (WIDE, TALL), at("/hall/N"), readme="hall"),
    Shot("hall", "south", (WIDE,), at("/hall/S")),
    Shot("zone", "busy", (TALL, WIDE), at("/zone/N2")),
    Shot("sign", "called", (SIGN, (800, 480)), at(f"/window/{CLERK}")),
    Shot("sign", "paused", (SIGN,), at(f"/window/{PAUSED}")),
    Shot("sign", "closed", (SIGN,), at("/window/80")),
    Shot("phone", "waiting", (PHONE, SMALL_PHONE), ticket("waiting")),
    Shot("phone", "called", (PHONE, SMALL_PHONE), ticket("called"), readme="phone"),
    Shot("phone", "missed", (PHONE,), ticket("missed")),
    Shot("phone", "done", (PHONE,), ticket("done")),
    Shot("phone", "cancelled", (PHONE,), ticket("cancelled")),
    Shot("phone", "scenario", (PHONE,), ticket("scenario")),
    Shot("guide", "sign-in", (TABLET,), at("/guide")),
    Shot("guide", "find", (TABLET,), at("/guide"), as_staff("guide")),
    Shot("guide", "take", (TABLET,), at("/guide"), after(as_staff("guide"), touch("guide.tab.take"))),
    Shot("guide", "queues", (TABLET,), at("/guide"), after(as_staff("guide"), touch("guide.tab.queues"))),
    Shot("manage", "hall", (DESK, WIDE), at("/manage"), manager),
    Shot("admin", "devices", (DESK,), at("/admin"), as_staff("administrator")),
    Shot("index", "all", (PAD, PHONE), at("/")),
    Shot("missing", "page", (PAD,), at("/nowhere")),
    Shot("pad", "old", (PAD,), PAD_PAGE, after(desk, cut_off)),
    Shot("face", "old", (PAD,), FACE, cut_off, ("zh",)),
    Shot("hall", "old", (WIDE,), at("/hall/N"), cut_off),
    Shot("phone", "old", (PHONE,), ticket("waiting"), cut_off),
)
LEAVING = (
    Shot("kiosk", "evacuation", (TALL,), kiosk, waited(HEARD_MS)),
    Shot("hall", "evacuation", (WIDE, TALL), at("/hall/N")),
    Shot("zone", "evacuation", (TALL,), at("/zone/N2")),
    Shot("face", "evacuation", (PAD,), FACE),
    Shot("sign", "evacuation", (SIGN,), at(f"/window/{CLERK}")),
    Shot("phone", "evacuation", (PHONE,), ticket("waiting")),
    Shot("manage", "evacuation", (DESK,), at("/manage"), manager),
)
EVENING = (
    Shot("kiosk", "closed", (TALL,), kiosk, waited(HEARD_MS)),
    Shot("kiosk", "closed item", (TALL,), kiosk, found("spjyxkzxb")),
    Shot("hall", "closed", (WIDE,), at("/hall/N")),
)

SCENES = (
    Scene("a busy morning", busy_morning, OPEN),
    Scene("an evacuation", leave, LEAVING),
    Scene("the evening", come_back, EVENING),
)
