"""The map on a ticket's page: every label stays in its box, or stands beside it."""

from itertools import pairwise

import pytest

from queue_server.domain.catalogue import ZonePlace
from queue_server.web.page_map import LETTER, lines_in
from queue_server.web.page_way import Leg, Way, way_to

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


HALL = (
    ZonePlace("far", 10, 30, 20, 6),
    ZonePlace("left", 0, 10, 6, 10),
    ZonePlace("middle", 16, 12, 8, 4),
    ZonePlace("right", 34, 10, 6, 10),
)
DOOR = (20.0, 1.0)


def way(zone: str, door: tuple[float, float] = DOOR) -> Way:
    found = way_to(HALL, door, zone)
    assert found is not None
    return found


def test_what_is_straight_ahead_takes_no_turn() -> None:
    assert way("middle").legs == (Leg("straight", 10),)


@pytest.mark.parametrize("side", ["left", "right"])
def test_what_is_aside_takes_one_turn_to_its_side(side: str) -> None:
    assert [leg.turn for leg in way(side).legs] == ["straight", side]


def test_a_zone_in_the_way_is_gone_around() -> None:
    corners = way("far").corners
    assert len(corners) > 2
    assert not any(16 <= x <= 24 and 12 <= y <= 16 for x, y in corners)


def test_a_door_inside_a_zone_or_an_unknown_zone_has_no_way() -> None:
    assert (way_to(HALL, (18.0, 13.0), "far"), way_to(HALL, DOOR, "nowhere")) == (None, None)


@pytest.mark.parametrize("zone", [place.zone for place in HALL])
def test_no_way_leads_through_a_zone(zone: str) -> None:
    for (x1, y1), (x2, y2) in pairwise(way(zone).corners):
        steps = round(abs(x2 - x1) + abs(y2 - y1))
        for i in range(steps + 1):
            x, y = x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps
            assert not any(p.x < x < p.x + p.width and p.y < y < p.y + p.depth for p in HALL)
