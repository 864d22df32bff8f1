"""Touches that the server may have answered in vain: its ticket is taken back, so that no clerk calls nobody.

What is to be settled is kept, so that a power cut does not forget it. A document's number is not: such a
touch is settled by the process that heard it, and after a restart the server refuses to repeat it.
"""

import logging
import threading
from typing import Protocol

from kiosk_client.server import Body, Refused, Unreached
from kiosk_client.spool.touches import KeptTouches, Settlement

EVERY_S = 5.0
FOR_S = 12 * 3600.0
"""Longer than a hall is open: on another day the ticket has expired by itself."""

log = logging.getLogger(__name__)


class Issues(Protocol):
    """What settling needs of the server."""

    def issue(self, wanted: Body, key: str, language: str) -> Body: ...
    def cancel(self, public_id: str, key: str) -> Body: ...


class Settling:
    """Asks for each such touch once more, which gives its ticket if there is one, and cancels that."""

    def __init__(self, server: Issues, kept: KeptTouches, every_s: float = EVERY_S) -> None:
        self._server = server
        self._kept = kept
        self._every_s = every_s
        self._wanted: dict[str, Body] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def add(self, key: str, wanted: Body, language: str) -> None:
        """A touch whose visitor has no ticket of the server; asked for as long as nobody answers."""
        self._wanted[key] = wanted
        self._kept.settle(key, wanted, language)
        self.start()

    def start(self) -> None:
        """Begin, if there is anything to be settled."""
        with self._lock:
            if self._thread is None and self._kept.unsettled() and not self._stopping.is_set():
                self._thread = threading.Thread(target=self._keep_settling, name="settling", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End; what is left is settled after the next start."""
        self._stopping.set()

    def _keep_settling(self) -> None:
        while not self._stopping.wait(self._every_s):
            try:
                self._settle_all()
                if self._nothing_left():
                    return
            except Exception:  # a spool that cannot be read for a while must not end it
                log.exception("touches could not be settled")

    def _nothing_left(self) -> bool:
        with self._lock:
            if self._kept.unsettled():
                return False
            self._thread = None
            return True

    def _settle_all(self) -> None:
        """Each once; one that the server cannot settle yet keeps none of the others waiting."""
        for one in self._kept.unsettled():
            try:
                self._settle(one)
            except Unreached as problem:
                if not problem.may_have_arrived:
                    return
            except Refused as refused:
                log.warning("touch %s is not settled yet: %s", one.key, refused)
            except Exception:  # what is not as the contract says must not end it for all others
                log.exception("touch %s could not be settled", one.key)

    def _settle(self, one: Settlement) -> None:
        if one.age_s < FOR_S:
            try:
                self._take_back(one)
            except Refused as refused:
                if not refused.decides:
                    raise
                log.info("touch %s is settled: %s", one.key, refused)
        self._kept.settled(one.key)
        self._wanted.pop(one.key, None)

    def _take_back(self, one: Settlement) -> None:
        ticket = self._server.issue(self._wanted.get(one.key, one.wanted), one.key, one.language)
        self._server.cancel(ticket["public_id"], f"settle {one.key}")
        log.warning("ticket %s of an unanswered touch was cancelled", ticket["number"])
