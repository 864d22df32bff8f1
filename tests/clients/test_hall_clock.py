"""The hall's time goes on by the clock that nobody can set; what is wrong with the other one is noticed."""

import logging
from datetime import datetime, timedelta

import pytest

from tests.clients.own_kiosk import NINE, OwnKiosk, opening

AT_NINE = datetime.fromisoformat(NINE)


@pytest.fixture
def kiosk() -> OwnKiosk:
    return OwnKiosk().hear()


def minutes_past_nine(kiosk: OwnKiosk) -> float:
    assert kiosk.clock.now is not None
    return (kiosk.clock.now - AT_NINE) / timedelta(minutes=1)


def test_the_halls_time_goes_on_by_itself_at_its_own_speed(kiosk: OwnKiosk) -> None:
    kiosk.clock.hear(opening() | {"speed": 10})
    kiosk.times.pass_by(60)
    assert (minutes_past_nine(kiosk), kiosk.clock.sure) == (10, True)


def test_a_wall_clock_that_jumps_moves_nothing_and_is_told(
    kiosk: OwnKiosk, caplog: pytest.LogCaptureFixture
) -> None:
    before = kiosk.clock.ahead_s
    kiosk.times.pass_by(60)
    kiosk.times.wall -= 3600
    with caplog.at_level(logging.WARNING):
        kiosk.clock.watch()
    assert "jumped by -3600.0 s" in caplog.text
    assert (minutes_past_nine(kiosk), kiosk.clock.sure) == (1, True)
    assert (before, kiosk.clock.ahead_s) == (0.0, -3600.0)


def test_a_crash_of_the_agent_alone_leaves_the_time_sure(kiosk: OwnKiosk) -> None:
    kiosk.times.pass_by(120)
    kiosk.times.wall += 7200
    kiosk.start()
    assert (minutes_past_nine(kiosk), kiosk.clock.sure) == (2, True)


def test_after_a_power_cut_the_wall_clock_helps_and_the_time_is_unsure(kiosk: OwnKiosk) -> None:
    kiosk.times.pass_by(60)
    kiosk.clock.watch()
    kiosk.times.power_cut(off_s=600)
    kiosk.start()
    assert (minutes_past_nine(kiosk), kiosk.clock.sure, kiosk.clock.ahead_s) == (11, False, None)


def test_a_clock_that_woke_up_in_the_past_goes_on_from_the_last_moment(
    kiosk: OwnKiosk, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.times.pass_by(60)
    kiosk.clock.watch()
    kiosk.times.power_cut(off_s=-86_400 * 9000)
    kiosk.start()
    kiosk.times.pass_by(30)
    assert "was set back" in caplog.text
    assert (minutes_past_nine(kiosk), kiosk.clock.sure) == (1.5, False)


def test_times_of_numbers_never_go_back(kiosk: OwnKiosk) -> None:
    kiosk.times.pass_by(600)
    first = kiosk.take()
    kiosk.times.power_cut(off_s=-3600)
    kiosk.start()
    second = kiosk.take()
    assert (first["number"], second["number"]) == ("B-K1-01", "B-K1-02")
    assert first["issued_at"] <= second["issued_at"]


def test_times_of_an_unsure_clock_are_mended_when_the_server_is_heard(kiosk: OwnKiosk) -> None:
    kiosk.times.power_cut(off_s=-3600)
    kiosk.start()
    kiosk.take()
    kiosk.times.pass_by(60)
    kiosk.hear(opening("2026-11-23T10:31:00+08:00"))
    assert kiosk.clock.heard is not None
    assert kiosk.own.kept.mend(kiosk.clock.heard) == 1
    (waiting,) = kiosk.own.kept.to_hand_in(50)
    assert (waiting.item["issued_at"], waiting.item["clock"]) == ("2026-11-23T10:30:00.000+08:00", "sure")


def test_what_the_machine_has_forgotten_is_handed_in_as_unsure(kiosk: OwnKiosk) -> None:
    kiosk.times.power_cut(off_s=60)
    kiosk.start()
    kiosk.take()
    kiosk.times.power_cut(off_s=60)
    kiosk.start()
    kiosk.hear(opening("2026-11-23T09:10:00+08:00"))
    assert kiosk.clock.heard is not None
    assert kiosk.own.kept.mend(kiosk.clock.heard) == 0
    (waiting,) = kiosk.own.kept.to_hand_in(50)
    assert (waiting.item["issued_at"], waiting.item["clock"]) == ("2026-11-23T09:01:00.000+08:00", "unsure")
