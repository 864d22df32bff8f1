"""Notes to and from the other processes, over Redis: two native threads, one that speaks and one that hears.

Nothing depends on a note: whoever misses one finds out by asking the record (lookout.py). So none is kept,
none is sent again, and nobody waits for Redis.
"""

import logging
import secrets
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

from queue_server.between.notes import Note

NAME = "yimen:commits"
BEAT_S = 2.0
"""Between two notes of a process to itself: hearing them proves the whole way."""

UP_WITHIN_S = 3 * BEAT_S
WAIT_S = 5.0
"""For a connection, an answer, or the next try after a failure."""

log = logging.getLogger(__name__)


class Channel:
    """`hear` is called in the hearing thread: a centre, and how far another process has committed there."""

    def __init__(self, url: str, hear: Callable[[str, int], None]) -> None:
        self.told = 0
        self.heard = 0
        self._url = url
        self._hear = hear
        self._own = secrets.token_hex(8)
        self._unsaid: dict[str, int] = {}
        self._bell = threading.Condition()
        self._stopped = threading.Event()
        self._beat_heard_at = -UP_WITHIN_S
        self._threads = [
            threading.Thread(target=self._again_and_again, args=(way,), name="notes", daemon=True)
            for way in (self._speak, self._listen)
        ]

    def start(self) -> None:
        """Begin to speak and to hear; until it is known better, that works."""
        self._beat_heard_at = monotonic()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Say what is unsaid, if that is possible now, and end."""
        self._stopped.set()
        with self._bell:
            self._bell.notify()
        for thread in self._threads:
            thread.join(BEAT_S)

    def tell(self, centre: str, seq: int) -> None:
        """Let the others know of a commit soon. From any thread; never waits for Redis."""
        with self._bell:
            self._unsaid[centre] = seq  # only the newest of a centre: there are never more than centres
            self._bell.notify()

    @property
    def up(self) -> bool:
        """Whether a note of this process came back to it within the last seconds."""
        return monotonic() - self._beat_heard_at < UP_WITHIN_S

    def _again_and_again(self, way: Callable[[Any], None]) -> None:
        from redis import Redis, RedisError  # the loop must be prepared before (runtime.py)
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        waits: dict[str, Any] = {"socket_connect_timeout": WAIT_S, "socket_timeout": WAIT_S}
        while not self._stopped.is_set():
            redis = Redis.from_url(self._url, retry=Retry(NoBackoff(), 0), **waits)
            try:
                way(redis)
            except (RedisError, OSError) as problem:
                log.debug("no way to the other processes: %s", problem)
                self._beat_heard_at = -UP_WITHIN_S
                self._stopped.wait(BEAT_S)
            finally:
                redis.close()

    def _speak(self, redis: Any) -> None:
        while True:
            said_all = self._stopped.is_set()
            unsaid = self._next_unsaid()
            beat = Note(self._own).encode()
            with redis.pipeline(transaction=False) as pipeline:
                for centre, seq in unsaid.items():
                    pipeline.publish(NAME, Note(self._own, centre, seq).encode())
                pipeline.publish(NAME, beat)
                pipeline.execute()
            self.told += len(unsaid)
            if said_all:
                return

    def _next_unsaid(self) -> dict[str, int]:
        with self._bell:
            if not self._unsaid and not self._stopped.is_set():
                self._bell.wait(BEAT_S)
            unsaid, self._unsaid = self._unsaid, {}
            return unsaid

    def _listen(self, redis: Any) -> None:
        with redis.pubsub(ignore_subscribe_messages=True) as ear:
            ear.subscribe(NAME)
            while not self._stopped.is_set():
                message = ear.get_message(timeout=BEAT_S / 2)
                note = Note.decode(message["data"]) if message else None
                if note is not None:
                    self._take(note)

    def _take(self, note: Note) -> None:
        if note.by == self._own:
            self._beat_heard_at = monotonic()
        elif note.centre:
            self.heard += 1
            self._hear(note.centre, note.seq)
