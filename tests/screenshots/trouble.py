"""Pictures of what goes wrong: no server, no paper, no numbers left, broken devices, a call for help."""

import json

from playwright.sync_api import Page, Route

from tests.screenshots.addresses import at
from tests.screenshots.doing import (
    SECOND_TOUCH_MS,
    after,
    as_staff,
    found,
    keyed,
    searched,
    seen,
    touch,
    waited,
)
from tests.screenshots.shots import DESK, PAD, PHONE, TABLET, WIDE, Shot
from tests.screenshots.stage import CLERK, Stage
from tests.screenshots.visitors import HEARD_MS, KIOSK, UNTIL_PRINTED_MS

FOOD = {"zh": "spjyxkzxb", "en": "food business licence: new"}
HOUSES, HOUSE_QUEUE = "BD-0001", "zh-budongchan"
COVER_OPEN = "QK-S2"
TOLD_MS = 2500


def lose_the_server(stage: Stage) -> None:
    """The wire of one kiosk is cut."""
    stage.kiosks.lose_the_server()


def used_up(_stage: Stage, page: Page, _language: str) -> None:
    """The numbers for houses are used up until the lunch break: the demonstration itself has no quotas."""

    def answer(route: Route) -> None:
        told = route.fetch()
        state = told.json()
        now = {"issuing": True, "quota_left": 0, "opens": f"{state['hall_time'][:10]}T14:00:00+08:00"}
        state["queues"][HOUSE_QUEUE] |= now
        route.fulfill(response=told, json=state)

    page.route("**/agent/state*", answer)
    page.wait_for_timeout(HEARD_MS)


def settled(_stage: Stage, page: Page, _language: str) -> None:
    """The page has heard of it, and nothing is on its way when it is closed."""
    page.locator(".blocked h2").wait_for()
    page.unroute_all(behavior="wait")


def open_a_cover(stage: Stage) -> None:
    """Somebody of the house left a printer open."""
    token = json.loads((stage.hall.data / "demo.json").read_text("utf-8"))["tokens"][COVER_OPEN]
    printer = {"code": "printer", "kind": "printer", "state": "cover_open"}
    stage.players.post("/devices/current/heartbeat", {"state": "cover_open", "parts": [printer]}, token)


def ask_for_help(stage: Stage) -> None:
    """A clerk, back from where the desk was taken over, asks for help without a word."""
    stage.players.sign_in(CLERK)
    stage.players.post(f"/windows/{CLERK}/alarm", {}, stage.players.tokens[CLERK])


def end_help(stage: Stage) -> None:
    """Somebody has been there, and it is over."""
    manager = stage.players.staff("manager")
    for alarm in stage.players.get("/boards/alarms", manager)["board"]["alarms"]:
        stage.players.post(f"/alarms/{alarm['id']}/reset", {}, manager)


def alone(stage: Stage) -> str:
    """The kiosk that has lost its server."""
    return f"{stage.kiosks.alone}/"


def without_paper(stage: Stage) -> str:
    """The kiosk without paper."""
    return f"{stage.kiosks.without_paper}/"


taken = after(found(FOOD["zh"]), touch(".take"), waited(UNTIL_PRINTED_MS))
large_found = after(
    touch("finding.nav.large", "finding.large.find"), keyed(FOOD["zh"]), waited(SECOND_TOUCH_MS)
)
large_item = after(large_found, touch(".rows button"))
large_taken = after(large_item, touch(".take"), waited(UNTIL_PRINTED_MS))
two = after(found(FOOD["zh"]), touch(".people button:nth-of-type(2)", ".take"), waited(UNTIL_PRINTED_MS))

ALONE = (
    Shot("kiosk", "alone home", KIOSK, alone),
    Shot("kiosk", "alone search", KIOSK, alone, searched("spjy")),
    Shot("kiosk", "alone item", KIOSK, alone, found(FOOD["zh"])),
    Shot("kiosk", "alone result", KIOSK, alone, taken),
    Shot("kiosk", "alone result two", KIOSK, alone, two),
    Shot("kiosk", "alone large home", KIOSK, alone, touch("finding.nav.large")),
    Shot("kiosk", "alone large search", KIOSK, alone, large_found),
    Shot("kiosk", "alone large item", KIOSK, alone, large_item),
    Shot("kiosk", "alone large result", KIOSK, alone, large_taken),
)
NO_PAPER = (
    Shot("kiosk", "no paper", KIOSK, without_paper, taken),
    Shot("kiosk", "no paper large", KIOSK, without_paper, large_taken),
)
LONG_NAMES = (
    Shot("kiosk", "longest name", KIOSK, without_paper, found("BD-0002"), ("zh",)),
    Shot("kiosk", "longest name", KIOSK, without_paper, found("GA-0071"), ("en",)),
    Shot("kiosk", "longest name found", KIOSK, without_paper, searched("GA-0071")),
    Shot(
        "kiosk",
        "large longest name",
        KIOSK,
        without_paper,
        after(
            touch("finding.nav.large", "finding.large.find"),
            keyed("GA-0071"),
            waited(SECOND_TOUCH_MS),
            touch(".rows button"),
        ),
    ),
)
USED_UP = (
    Shot("kiosk", "quota used up", KIOSK, without_paper, after(used_up, found(HOUSES), settled)),
    Shot(
        "kiosk",
        "large quota used up",
        KIOSK,
        without_paper,
        after(
            used_up,
            touch("finding.nav.large", "finding.large.find"),
            keyed(HOUSES),
            waited(SECOND_TOUCH_MS),
            touch(".rows button"),
            settled,
        ),
    ),
)
DEVICES = (
    Shot(
        "devices",
        "faults",
        (DESK, WIDE, TABLET, PHONE),
        at("/manage/devices"),
        after(as_staff("manager"), waited(TOLD_MS)),
    ),
)
HELP = (
    Shot(
        "guide", "help asked for", (TABLET, PHONE), at("/guide"), after(as_staff("guide"), seen(".asks-help"))
    ),
    Shot(
        "manage",
        "help asked for",
        (DESK, WIDE),
        at("/manage"),
        after(as_staff("manager"), seen(".asks-help")),
    ),
    Shot("face", "help asked for", (PAD,), at(f"/face/{CLERK}"), languages=("zh",)),
)
