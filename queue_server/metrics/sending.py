"""Whether alarms reach the other system: nothing where an installation has none."""

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import Metric
from prometheus_client.registry import Collector

from .families import gauge
from .halls import Seen

Sent = Callable[[], tuple[float, dict[str, int]] | None]


class Webhook(Collector):
    """`running` says whether the sending program runs, None where another server sees to it.

    `sent` gives when an alarm was taken last (Unix time) and how far each centre is.
    """

    def __init__(
        self, sent: Sent, running: Callable[[], bool | None], seen: Callable[[], Mapping[str, Seen | None]]
    ) -> None:
        self._sent = sent
        self._running = running
        self._seen = seen

    def collect(self) -> Iterator[Metric]:
        """Reads a small file or a table: not on the loop."""
        runs = self._running()
        if runs is None:
            return
        running = {(): float(runs)}
        yield gauge("yimen_webhook_up", "Whether the program that posts alarms runs: 1 or 0.", (), running)
        written_at, seqs = self._sent() or (None, {})
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
