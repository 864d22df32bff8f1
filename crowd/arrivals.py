"""How many people come: a centre's arrivals table and its calendar, read from files."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Mean tickets of one queue in one hour of an average weekday; the factors run from Monday to Friday."""

    queue: str
    hour: int
    mean: float
    factors: tuple[float, ...]

    def mean_on(self, weekday: int) -> float:
        """The mean on a weekday (Monday is 0); weekends behave like the last weekday of the table."""
        return self.mean * self.factors[min(weekday, len(self.factors) - 1)]


def folder_of(centre: str) -> Traversable:
    """The tables that come along with this program for a centre."""
    return files("config") / "centres" / centre


def rows(table: Traversable) -> Iterator[dict[str, str]]:
    """The rows of a table by column name."""
    return csv.DictReader(table.read_text(encoding="utf-8").splitlines())


def read_arrivals(table: Traversable) -> list[Arrivals]:
    """The arrivals table; OSError when there is none, KeyError or ValueError when it is no such table."""
    return [
        Arrivals(
            row["queue"],
            int(row["hour_of_day"]),
            float(row["mean_arrivals_per_hour"]),
            tuple(float(row[f"weekday_factor_{day[:3]}"]) for day in WEEKDAYS),
        )
        for row in rows(table)
    ]


def read_holidays(folder: Traversable) -> frozenset[date]:
    """The dates on which the centre stays closed, from every calendar file of its folder."""
    if not folder.is_dir():
        return frozenset()
    calendars = [entry for entry in folder.iterdir() if entry.name.startswith("calendar")]
    return frozenset(
        date.fromisoformat(row["date"])
        for calendar in calendars
        for row in rows(calendar)
        if row["kind"] == "holiday"
    )
