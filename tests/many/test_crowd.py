"""The crowd plays a morning on two servers while one after the other ends, or Redis does: nothing is lost."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exhaustive import EXHAUSTIVE
from tests.many.cluster import Cluster
from tests.many.machines import until
from tests.servers import YIMEN

pytestmark = EXHAUSTIVE

SPEED = 60
WITHIN_S = 300.0
UNDER_WAY = 150
"""Tickets of the day after which the first disturbance comes."""

PERMITTED = {"no_answer"}
"""A socket that ends in the middle of a question leaves it without an answer; the crowd asks again."""


def tickets(cluster: Cluster) -> int:
    """How many there are."""
    return int(cluster.ask("SELECT count(*) FROM ticket")[0][0])


def played(cluster: Cluster, name: str, disturb: Callable[[Cluster], None]) -> dict[str, Any]:
    """What the crowd reports of a morning through nginx in which something is disturbed."""
    report: Path = cluster.hall.data / f"{name}.json"
    words = f"--run {cluster.hall.run_file} --day monday --speed {SPEED} --until 10:30 --report {report}"
    before = tickets(cluster)
    with (cluster.hall.data / f"{name}.out").open("wb") as said:
        crowd = subprocess.Popen([YIMEN, "crowd", *words.split()], env=cluster.hall.environ, stdout=said)
        until(lambda: tickets(cluster) - before > UNDER_WAY, "people come", WITHIN_S)
        disturb(cluster)
        crowd.wait(WITHIN_S)
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def one_after_the_other(cluster: Cluster) -> None:
    """Each server ends in good order while the other serves, twice round."""
    for server in cluster.servers * 2:
        assert server.end() == 0
        server.start()
        time.sleep(2)


def killed(cluster: Cluster) -> None:
    """Each server ends from one moment to the next."""
    for server in cluster.servers:
        server.kill()
        server.start()
        time.sleep(2)


def without_redis(cluster: Cluster) -> None:
    """Redis is away for a while."""
    cluster.redis.stop()
    time.sleep(15)
    cluster.redis.start()


@pytest.mark.parametrize("disturb", [one_after_the_other, killed, without_redis])
def test_a_morning_loses_nothing(whole: Cluster, disturb: Callable[[Cluster], None]) -> None:
    report = played(whole, disturb.__name__, disturb)
    assert set(report["wrong"]) <= PERMITTED, json.dumps(report["wrong"], ensure_ascii=False, indent=1)
    assert report["calls_missed"] == 0
    assert report["tickets"]["done"] > UNDER_WAY / 2
    assert all("watch" in sample for sample in report["wrong"].get("no_answer", {"samples": []})["samples"])
    verified = whole.hall.yimen("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
