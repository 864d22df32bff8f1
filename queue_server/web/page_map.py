"""The map of a hall as a picture of the server's own, so that it can be read without script."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue, ZonePlace
from queue_server.domain.names import in_language
from ui.words import say

from .page_names import runs
from .page_way import Way, way_to

PX_PER_M = 8
MARGIN_M = 2
NEAREST_M = 5
LETTER = 22
"""The size of a label: 14 px and more on the narrowest phone."""
LEADING = 1.1
ADVANCES = {"–": 0.56, ",": 0.3, "、": 1.0, " ": 0.25}
DIGIT = 0.58
"""How wide signs are in letters, bold."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a label, set around its middle."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A zone on the map with the numbers of its windows, `beside` a box that is too small for them."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    beside: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """The door through which one comes in."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class HallMap:
    """Drawn with north up; sizes in the picture's units.

    `way` is a line from the entrance to the lit zone, `steps` the same in words; empty where none is known.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    entrance: Spot | None
    title: str
    way: str
    steps: tuple[str, ...]


def hall_map(catalogue: Catalogue, hall: str, zone: str | None, language: str) -> HallMap | None:
    """The hall with one zone lit; None where the catalogue does not know where things are."""
    places = [p for p in catalogue.zone_places.values() if catalogue.zones[p.zone].hall == hall]
    if not places or hall not in catalogue.halls or zone not in {p.zone for p in places}:
        return None
    way = _way(catalogue, hall, places, zone)
    east, north = max(p.x + p.width for p in places), max(p.y + p.depth for p in places)
    return HallMap(
        width=(east + 2 * MARGIN_M) * PX_PER_M,
        height=(north + 2 * MARGIN_M) * PX_PER_M,
        boxes=tuple(_box(catalogue, place, north, place.zone == zone, language) for place in places),
        entrance=_entrance(catalogue, hall, north, language),
        title=in_language(catalogue.halls[hall].names, language),
        way=_line(way, north) if way else "",
        steps=_spoken(way, language) if way else (),
    )


def _way(catalogue: Catalogue, hall: str, places: Sequence[ZonePlace], zone: str | None) -> Way | None:
    door = next((f for f in catalogue.facilities.values() if f.hall == hall and f.is_entrance), None)
    return way_to(tuple(places), (door.x, door.y), zone) if door and zone else None


def _line(way: Way, north: float) -> str:
    """The points of a polyline."""
    return " ".join(f"{x:g},{y:g}" for x, y in (_at(*corner, north) for corner in way.corners))


def _spoken(way: Way, language: str) -> tuple[str, ...]:
    """One sentence for each piece, in metres that nobody takes for measured ones."""
    return tuple(
        say(
            f"phone.way.{leg.turn}",
            language,
            metres=max(NEAREST_M, round(leg.metres / NEAREST_M) * NEAREST_M),
        )
        for leg in way.legs
    )


def _box(catalogue: Catalogue, place: ZonePlace, north: float, here: bool, language: str) -> Box:
    numbers = [n for n, window in catalogue.windows.items() if window.zone == place.zone]
    x, y = _at(place.x, place.y + place.depth, north)
    width, height = place.width * PX_PER_M, place.depth * PX_PER_M
    label = runs(numbers, say("pages.windows.and", language))
    texts = lines_in(label, width, height)
    middle = y + height / 2 if texts else y + height + LETTER * LEADING / 2
    return Box(x, y, width, height, _stacked(texts or (label,), x + width / 2, middle), not texts, here)


def lines_in(label: str, width: float, height: float) -> tuple[str, ...]:
    """The label in as few lines as fit into a box, broken behind a dash or a comma; else none."""
    for texts in ((label,), tuple(re.findall(r"[^–,、]+[–,、]?", label.replace(" ", "")))):
        if max(map(_wide, texts), default=0) <= width and len(texts) * LETTER * LEADING <= height:
            return texts
    return ()


def _stacked(texts: Sequence[str], x: float, middle: float) -> tuple[Line, ...]:
    """Lines one below the other around a middle."""
    first = middle - (len(texts) - 1) * LETTER * LEADING / 2
    return tuple(Line(x, first + i * LETTER * LEADING, text) for i, text in enumerate(texts))


def _wide(text: str) -> float:
    return sum(ADVANCES.get(sign, DIGIT) for sign in text) * LETTER


def _entrance(catalogue: Catalogue, hall: str, north: float, language: str) -> Spot | None:
    for place in catalogue.facilities.values():
        if place.hall == hall and place.is_entrance:
            return Spot(*_at(place.x, place.y, north), in_language(place.names, language))
    return None


def _at(x: float, y: float, north: float) -> tuple[float, float]:
    """Metres from the south-west corner to the picture's units from its upper left one."""
    return (x + MARGIN_M) * PX_PER_M, (north + MARGIN_M - y) * PX_PER_M
