"""Whether the loop gets round: how much later than asked a short sleep on it ends."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Protocol

from prometheus_client import Metric
from prometheus_client.registry import Collector

from queue_server.histogram import MOMENTS, Histogram

from .families import histogram

NAP_S = 0.1


class Loop(Protocol):
    """Where requests and sockets take turns."""

    def spawn(self, fn: Callable[[], object]) -> None: ...
    def sleep(self, seconds: float) -> None: ...


class Turns(Collector):
    """Begun once; goes on until `stop`."""

    def __init__(self, loop: Loop, now: Callable[[], float] = monotonic) -> None:
        self._loop = loop
        self._now = now
        self._late = Histogram(MOMENTS)
        self._stopped = False

    def start(self) -> None:
        """Begin to measure in the background."""
        self._loop.spawn(self._run)

    def stop(self) -> None:
        """End after the present nap."""
        self._stopped = True

    def collect(self) -> Iterator[Metric]:
        """One family."""
        yield histogram(
            "yimen_loop_delay_seconds",
            "How late the loop came back to a task that had slept for a tenth of a second.",
            (),
            {(): self._late},
        )

    def _run(self) -> None:
        while not self._stopped:
            due = self._now() + NAP_S
            self._loop.sleep(NAP_S)
            self._late.add(max(0.0, self._now() - due))
