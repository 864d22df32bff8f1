"""One kind of work after the other, and the processor time that each took of each program."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

import httpx

from tests.benchmarks.load import TIMEOUT_S, Line, listeners, paced
from tests.many.cluster import Cluster
from tests.scale.centres import Place
from tests.scale.usage import Usage

ROLES = ("server", "postgres", "redis")
IDLE_S = 15.0
THREADS = 4


@dataclass(frozen=True)
class Cost:
    """What one operation costs: milliseconds of a processor by program, and how long it took."""

    what: str
    per_s: float
    ms: dict[str, float]
    p50_ms: float = 0.0
    p99_ms: float = 0.0

    def cells(self) -> tuple[object, ...]:
        """For a table."""
        times = (f"{self.p50_ms:.1f}", f"{self.p99_ms:.1f}") if self.p99_ms else ("", "")
        return (self.what, f"{self.per_s:.0f}", *(f"{self.ms[role]:.2f}" for role in ROLES), *times)


@dataclass
class Stage:
    """A cluster with many centres, and what it uses when nothing is done."""

    cluster: Cluster
    places: list[Place]
    idle_s: dict[str, float]
    """Processor seconds in a second."""

    def spent(self) -> dict[str, Usage]:
        """Up to now, by program."""
        pids = {
            "server": [server.running for server in self.cluster.servers],
            "postgres": [self.cluster.postgres.running],
            "redis": [self.cluster.redis.running],
        }
        return {
            role: Usage(sum(Usage.of(each.pid).cpu_s for each in running if each))
            for role, running in pids.items()
        }

    def work(self, what: str, presses: Sequence[Callable[[], object]], times: int, per_s: float) -> Cost:
        """So many presses in turns, at this pace all together; what each cost beside the idle time."""
        shares = [itertools.cycle(presses[n::THREADS]) for n in range(THREADS)]
        before, began, taken = self.spent(), time.perf_counter(), list[float]()

        def go_on(share: Iterator[Callable[[], object]]) -> None:
            def press() -> None:
                next(share)()

            taken.extend(paced(press, times // THREADS, per_s / THREADS))

        threads = [threading.Thread(target=go_on, args=(share,)) for share in shares]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(taken) == times // THREADS * THREADS, f"{what}: not everything was answered"
        took, after = time.perf_counter() - began, self.spent()
        ms = {r: 1000 * (after[r] - before[r] - self.idle_s[r] * took) / len(taken) for r in ROLES}
        taken.sort()
        return Cost(what, len(taken) / took, ms, taken[len(taken) // 2], taken[int(len(taken) * 0.99)])

    def rest(self, what: str, units: int) -> Cost:
        """Nothing but what goes on by itself: what one of so many units costs in a second."""
        before, began = self.spent(), time.perf_counter()
        time.sleep(IDLE_S)
        took, after = time.perf_counter() - began, self.spent()
        share = {r: 1000 * ((after[r] - before[r]) / took - self.idle_s[r]) / units for r in ROLES}
        return Cost(what, 1.0, share)

    @contextmanager
    def sockets(self, how_many: int) -> Iterator[None]:
        """So many screens of a hall, of all centres in turns, half at each server."""
        shares = [how_many // 2 // len(self.places)] * len(self.places)
        with ExitStack() as stack:
            for server in self.cluster.servers:
                for place, share in zip(self.places, shares, strict=True):
                    stack.enter_context(listeners(server.address, f"{place.code}/hall:N", share))
            yield


def kiosks(stage: Stage, path: str, body: Callable[[Place], object]) -> Sequence[Callable[[], object]]:
    """What kiosks ask, each centre's at one server and the other in turns."""
    return [partial(line.post, path, body(place)) for place, line in _lines(stage)]


def beats(stage: Stage, how: object) -> Sequence[Callable[[], object]]:
    """What kiosks say of themselves every few seconds, each centre's at one server and the other in turns."""
    return [partial(line.tell, "/devices/current/heartbeat", how) for _, line in _lines(stage)]


def _lines(stage: Stage) -> Iterator[tuple[Place, Line]]:
    """A connection of each place's kiosk to each server."""
    for place in stage.places:
        for server in stage.cluster.servers:
            yield place, Line(f"{server.address}/api/v1/centres/{place.code}", place.kiosk)


def looks(stage: Stage, path: str) -> Sequence[Callable[[], object]]:
    """What phones and pages ask of every centre, at both servers."""
    http = httpx.Client(timeout=TIMEOUT_S)
    addresses = [
        f"{server.address}/api/v1/centres/{place.code}{path}"
        for place in stage.places
        for server in stage.cluster.servers
    ]
    return [partial(_asked, http, address) for address in addresses]


def _asked(http: httpx.Client, address: str) -> None:
    http.get(address).raise_for_status()


class Desk:
    """A clerk who calls the next one, at one server and the other in turns."""

    def __init__(self, stage: Stage, place: Place, window: int) -> None:
        token = place.desks[window]
        lines = [Line(f"{s.address}/api/v1/centres/{place.code}", token) for s in stage.cluster.servers]
        self._lines = itertools.cycle(lines)
        self._path = f"/windows/{window}/next"
        self._current: str | None = None

    def press(self) -> None:
        """One key: it ends the one before and calls the next, if anybody waits."""
        board = next(self._lines).post(self._path, {"expect": self._current})
        self._current = board["current"]["public_id"] if board["current"] else None
