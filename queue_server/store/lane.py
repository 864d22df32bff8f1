"""One native thread with one connection: it takes what waits, does it in one transaction, and answers."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Protocol

from queue_server.actions.ports import Committed, StoreFailed, Tx
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Refusal, UnknownCentre
from queue_server.histogram import MOMENTS, Histogram
from queue_server.store.ledger import ItemRejected
from queue_server.store.scribe import Scribe
from queue_server.store.trial import NotIdle

BATCH = 64
"""Acts that share a commit at most: nobody waits for more than this many others."""

AGAIN_S = 1.0
"""After it could not be asked what others did, looks are answered from memory for so long at least."""

log = logging.getLogger(__name__)
OnCommit = Callable[[Committed, Hall], None]


class Answer(Protocol):
    """A result owed to somebody who waits, as runtime.answer() makes it."""

    def set(self, value: Any, /) -> None: ...
    def fail(self, failure: BaseException, /) -> None: ...
    def get(self, timeout_s: float | None = None, /) -> Any: ...


@dataclass(slots=True)
class Item:
    """An act (`work`) or a look (`see`) that somebody waits for.

    `try_first`: an act that seldom changes anything; it is looked at first whether this one would.
    """

    centre: str
    answer: Answer
    by: str = ""
    request_id: str | None = None
    work: Callable[[Tx], Any] | None = None
    see: Callable[[Hall], Any] | None = None
    try_first: bool = False
    put_at: float = field(default_factory=monotonic)


def nobody_more() -> None:
    """Whoever comes is taken at once."""


class Nobody:
    """Waits for no answer."""

    def set(self, value: Any, /) -> None:
        """It is not wanted."""

    def fail(self, failure: BaseException, /) -> None:
        """The lane has told its log."""

    def get(self, timeout_s: float | None = None, /) -> Any:
        """There is nothing to be had."""


@dataclass(slots=True)
class Figures:
    """What a lane has done since it started, for the metrics."""

    commits: int = 0
    failed_commits: int = 0
    acts: int = 0
    looks: int = 0
    refused: int = 0
    followed: int = 0
    read_whole: int = 0
    largest_batch: int = 0
    longest_lag_s: float = 0.0
    last_lag_s: float = 0.0
    lags_s: Histogram = field(default_factory=lambda: Histogram(MOMENTS))
    commits_s: Histogram = field(default_factory=lambda: Histogram(MOMENTS))
    batches: Histogram = field(default_factory=lambda: Histogram((1, 2, 4, 8, 16, 32, BATCH)))


class Lane:
    """Start it once; `put` from any thread; `stop` lets everything that waits be done first.

    `shared`: other processes write to the record too; what they did is asked for before a hall is looked at.
    `gather` is called when the first of some items has come, to let those come that are on their way.
    """

    def __init__(
        self,
        name: str,
        scribe: Scribe,
        on_commit: OnCommit,
        *,
        shared: bool = False,
        gather: Callable[[], object] = nobody_more,
    ) -> None:
        self.figures = Figures()
        self._shared = shared
        self._behind: set[str] = set()
        self._ask_again_at = 0.0
        self._scribe = scribe
        self._on_commit = on_commit
        self._gather = gather
        self._waiting: SimpleQueue[Item | None] = SimpleQueue()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name=f"writer {name}".strip(), daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self, timeout_s: float | None = None) -> None:
        """Do what waits, then end."""
        self._waiting.put(None)
        self._thread.join(timeout_s)

    def put(self, item: Item) -> None:
        """Let an item wait for its turn. Raises StoreFailed when the lane has ended."""
        if self._ended:
            raise StoreFailed("the writer has stopped")
        self._waiting.put(item)

    def catch_up(self, centre: str) -> None:
        """Have it read soon what others did, once however often it is asked meanwhile. From any thread."""
        if centre not in self._behind:
            self._behind.add(centre)
            with suppress(StoreFailed):
                self.put(Item(centre, Nobody(), see=lambda hall: None))

    def knows(self, centre: str, seq: int) -> bool:
        """Whether what was committed up to a seq is known here. From any thread."""
        return self._scribe.knows(centre, seq)

    @property
    def queued(self) -> int:
        """How many items wait now."""
        return self._waiting.qsize()

    def _run(self) -> None:
        going_on = True
        while going_on:
            items, going_on = self._take()
            self._note_lag(items)
            fresh = self._freshen({item.centre for item in items if self._to_be_fresh(item)})
            for item in items:
                if item.see is not None:
                    self._look(item)
            acts = [item for item in items if item.work is not None and not self._settled(item, fresh)]
            if acts:
                self._act(acts)
        self._ended = True
        self._send_away()
        self._scribe.close()

    def _send_away(self) -> None:
        """Answer those who came after the end."""
        while not self._waiting.empty():
            item = self._waiting.get()
            if item is not None:
                item.answer.fail(StoreFailed("the writer has stopped"))

    def _take(self) -> tuple[list[Item], bool]:
        """Everything that waits, at least one item, at most a batch; False when the lane was stopped."""
        item = self._waiting.get()
        if item is not None:
            self._gather()
        items: list[Item] = []
        while item is not None:
            items.append(item)
            if len(items) == BATCH:
                return items, True
            try:
                item = self._waiting.get_nowait()
            except Empty:
                return items, True
        return items, False

    def _note_lag(self, items: list[Item]) -> None:
        if items:
            figures = self.figures
            figures.last_lag_s = monotonic() - items[0].put_at
            figures.longest_lag_s = max(figures.longest_lag_s, figures.last_lag_s)
            figures.lags_s.add(figures.last_lag_s)

    def _to_be_fresh(self, item: Item) -> bool:
        """Commands write to SQLite too beside its one server: a look may miss it for a second, no act may."""
        return item.try_first or (self._shared and item.see is not None)

    def _freshen(self, centres: set[str]) -> set[str]:
        """So that whoever looks sees what was committed before it asked, also by another process.

        Answers the centres of which that is sure. While the record is away, what was known last is looked
        at: screens and pages go on.
        """
        fresh: set[str] = set()
        self._behind -= centres
        began = monotonic()
        if not centres or began < self._ask_again_at:
            return fresh
        try:
            for centre in centres:
                with suppress(UnknownCentre):  # whoever looks will be told
                    self._scribe.freshen(centre)
                    fresh.add(centre)
        except Exception as error:  # a hall that cannot be followed is read whole at the next look
            log.error("it cannot be read what others did: %s", error, exc_info=_unless_expected(error))
            self._ask_again_at = monotonic() + AGAIN_S + 2 * (monotonic() - began)
        finally:
            self._tell(self._scribe.take_news())
            self.figures.followed, self.figures.read_whole = self._scribe.followed, self._scribe.read_whole
        return fresh

    def _settled(self, item: Item, fresh: set[str]) -> bool:
        """Answer an act that turns out to change nothing, as one that looks; False when it must be done."""
        if not item.try_first or item.centre not in fresh:
            return False
        assert item.work is not None
        self.figures.looks += 1
        try:
            value = item.work(self._scribe.trial(item.centre, item.by))
        except NotIdle:
            return False
        except Exception as error:  # noqa: BLE001 - logged by _log; it belongs to the one who waits
            _log(error, item)
            item.answer.fail(error)
        else:
            item.answer.set(value)
        finally:
            self._tell(self._scribe.take_news())  # it may just have been read again
        return True

    def _look(self, item: Item) -> None:
        assert item.see is not None
        self.figures.looks += 1
        try:
            hall = self._scribe.hall(item.centre)
            self._tell(self._scribe.take_news())  # it may just have been read again
            item.answer.set(item.see(hall))
        except Exception as error:  # noqa: BLE001 - logged by _log; it belongs to the one who waits
            _log(error, item)
            item.answer.fail(error)

    def _act(self, items: list[Item]) -> None:
        """One transaction. Nobody hears of success before the commit."""
        done: list[tuple[Item, Any]] = []
        try:
            self._scribe.begin()
            for item in items:
                self._do(item, done)
            began = monotonic()
            news = self._scribe.commit()
        except Exception as error:  # the ledger is out of order: everybody hears it, and life goes on
            log.exception("a commit failed; %d acts were taken back", len(done))
            self.figures.failed_commits += 1
            self._scribe.roll_back()
            self._fail(items, error)
            self._tell(self._scribe.take_news())
            return
        self._note_commit(len(items), monotonic() - began)
        for item, value in done:
            item.answer.set(value)
        self._tell(news)

    def _do(self, item: Item, done: list[tuple[Item, Any]]) -> None:
        """One act in its savepoint. What it raises is its own; a broken ledger is everybody's."""
        assert item.work is not None
        try:
            with self._scribe.acting(item.centre, item.by, item.request_id) as tx:
                value = item.work(tx)
        except Exception as error:
            if isinstance(error, StoreFailed) and not isinstance(error, ItemRejected):
                raise
            self.figures.refused += 1
            _log(error, item)
            item.answer.fail(error)
        else:
            done.append((item, value))

    def _fail(self, items: list[Item], error: Exception) -> None:
        failure = error if isinstance(error, StoreFailed) else StoreFailed(str(error))
        for item in items:
            item.answer.fail(failure)

    def _note_commit(self, acts: int, took_s: float) -> None:
        figures = self.figures
        figures.commits += 1
        figures.acts += acts
        figures.largest_batch = max(figures.largest_batch, acts)
        figures.batches.add(acts)
        figures.commits_s.add(took_s)

    def _tell(self, news: list[tuple[Committed, Hall]]) -> None:
        for committed, hall in news:
            try:
                self._on_commit(committed, hall)
            except Exception:  # the record stands; a board that could not be pushed must not stop the hall
                log.exception("telling what was committed in %s failed", committed.centre)


def _unless_expected(error: Exception) -> Exception | None:
    return None if isinstance(error, StoreFailed) else error


def _log(error: Exception, item: Item) -> None:
    if not isinstance(error, Refusal):
        log.error(
            "an act in %s by %s failed",
            item.centre,
            item.by or "a reader",
            exc_info=error,
            extra={"request_id": item.request_id},
        )
