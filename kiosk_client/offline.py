"""Numbers of the kiosk's own series: the hall's rules as far as they are known without the server.

Pure: what is known and the time are handed in. It refuses by what the server last said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kiosk_client.hours import gives_from, half_day, hours_of, next_half_day, row
from kiosk_client.server import Body

NOT_CLAIMABLE = frozenset({"appointment", "returning"})
"""Classes that need proof which only the server has."""


class NoNumber(Exception):
    """No number is given. `code` and details are those of the server's refusals."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True)
class LastKnown:
    """What the server last said, and how many own numbers of a queue and half-day it has not heard of."""

    catalogue: Body
    opening: Body
    kiosk: str
    own: Callable[[str, str], int]

    @property
    def hall(self) -> str | None:
        """The hall in which the kiosk stands."""
        found = row(self.catalogue, "kiosks", self.kiosk)
        return found["hall"] if found else None

    @property
    def evacuated(self) -> frozenset[str]:
        """Halls that had to be left when the server was last heard."""
        return frozenset(h["hall"] for h in self.opening["halls"] if h["state"] == "evacuation")


@dataclass(frozen=True, slots=True)
class Errand:
    """What a wish comes to: the queue it begins in, the letters of its numbers, and all its steps."""

    queue: Body
    prefix: str
    service: str | None = None
    scenario: str | None = None
    steps: tuple[Body, ...] = ()

    @property
    def needs_name(self) -> str | None:
        """The queue because of which a document's number is needed."""
        asking = (queue for queue in (self.queue, *self.steps) if queue["real_name"])
        return next((queue["code"] for queue in asking), None)


def errand_of(catalogue: Body, wanted: Body) -> Errand:
    """Find queue, letters and steps of a wish. Raises NoNumber."""
    if scenario := wanted.get("scenario"):
        found = _offered(catalogue, "scenarios", scenario, "scenario")
        services = [_offered(catalogue, "services", code, "service") for code in found["steps"]]
        steps = tuple(_queue(catalogue, service["queue"]) for service in services)
        return Errand(steps[0], _prefix_of_scenarios(catalogue, scenario), None, scenario, steps)
    if service := wanted.get("service"):
        found = _offered(catalogue, "services", service, "service")
        queue = _queue(catalogue, found["queue"])
        return Errand(queue, queue["prefix"], service)
    queue = _queue(catalogue, str(wanted.get("queue")))
    return Errand(queue, queue["prefix"])


def must_be_given(known: LastKnown, errand: Errand, wanted: Body, now: datetime) -> None:
    """Whether a number may be given at a hall time. Raises NoNumber."""
    queue, code = errand.queue, errand.queue["code"]
    for hall in known.evacuated & {queue["hall"], known.hall}:
        raise NoNumber("evacuated", hall=hall)
    hours = hours_of(known.catalogue, queue, now)
    if not hours.issuing:
        raise NoNumber("closed", queue=code, opens=hours.opens)
    left = quota_left(known, queue, now)
    if left is not None and left <= 0:
        raise NoNumber("quota_used", queue=code, again=quota_again(known, queue, now))
    visitor_class = wanted.get("visitor_class", "ordinary")
    if visitor_class in NOT_CLAIMABLE or row(known.catalogue, "classes", visitor_class) is None:
        raise NoNumber("class_not_claimable", visitor_class=visitor_class)


def quota_left(known: LastKnown, queue: Body, now: datetime) -> int | None:
    """Numbers left in this half-day as far as this kiosk can know; None where there is no quota."""
    quota: int | None = queue["quota_per_half_day"]
    if quota is None:
        return None
    half = half_day(known.catalogue, queue, now)
    heard = half_day(known.catalogue, queue, datetime.fromisoformat(known.opening["hall_time"]))
    last = next((q for q in known.opening["queues"] if q["queue"] == queue["code"]), None)
    if last is not None and heard == half and last["quota_left"] is not None:
        quota = int(last["quota_left"])
    return max(0, quota - known.own(queue["code"], half))


def quota_again(known: LastKnown, queue: Body, now: datetime) -> datetime | None:
    """When the next half-day of a queue begins to give numbers."""
    return gives_from(known.catalogue, queue, next_half_day(known.catalogue, queue, now))


def series_of(catalogue: Body, errand: Errand, kiosk: str) -> str:
    """The series from which this kiosk numbers an errand, e.g. A-K1-. Raises NoNumber for a stranger."""
    found = row(catalogue, "kiosks", kiosk)
    if found is None:
        raise NoNumber("unknown_device", device=kiosk)
    series: str = catalogue["offline_series"].format(prefix=errand.prefix, offline_code=found["offline_code"])
    return series


@dataclass(frozen=True, slots=True)
class Counter:
    """How far a series has come: its last serial, on which business date, and whether that was sure."""

    serial: int
    day: date
    sure: bool

    def next(self, day: date, *, sure: bool) -> "Counter":
        """Serials begin at 1 on a new business date, if this date and the last one are sure; else they go on.

        So whatever a clock does, no number comes twice on one day.
        """
        fresh = sure and self.sure and day > self.day
        return Counter(1 if fresh else self.serial + 1, day, sure)


def number(series: str, serial: int) -> str:
    """A number of the kiosk's own series: at least two digits."""
    return f"{series}{serial:02d}"


def _offered(catalogue: Body, table: str, code: str, kind: str) -> Mapping[str, Any]:
    found = row(catalogue, table, code)
    if found is None or found.get("retiring"):
        raise NoNumber(f"unknown_{kind}", **{kind: code})
    return found


def _prefix_of_scenarios(catalogue: Body, scenario: str) -> str:
    """Raises NoNumber where the server does not tell it: an older one."""
    prefix: str = catalogue.get("scenario_prefix", "")
    if not prefix:
        raise NoNumber("unknown_scenario", scenario=scenario)
    return prefix


def _queue(catalogue: Body, code: str) -> Body:
    found = row(catalogue, "queues", code)
    if found is None:
        raise NoNumber("unknown_queue", queue=code)
    if found.get("visit", "hall") != "hall":
        raise NoNumber("not_a_hall_visit", queue=code)
    return found
