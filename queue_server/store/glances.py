"""One look into each of several centres at the same time, for which nobody waits long."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import TypeVar

from queue_server.actions.ports import StoreFailed
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Refusal
from queue_server.store.lane import Answer, Item

T = TypeVar("T")


class Glances:
    """`put` hands an item to its centre's thread. A centre that still owes an answer is not asked again.

    So a thread that hangs holds up one reader for a moment, and no more items wait in it than readers did.
    """

    def __init__(self, answer_factory: Callable[[], Answer], put: Callable[[Item], None]) -> None:
        self._answer = answer_factory
        self._put = put
        self._late: dict[str, Item] = {}

    def into(self, centres: Sequence[str], see: Callable[[Hall], T], within_s: float) -> dict[str, T]:
        """What was seen of each centre; one that did not answer in time, or cannot be read, is left out.

        So is one in which `see` raised what nobody expects: its lane has logged it, and the others go on.
        """
        until = monotonic() + within_s
        items = [Item(centre, self._answer(), see=see) for centre in centres if self._owes_nothing(centre)]
        seen: dict[str, T] = {}
        for item in [item for item in items if self._is_put(item)]:
            with suppress(Exception):
                try:
                    seen[item.centre] = item.answer.get(max(0.0, until - monotonic()))
                except TimeoutError:
                    self._late[item.centre] = item
        return seen

    def _is_put(self, item: Item) -> bool:
        try:
            self._put(item)
        except (Refusal, StoreFailed):
            return False
        return True

    def _owes_nothing(self, centre: str) -> bool:
        """Whether what was late has come; how an earlier reader's look ended is nobody's affair any more."""
        late = self._late.pop(centre, None)
        if late is None:
            return True
        try:
            late.answer.get(0)
        except TimeoutError:
            self._late[centre] = late
            return False
        except Exception:  # noqa: BLE001 - the lane has logged it
            return True
        return True
