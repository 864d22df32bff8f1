"""What goes wrong and when, drawn from a seed: the same seed makes the same faults, on any machine."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

FIRST_S = 15.0
"""Real seconds in which the crowd comes before anything goes wrong."""
LAST_S = 20.0
"""Before the end nothing new goes wrong for so long."""
SHORTEST_GAP_S, LONGEST_GAP_S = 2.0, 15.0


class Kind(StrEnum):
    """Each kind of fault."""

    KILL = "kill"
    STOP = "stop"
    FREEZE = "freeze"
    CUT = "cut"
    HOLD = "hold"
    SWALLOW = "swallow"
    LOCK = "lock"
    DATABASE = "database"
    SLOW = "slow disk"
    CLOCK = "clock"
    SOCKETS = "sockets"
    VERIFY = "verify"
    BACKUP = "backup"


LASTS: dict[Kind, tuple[float, float]] = {
    Kind.KILL: (0.0, 6.0),
    Kind.STOP: (0.0, 3.0),
    Kind.FREEZE: (1.0, 12.0),
    Kind.CUT: (0.2, 15.0),
    Kind.HOLD: (0.2, 12.0),
    Kind.SWALLOW: (0.3, 2.0),
    Kind.LOCK: (1.0, 14.0),
    Kind.DATABASE: (0.2, 6.0),
    Kind.SLOW: (3.0, 12.0),
    Kind.CLOCK: (2.0, 10.0),
    Kind.SOCKETS: (2.0, 6.0),
    Kind.VERIFY: (0.0, 0.0),
    Kind.BACKUP: (0.0, 0.0),
}
"""The least and the most real seconds that a fault of a kind lasts."""
WEIGHTS = {Kind.KILL: 4, Kind.CUT: 3, Kind.SWALLOW: 2, Kind.FREEZE: 2, Kind.LOCK: 2}
"""How often a kind comes beside the others, which come once."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`at_s` and `seconds` are real; `strength`, between 0 and 1, is what else the dice say."""

    at_s: float
    kind: Kind
    seconds: float
    strength: float

    def __str__(self) -> str:
        return f"{self.at_s:6.1f} s  {self.kind:<9} {self.seconds:4.1f} s  {self.strength:.2f}"


def schedule(seed: int, minutes: float) -> list[Fault]:
    """The faults of a run, in their order; a longer run begins with those of a shorter one."""
    last_s = minutes * 60 - LAST_S
    return list(takewhile(lambda fault: fault.at_s + fault.seconds < last_s, _endless(seed)))


def _endless(seed: int) -> Iterator[Fault]:
    dice, at_s = random.Random(f"chaos {seed}"), FIRST_S
    kinds = list(Kind)
    while True:
        kind = dice.choices(kinds, [WEIGHTS.get(each, 1) for each in kinds])[0]
        seconds = round(dice.uniform(*LASTS[kind]), 1)
        yield Fault(round(at_s, 1), kind, seconds, round(dice.random(), 2))
        at_s += seconds + dice.uniform(SHORTEST_GAP_S, LONGEST_GAP_S)
