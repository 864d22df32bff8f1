"""Columns of a terminal."""

import pytest

from ui.columns import padded


@pytest.mark.parametrize(
    ("text", "shown"),
    [("kiosk", "kiosk   "), ("取号机", "取号机  "), ("", " " * 8), ("取号机取号机", "取号机取号机")],
)
def test_hanzi_take_two_columns(text: str, shown: str) -> None:
    assert padded(text, 8) == shown
