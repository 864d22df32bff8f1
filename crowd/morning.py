"""The morning at which a played day begins."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def next_morning(
    now: datetime,
    weekday: int | None,
    holidays: Container[date],
    wakes: time,
    latest: time,
) -> datetime:
    """The next time that a working day of this weekday (Monday is 0; None: any) begins; now, if it just has.

    Hall time only goes forward: after `latest` it is another day.
    """
    day = now
    while not begins(day, weekday, holidays):
        day += ONE_DAY
    if day is now and now.time() < latest:
        return max(now, at(now, wakes))
    if day is now:
        return next_morning(at(now + ONE_DAY, time()), weekday, holidays, wakes, latest)
    return at(day, wakes)


def begins(day: datetime, weekday: int | None, holidays: Container[date]) -> bool:
    """Whether this is such a day and no holiday."""
    wanted = day.weekday() < SATURDAY if weekday is None else day.weekday() == weekday
    return wanted and day.date() not in holidays


def at(day: datetime, moment: time) -> datetime:
    """That moment of the day, in the day's own zone."""
    return day.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0)
