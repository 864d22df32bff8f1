"""The crowd's idea of hall time, and the morning at which it begins."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from crowd.clock import HallClock
from crowd.morning import next_morning

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = 0


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026; the 2nd is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


def morning(now: datetime, *holidays: date) -> datetime:
    """The next Monday morning."""
    return next_morning(now, MONDAY, holidays, wakes=time(8, 20), latest=time(8, 30))


def test_from_a_sunday_night_it_is_the_next_morning() -> None:
    assert morning(at(1, 23)) == at(2, 8, 20)


def test_a_morning_that_has_just_begun_is_kept() -> None:
    assert morning(at(2, 8, 25)) == at(2, 8, 25)


def test_early_on_the_day_it_is_the_same_morning() -> None:
    assert morning(at(2, 3)) == at(2, 8, 20)


def test_once_the_hall_is_open_it_is_next_week() -> None:
    assert morning(at(2, 8, 30)) == at(9, 8, 20)
    assert morning(at(2, 15)) == at(9, 8, 20)


def test_a_holiday_is_passed_over() -> None:
    assert morning(at(1, 12), date(2026, 3, 2)) == at(9, 8, 20)


def test_any_working_day_will_do_when_none_is_named() -> None:
    friday_night = at(6, 20)
    assert next_morning(friday_night, None, (), time(8, 20), time(8, 30)) == at(9, 8, 20)


def test_hall_time_runs_at_its_speed() -> None:
    real = [100.0]
    clock = HallClock(at(2, 8, 20), 60.0, SHANGHAI, monotonic=lambda: real[0])
    real[0] += 10
    assert clock.now() == at(2, 8, 30)
    assert clock.second() == 8.5 * 3600
