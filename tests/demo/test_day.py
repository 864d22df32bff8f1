"""The demo's hall time."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from queue_server.clock import DEMO_CLOCK, Anchor, DemoClock, RealClock, clock_in
from queue_server.demo.day import clock_for, first_morning, real_clock
from queue_server.domain.calendar import hall_state
from queue_server.domain.windows import HallState
from tests.makers import NINE, SHANGHAI, a_catalogue, minutes

SUNDAY_NIGHT = datetime(2026, 9, 13, 23, tzinfo=SHANGHAI)


def test_started_on_a_sunday_night_the_demo_plays_monday_morning(tmp_path: Path) -> None:
    morning = first_morning(a_catalogue(), SUNDAY_NIGHT)
    assert morning == datetime(2026, 9, 14, 9, tzinfo=SHANGHAI)
    clock = clock_for(a_catalogue(), tmp_path / DEMO_CLOCK, None, RealClock().real_now())
    assert hall_state(a_catalogue(), "N", clock.hall_now()) is HallState.OPEN


def test_real_hours_are_one_setting_away(tmp_path: Path) -> None:
    real = RealClock().real_now()
    assert abs(real_clock(tmp_path / DEMO_CLOCK, real).hall_now() - real) < minutes(1)


def test_a_demo_goes_on_where_it_stood(tmp_path: Path) -> None:
    path = tmp_path / DEMO_CLOCK
    Anchor(hall=NINE + minutes(100), real=SUNDAY_NIGHT, speed=0).save(path)
    clock = clock_for(a_catalogue(), path, NINE + minutes(99), RealClock().real_now())
    assert minutes(100) <= clock.hall_now() - NINE < minutes(101)


def test_a_demo_that_was_killed_goes_on_after_its_last_fact(tmp_path: Path) -> None:
    path = tmp_path / DEMO_CLOCK
    Anchor(hall=NINE, real=SUNDAY_NIGHT, speed=60).save(path)
    clock = clock_for(a_catalogue(), path, NINE + minutes(30), RealClock().real_now())
    assert minutes(30) <= clock.hall_now() - NINE < minutes(31)


def test_a_demo_that_ended_after_closing_begins_the_next_morning(tmp_path: Path) -> None:
    path = tmp_path / DEMO_CLOCK
    Anchor(hall=NINE + minutes(9 * 60), real=SUNDAY_NIGHT, speed=0).save(path)
    clock = clock_for(a_catalogue(), path, None, RealClock().real_now())
    assert hall_state(a_catalogue(), "N", clock.hall_now()) is HallState.OPEN
    assert clock.hall_now() > NINE + minutes(23 * 60)


def test_the_clock_never_goes_back() -> None:
    clock = DemoClock(Anchor(hall=NINE, real=datetime.now(UTC)))
    with pytest.raises(ValueError, match="cannot go back"):
        clock.set(NINE - minutes(5), None)


def test_a_faster_clock_runs_on_from_where_it_is() -> None:
    clock = DemoClock(Anchor(hall=NINE, real=datetime.now(UTC)))
    clock.set(NINE + minutes(60), 600)
    assert clock.hall_now() >= NINE + minutes(60)
    assert clock.speed == 600


def test_commands_beside_a_demo_use_its_clock(tmp_path: Path) -> None:
    assert isinstance(clock_in(tmp_path), RealClock)
    DemoClock(Anchor(hall=NINE, real=datetime.now(UTC)), tmp_path / DEMO_CLOCK)
    assert clock_in(tmp_path).hall_now() - NINE < minutes(1)
