"""One key on the PAD until the number is on every screen of a full hall: 88 PADs, 100 screens, 3,000 phones.

Meanwhile kiosks issue and PADs call at twenty times a busy hall's pace. The bare program has as many sockets;
its screens are in its room, its other clients in one that nothing is sent to.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import click

from tests.benchmarks.commands import CALLS_PER_S, HALL, ISSUES_PER_S, Desk, issuing
from tests.benchmarks.crowds import Crowd, crowd
from tests.benchmarks.figures import Row
from tests.benchmarks.load import Line, Press, paced
from tests.benchmarks.yardstick import Bare
from tests.servers import RunningHall
from tests.stories.playing import Players

PADS, SCREENS, PHONES = 88, 100, 3000
KEYS_S = 45
TO_SCREENS_MS, ANSWER_MS = 100, 30


def hall_full_rows(hall: RunningHall, bare: Bare, phones: int = PHONES) -> list[Row]:
    """What a key takes until its own PAD has the answer, and until every screen shows the number."""
    times = int(KEYS_S * CALLS_PER_S)
    players = Players(hall)
    desks = sign_in_everybody(hall, players)
    queue = queue_of(players, desks)
    kiosks = [issuing(Line(hall.run["api"], kiosk["token"]), queue) for kiosk in hall.run["kiosks"]]
    for number in range(times + len(desks)):
        kiosks[number % len(kiosks)]()
    answers, shown = ours(hall, players, desks, kiosks, times, phones)
    bare_answers, bare_shown = theirs(bare, times, phones)
    return [
        Row("PAD's key to its own answer, hall full", answers, ANSWER_MS, bare_answers),
        Row("PAD's key to the number on every screen, hall full", shown, TO_SCREENS_MS, bare_shown),
    ]


def sign_in_everybody(hall: RunningHall, players: Players) -> list[Desk]:
    """As many clerks as there are PADs, or as the demonstration has."""
    windows = [clerk["window"] for clerk in hall.run["clerks"]][:PADS]
    desks = []
    for window in windows:
        players.sign_in(window)
        line = Line(hall.run["api"], players.tokens[window])
        desks.append(Desk(line, window, players.current[window]))
    click.echo(f"{len(desks)} clerks are at their windows")
    return desks


def queue_of(players: Players, desks: list[Desk]) -> str:
    """The queue of the hall that most windows serve; only its windows go on pressing."""
    queues = [q for q in players.get("/catalogue")["queues"] if q["hall"] == HALL and not q["real_name"]]
    queue = max(queues, key=lambda one: len(one["windows"]))
    desks[:] = [desk for desk in desks if desk.window in queue["windows"]] + [
        desk for desk in desks if desk.window not in queue["windows"]
    ]
    return str(queue["code"])


def ours(
    hall: RunningHall, players: Players, desks: list[Desk], kiosks: list[Press], times: int, phones: int
) -> tuple[list[float], list[float]]:
    """Every key, one after the other, at its pace."""
    centre, address = hall.run["centre"], hall.run["base_url"]
    queue = queue_of(players, desks)
    serving = [desk for desk in desks if desk.window in windows_of(players, queue)]
    pads = [
        (1, json.dumps({"token": players.tokens[desk.window]}), [f"{centre}/window:{desk.window}"])
        for desk in desks
    ]
    answers: list[float] = []
    shown: list[float] = []
    with ExitStack() as crowds:
        screens = crowds.enter_context(crowd(address, [(SCREENS, "", [f"{centre}/hall:{HALL}"])]))
        crowds.enter_context(crowd(address, pads))
        crowds.enter_context(crowd(address, [(phones, "", [f"{centre}/queue:{queue}"])]))
        with pressing(kiosks):
            keys = iter(range(times))

            def key() -> None:
                desk = serving[next(keys) % len(serving)]
                begun = time.time()
                board = desk.line.post(f"/windows/{desk.window}/next", {"expect": desk.current})
                answers.append((time.time() - begun) * 1000)
                assert board["current"] is not None, "nobody waits"
                desk.current = board["current"]["public_id"]
                shown.append(seen(screens, desk.window, board["current"]["number"], begun))

            paced(key, times, CALLS_PER_S)
    return answers, shown


def windows_of(players: Players, queue: str) -> list[int]:
    """The windows that serve a queue."""
    return next(list(q["windows"]) for q in players.get("/catalogue")["queues"] if q["code"] == queue)


def seen(screens: Crowd, window: int, number: str, begun: float) -> float:
    """Milliseconds until the last screen has a board on which the window calls the number."""
    screens.tell("find", f'"window":{window},"state":"called","number":"{number}"')
    return float(screens.told()["last"] - begun) * 1000


def theirs(bare: Bare, times: int, phones: int) -> tuple[list[float], list[float]]:
    """The same with the bare program."""
    line, kiosk = Line(bare.address), issuing(Line(bare.address), "a", "/issue")
    for _ in range(times):
        kiosk()
    answers: list[float] = []
    shown: list[float] = []
    with (
        crowd(bare.address, [(SCREENS, "", ["hall"])]) as screens,
        crowd(bare.address, [(PADS + phones, "", ["nothing"])]),
        pressing([kiosk]),
    ):

        def key() -> None:
            begun = time.time()
            number = line.post("/next", {})["number"]
            answers.append((time.time() - begun) * 1000)
            screens.tell("find", f'{{"number":"{number}"}}')
            shown.append(float(screens.told()["last"] - begun) * 1000)

        paced(key, times, CALLS_PER_S)
    return answers, shown


@contextmanager
def pressing(kiosks: list[Press]) -> Iterator[None]:
    """People take numbers at twenty times a busy hall's pace, as long as the block lasts."""
    over = threading.Event()

    def go_on() -> None:
        number = 0
        while not over.wait(1 / ISSUES_PER_S):
            kiosks[number % len(kiosks)]()
            number += 1

    taking = threading.Thread(target=go_on)
    taking.start()
    try:
        yield
    finally:
        over.set()
        taking.join()
