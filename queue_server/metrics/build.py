"""Which release this is."""

from collections.abc import Iterator
from importlib.metadata import version

from prometheus_client import Metric
from prometheus_client.registry import Collector

from queue_server.store.migrate import newest

from .families import gauge


class Build(Collector):
    """Known when the server begins."""

    def __init__(self) -> None:
        self._labels = (version("yimen"), newest())

    def collect(self) -> Iterator[Metric]:
        """One family."""
        yield gauge(
            "yimen_build_info",
            "1 for the release that runs, and the revision of its tables.",
            ("version", "tables"),
            {self._labels: 1.0},
        )
