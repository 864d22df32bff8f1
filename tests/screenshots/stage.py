"""A hall with a real morning behind it, so that every picture shows what can really be."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.screenshots.kiosks import Kiosks
from tests.servers import RunningHall
from tests.stories.playing import Players
from ui.words import languages

MINUTES = 40
A_MINUTE = timedelta(minutes=1)
DESKS = (
    1,
    3,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    13,
    14,
    15,
    17,
    19,
    20,
    22,
    24,
    26,
    28,
    30,
    33,
    35,
    38,
    41,
    44,
    48,
    50,
    52,
    55,
)
CLERK, SERVING, FREE, PAUSED = 9, 12, 55, 11
"""A clerk who has called somebody, one who serves somebody, one without a visitor, and one who has paused."""
CLASSES = ("ordinary",) * 9 + ("elderly", "elderly", "maternity", "disabled", "serviceman")


@dataclass
class Stage:
    """The hall, those who play in it, and the visitors whom the pictures are about."""

    hall: RunningHall
    players: Players
    kiosks: Kiosks
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Named visitors: waiting, called, missed, ..."""
    papers: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """What a kiosk printed for some of them, by its name and language, as it was at that moment."""

    @property
    def run(self) -> dict[str, Any]:
        """run.json."""
        return self.players.run

    @property
    def base(self) -> str:
        """The server's address."""
        return str(self.run["base_url"])

    def later(self, by: timedelta) -> None:
        """Turn the hall's clock on."""
        token = self.players.staff("administrator")
        now = datetime.fromisoformat(self.players.get("/opening")["hall_time"])
        self.players.post("/clock", {"hall_time": (now + by).isoformat()}, token, "PUT")


def busy_morning(stage: Stage) -> None:
    """Forty minutes of visitors and clerks, always the same ones."""
    dice = Random(9)
    for desk in DESKS:
        stage.players.sign_in(desk)
    token = stage.players.staff("administrator")
    start = datetime.fromisoformat(stage.players.get("/opening")["hall_time"])
    wanted = nameless_services(stage.players)
    for minute in range(MINUTES):
        now = (start + minute * A_MINUTE).isoformat()
        stage.players.post("/clock", {"hall_time": now}, token, "PUT")
        for _ in range(dice.choice((1, 2, 3))):
            stage.players.take(service=dice.choice(wanted), visitor_class=dice.choice(CLASSES))
        for desk in dice.sample(DESKS, 3):
            stage.players.press(desk, "next")
    rest(stage.players, PAUSED)
    name_visitors(stage)
    print_papers(stage)


def rest(players: Players, window: int) -> None:
    """A clerk ends what is under way and pauses."""
    if players.current[window]:
        players.press(window, "finish")
    players.press(window, "pause", reason="rest")


def name_visitors(stage: Stage) -> None:
    """The visitors whom the pictures are about: each has come as far as the name says."""
    players = stage.players
    at_the_desk = "SB-0001"
    names = ("missed", "done", "held", "serving", "called", "waiting")
    ends = {name: players.take(service=at_the_desk) for name in names}
    desk = players.window_of("sb-canbao")
    players.sign_in(desk)
    until_called(players, desk, ends["missed"])
    players.press(desk, "missed")
    until_called(players, desk, ends["done"])
    players.press(desk, "finish")
    until_called(players, desk, ends["held"])
    players.press(desk, "hold")
    next_desk = int(ends["serving"]["windows"][1])
    players.sign_in(next_desk)
    until_called(players, next_desk, ends["serving"])
    players.press(next_desk, "start")
    until_called(players, desk, ends["called"])
    scenario = players.take(scenario="cyd", id_number="11010519491231002X")
    cancelled = players.take(service=at_the_desk)
    players.post(f"/tickets/{cancelled['public_id']}/cancel", {}, players.run["kiosks"][0]["token"])
    elsewhere = players.take(queue=queue_of(players, "S"))
    stage.tickets |= ends | {"scenario": scenario, "cancelled": cancelled, "elsewhere": elsewhere}
    for window in (SERVING, CLERK):
        players.take(service="SJ-0019")
        players.press(window, "next")
    players.press(SERVING, "start")


def print_papers(stage: Stage) -> None:
    """A common ticket, a second copy and one for several steps, as a kiosk is told them in each language."""
    players, token = stage.players, stage.run["kiosks"][0]["token"]
    common, steps = stage.tickets["waiting"]["public_id"], stage.tickets["scenario"]["public_id"]
    copied = players.take(service="SJ-0019")["public_id"]
    players.post(f"/tickets/{copied}/reprint", {}, token)
    for name, public_id in (("ticket", common), ("reprint", copied), ("life event", steps)):
        for language in languages():
            stage.papers[name, language] = told_to_kiosk(stage, public_id, language)


def told_to_kiosk(stage: Stage, public_id: str, language: str) -> dict[str, Any]:
    """A ticket as a kiosk gets it for a visitor who reads this language."""
    token = stage.run["kiosks"][0]["token"]
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
    answer = stage.players.http.get(f"{stage.run['api']}/tickets/{public_id}", headers=headers)
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


def queue_of(players: Players, hall: str) -> str:
    """The queue of a hall that asks for no name."""
    queues = players.get("/catalogue")["queues"]
    return str(next(q["code"] for q in queues if q["hall"] == hall and not q["real_name"] and q["windows"]))


def until_called(players: Players, window: int, ticket: dict[str, Any]) -> None:
    """Press next until this ticket stands at the window."""
    for _ in range(200):
        if players.current[window] == ticket["public_id"]:
            return
        players.press(window, "next")
    raise AssertionError(f"{ticket['number']} is not called at window {window}")


def nameless_services(players: Players) -> list[str]:
    """Items of the north hall and of the south hall that ask for no identity number, a few of each queue."""
    catalogue = players.get("/catalogue")
    queues = {queue["code"] for queue in catalogue["queues"] if not queue["real_name"] and queue["windows"]}
    kept: dict[str, list[str]] = {}
    for service in catalogue["services"]:
        if service["queue"] in queues:
            kept.setdefault(service["queue"], []).append(service["code"])
    return [code for codes in kept.values() for code in codes[:2]]
