"""Lists of items: the doors to them by life theme and by department, and one page of what was asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from queue_server.domain.catalogue import Catalogue, Scenario, Service
from queue_server.domain.names import Names, in_language
from ui.words import say

from .catalogue_index import Found
from .spoken import second_name

PER_PAGE = 20
LATER = 3
"""How many pages before and after this one are named."""


class NotOffered(LookupError):
    """What an address names is unknown, or numbers are no longer given for it."""


@dataclass(frozen=True, slots=True)
class Door:
    """A way to a part of the items: what its address asks, its name, and how many it leads to."""

    query: Mapping[str, str]
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Doors:
    """All ways: themes, and departments by hall."""

    themes: tuple[Door, ...]
    halls: tuple[tuple[str, tuple[Door, ...]], ...]
    whole: int
    scenarios: int


@dataclass(frozen=True, slots=True)
class Row:
    """One item or scenario of a list: the end of its address, its names, where, and what spares the queue."""

    path: str
    name: str
    second: str
    place: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list. `query` asks for the same list again."""

    title: str
    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def near(self) -> range:
        """The pages to name beside this one."""
        return range(max(1, self.number - LATER), min(self.pages, self.number + LATER) + 1)


def doors(catalogue: Catalogue, language: str) -> Doors:
    """Every way to the items of a centre; a door behind which nothing is stays away."""
    return Doors(
        themes=tuple(
            door
            for theme in catalogue.themes.values()
            if theme.kind == "home"
            if (
                door := _door("theme", theme.code, theme.names, of_theme(catalogue, theme.code), language)
            ).count
        ),
        halls=tuple(
            (in_language(hall.names, language), _departments(catalogue, hall.code, language))
            for hall in catalogue.halls.values()
        ),
        whole=len(offered(catalogue)),
        scenarios=len(offered_scenarios(catalogue)),
    )


def _departments(catalogue: Catalogue, hall: str, language: str) -> tuple[Door, ...]:
    return tuple(
        door
        for each in catalogue.departments.values()
        if each.hall == hall
        if (
            door := _door("department", each.code, each.names, of_department(catalogue, each.code), language)
        ).count
    )


def _door(kind: str, code: str, names: Names, items: Sequence[Service], language: str) -> Door:
    return Door({kind: code}, in_language(names, language), len(items))


def offered(catalogue: Catalogue) -> list[Service]:
    """Every item that is to be had: numbers are given for it, or it is booked as a visit."""
    return [service for service in catalogue.services.values() if catalogue.offers(service.code)]


def offered_scenarios(catalogue: Catalogue) -> list[Scenario]:
    """Every scenario that numbers are given for."""
    return [each for each in catalogue.scenarios.values() if each.code not in catalogue.retiring.scenarios]


def of_theme(catalogue: Catalogue, code: str) -> list[Service]:
    """The items behind a life theme. Raises LookupError where there is none."""
    theme = catalogue.themes[code]
    return [s for s in offered(catalogue) if s.department in theme.departments or s.queue in theme.queues]


def of_department(catalogue: Catalogue, code: str) -> list[Service]:
    """The items of a department. Raises LookupError where there is none."""
    department = catalogue.departments[code]
    return [s for s in offered(catalogue) if s.department == department.code]


def of_queue(catalogue: Catalogue, code: str) -> list[Service]:
    """The items that wait in a queue. Raises LookupError where there is none."""
    queue = catalogue.queues[code]
    return [s for s in offered(catalogue) if s.queue == queue.code]


class Named(Protocol):
    """A theme, a department or a queue."""

    @property
    def names(self) -> Names:
        """What it is called."""


ItemsOf = Callable[[Catalogue, str], list[Service]]
Things = Callable[[Catalogue], Mapping[str, Named]]
PARTS: Mapping[str, tuple[ItemsOf, Things]] = {
    "theme": (of_theme, lambda c: c.themes),
    "department": (of_department, lambda c: c.departments),
    "queue": (of_queue, lambda c: c.queues),
}
"""The parts of all items that an address can ask for."""


def part_of(catalogue: Catalogue, kind: str, code: str, number: int, language: str) -> Page:
    """A page of the items of a theme, a department or a queue. Raises NotOffered for an unknown one."""
    items_of, things = PARTS[kind]
    if code not in things(catalogue):
        raise NotOffered(code)
    names = things(catalogue)[code].names
    rows = [row_of(catalogue, service, language) for service in items_of(catalogue, code)]
    return paged(in_language(names, language), rows, number, {kind: code})


def all_of(catalogue: Catalogue, number: int, language: str) -> Page:
    """A page of all items."""
    rows = [row_of(catalogue, service, language) for service in offered(catalogue)]
    return paged(say("public.services.all", language), rows, number, {"all": "1"})


def found_page(catalogue: Catalogue, found: Iterable[Found], typed: str, number: int, language: str) -> Page:
    """A page of what was found; what left the catalogue meanwhile is left out."""
    rows = [row for each in found if (row := _found_row(catalogue, each, language)) is not None]
    return paged(say("public.services.found", language, typed=typed), rows, number, {"q": typed})


def _found_row(catalogue: Catalogue, found: Found, language: str) -> Row | None:
    if found.kind == "service":
        service = catalogue.services.get(found.code)
        return row_of(catalogue, service, language) if service else None
    scenario = catalogue.scenarios.get(found.code)
    return scenario_row(catalogue, scenario, language) if scenario else None


def row_of(catalogue: Catalogue, service: Service, language: str) -> Row:
    """An item in a list."""
    department = catalogue.departments.get(service.department)
    marks = {
        "public.mark.online": service.online,
        "public.mark.machine": any(service.code in m.services for m in catalogue.machines.values()),
        "public.mark.immediate": service.immediate,
    }
    return Row(
        path=f"services/{service.code}",
        name=in_language(service.names, language),
        second=second_name(service.names, language),
        place=in_language(department.names, language) if department else "",
        marks=tuple(say(word, language) for word, holds in marks.items() if holds),
    )


def scenario_row(catalogue: Catalogue, scenario: Scenario, language: str) -> Row:
    """A scenario in a list, with the halls to which its steps lead."""
    halls = dict.fromkeys(
        in_language(catalogue.halls[catalogue.queues[catalogue.services[step].queue].hall].names, language)
        for step in scenario.steps
    )
    return Row(
        path=f"scenarios/{scenario.code}",
        name=in_language(scenario.names, language),
        second=second_name(scenario.names, language),
        place=say(
            "public.scenario.row",
            language,
            count=len(scenario.steps),
            halls=say("pages.zone.and", language).join(halls),
        ),
        marks=(),
    )


def paged(title: str, rows: Sequence[Row], number: int, query: Mapping[str, str]) -> Page:
    """The page with this number, counted from 1; the nearest one where there is none."""
    pages = max(1, -(-len(rows) // PER_PAGE))
    number = min(max(1, number), pages)
    part = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Page(title, tuple(part), len(rows), number, pages, query)
