"""Whether alarms reach the other system: nothing where an installation has none."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from prometheus_client import Metric
from prometheus_client.registry import Collector

from queue_server.webhook.mark import sent_up_to

from .families import gauge
from .halls import Seen


class Webhook(Collector):
    """`running` says whether the sending program runs; `mark` is the file in which it notes how far it is."""

    def __init__(
        self, mark: Path, running: Callable[[], bool], seen: Callable[[], Mapping[str, Seen | None]]
    ) -> None:
        self._mark = mark
        self._running = running
        self._seen = seen

    def collect(self) -> Iterator[Metric]:
        """Reads a small file: not on the loop."""
        running = {(): float(self._running())}
        yield gauge("yimen_webhook_up", "Whether the program that posts alarms runs: 1 or 0.", (), running)
        written_at, seqs = sent_up_to(self._mark) or (None, {})
        yield gauge(
            "yimen_webhook_last_success_timestamp_seconds",
            "When an alarm was taken last, or when sending began.",
            (),
            {} if written_at is None else {(): written_at},
        )
        behind = {
            (centre,): sum(seq > seqs[centre] for seq in hall.alarm_seqs)
            for centre, hall in self._seen().items()
            if hall is not None and centre in seqs
        }
        yield gauge(
            "yimen_webhook_waiting_alarms",
            "Alarms of which the last news was not taken.",
            ("centre",),
            behind,
        )
