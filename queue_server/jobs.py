"""Timed work: each second the clock, fallen silence and alarms; photos now and then; retention by night.

Of several servers at one record only the one that leads looks at the clock, sends alarms and forgets.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from queue_server.actions.alarming import Patience, note_alarms
from queue_server.actions.days import tick
from queue_server.actions.devices import note_silence
from queue_server.actions.ports import StoreFailed, Tx, Writer
from queue_server.album import Album
from queue_server.domain.refusals import Refusal
from queue_server.hearing import Hearing
from queue_server.retention import Retention
from queue_server.runtime import Runtime
from queue_server.webhook.child import Sending

EVERY_S = 1.0
"""Real seconds between two looks at the clock; an act between them makes sure of its own day."""

ALBUM_EVERY_S = 30.0
"""Real seconds between two looks into the folder of photos."""

RETENTION_EVERY_S = 60.0
"""Real seconds between two looks whether it is night and old visitors are to be forgotten."""

log = logging.getLogger(__name__)


class Lead(Protocol):
    """Whether this server does what only one of an installation must do."""

    @property
    def leads(self) -> bool: ...


class Jobs:
    """A server's timed work."""

    def __init__(
        self,
        runtime: Runtime,
        writer: Writer,
        centres: Callable[[], Sequence[str]],
        hearing: Hearing,
        album: Album,
        sending: Sending,
        lead: Lead,
    ) -> None:
        self._runtime = runtime
        self._writer = writer
        self._centres = centres
        self._hearing = hearing
        self._album = album
        self._sending = sending
        self._lead = lead
        self._patience: dict[str, Patience] = defaultdict(Patience)
        self._retention = Retention(writer, runtime.sleep)
        self._ticking: set[str] = set()
        self._stopped = False

    def start(self) -> None:
        """Begin in the background."""
        self._runtime.spawn(self._run)
        self._runtime.spawn(self._keep_sending)
        self._runtime.spawn(self._leaf_through)
        self._runtime.spawn(self._forget)

    def stop(self) -> None:
        """End after the present round."""
        self._stopped = True

    def _run(self) -> None:
        while not self._stopped:
            for centre in self._centres() if self._lead.leads else ():
                self._begin_tick(centre)
            self._runtime.sleep(EVERY_S)

    def _keep_sending(self) -> None:
        """In a native thread, for a program begun on the loop would have to stay on the loop's core."""
        while not self._stopped:
            try:
                self._runtime.offload(self._sending.look if self._lead.leads else self._sending.rest)
            except Exception:  # of whatever kind: it is tried again
                log.exception("the program that posts alarms could not be looked after this time")
            self._runtime.sleep(EVERY_S)

    def _leaf_through(self) -> None:
        """Photos are turned and cut in a native thread, while the hall goes on."""
        while not self._stopped:
            try:
                self._runtime.offload(self._album.look)
            except OSError as problem:
                log.warning("the photos cannot be looked through this time: %s", problem)
            except Exception:
                log.exception("the photos cannot be looked through this time")
            self._runtime.sleep(ALBUM_EVERY_S)

    def _forget(self) -> None:
        """Old visitors are forgotten by night, in slices between which everybody else has a turn."""
        while not self._stopped:
            for centre in self._centres() if self._lead.leads else ():
                self._retention.look(centre, lambda: self._stopped or not self._lead.leads)
            self._runtime.sleep(RETENTION_EVERY_S)

    def _begin_tick(self, centre: str) -> None:
        """Beside the others, because a centre's record may be locked; one that is under way is enough."""
        if centre not in self._ticking:
            self._ticking.add(centre)
            self._runtime.spawn(self._tick, centre)

    def _tick(self, centre: str) -> None:
        try:
            work = partial(look_at_the_clock, centre, self._hearing, self._patience[centre])
            self._writer.act(centre, "system", work)
        except (Refusal, StoreFailed, TimeoutError) as failure:
            log.warning("the clock of %s could not be kept this time: %s", centre, failure)
        except Exception:  # of whatever kind: the next second tries again
            log.exception("the clock of %s could not be kept this time", centre)
        finally:
            self._ticking.discard(centre)


def look_at_the_clock(centre: str, hearing: Hearing, patience: Patience, tx: Tx) -> None:
    """What only the clock knows: days and halls that turned, devices long silent, and alarms."""
    tick(tx)
    note_silence(tx, lambda device: hearing.quiet_since(centre, device, (tx.real_now, tx.now)))
    note_alarms(tx, patience)
