"""Numbers given and people called per second, with everything on, in turns with the bare program.

Both have the same clients and screens. Each round lets the one press for some seconds, then the other;
the ratio is that of the medians.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

import click

from tests.benchmarks.crowds import cpu_s, process_of, server_of
from tests.benchmarks.figures import Rate, Row
from tests.benchmarks.load import Line, Press, listeners, paced, rate
from tests.benchmarks.yardstick import Bare
from tests.servers import RunningHall
from tests.stories.playing import Players

CLIENTS = 8
SCREENS = 10
ROUNDS = 5
ROUND_S = 3.0
HALL = "N"
AIM_RATIO = 0.6

ISSUES_PER_S = 3.2
CALLS_PER_S = 4.3
"""Twenty times a busy hall."""
BUSY_S = 40
AIM_P99_MS = 50


@dataclass
class Desk:
    """A clerk at a window who calls the next one, and ends with the one before."""

    line: Line
    window: int
    current: str | None = None

    def press(self) -> None:
        """One key. Fails when nobody waits any more: then nothing is measured."""
        board = self.line.post(f"/windows/{self.window}/next", {"expect": self.current})
        assert board["current"] is not None, "nobody waits"
        self.current = board["current"]["public_id"]


def command_figures(hall: RunningHall, bare: Bare) -> tuple[list[Rate], list[Row]]:
    """Rates beside the bare program's, then single presses at twenty times a busy hall."""
    queue, desks = desks_of(hall)
    kiosk = hall.run["kiosks"][0]["token"]
    issues = [issuing(Line(hall.run["api"], kiosk), queue) for _ in range(CLIENTS)]
    bares = [Line(bare.address) for _ in range(CLIENTS)]
    room = f"{hall.run['centre']}/hall:{HALL}"
    with listeners(hall.run["base_url"], room, SCREENS), listeners(bare.address, "hall", SCREENS):
        theirs = [issuing(line, "a", "/issue") for line in bares]
        processes = server_of(hall), process_of("tests.benchmarks.bare", hall.data.parent)
        issued = in_turns("issue", issues, theirs, processes)
        for everybody in (issues, theirs):  # so that somebody waits at every call
            rate(everybody, ROUNDS * ROUND_S)
        nexts: list[Press] = [partial(line.post, "/next", {}) for line in bares]
        called = in_turns("next", [desk.press for desk in desks], nexts, processes)
        busy = [
            at_a_busy_hour("issue at 20 busy halls", issues[0], theirs[0], ISSUES_PER_S),
            at_a_busy_hour("next at 20 busy halls", desks[0].press, nexts[0], CALLS_PER_S),
        ]
    return [issued, called], busy


def desks_of(hall: RunningHall) -> tuple[str, list[Desk]]:
    """Clerks at work for the queue of the hall that most windows serve, and this queue."""
    players = Players(hall)
    found = [
        queue
        for queue in players.get("/catalogue")["queues"]
        if queue["hall"] == HALL and not queue["real_name"]
    ]
    queue = max(found, key=lambda one: len(one["windows"]))
    windows = [one for one in queue["windows"] if any(c["window"] == one for c in hall.run["clerks"])]
    desks = []
    for window in windows[:CLIENTS]:
        players.sign_in(window)
        desks.append(Desk(Line(hall.run["api"], players.tokens[window]), window, players.current[window]))
    assert len(desks) == CLIENTS, f"only {len(desks)} windows serve {queue['code']}"
    return queue["code"], desks


def issuing(line: Line, queue: str, path: str = "/tickets") -> Press:
    """A visitor after the other."""
    return partial(line.post, path, {"queue": queue})


def in_turns(what: str, ours: Sequence[Press], theirs: Sequence[Press], processes: tuple[int, int]) -> Rate:
    """Some seconds of the one, some of the other, several times."""
    rates: tuple[list[float], list[float]] = ([], [])
    costs: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for one, (presses, process) in enumerate(zip((ours, theirs), processes, strict=True)):
            used_s = cpu_s(process)
            rates[one].append(rate(presses, ROUND_S))
            costs[one].append((cpu_s(process) - used_s) * 1000 / (rates[one][-1] * ROUND_S))
        click.echo(f"{what}: {rates[0][-1]:.0f}/s, bare {rates[1][-1]:.0f}/s")
    return Rate(what, *rates, AIM_RATIO, median(costs[0]), median(costs[1]))


def at_a_busy_hour(what: str, ours: Press, theirs: Press, per_s: float) -> Row:
    """One press after the other at this pace, and as many of the bare program."""
    times = int(per_s * BUSY_S)
    return Row(what, paced(ours, times, per_s), AIM_P99_MS, paced(theirs, times, per_s))
