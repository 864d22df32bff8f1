"""A hall on two servers for each file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.many.cluster import Cluster, a_cluster


@pytest.fixture(scope="module")
def cluster(prepared: Path) -> Iterator[Cluster]:
    """Running, and whole again before each test that asks for `whole`."""
    with tempfile.TemporaryDirectory(prefix="yimen-many-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as a user of its own
        with a_cluster(Path(folder), prepared) as cluster:
            yield cluster


@pytest.fixture
def whole(cluster: Cluster) -> Cluster:
    """Everything runs, whatever the test before has stopped."""
    cluster.start_all()
    return cluster
