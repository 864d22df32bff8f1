"""What readers read, on its way to the page: in memory only, one read at most, for seconds, told once.

The page asks again and again which read there is, and says which kinds its screen takes just now. A read of
another kind is dropped, as a key is that no field takes; so is one that nobody asked for in time.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any

from flask import Flask, Response, abort, jsonify, request

from kiosk_client.readers.finding import reader_of
from kiosk_client.readers.read import Kind, Read, Source
from kiosk_client.readers.watching import ReaderState, Watched

KEPT_S = 5.0
WAIT_S = 2.0
NO_SOURCES: Mapping[str, Source] = {}


class Reads:
    """The readers of a kiosk, and the one read that waits for its page."""

    def __init__(self, sources: Mapping[str, Source] = NO_SOURCES, kept_s: float = KEPT_S) -> None:
        self._kept_s = kept_s
        self.when_changed: Callable[[], None] = lambda: None
        """Called in a reader's thread when it is not as it was."""
        self._readers = [
            Watched(name, source, self.put, when_changed=self._tell) for name, source in sources.items()
        ]
        self._changed = threading.Condition()
        self._kept: Read | None = None
        self._forgetting: threading.Timer | None = None
        self._asked = 0

    @classmethod
    def of(cls, words: Iterable[str]) -> "Reads":
        """With the readers that these words name. Raises ValueError with a sentence."""
        return cls({word: reader_of(word) for word in words})

    @property
    def has_readers(self) -> bool:
        """Whether anything can come at all."""
        return bool(self._readers)

    def states(self) -> list[ReaderState]:
        """How each reader is."""
        return [reader.state for reader in self._readers]

    def __enter__(self) -> "Reads":
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        for reader in self._readers:
            reader.stop()

    def put(self, read: Read) -> None:
        """Keep it for the page; a newer one takes its place."""
        with self._changed:
            self._let_go()
            self._kept = read
            self._forgetting = threading.Timer(self._kept_s, self._forget)
            self._forgetting.daemon = True
            self._forgetting.start()
            self._changed.notify_all()

    def take(self, wanted: frozenset[Kind], patience_s: float) -> Read | None:
        """The read that waits or comes in time, if it is of a kind that is wanted; afterwards nobody has it.

        Who asks last is told: a page whose screen has changed asks anew.
        """
        with self._changed:
            self._asked += 1
            mine = self._asked
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._kept is not None or self._asked != mine, patience_s)
            if self._asked != mine:
                return None
            read = self._let_go()
        return read if read is not None and read.kind in wanted else None

    def _tell(self) -> None:
        self.when_changed()

    def _forget(self) -> None:
        with self._changed:
            if self._forgetting is threading.current_thread():
                self._let_go()

    def _let_go(self) -> Read | None:
        """What was kept, which from now on is kept nowhere."""
        read, self._kept = self._kept, None
        if self._forgetting is not None:
            self._forgetting.cancel()
            self._forgetting = None
        return read


def add_reads(app: Flask, reads: Reads) -> None:
    """The route by which the page takes a read."""

    def take() -> Response:
        wanted = _wanted()
        read = reads.take(wanted, WAIT_S) if reads.has_readers else None
        told = {"kind": read.kind.value, "text": read.text} if read else None
        answer = jsonify({"readers": reads.has_readers, "read": told})
        answer.headers["Cache-Control"] = "no-store"
        return answer

    app.add_url_rule("/agent/reads", "reads", take, methods=["POST"])


def _wanted() -> frozenset[Kind]:
    body: Any = request.get_json(silent=True)
    wants = body.get("wants") if isinstance(body, dict) else None
    if not isinstance(wants, list) or not all(kind in list(Kind) for kind in wants):
        abort(400)
    return frozenset(map(Kind, wants))
