"""Sends ratings to a rating platform, in order, each until it is taken; the platform counts each id once.

An answer can be lost after the platform took a message. So it is sent again under the same id, and what is
exactly once is its effect: the platform's answer to an id that it knows (409 or any 2xx) counts as taken.
"""

import logging
from datetime import timedelta
from typing import Protocol

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.facts import Entry, VisitRated
from queue_server.store.ratings_out import ExportMarks, catalogue_version, follow_up_of, ratings_after
from queue_server.store.sql import SqlStore
from queue_server.webhook.message import Message
from queue_server.webhook.rating_message import ended_message, is_told, rating_message
from queue_server.webhook.sender import LONGEST_PAUSE_S, NotTaken, Sender

KNOWN_ALREADY = 409
NEVER_TAKEN = frozenset({400, 413, 415, 422})
"""A message is wrong in itself. 404 and 410 say that the address is wrong, which people put right."""

LET_GO_AFTER = timedelta(days=7)
"""What a platform refuses as wrong in itself is let go so long after it first did, and the others go on."""

log = logging.getLogger(__name__)


class Platform(Protocol):
    """An adapter: whoever takes ratings in a form of its own is told through one of these."""

    def take(self, message: Message) -> None:
        """The platform has it, now or since before. Raises NotTaken."""


class OwnForm:
    """A platform that takes our own form by HTTP, signed like alarms are."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def take(self, message: Message) -> None:
        """Post one message. Raises NotTaken."""
        try:
            self._sender.send(message)
        except NotTaken as problem:
            if problem.status != KNOWN_ALREADY:
                raise


class RatingDelivery:
    """All centres of an installation: what the platform has not taken yet, oldest first."""

    def __init__(self, store: SqlStore, platform: Platform, marks: ExportMarks) -> None:
        self._store = store
        self._platform = platform
        self._marks = marks
        self._looked: dict[str, int] = {}
        self._known: dict[str, Catalogue] = {}
        self.failures = 0

    def deliver(self) -> None:
        """Send what is new. After a failure the rest of its centre waits, so that order is kept.

        The other centres go on. Raises NotTaken, the last one, after all were tried.
        """
        last: NotTaken | None = None
        for centre in self._store.centres():
            try:
                while self._deliver_some(centre):
                    pass
            except NotTaken as problem:
                last = problem
        if last is not None:
            raise last
        self.failures = 0

    def pause_s(self) -> float:
        """Real seconds until the next try after a failure: twice as long each time, up to a minute."""
        self.failures += 1
        return min(LONGEST_PAUSE_S, 2.0 ** (self.failures - 1))

    def _deliver_some(self, centre: str) -> bool:
        """Whether there was anything. The mark is put where it broke off too, for what was taken before."""
        mark = self._marks.of(centre)
        with self._store.reading() as connection:
            head, entries = ratings_after(connection, centre, max(mark, self._looked.get(centre, 0)))
        if not entries:
            self._looked[centre] = head
            return False
        catalogue = self._catalogue(centre)
        taken = mark
        try:
            for entry in entries:
                self._send(centre, entry, catalogue)
                taken = entry.seq
                self.failures = 0
        finally:
            if taken > mark:
                self._marks.put(centre, taken)
                self._looked[centre] = taken
        return True

    def _catalogue(self, centre: str) -> Catalogue:
        """The newest, for its names; read when there is a newer one."""
        with self._store.reading() as connection:
            version = catalogue_version(connection, centre)
        known = self._known.get(centre)
        if known is None or known.version != version:
            known = self._known[centre] = self._store.catalogue(centre, version)
        return known

    def _send(self, centre: str, entry: Entry, catalogue: Catalogue) -> None:
        message = self._message(centre, entry, catalogue)
        if message is None:
            return
        try:
            self._platform.take(message)
        except NotTaken as problem:
            if problem.status not in NEVER_TAKEN:
                raise
            if self._marks.refused_for(centre, entry.seq) < LET_GO_AFTER:
                raise
            log.error("a rating was refused for a week and is let go, seq %d: %s", entry.seq, problem)

    def _message(self, centre: str, entry: Entry, catalogue: Catalogue) -> Message | None:
        """None for what a platform is not told: a rejected appeal, an order of the hotline."""
        if isinstance(entry.fact, VisitRated):
            return rating_message(entry, catalogue)
        if not is_told(entry):
            return None
        with self._store.reading() as connection:
            order, rated = follow_up_of(connection, centre, entry.fact.follow_up)  # type: ignore[attr-defined]
        return None if rated is None else ended_message(entry, order, rated, catalogue)
