"""The lookout: each second it asks the record how far every centre is, if notes do not tell, and who leads.

One process of an installation leads: it closes days, notes silent devices and sends alarms. PostgreSQL gives
the lead away again the moment its holder's connection ends.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Protocol

from queue_server.actions.ports import StoreFailed
from queue_server.hearing import Hearing

EVERY_S = 1.0
RARELY_S = 5.0
"""Between two questions how far all centres are, while notes arrive."""

log = logging.getLogger(__name__)


class Standing(Protocol):
    """A connection of the store that stands as long as the process does. All raise StoreFailed."""

    def lead(self) -> bool: ...
    def seqs(self) -> Mapping[str, int]: ...
    def share_heard(self, hearing: Hearing) -> None: ...
    def close(self) -> None: ...


class Notes(Protocol):
    """The way to the other processes."""

    @property
    def up(self) -> bool: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def tell(self, centre: str, seq: int) -> None: ...


class Lookout:
    """`behind` is told of every centre how far it is; it knows whether that is news."""

    def __init__(
        self, standing: Standing, behind: Callable[[str, int], None], hearing: Hearing, notes: Notes | None
    ) -> None:
        self.leads = False
        self.record_up = True
        self._standing = standing
        self._behind = behind
        self._hearing = hearing
        self._notes = notes
        self._notes_up = True
        self._asked_at = -RARELY_S
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lookout", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and let another process lead."""
        self._stopped.set()
        self._thread.join(EVERY_S)

    def _run(self) -> None:
        while True:
            self._round()
            if self._stopped.wait(EVERY_S):
                break
        self.leads = False
        self._standing.close()

    def _round(self) -> None:
        self._look_at_notes()
        try:
            self.leads = self._standing.lead()
            self._standing.share_heard(self._hearing)
            if not self._notes_up or monotonic() - self._asked_at >= RARELY_S:
                self._ask()
            if not self.record_up:
                log.warning("the record answers again")
            self.record_up = True
        except StoreFailed as problem:
            self.leads = False
            if self.record_up:
                log.error("the record does not answer: %s", problem)
            self.record_up = False
            self._standing.close()
        except Exception:  # a thread that ends would never be noticed
            log.exception("the lookout failed")

    def _ask(self) -> None:
        self._asked_at = monotonic()
        for centre, seq in self._standing.seqs().items():
            self._behind(centre, seq)

    def _look_at_notes(self) -> None:
        up = self._notes is not None and self._notes.up
        if up == self._notes_up:
            return
        self._notes_up = up
        if up:
            self._asked_at = -RARELY_S
            log.warning("notes of the other processes arrive again")
        elif self._notes is not None:
            log.error("notes of the other processes do not arrive; the record is asked every second instead")
