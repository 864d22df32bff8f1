"""How long one service takes, learned from the journal."""

from dataclasses import dataclass

PRIOR = 5
"""The catalogue's time counts like this many services before anything was learned."""

MEMORY = 200
"""Services that the mean remembers; older ones fade, so that a changed procedure is noticed within days."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The mean service time of a queue in seconds and the number of services it was learned from."""

    learned: int
    mean_s: float

    def after(self, served_s: float) -> "Pace":
        """The pace after one more service."""
        weight = min(self.learned + PRIOR + 1, MEMORY)
        return Pace(self.learned + 1, self.mean_s + (served_s - self.mean_s) / weight)
