"""Wrong tries of secrets: five lock a name for a minute, each further one for twice as long, an hour at most.

A try counts as soon as it begins, so that many at once are no way around. All in real time.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from threading import Lock
from typing import Protocol

from queue_server.domain.refusals import TooManyTries

TRIES = 5
FIRST_LOCK_S = 60
LONGEST_LOCK_S = 3600
MOST_NAMES = 10_000


@dataclass(frozen=True, slots=True)
class Failures:
    """What is known of a name that was tried and did not succeed since."""

    last: datetime
    count: int = 0
    locked_until: datetime | None = None

    def tried(self, now: datetime) -> "Failures":
        """One try more. Raises TooManyTries while the name is locked."""
        if self.locked_until is not None and now < self.locked_until:
            raise TooManyTries(retry_after_s=ceil((self.locked_until - now).total_seconds()))
        more = replace(self, last=now, count=self.count + 1)
        if more.count < TRIES:
            return more
        lock_s = min(FIRST_LOCK_S * 2 ** min(more.count - TRIES, 16), LONGEST_LOCK_S)
        return replace(more, locked_until=now + timedelta(seconds=lock_s))


class Tries(Protocol):
    """Where tries are counted, per name and centre. May wait for a database: not on the loop."""

    def begin(self, centre: str, name: str) -> None:
        """Count a try. Raises TooManyTries, or StoreFailed."""

    def succeed(self, centre: str, name: str) -> None:
        """The secret was right: earlier failures are forgotten. Raises StoreFailed."""


class TriesHere:
    """In memory: after a restart everybody has a fresh start, which no attacker can bring about."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = Lock()
        self._names: dict[tuple[str, str], Failures] = {}

    def begin(self, centre: str, name: str) -> None:
        """Count a try. Raises TooManyTries."""
        now = self._now()
        with self._lock:
            if len(self._names) >= MOST_NAMES:
                self._forget_old()
            self._names[centre, name] = self._names.get((centre, name), Failures(now)).tried(now)

    def succeed(self, centre: str, name: str) -> None:
        """Forget the failures of a name."""
        self._names.pop((centre, name), None)

    def _forget_old(self) -> None:
        """Drop the half whose lock or last failure is oldest; locks that hold stay while there is room."""
        oldest = sorted(self._names, key=lambda k: self._names[k].locked_until or self._names[k].last)
        for key in oldest[: MOST_NAMES // 2]:
            self._names.pop(key, None)
