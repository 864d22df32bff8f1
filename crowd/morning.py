"""The morning at which a played day begins."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta

WAKES = time(8, 20)
LATEST = time(8, 30)
ONE_DAY = timedelta(days=1)


def next_morning(
    now: datetime, weekday: int, holidays: Container[date], wakes: time = WAKES, latest: time = LATEST
) -> datetime:
    """The next time that a working day of this weekday (Monday is 0) begins; now, if it has just begun.

    Hall time only goes forward: after `latest` it is the next week's day.
    """
    day = now
    while not begins(day, weekday, holidays):
        day += ONE_DAY
    if day is now and now.time() < latest:
        return max(now, at(now, wakes))
    if day is now:
        return next_morning(at(now + ONE_DAY, time()), weekday, holidays, wakes, latest)
    return at(day, wakes)


def begins(day: datetime, weekday: int, holidays: Container[date]) -> bool:
    """Whether this is such a day and no holiday."""
    return day.weekday() == weekday and day.date() not in holidays


def at(day: datetime, moment: time) -> datetime:
    """That moment of the day, in the day's own zone."""
    return day.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0)
