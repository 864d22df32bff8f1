"""Timed work: the clock's own facts and fallen silence, recorded about once a second in every centre."""

import logging
from collections.abc import Callable, Sequence
from functools import partial

from queue_server.actions.days import tick
from queue_server.actions.devices import note_silence
from queue_server.actions.ports import StoreFailed, Tx, Writer
from queue_server.domain.refusals import Refusal
from queue_server.hearing import Hearing
from queue_server.runtime import Runtime

EVERY_S = 1.0
"""Real seconds between two looks at the clock; an act between them makes sure of its own day."""

log = logging.getLogger(__name__)


class Jobs:
    """The one runner of an installation."""

    def __init__(
        self, runtime: Runtime, writer: Writer, centres: Callable[[], Sequence[str]], hearing: Hearing
    ) -> None:
        self._runtime = runtime
        self._writer = writer
        self._centres = centres
        self._hearing = hearing
        self._stopped = False

    def start(self) -> None:
        """Begin in the background."""
        self._runtime.spawn(self._run)

    def stop(self) -> None:
        """End after the present round."""
        self._stopped = True

    def _run(self) -> None:
        while not self._stopped:
            for centre in self._centres():
                self._tick(centre)
            self._runtime.sleep(EVERY_S)

    def _tick(self, centre: str) -> None:
        try:
            self._writer.act(centre, "system", partial(look_at_the_clock, centre, self._hearing))
        except (Refusal, StoreFailed, TimeoutError) as failure:
            log.warning("the clock of %s could not be kept this time: %s", centre, failure)


def look_at_the_clock(centre: str, hearing: Hearing, tx: Tx) -> None:
    """What only the clock knows: days and halls that turned, and devices that have not spoken for long."""
    tick(tx)
    note_silence(tx, lambda device: hearing.quiet_since(centre, device, (tx.real_now, tx.now)))
