"""Servers on any loop serve one hall together: one on gevent, one on threads."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exhaustive import EXHAUSTIVE
from tests.live.driving import Listener
from tests.many.cluster import Cluster, a_cluster
from tests.many.machines import until
from tests.many.test_side_by_side import called_at, have_heard, screens

__all__ = ["screens"]
pytestmark = EXHAUSTIVE


@pytest.fixture(scope="module")
def cluster(prepared: Path) -> Iterator[Cluster]:
    """On loops that are not the usual one."""
    with tempfile.TemporaryDirectory(prefix="yimen-many-") as folder:
        Path(folder).chmod(0o755)
        with a_cluster(Path(folder), prepared, ("gevent", "threading")) as cluster:
            yield cluster


@pytest.mark.parametrize(("take", "press"), [(0, 1), (1, 0)])
def test_a_number_of_one_is_called_at_the_other_and_seen_at_both(
    whole: Cluster, screens: list[Listener], take: int, press: int
) -> None:
    ticket, room = called_at(whole, take, press)
    until(lambda: have_heard(screens, ticket["number"], room), "both screens show the call")


def test_without_redis_and_postgresql_for_a_while_they_go_on(whole: Cluster, screens: list[Listener]) -> None:
    whole.redis.stop()
    whole.postgres.stop()
    whole.postgres.start()
    until(lambda: all(server.is_ready() for server in whole.servers), "both are ready again")
    ticket, room = called_at(whole, take=0, press=1)
    until(lambda: have_heard(screens, ticket["number"], room), "both screens show the call")
    whole.redis.start()
