"""Whether visitors away from our screens are reached: nothing where an installation has no channel."""

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import Metric
from prometheus_client.registry import Collector

from .families import counter

Outcomes = Callable[[], Mapping[tuple[str, str, str], int]]


class Reminders(Collector):
    """`outcomes` counts by channel, kind and outcome."""

    def __init__(self, outcomes: Outcomes) -> None:
        self._outcomes = outcomes

    def collect(self) -> Iterator[Metric]:
        """What became of the messages of this server."""
        yield counter(
            "yimen_reminders_total",
            "Reminders that were delivered, failed for good, or came too late.",
            ("channel", "kind", "outcome"),
            dict(self._outcomes()),
        )
