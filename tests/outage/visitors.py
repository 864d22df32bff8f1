"""Visitors of a Monday at kiosks: each touches once, and asks again under its key as the page does."""

import queue
import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

from crowd.arrivals import folder_of, read_arrivals
from crowd.centre import Centre
from crowd.plan import plan_day
from crowd.visits import Visit
from tests.outage.scene import Kiosk

PATIENCE_S = 120.0
"""A visitor at a kiosk that lost its power waits until it is up again."""
AT_ONCE = 24


@dataclass(frozen=True)
class Told:
    """What a visitor knows in the end: a ticket, or the reason of a refusal. `took_s` real seconds.

    `was_dark`: the kiosk had no power for a part of the time, so that the page asked in vain.
    """

    kiosk: str
    key: str
    visit: Visit
    took_s: float
    ticket: dict[str, Any] | None
    refused: str | None
    was_dark: bool


def of_a_monday(centre: Centre, day: date, seed: int) -> Iterator[Visit]:
    """Its visits in the order of their coming, and again from the beginning."""
    while True:
        yield from plan_day(read_arrivals(folder_of("dalang") / "arrivals.csv"), centre, day, seed=seed)
        seed += 1


class Visitors:
    """They come as a Poisson process, `per_s` in a second, each to one of the kiosks."""

    def __init__(self, kiosks: list[Kiosk], visits: Iterator[Visit], per_s: float, seed: int) -> None:
        self._kiosks = kiosks
        self._visits = visits
        self._per_s = per_s
        self._dice = random.Random(seed)
        self._told: queue.SimpleQueue[Told] = queue.SimpleQueue()
        self.touched = 0

    def come(self, seconds: float, at: Mapping[float, Callable[[], object]] | None = None) -> list[Told]:
        """Let them come so long, and wait for the last; `at` are things that happen meanwhile.

        What goes wrong in a touch or in such a thing is raised.
        """
        events, began = dict(at or {}), time.monotonic()
        with ThreadPoolExecutor(AT_ONCE + len(events)) as hands:
            doing = [hands.submit(_happen, after_s, event) for after_s, event in events.items()]
            while time.monotonic() - began < seconds:
                self.touched += 1
                kiosk, visit = self._dice.choice(self._kiosks), next(self._visits)
                doing.append(hands.submit(self._touch, kiosk, visit))
                time.sleep(self._dice.expovariate(self._per_s))
        for done in doing:
            done.result()
        return [self._told.get_nowait() for _ in range(self._told.qsize())]

    def _touch(self, kiosk: Kiosk, visit: Visit) -> None:
        key, began, answer, was_dark = f"touch-{uuid.uuid4().hex}", time.monotonic(), None, False
        while (answer is None or answer["state"] == "asking") and time.monotonic() - began < PATIENCE_S:
            answer = kiosk.ask("/tickets", {"key": key, **wanted(visit)})
            was_dark = was_dark or answer is None
            time.sleep(0.0 if answer else 0.2)
        took = time.monotonic() - began
        ticket = answer["ticket"] if answer else None
        refused = None if ticket else str((answer or {}).get("error") or "no answer")
        self._told.put(Told(kiosk.code, key, visit, took, ticket, refused, was_dark))


def _happen(after_s: float, event: Callable[[], object]) -> None:
    time.sleep(after_s)
    event()


def wanted(visit: Visit) -> dict[str, Any]:
    """The touch as the page sends it."""
    asked = {
        "service": visit.service,
        "scenario": visit.scenario,
        "queue": None if visit.service or visit.scenario else visit.queue,
        "id_number": visit.id_number,
        "visitor_class": visit.visitor_class,
        "language": visit.language,
    }
    return {name: value for name, value in asked.items() if value is not None}
