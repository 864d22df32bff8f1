"""What came lately: so that nothing is believed twice, and what WeChat sends again gets the same answer.

WeChat signs time and nonce, and in plain mode not the text: so a signature counts for one text only, and for
some minutes. It sends a message again when it heard nothing for five seconds, three times at most. All this
is in the memory of each server, like the limits: a message sent again to another server of the installation
is answered there anew. For what only asks that changes nothing; a scanned code binds the same person to the
same ticket once more, also somebody who wanted no more warnings in these five minutes.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from queue_server.web.refusals import Replayed

WITHIN = timedelta(minutes=5)
"""A message may be so old, or so new where clocks differ."""
MOST_TIMES = 4
"""The first time and WeChat's three more."""
MOST_KEPT = 10_000


class Seen:
    """Signatures and answers of the last minutes. `now` is real time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = Lock()  # held for a moment only, never while an answer is made
        self._signatures: OrderedDict[tuple[str, str], tuple[datetime, str, int]] = OrderedDict()
        self._answers: OrderedDict[str, tuple[datetime, bytes]] = OrderedDict()

    def admit(self, timestamp: str, nonce: str, digest: str) -> None:
        """Let a signed message in: `digest` tells its text. Raises Replayed."""
        now = self._now()
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise Replayed
        if abs(now.timestamp() - int(timestamp)) > WITHIN.total_seconds():
            raise Replayed
        with self._lock:
            _, same, times = self._signatures.get((timestamp, nonce), (now, digest, 0))
            if same != digest or times >= MOST_TIMES:
                raise Replayed
            self._signatures[timestamp, nonce] = (now, digest, times + 1)
            _tidy(self._signatures, now)

    def answer(self, message: str, make: Callable[[], bytes]) -> bytes:
        """What this message was answered; made when it is new. Of two made at once the first counts."""
        now = self._now()
        with self._lock:
            _tidy(self._answers, now)
            if message in self._answers:
                return self._answers[message][1]
        answer = make()
        with self._lock:
            return self._answers.setdefault(message, (now, answer))[1]


def _tidy(kept: OrderedDict[Any, Any], now: datetime) -> None:
    """Drop what is older than any message may be, and the oldest where there is too much."""
    while kept and (len(kept) > MOST_KEPT or now - next(iter(kept.values()))[0] > 2 * WITHIN):
        kept.popitem(last=False)
