"""The map on a ticket's page: every label stays in its box, or stands beside it."""

import pytest

from queue_server.web.page_map import LETTER, lines_in

TALL, FLAT = (48, 144), (112, 48)


@pytest.mark.parametrize(
    ("label", "box", "lines"),
    [
        ("35–45", FLAT, ("35–45",)),
        ("26–34", TALL, ("26–", "34")),
        ("1–5, 9", (60, 100), ("1–", "5,", "9")),
        ("87–88", (48, 24), ()),
    ],
)
def test_a_label_takes_the_lines_that_fit_or_none(
    label: str, box: tuple[int, int], lines: tuple[str, ...]
) -> None:
    assert lines_in(label, *box) == lines


def test_a_label_is_readable_on_the_narrowest_phone() -> None:
    """The widest hall is 55 m with its margins; the page leaves 280 px of 320 for it."""
    assert LETTER * 280 / (55 * 8) >= 14
