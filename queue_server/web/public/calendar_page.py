"""The opening calendar: this month and the next day by day, halls' usual hours, longer hours of queues."""

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from queue_server.domain.calendar import is_workday, local, queue_hours
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.names import in_language
from ui.words import say

from .spoken import day_text

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Day:
    """One day: `kind` is open, closed, holiday, makeup_workday or part (some queues only)."""

    number: int
    kind: str
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month by weeks from Monday; None stands for days of its neighbours. `unusual` are its days in words.

    `known` is false where the centre has no calendar of that year yet: holidays may be missing.
    """

    title: str
    year: int
    weeks: tuple[tuple[Day | None, ...], ...]
    unusual: tuple[tuple[str, str], ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """Usual hours of a hall on workdays, or longer hours of a queue; `pause` is a hall's lunch break."""

    name: str
    when: str
    pause: str = ""


@dataclass(frozen=True, slots=True)
class OpeningCalendar:
    """The whole page."""

    months: tuple[Month, ...]
    halls: tuple[Hours, ...]
    extended: tuple[Hours, ...]
    during_lunch: bool


def opening_calendar(catalogue: Catalogue, now: datetime, language: str) -> OpeningCalendar:
    """The calendar of a centre as it stands on the day of `now`."""
    today = local(catalogue, now).date()
    return OpeningCalendar(
        months=tuple(_month(catalogue, *each, today, language) for each in months_shown(today)),
        halls=tuple(_halls(catalogue, language)),
        extended=tuple(_extended(catalogue, language)),
        during_lunch=catalogue.policy.during_lunch,
    )


def months_shown(today: date) -> tuple[tuple[int, int], tuple[int, int]]:
    """This month and the next, as years and months."""
    after = (today.year + 1, 1) if today.month == DECEMBER else (today.year, today.month + 1)
    return (today.year, today.month), after


def kind_of(catalogue: Catalogue, day: date) -> str:
    """What a day is for visitors."""
    special = catalogue.calendar.get(day)
    if special is not None:
        return special.value
    if is_workday(catalogue, day):
        return "open"
    live = (queue for queue in catalogue.hall_queues if queue not in catalogue.retiring.queues)
    return "part" if any(queue_hours(catalogue, queue, day) for queue in live) else "closed"


def _month(catalogue: Catalogue, year: int, month: int, today: date, language: str) -> Month:
    name = say(f"refusals.month.{month}", language)
    weeks = Calendar().monthdatescalendar(year, month)
    days = [day for week in weeks for day in week if day.month == month]
    return Month(
        title=say("public.calendar.month", language, year=year, month=name),
        year=year,
        weeks=tuple(tuple(_day(catalogue, day, month, today) for day in week) for week in weeks),
        unusual=tuple(
            (day_text(day, language), say(f"public.calendar.{catalogue.calendar[day].value}.long", language))
            for day in days
            if day in catalogue.calendar
        ),
        known=any(day.year == year for day in catalogue.calendar),
    )


def _day(catalogue: Catalogue, day: date, month: int, today: date) -> Day | None:
    return Day(day.day, kind_of(catalogue, day), day == today) if day.month == month else None


def _halls(catalogue: Catalogue, language: str) -> Iterator[Hours]:
    for hall in catalogue.halls.values():
        pause = f"{hall.lunch[0]:%H:%M}–{hall.lunch[1]:%H:%M}" if hall.lunch else ""
        yield Hours(in_language(hall.names, language), f"{hall.open:%H:%M}–{hall.close:%H:%M}", pause)


def _extended(catalogue: Catalogue, language: str) -> Iterator[Hours]:
    for queue in catalogue.queues.values():
        if queue.code in catalogue.retiring.queues:
            continue
        for each in catalogue.policy.queue(queue.code).extended:
            day = say(f"public.weekday.{each.weekday}", language)
            when = say("public.calendar.on", language, day=day, hours=f"{each.open:%H:%M}–{each.close:%H:%M}")
            yield Hours(in_language(queue.names, language), when)
