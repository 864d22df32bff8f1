"""From what one operation costs to how many processors many halls need: nothing is measured here."""

from collections.abc import Mapping
from dataclasses import dataclass

BUSY_SHARE = 0.6
"""How much of a processor is used in the busiest hour: the rest is for what nobody has thought of."""

OFFICE_H = 7.0
PEAK = 1.4
"""The busiest hour to the mean one: 583 of 3,359 tickets on a Monday."""


@dataclass(frozen=True)
class Demand:
    """What a hall does in its busiest hour."""

    tickets_per_day: int = 3_000
    devices: int = 100
    phones: int = 100
    beats_per_device_s: float = 1 / 10
    """A kiosk and a screen's program speak every five seconds, a PAD more seldom, a plain screen never."""

    @property
    def per_s(self) -> dict[str, float]:
        """Operations in a second, by name."""
        tickets = self.tickets_per_day / OFFICE_H / 3600 * PEAK
        return {
            "issue": tickets,
            "call": tickets,
            "heartbeat": self.devices * self.beats_per_device_s,
            "look": self.phones / 60 + tickets,
            "centre": 1.0,
            "socket": self.devices + self.phones,
        }


def processors(halls: int, demand: Demand, costs: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """How many processors each program needs for so many halls; `costs` are ms by operation and program.

    What a socket and a centre cost is counted per second. Raises KeyError for an operation without a cost.
    """
    needed: dict[str, float] = {}
    for operation, per_s in demand.per_s.items():
        for program, ms in costs[operation].items():
            needed[program] = needed.get(program, 0.0) + halls * per_s * max(0.0, ms) / 1000
    return {program: used / BUSY_SHARE for program, used in needed.items()}


def machines(needed: float, cores: int = 16) -> int:
    """Machines of so many cores, at least one."""
    return max(1, -(-int(needed * 1000) // (cores * 1000)))
