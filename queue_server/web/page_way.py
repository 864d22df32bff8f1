"""The way from a hall's entrance to a zone: over the free floor, around the other zones, with few turns.

Found on a grid of one metre by A* (Hart, Nilsson, Raphael 1968); a turn costs as much as some metres, because
a way that is easy to follow is worth more than the shortest one. Some milliseconds, once for each zone.
"""

import heapq
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from queue_server.domain.catalogue import ZonePlace

TURN_M = 12
"""What a turn costs, in metres of walking."""

Cell = tuple[int, int]
Step = tuple[Cell, int]
"""A cell, and which way one faces there."""

AROUND: tuple[Cell, ...] = ((0, 1), (1, 0), (0, -1), (-1, 0))
"""North, east, south, west: the next one is a turn to the right."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A straight piece: `turn` is straight, left, right or around as one walks, `metres` about how far."""

    turn: str
    metres: int


@dataclass(frozen=True, slots=True)
class Way:
    """The corners in metres from the hall's south-west corner, the entrance first, and the pieces between."""

    corners: tuple[tuple[float, float], ...]
    legs: tuple[Leg, ...]


@lru_cache(maxsize=256)
def way_to(places: tuple[ZonePlace, ...], entrance: tuple[float, float], zone: str) -> Way | None:
    """The way to the edge of a zone; None where there is none. Whoever comes in faces north."""
    goal = next((place for place in places if place.zone == zone), None)
    taken = {cell for place in places for cell in _cells(place)}
    start = (floor(entrance[0]), floor(entrance[1]))
    if goal is None or start in taken:
        return None
    found = _shortest(start, goal, taken, _bounds(places, start))
    return None if found is None else _told(found)


def _cells(place: ZonePlace) -> Iterator[Cell]:
    for x in range(floor(place.x), ceil(place.x + place.width)):
        for y in range(floor(place.y), ceil(place.y + place.depth)):
            yield (x, y)


def _edge(goal: ZonePlace) -> dict[Cell, int]:
    """The cells along a zone, each with how far it is from the middle of its side."""
    west, south = floor(goal.x), floor(goal.y)
    east, north = ceil(goal.x + goal.width), ceil(goal.y + goal.depth)
    middle_x, middle_y = (west + east) // 2, (south + north) // 2
    sides = {(x, y): abs(x - middle_x) for x in range(west, east) for y in (south - 1, north)}
    return sides | {(x, y): abs(y - middle_y) for y in range(south, north) for x in (west - 1, east)}


def _bounds(places: Sequence[ZonePlace], start: Cell) -> Cell:
    east = max(ceil(place.x + place.width) for place in places)
    north = max(ceil(place.y + place.depth) for place in places)
    return max(east, start[0]), max(north, start[1])


def _shortest(start: Cell, goal: ZonePlace, taken: set[Cell], bounds: Cell) -> list[Cell] | None:
    """The cells of the cheapest way to the middle of a side, or near it."""
    edge = _edge(goal)
    came: dict[Step, Step | None] = {}
    ahead: list[tuple[float, int, Step, Step | None]] = [(_least(start, goal), 0, (start, 0), None)]
    best: tuple[int, Step] | None = None
    while ahead:
        least, cost, here, before = heapq.heappop(ahead)
        if best is not None and least >= best[0]:
            break
        if here in came:
            continue
        came[here] = before
        cell, facing = here
        if cell in edge and (best is None or cost + edge[cell] < best[0]):
            best = (cost + edge[cell], here)
        for turned, (east, north) in enumerate(AROUND):
            there = (cell[0] + east, cell[1] + north)
            free = there not in taken and 0 <= there[0] <= bounds[0] and 0 <= there[1] <= bounds[1]
            if free and (there, turned) not in came:
                more = cost + 1 + (TURN_M if turned != facing else 0)
                heapq.heappush(ahead, (more + _least(there, goal), more, (there, turned), here))
    return None if best is None else _back(came, best[1])


def _least(cell: Cell, goal: ZonePlace) -> float:
    """Metres that it takes at least from a cell to a zone's edge."""
    east = max(goal.x - 1 - cell[0], cell[0] - goal.x - goal.width, 0)
    north = max(goal.y - 1 - cell[1], cell[1] - goal.y - goal.depth, 0)
    return max(0.0, east + north - 1)


def _back(came: dict[Step, Step | None], last: Step) -> list[Cell]:
    cells = [last[0]]
    before = came[last]
    while before is not None:
        cells.append(before[0])
        before = came[before]
    return cells[::-1]


def _told(cells: Sequence[Cell]) -> Way:
    """Corners and pieces; a way of one cell is there already."""
    corners: list[Cell] = [cells[0]]
    headings: list[int] = []
    for here, there in itertools.pairwise(cells):
        heading = AROUND.index((there[0] - here[0], there[1] - here[1]))
        if headings and heading == headings[-1]:
            corners[-1] = there
        else:
            headings.append(heading)
            corners.append(there)
    legs = [
        Leg(_turn(before, heading), abs(a[0] - b[0]) + abs(a[1] - b[1]))
        for before, heading, a, b in zip([0, *headings], headings, corners, corners[1:], strict=False)
    ]
    return Way(tuple((x + 0.5, y + 0.5) for x, y in corners), tuple(legs))


def _turn(before: int, heading: int) -> str:
    return ("straight", "right", "around", "left")[(heading - before) % 4]
