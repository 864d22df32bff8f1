"""How a device obeys orders, each once: the device's side of `orders` and `orders_told`.

An order is done only when the server has heard that it begins. So a program that starts anew is not told to
do so again; that it is back the server sees by how long it has been up.
"""

import logging
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from .telling import one_line

BEGUN, DONE, FAILED = "begun", "done", "failed"
KNOWN = 100
LONGEST_DETAIL = 200

T = TypeVar("T")
Body = Mapping[str, Any]
End = tuple[str, str]
"""`done` or `failed`, and a detail."""
Look = Callable[[], End | None]
"""Asked at every heartbeat how something under way has ended; None while it has not."""

log = logging.getLogger(__name__)


class Cannot(Exception):
    """This device has nothing that the order could be done with."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order that is not begun, and until when it may be."""

    kind: str
    part: str | None
    until: float


class Obeying(ABC):
    """Asked for what to tell, then told what the server answered; touched by the heartbeat's thread only."""

    def __init__(self) -> None:
        self._wanted: dict[str, Wanted] = {}
        self._under_way: dict[str, Look] = {}
        self._ended: dict[str, End] = {}
        self._known: dict[str, None] = {}

    @abstractmethod
    def begin(self, kind: str, part: str | None) -> Look | None:
        """Do it; None when nothing more will be told of it. Raises Cannot."""

    @property
    def waiting(self) -> bool:
        """Whether the server has not yet been told something."""
        return bool(self._wanted or self._under_way or self._ended)

    @property
    def is_to_begin(self) -> bool:
        """Whether something is begun as soon as the server has heard so."""
        return bool(self._wanted)

    def to_tell(self) -> list[Body]:
        """What begins with the next answer, and what became of what was begun."""
        now = time.monotonic()
        self._wanted = {order: wanted for order, wanted in self._wanted.items() if now <= wanted.until}
        for order, look in list(self._under_way.items()):
            if (end := self._tried(order, look)) is not None:
                del self._under_way[order]
                self._ended[order] = end
        ended = [_told(order, *end) for order, end in self._ended.items()]
        return [*ended, *({"order": order, "state": BEGUN} for order in self._next())]

    def told(self, told: Iterable[Body]) -> None:
        """The server has heard this: forget what ended, and do what begins."""
        for each in told:
            order = each["order"]
            if each["state"] != BEGUN:
                self._ended.pop(order, None)
            elif order in self._wanted:
                self._do(order, self._wanted.pop(order))

    def note_new(self, orders: Iterable[Body]) -> None:
        """Orders of an answer; those that were heard before are passed over."""
        for each in orders:
            order = each["order"]
            if order not in self._known:
                self._known[order] = None
                until = time.monotonic() + each["good_for_s"]
                self._wanted[order] = Wanted(each["kind"], each.get("part"), until)
        while len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]

    def _next(self) -> list[str]:
        """What begins now. A restart comes last, when everything else is done and told: it forgets."""
        others = [order for order, wanted in self._wanted.items() if wanted.kind != "restart"]
        busy = others or self._under_way or self._ended
        return others if busy else list(self._wanted)

    def _do(self, order: str, wanted: Wanted) -> None:
        log.warning("order %s: %s %s", order, wanted.kind, wanted.part or "")
        begun = self._tried(order, lambda: self.begin(wanted.kind, wanted.part))
        if callable(begun):
            self._under_way[order] = begun
        elif begun is not None:
            self._ended[order] = begun

    def _tried(self, order: str, act: Callable[[], T]) -> T | End:
        """What comes of it, or that it failed: an order that cannot be done must not end the heartbeat."""
        try:
            return act()
        except Cannot as problem:
            return FAILED, str(problem)
        except Exception as problem:
            log.exception("order %s could not be done", order)
            return FAILED, str(problem)


def _told(order: str, state: str, detail: str) -> Body:
    return {"order": order, "state": state, "detail": one_line(detail, LONGEST_DETAIL)}
