"""The one door to the halls: native threads that read, write, and commit several acts together.

On SQLite one thread serves all centres, because the file has one writer. On PostgreSQL every centre has a
thread and a connection of its own: centres never wait for each other, and `on_commit` is called from each
centre's thread.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from queue_server.actions.ports import Clock, Committed, StoreFailed, Tx
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Refusal, UnknownCentre
from queue_server.store.glances import Glances
from queue_server.store.lane import Answer, Figures, Item, Lane, OnCommit, nobody_more
from queue_server.store.scribe import Scribe

T = TypeVar("T")
WAIT_S = 30
"""How long somebody waits for an act at most; a commit on a slow disk takes milliseconds."""


class Recorded(Protocol):
    """A store that a writer can write to: SqlStore or MemoryStore."""

    clock: Clock
    one_writer: bool

    def scribe(self) -> Scribe: ...
    def centres(self) -> list[str]: ...


class CentreWriter:
    """`ports.Writer`. `answer_factory` is runtime.answer, so that waiting holds up nobody on the loop.

    `gather` waits a moment for those who are about to come, so that they share a commit.
    """

    def __init__(
        self,
        store: Recorded,
        answer_factory: Callable[[], Answer],
        on_commit: OnCommit | None = None,
        gather: Callable[[], object] = nobody_more,
    ) -> None:
        self._store = store
        self._answer = answer_factory
        self._on_commit = on_commit or _tell_nobody
        self._gather = gather
        self._lanes: dict[str, Lane] = {}
        self._glances = Glances(answer_factory, self._put)
        self._opening = threading.Lock()

    def start(self) -> None:
        """Begin to work. Native thread only: it asks the store for its centres."""
        for name in [""] if self._store.one_writer else self._store.centres():
            self._open(name)

    def stop(self, timeout_s: float | None = None) -> None:
        """Do what waits, then end."""
        for lane in list(self._lanes.values()):
            lane.stop(timeout_s)

    def act(
        self,
        centre: str,
        by: str,
        work: Callable[[Tx], T],
        *,
        request_id: str | None = None,
        try_first: bool = False,
    ) -> T:
        """What `work` answers, once it is committed."""
        item = Item(centre, self._answer(), by, request_id, work=work, try_first=try_first)
        answer: T = self._wait(item)
        return answer

    def act_each(
        self, centre: str, by: str, works: Sequence[Callable[[Tx], T]], *, request_id: str | None = None
    ) -> list[T | Refusal]:
        """What each of several acts came to once it is committed, or its refusal."""
        items = [Item(centre, self._answer(), by, request_id, work=work) for work in works]
        for item in items:
            self._lane(centre).put(item)
        return [self._outcome(item) for item in items]

    def look(self, centre: str, see: Callable[[Hall], T]) -> T:
        """What `see` answers about the hall as committed."""
        answer: T = self._wait(Item(centre, self._answer(), see=see))
        return answer

    def look_each(self, centres: Sequence[str], see: Callable[[Hall], T], within_s: float) -> dict[str, T]:
        """What `see` answers about each centre that answers in time; the others are left out."""
        return self._glances.into(centres, see, within_s)

    def add(self, centre: str) -> None:
        """Serve a centre that was created after the start. Native thread only."""
        if not self._store.one_writer and centre not in self._lanes:
            self._open(centre)

    def catch_up(self, centre: str, seq: int) -> None:
        """Another process committed up to a seq: have it read and told soon. From any thread."""
        lane = self._lanes.get("" if self._store.one_writer else centre)
        if lane is not None and not lane.knows(centre, seq):
            lane.catch_up(centre)

    @property
    def figures(self) -> dict[str, Figures]:
        """What each thread has done, by centre; "" is the one that serves all."""
        return {name: lane.figures for name, lane in list(self._lanes.items())}

    @property
    def queued(self) -> int:
        """How many items wait now."""
        return sum(lane.queued for lane in list(self._lanes.values()))

    def _outcome(self, item: Item) -> Any:
        try:
            return self._result(item)
        except Refusal as refusal:
            return refusal

    def _wait(self, item: Item) -> Any:
        self._put(item)
        return self._result(item)

    def _put(self, item: Item) -> None:
        self._lane(item.centre).put(item)

    def _result(self, item: Item) -> Any:
        try:
            return item.answer.get(WAIT_S)
        except TimeoutError as error:
            raise StoreFailed(f"no answer within {WAIT_S} s; whether it happened is not known") from error

    def _lane(self, centre: str) -> Lane:
        lane = self._lanes.get("" if self._store.one_writer else centre)
        if not self._lanes:
            raise StoreFailed("the writer has not started")
        if lane is None:
            raise UnknownCentre(centre=centre)
        return lane

    def _open(self, name: str) -> None:
        with self._opening:
            if name not in self._lanes:
                shared = not self._store.one_writer
                lane = Lane(name, self._store.scribe(), self._on_commit, shared=shared, gather=self._gather)
                lane.start()
                self._lanes[name] = lane


def _tell_nobody(_committed: Committed, _hall: Hall) -> None:
    return None
