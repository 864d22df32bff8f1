"""`make scale`: many halls on two servers; what everything costs, and what 2,000 halls would need."""

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from tests.benchmarks.centres import HEADS as APART_HEADS
from tests.benchmarks.centres import apart
from tests.many.cluster import Cluster, a_cluster
from tests.reporting import report
from tests.scale.arithmetic import Demand, machines, processors
from tests.scale.centres import Place, many_centres
from tests.scale.phases import ROLES, Cost, Desk, Stage, beats, kiosks, looks
from tests.scale.usage import memory_mb

HEADS = ("operation", "per s", *(f"{role} ms" for role in ROLES), "p50 ms", "p99 ms")
SOCKETS = 400
TIMES, PER_S = 900, 60.0
WELL = {"state": "ok", "detail": "", "version": "1"}


@click.command()
@click.option("--centres", default=40, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("var/scale.json"))
def main(centres: int, out: Path) -> None:
    """Measure, say, and write down."""
    with tempfile.TemporaryDirectory(prefix="yimen-scale-") as folder:
        Path(folder).chmod(0o755)
        with a_cluster(Path(folder)) as cluster:
            alone_mb = memory(cluster)
            click.echo(f"{centres} centres are founded ...")
            places = many_centres(cluster.hall, centres)
            start_s = started_anew(cluster)
            costs, found = measured(cluster, places)
            found |= {"start_s": start_s, "centre_mb": (memory(cluster) - alone_mb) / centres}
            rows = apart(cluster, places[:8])
    report(f"Processor time of one operation, {centres} centres", HEADS, [cost.cells() for cost in costs])
    report("Eight centres on two servers, one of them locked for two seconds", APART_HEADS, rows)
    for name, value in found.items():
        click.echo(f"{name}: {value:.2f}")
    needed = many_halls({cost.what: cost.ms for cost in costs})
    out.parent.mkdir(parents=True, exist_ok=True)
    written = {"costs": [asdict(cost) for cost in costs], "found": found, "needed": needed}
    out.write_text(json.dumps(written, indent=1))


def memory(cluster: Cluster) -> float:
    """MB of a server."""
    program = cluster.servers[0].running
    assert program is not None
    return memory_mb(program.pid)


def started_anew(cluster: Cluster) -> float:
    """Seconds until both servers know all centres."""
    began = time.monotonic()
    for server in cluster.servers:
        server.end()
    for server in cluster.servers:
        server.start()
    return (time.monotonic() - began) / len(cluster.servers)


def measured(cluster: Cluster, places: list[Place]) -> tuple[list[Cost], dict[str, float]]:
    """One kind of work after the other."""
    stage = Stage(cluster, places, dict.fromkeys(ROLES, 0.0))
    centre = stage.rest("centre", len(places))
    stage.idle_s = {role: ms * len(places) / 1000 for role, ms in centre.ms.items()}
    issues = kiosks(stage, "/tickets", lambda place: {"queue": place.queue})
    desks = [Desk(stage, place, window).press for place in places for window in place.desks]
    costs = [centre]
    costs.append(stage.work("heartbeat", said_once(beats(stage, WELL)), TIMES, PER_S))
    costs.append(stage.work("issue", issues, TIMES, PER_S))
    costs.append(stage.work("call", desks, TIMES, PER_S))
    costs.append(stage.work("look", looks(stage, "/opening"), TIMES, PER_S))
    before_mb, watched = memory(cluster), Stage(cluster, places[:4], stage.idle_s)
    told = kiosks(watched, "/tickets", lambda place: {"queue": place.queue})
    with watched.sockets(SOCKETS):
        costs.append(stage.rest("socket", SOCKETS))
        socket_kb = 1024 * (memory(cluster) - before_mb) / (SOCKETS / 2)
        costs.append(stage.work("issue, told to 100 screens", told, TIMES // 4, PER_S / 4))
    return costs, {"socket_kb": socket_kb}


def said_once(presses: Sequence[Callable[[], object]]) -> Sequence[Callable[[], object]]:
    """So that whoever says it again says nothing new."""
    for press in presses:
        press()
    return presses


def many_halls(costs: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The table of docs/scale.md."""
    needed = {}
    for halls in (1, 20, 200, 2000):
        found = processors(halls, Demand(), costs)
        needed[str(halls)] = found
        total = sum(found.values())
        words = ", ".join(f"{role} {value:.1f}" for role, value in found.items())
        click.echo(f"{halls} halls: processors {words}; machines of 16 cores: {machines(total)}")
    return needed


if __name__ == "__main__":
    main()
