"""Eight centres on two servers: while one's record is locked, the others do not wait."""

import threading
import time
from collections.abc import Sequence

import psycopg

from tests.benchmarks.figures import slowest_hundredth
from tests.benchmarks.load import Line, paced
from tests.many.cluster import Cluster
from tests.scale.centres import Place

HEADS = ("centre", "presses", "p50 ms", "p99 ms", "longest ms")
LOCKED_S = 2.0
PER_S = 8.0


def apart(cluster: Cluster, places: Sequence[Place]) -> list[tuple[object, ...]]:
    """Each centre's kiosk presses at its own pace; the first centre is locked for a while."""
    taken: dict[str, list[float]] = {}
    times = int(PER_S * LOCKED_S * 2)

    def go_on(number: int, place: Place) -> None:
        server = cluster.servers[number % len(cluster.servers)]
        line = Line(f"{server.address}/api/v1/centres/{place.code}", place.kiosk)
        taken[place.code] = paced(lambda: line.post("/tickets", {"queue": place.queue}), times, PER_S)

    threads = [threading.Thread(target=go_on, args=each) for each in enumerate(places)]
    for thread in threads:
        thread.start()
    with psycopg.connect(cluster.postgres.address) as connection:
        connection.execute("SELECT seq FROM centre WHERE code = %s FOR UPDATE", [places[0].code])
        time.sleep(LOCKED_S)
        connection.rollback()
    for thread in threads:
        thread.join()
    locked = places[0].code
    others = [ms for code, each in taken.items() if code != locked for ms in each]
    return [_row("the locked one", taken[locked]), _row("the other seven", others)]


def _row(what: str, ms: list[float]) -> tuple[object, ...]:
    middle = sorted(ms)[len(ms) // 2]
    return (what, len(ms), f"{middle:.1f}", f"{slowest_hundredth(ms):.1f}", f"{max(ms):.1f}")
