"""A call as a loudspeaker knows it, and the order in which calls are spoken."""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

TOO_OLD_S = 30.0
"""Real seconds after which nobody is called by voice any more: the person stands at the window, or left."""

FEW, MANY = 1, 3
"""From so many calls waiting behind it, a call is spoken in the brief and in the shortest form."""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody is called. `at` is the second of this machine's steady clock in which it happened."""

    seq: int
    number: str
    window: int
    recall: bool
    at: float


class Form(StrEnum):
    """How much is said: the more calls wait, the less for each, so that fewer become too old."""

    FULL = "full"
    BRIEF = "brief"
    SHORTEST = "shortest"


class Turns:
    """The calls that wait for one loudspeaker, oldest first."""

    def __init__(self, too_old_s: float = TOO_OLD_S) -> None:
        self._waiting: deque[Call] = deque()
        self._too_old_s = too_old_s

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, call: Call) -> None:
        """One more, behind the others."""
        self._waiting.append(call)

    def clear(self) -> list[Call]:
        """Nobody waits any more; the answer is who did."""
        gone = list(self._waiting)
        self._waiting.clear()
        return gone

    def dropped(self, now: float) -> list[Call]:
        """Take out those that are too old to be spoken."""
        old = [call for call in self._waiting if now - call.at > self._too_old_s]
        self._waiting = deque(call for call in self._waiting if now - call.at <= self._too_old_s)
        return old

    def next(self) -> Call | None:
        """Take out the one whose turn it is."""
        return self._waiting.popleft() if self._waiting else None

    def form(self) -> Form:
        """How the call is spoken that was just taken out."""
        behind = len(self._waiting)
        return Form.FULL if behind < FEW else Form.BRIEF if behind < MANY else Form.SHORTEST
