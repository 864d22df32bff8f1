"""A reader that comes and goes: read while it is plugged in, taken again when it comes back."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .read import Opened, Read, ReaderLost, Source

LOOK_S = 0.5
FIRST_REST_S, LONGEST_REST_S = 0.5, 5.0

log = logging.getLogger(__name__)


class Presence(StrEnum):
    """How a reader is."""

    STARTING = "starting"
    READY = "ready"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ReaderState:
    """How a reader is, since when (seconds since 1970), and why, for the engineer."""

    name: str
    presence: Presence
    since: float
    reason: str = ""


class Watched:
    """Reads in a thread of its own; nothing that was read is ever logged, nor the words of a failure.

    `when_changed` is called in that thread when the reader is not as it was.
    """

    def __init__(
        self,
        name: str,
        source: Source,
        on_read: Callable[[Read], None],
        first_rest_s: float = FIRST_REST_S,
        when_changed: Callable[[], None] = lambda: None,
        date: Callable[[], float] = time.time,
    ) -> None:
        self._source = source
        self._on_read = on_read
        self._first_rest_s = first_rest_s
        self._when_changed = when_changed
        self._date = date
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=f"reader {name}", daemon=True)
        self.state = ReaderState(name, Presence.STARTING, date())

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Let go of the reader."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def _watch(self) -> None:
        rest_s = self._first_rest_s
        while not self._stopping.is_set():
            try:
                opened = self._source.open()
                rest_s = self._first_rest_s
                self._note(Presence.READY)
                self._read_all(opened)
            except ReaderLost as lost:
                self._note(Presence.LOST, str(lost))
            except Exception as problem:  # noqa: BLE001  a vendor's kit may fail in any way, and say anything
                self._note(Presence.LOST, type(problem).__name__)
            self._stopping.wait(rest_s)
            rest_s = min(2 * rest_s, LONGEST_REST_S)

    def _read_all(self, opened: Opened) -> None:
        try:
            while not self._stopping.is_set():
                read = opened.next_read(LOOK_S)
                if read is not None:
                    self._on_read(read)
        finally:
            opened.close()

    def _note(self, presence: Presence, reason: str = "") -> None:
        if (self.state.presence, self.state.reason) == (presence, reason):
            return
        self.state = ReaderState(self.state.name, presence, self._date(), reason)
        log.log(
            logging.INFO if presence is Presence.READY else logging.WARNING,
            "reader %s is %s %s",
            self.state.name,
            presence,
            reason,
        )
        self._when_changed()
