"""A device's own clock: wrong, right again, and not told at every swing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.clocks import RIGHT_AGAIN_S, WRONG_S, minutes_wrong


@pytest.mark.parametrize(
    ("ahead_s", "told", "minutes"),
    [
        (None, 3, None),
        (120, None, None),
        (-120.5, None, -2),
        (200, None, 3),
        (130, 3, 3),
        (100, 3, 2),
        (60, 2, None),
        (3600, 3, 60),
        (-180, 3, -3),
    ],
)
def test_what_is_told(ahead_s: float | None, told: int | None, minutes: int | None) -> None:
    assert minutes_wrong(ahead_s, told) == minutes


@given(st.floats(-1e6, 1e6), st.none() | st.integers(-9, 9))
def test_a_very_wrong_clock_is_always_told_and_a_right_one_never(ahead_s: float, told: int | None) -> None:
    minutes = minutes_wrong(ahead_s, told)
    if abs(ahead_s) > WRONG_S:
        assert minutes is not None
        assert abs(minutes * 60 - ahead_s) <= 60
    if abs(ahead_s) <= RIGHT_AGAIN_S:
        assert minutes is None


@given(st.floats(-1e6, 1e6), st.floats(-25, 25))
def test_what_was_told_stands_while_the_clock_swings(ahead_s: float, swing_s: float) -> None:
    told = minutes_wrong(ahead_s, None)
    if told is not None:
        assert minutes_wrong(ahead_s + swing_s, told) == told
