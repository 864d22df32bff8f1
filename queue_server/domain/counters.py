"""What a centre has counted: ticket ids, and each series' numbers of the day."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Counters:
    """What a centre has counted: the last ticket id, the business date, its last serial per series.

    `day_seq` is the seq of the fact that opened the business date: later calls are today's.
    """

    last_ticket: int = 0
    business_date: date | None = None
    day_closed: bool = True
    day_seq: int = 0
    serials: tuple[tuple[str, int], ...] = ()

    def serial(self, series: str) -> int:
        """The last serial number given in a series today; 0 before the first."""
        return dict(self.serials).get(series, 0)

    def counted(self, series: str) -> "Counters":
        """The counters after one more ticket of a series."""
        serials = dict(self.serials) | {series: self.serial(series) + 1}
        return replace(self.with_ticket(), serials=tuple(sorted(serials.items())))

    def with_ticket(self) -> "Counters":
        """The counters after one more ticket whose number was counted elsewhere, by a kiosk."""
        return replace(self, last_ticket=self.last_ticket + 1)
