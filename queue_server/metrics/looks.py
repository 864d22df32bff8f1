"""One look into each centre at the same time, and a few seconds for all of them together."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import Generic, Protocol, TypeVar

from queue_server.actions.ports import StoreFailed
from queue_server.answers import Answer
from queue_server.domain.refusals import Refusal

WITHIN_S = 3.0
"""Real seconds after which whoever asked is answered; Prometheus gives up after ten."""

T = TypeVar("T")
A = TypeVar("A")
log = logging.getLogger(__name__)


class Loop(Protocol):
    """Where looks wait beside each other."""

    def spawn(self, fn: Callable[[], object]) -> None: ...
    def answer(self) -> Answer[A]: ...


class Looks(Generic[T]):
    """`see` waits for one centre. One that still waits from before is not asked a second time."""

    def __init__(self, loop: Loop, see: Callable[[str], T], within_s: float = WITHIN_S) -> None:
        self._loop = loop
        self._see = see
        self._within_s = within_s
        self._under_way: set[str] = set()

    def into(self, centres: Sequence[str]) -> dict[str, T | None]:
        """What was seen of each centre; None for one that did not answer in time, or cannot be read."""
        until = monotonic() + self._within_s
        asked = {centre: self._ask(centre) for centre in centres if centre not in self._under_way}
        return {centre: self._seen(centre, asked.get(centre), until) for centre in centres}

    def _ask(self, centre: str) -> Answer[T]:
        answer: Answer[T] = self._loop.answer()
        self._under_way.add(centre)
        self._loop.spawn(partial(self._look, centre, answer))
        return answer

    def _look(self, centre: str, answer: Answer[T]) -> None:
        try:
            answer.set(self._see(centre))
        except (Refusal, StoreFailed, TimeoutError) as failure:
            answer.fail(failure)
        finally:
            self._under_way.discard(centre)

    def _seen(self, centre: str, answer: Answer[T] | None, until: float) -> T | None:
        if answer is None:
            log.warning("%s cannot be measured now: the look before has no answer yet", centre)
            return None
        try:
            return answer.get(max(0.0, until - monotonic()))
        except (Refusal, StoreFailed, TimeoutError) as failure:
            log.warning("%s cannot be measured now: %s", centre, failure)
            return None
