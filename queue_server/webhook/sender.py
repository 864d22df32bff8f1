"""Sends alarms from the journal, in order, each at least once, and again until the receiver has taken it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import httpx

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.facts import AlarmCleared, AlarmRaised, Entry
from queue_server.store.alarms import alarms_after
from queue_server.store.sql import SqlStore
from queue_server.webhook.message import Message, message_of, signed

TIMEOUT_S = 10.0
LONGEST_PAUSE_S = 60.0
LET_GO_AFTER = timedelta(days=1)
"""An alarm that nobody takes for so long is let go, so that the newer ones behind it are heard."""

log = logging.getLogger(__name__)


class NotTaken(Exception):
    """The receiver did not take a message: it is away, slow, or answered something else than 2xx.

    `status` is its answer, None where there was none.
    """

    def __init__(self, text: str, status: int | None = None) -> None:
        super().__init__(text)
        self.status = status


class Sender:
    """One receiver. `real_now` gives the time that is signed."""

    def __init__(
        self, url: str, secret: str, real_now: Callable[[], datetime], timeout_s: float = TIMEOUT_S
    ) -> None:
        self._url = url
        self._secret = secret
        self.real_now = real_now
        self._http = httpx.Client(timeout=timeout_s, follow_redirects=False, trust_env=False)

    def send(self, message: Message) -> int:
        """Post one message; the receiver's 2xx status. Raises NotTaken."""
        body, headers = signed(message, self._secret, self.real_now())
        try:
            with self._http.stream("POST", self._url, content=body, headers=headers) as answer:
                status = answer.status_code
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise NotTaken(f"{type(problem).__name__}: {problem}") from problem
        if not httpx.codes.is_success(status):
            raise NotTaken(f"status {status}", status)
        return status


class Mark(Protocol):
    """How far alarms were sent, per centre."""

    def of(self, centre: str) -> int | None: ...
    def put(self, centre: str, seq: int) -> None: ...


class Delivery:
    """All centres of an installation: what was not sent yet, oldest first."""

    def __init__(self, store: SqlStore, sender: Sender, marks: Mark) -> None:
        self._store = store
        self._sender = sender
        self._marks = marks
        self._looked: dict[str, int] = {}
        self.failures = 0

    def deliver(self) -> None:
        """Send what is new. After a failure the rest waits, so that order is kept. Raises NotTaken."""
        for centre in self._store.centres():
            self._deliver(centre)
        self.failures = 0

    def pause_s(self) -> float:
        """Real seconds until the next try after a failure: twice as long each time, up to a minute."""
        self.failures += 1
        return min(LONGEST_PAUSE_S, 2.0 ** (self.failures - 1))

    def _deliver(self, centre: str) -> None:
        after = max(self._looked.get(centre, 0), self._marks.of(centre) or 0)
        with self._store.reading() as connection:
            head, entries = alarms_after(connection, centre, after)
        if self._must_begin(centre, head):
            self._marks.put(centre, head)
            self._looked[centre] = head
            return
        for entry in entries:
            self._send(centre, entry)
            self.failures = 0
            self._marks.put(centre, entry.seq)
        self._looked[centre] = entries[-1].seq if entries else head

    def _must_begin(self, centre: str, head: int) -> bool:
        """Alarms of before there was a receiver are old news; so are those of a record put back."""
        mark = self._marks.of(centre)
        if mark is not None and mark > head:
            log.error(
                "alarms of %s were sent up to seq %d, beyond the record: begun at %d", centre, mark, head
            )
        return mark is None or mark > head

    def _send(self, centre: str, entry: Entry) -> None:
        assert isinstance(entry.fact, AlarmRaised | AlarmCleared)
        message = message_of(entry.fact.alarm, self._catalogue(centre), entry.seq)
        try:
            self._sender.send(message)
        except NotTaken as problem:
            if self._sender.real_now() - entry.real_at < LET_GO_AFTER:
                raise
            log.error("an alarm was not taken for a day and is let go, seq %d: %s", entry.seq, problem)

    def _catalogue(self, centre: str) -> Catalogue:
        """As it is now; read again for every alarm, of which there are few."""
        return self._store.load(centre).catalogue
