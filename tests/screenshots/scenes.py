"""All pictures, scene by scene, in the order of a hall's day."""

from datetime import timedelta

from tests.screenshots import staff, trouble, visitors
from tests.screenshots.shots import Scene
from tests.screenshots.stage import Stage, busy_morning

NOTICE = {
    "zh": "因系统升级，社保窗口今天 16:30 停止办理。自助区 24 小时开放。",
    "en": "Social insurance windows stop at 16:30 today. Self-service stays open all day and night.",
}


def tell_everybody(stage: Stage) -> None:
    """The north hall's screens show a notice."""
    stage.players.post("/halls/N/notice", {"text": NOTICE}, stage.players.staff("manager"), "PUT")


def wait_too_long(stage: Stage) -> None:
    """Half an hour passes in which nobody is called."""
    stage.players.post("/halls/N/notice", {"text": None}, stage.players.staff("manager"), "PUT")
    stage.later(timedelta(minutes=30))


def leave(stage: Stage) -> None:
    """The north hall is evacuated."""
    stage.players.post("/halls/N/evacuation", {"on": True}, stage.players.staff("manager"), "PUT")


def close(stage: Stage) -> None:
    """Everybody comes back; it is evening, and the hall is closed."""
    stage.players.post("/halls/N/evacuation", {"on": False}, stage.players.staff("manager"), "PUT")
    stage.later(timedelta(hours=10))


def sleep(stage: Stage) -> None:
    """It is early in the morning of the next day."""
    stage.later(timedelta(hours=11))


SCENES = (
    Scene(
        "a busy morning",
        busy_morning,
        (
            *visitors.KIOSKS,
            *visitors.SCREENS,
            *visitors.PHONES,
            *visitors.ANYBODY,
            *staff.FACES,
            *staff.PADS,
            *staff.GUIDES,
            *staff.DESKS,
            *visitors.OLD,
            *staff.OLD,
            *trouble.NO_PAPER,
            *trouble.LONG_NAMES,
            *trouble.USED_UP,
        ),
    ),
    Scene("a kiosk without its server", trouble.lose_the_server, trouble.ALONE),
    Scene("broken devices", trouble.open_a_cover, trouble.DEVICES),
    Scene("a clerk asks for help", trouble.ask_for_help, trouble.HELP),
    Scene("the help is over", trouble.end_help, ()),
    Scene("a notice", tell_everybody, visitors.NOTICE + staff.NOTICE),
    Scene("waits past their target", wait_too_long, staff.LATE),
    Scene("an evacuation", leave, visitors.LEAVING + staff.LEAVING),
    Scene("the evening", close, visitors.EVENING),
    Scene("the next day", sleep, visitors.NEXT_DAY),
)
