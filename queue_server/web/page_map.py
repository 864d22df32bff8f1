"""The map of a hall as a picture of the server's own, so that it can be read without script."""

from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue, ZonePlace
from queue_server.domain.names import in_language

from .page_names import runs

PX_PER_M = 8
MARGIN_M = 2


@dataclass(frozen=True, slots=True)
class Box:
    """A zone on the map; `label` are its windows."""

    x: float
    y: float
    width: float
    height: float
    label: str
    here: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """The door through which one comes in."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class HallMap:
    """Drawn with north up; sizes in the picture's units."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    entrance: Spot | None
    title: str


def hall_map(catalogue: Catalogue, hall: str, zone: str | None, language: str) -> HallMap | None:
    """The hall with one zone lit; None where the catalogue does not know where things are."""
    places = [p for p in catalogue.zone_places.values() if catalogue.zones[p.zone].hall == hall]
    if not places or hall not in catalogue.halls or zone not in {p.zone for p in places}:
        return None
    east, north = max(p.x + p.width for p in places), max(p.y + p.depth for p in places)
    return HallMap(
        width=(east + 2 * MARGIN_M) * PX_PER_M,
        height=(north + 2 * MARGIN_M) * PX_PER_M,
        boxes=tuple(_box(catalogue, place, north, place.zone == zone) for place in places),
        entrance=_entrance(catalogue, hall, north, language),
        title=in_language(catalogue.halls[hall].names, language),
    )


def _box(catalogue: Catalogue, place: ZonePlace, north: float, here: bool) -> Box:
    numbers = [n for n, window in catalogue.windows.items() if window.zone == place.zone]
    x, y = _at(place.x, place.y + place.depth, north)
    return Box(x, y, place.width * PX_PER_M, place.depth * PX_PER_M, runs(numbers), here)


def _entrance(catalogue: Catalogue, hall: str, north: float, language: str) -> Spot | None:
    for place in catalogue.facilities.values():
        if place.hall == hall and place.is_entrance:
            return Spot(*_at(place.x, place.y, north), in_language(place.names, language))
    return None


def _at(x: float, y: float, north: float) -> tuple[float, float]:
    """Metres from the south-west corner to the picture's units from its upper left one."""
    return (x + MARGIN_M) * PX_PER_M, (north + MARGIN_M - y) * PX_PER_M
