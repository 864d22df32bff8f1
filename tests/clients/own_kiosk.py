"""A kiosk of the real centre whose clocks a test sets, with or without a past."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kiosk_client.hall_clock import HallClock
from kiosk_client.own_series import OwnSeries
from kiosk_client.server import Body
from kiosk_client.spool.file import Spool
from kiosk_client.spool.known import Known
from queue_server.web.catalogue_view import catalogue_view
from tests.boards.full_hall import its_catalogue

KIOSK, SERVER = "QK-N1", "http://hall.example"
NINE = "2026-11-23T09:00:00+08:00"
"""A Monday."""
FOOD, PASSPORT, RESTAURANT = "SJ-0019", "GA-0055", "cyd"
AN_ID = "11010519491231002X"


@cache
def the_catalogue() -> Body:
    """The centre as the server tells it."""
    return catalogue_view(its_catalogue())


def opening(hall_time: str = NINE, *, evacuated: str = "", **quotas: int) -> dict[str, Any]:
    """What is open, as far as the kiosk goes by it."""
    return {
        "server_time": hall_time,
        "hall_time": hall_time,
        "speed": 1,
        "version": 1,
        "halls": [
            {"hall": hall["code"], "state": "evacuation" if hall["code"] == evacuated else "open"}
            for hall in the_catalogue()["halls"]
        ],
        "queues": [
            {
                "queue": queue["code"],
                "issuing": True,
                "quota_left": quotas.get(queue["code"].replace("-", "_")),
            }
            for queue in the_catalogue()["queues"]
        ],
    }


@dataclass
class Times:
    """The clocks of a machine, by hand: seconds of the monotonic and of the wall clock."""

    steady: float = 1000.0
    wall: float = 1_795_395_600.0
    boot: str = "first"

    def pass_by(self, seconds: float) -> None:
        """Time goes by."""
        self.steady += seconds
        self.wall += seconds

    def power_cut(self, off_s: float) -> None:
        """The machine was off: its monotonic clock begins anew."""
        self.steady, self.boot = 5.0, f"{self.boot}+"
        self.wall += off_s


@dataclass
class OwnKiosk:
    """Own numbers on a spool in memory; `start` makes them anew, as a new process would."""

    times: Times = field(default_factory=Times)
    spool: Spool = field(default_factory=lambda: Spool(None))
    seen: tuple[Body, Body] | None = None

    def __post_init__(self) -> None:
        self.spool.wall = lambda: self.times.wall
        self.start()

    def start(self) -> None:
        self.clock = HallClock(
            Known(self.spool),
            steady=lambda: self.times.steady,
            wall=lambda: self.times.wall,
            boot=self.times.boot,
        )
        self.own = OwnSeries(KIOSK, SERVER, self.spool, self.clock, lambda: self.seen)
        self._touches = 0

    def hear(self, told: dict[str, Any] | None = None) -> "OwnKiosk":
        """The server was there."""
        self.seen = (the_catalogue(), told or opening())
        self.clock.hear(self.seen[1])
        return self

    def take(self, key: str = "", *, settle: bool = False, **wanted: Any) -> Body:
        """A touch while the server is away."""
        self._touches += 1
        matter = wanted if wanted.keys() & {"service", "scenario", "queue"} else {"service": FOOD} | wanted
        name = key or f"{self.times.boot}-touch-{self._touches}"
        return self.own.issue(name, matter, str(wanted.get("language", "zh")), settle=settle)
