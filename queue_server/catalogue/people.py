"""Rows about people, and about when they come: clerks, the calendar, arrivals."""

from collections.abc import Mapping
from datetime import date

from queue_server.domain.catalogue import Arrivals, Clerk, DayKind

from .forms import CALENDAR_NAME, WEEKEND, WORKDAYS
from .problems import Fault
from .rows import WHOLE, Row
from .sheets import Sheet, Source
from .tables import Table

LAST_HOUR = 23
MOST_PER_HOUR = 100_000
MOST_FACTOR = 100
TOLERANCE = 0.01
"""How far the mean of the weekdays' factors may be from 1: they are rounded in the file."""


def read_staff(source: Source) -> Sheet[str, Clerk]:
    """Clerks with their skills; a clerk has one name, in the centre's first language."""
    tables = source.tables

    def make(row: Row, employee_no: str) -> Clerk:
        window = row.maybe_ref("window", tables["windows.csv"])
        return Clerk(
            employee_no,
            name=row.text(f"name_{source.languages[0]}"),
            department=row.ref("department", tables["departments.csv"]),
            window=int(window) if window and WHOLE.fullmatch(window) else None,
            skills=row.refs("skills", tables["queues.csv"]),
            languages=row.languages("languages"),
        )

    return source.sheet("staff.csv", lambda row: row.code("employee_no"), make)


def read_calendar(source: Source, calendars: Mapping[str, Table]) -> dict[date, DayKind]:
    """Holidays and make-up workdays of all years that there are files for."""
    days: dict[date, DayKind] = {}
    seen: dict[date, str] = {}
    for file, table in sorted(calendars.items()):
        for line, cells in table.rows:
            row = Row(table, line, cells, source.problems)
            day, kind = _day(row, file), row.one_of("kind", tuple(DayKind))
            row.text("name")
            if day in seen:
                row.note("date", Fault.REPEATED_DATE, value=str(day), place=seen[day])
            elif day and row.sound("kind"):
                days[day], seen[day] = DayKind(kind), f"{file}:{line}"
    return days


def _day(row: Row, file: str) -> date | None:
    day = row.day("date")
    named = CALENDAR_NAME.fullmatch(file)
    year = named["year"] if named else None
    if day and year and day.year != int(year):
        row.note("date", Fault.DATE_OF_OTHER_YEAR, value=str(day), year=year)
    return day


def read_arrivals(source: Source) -> tuple[Arrivals, ...]:
    """How many come per queue and hour; on it the crowd and the first estimates rest."""
    weekend = any(name in source.tables["arrivals.csv"].header for name in WEEKEND)

    def make(row: Row, key: tuple[str, int]) -> Arrivals:
        mean = row.decimal("mean_arrivals_per_hour", 0, MOST_PER_HOUR)
        return Arrivals(*key, mean, _factors(row, weekend))

    sheet = source.sheet("arrivals.csv", lambda row: _queue_and_hour(row, source), make)
    return tuple(sheet.items.values())


def _queue_and_hour(row: Row, source: Source) -> tuple[str, int]:
    return row.ref("queue", source.tables["queues.csv"]), row.whole("hour_of_day", 0, LAST_HOUR)


def _factors(row: Row, weekend: bool) -> tuple[float, ...]:
    """Monday to Friday, or to Sunday where the file knows weekends; without a column nobody comes."""
    workdays = tuple(row.decimal(name, 0, MOST_FACTOR) for name in WORKDAYS)
    mean = sum(workdays) / len(WORKDAYS)
    if row.sound(*WORKDAYS) and abs(mean - 1) > TOLERANCE:
        row.note(WORKDAYS[0], Fault.FACTORS, mean=f"{mean:.2f}")
    if not weekend:
        return workdays
    return (*workdays, *(row.decimal(name, 0, MOST_FACTOR) for name in WEEKEND))
