"""A clerk's day."""

import random

from crowd.shift import Break, Shift, overlap, shift_of
from wire.catalogue import HallFace

HALL = HallFace(code="N", names={}, open="08:30", close="17:30", lunch=("12:00", "14:00"))


def shift(window: int) -> Shift:
    """The shift at a window."""
    return shift_of(window, HALL, ["rest"], random.Random(window))


def lunch(window: int) -> Break:
    """The long break."""
    return max(shift(window).breaks, key=lambda each: each.ends - each.starts)


def test_clerks_sign_in_before_the_doors_open() -> None:
    assert all(8 * 3600 < shift(window).starts < 8.5 * 3600 for window in range(1, 89))


def test_half_of_the_windows_stay_open_over_lunch() -> None:
    assert (lunch(2).starts, lunch(2).ends) == (12 * 3600, 13 * 3600)
    assert (lunch(3).starts, lunch(3).ends) == (13 * 3600, 14 * 3600)


def test_some_pause_for_lunch_and_some_sign_out() -> None:
    assert {lunch(window).reason for window in range(1, 9)} == {"rest", None}


def test_breaks_never_overlap() -> None:
    for window in range(1, 89):
        breaks = shift(window).breaks
        assert not any(overlap(one, other) for one in breaks for other in breaks if one is not other)
