"""Scenarios, one thing with several steps on one number: the list of them, and each with its steps."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from queue_server.domain.catalogue import Catalogue, Service
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language

from .guide import Link, conditions
from .listing import NotOffered, Row, offered_scenarios, scenario_row
from .now import QueueNow, queue_now
from .spoken import second_name, windows_text, zone_of


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the guide of its item, where it is done, for about how long, and what to bring."""

    item: Link | None
    name: str
    hall: str
    zone: str
    windows: str
    minutes: int
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioGuide:
    """A scenario's page; `now` is the queue of its first step, `materials` what all steps need, each once."""

    name: str
    second: str
    steps: tuple[Step, ...]
    materials: tuple[str, ...]
    halls: tuple[str, ...]
    conditions: tuple[str, ...]
    now: QueueNow
    minutes: int


def scenario_rows(catalogue: Catalogue, language: str) -> tuple[Row, ...]:
    """Every scenario of a centre."""
    return tuple(scenario_row(catalogue, each, language) for each in offered_scenarios(catalogue))


def scenario_guide(hall: Hall, code: str, now: datetime, language: str) -> ScenarioGuide:
    """The page of a scenario. Raises NotOffered for one that is unknown or no longer offered."""
    catalogue = hall.catalogue
    if code not in catalogue.scenarios or code in catalogue.retiring.scenarios:
        raise NotOffered(code)
    scenario = catalogue.scenarios[code]
    items = [catalogue.services[step] for step in scenario.steps]
    queues = [catalogue.queues[item.queue] for item in items]
    steps = tuple(_step(catalogue, item, language) for item in items)
    return ScenarioGuide(
        name=in_language(scenario.names, language),
        second=second_name(scenario.names, language),
        steps=steps,
        materials=tuple(dict.fromkeys(each for step in steps for each in step.materials)),
        halls=tuple(dict.fromkeys(step.hall for step in steps)),
        conditions=tuple(conditions(catalogue, queues, language)),
        now=queue_now(hall, items[0].queue, now, language),
        minutes=sum(step.minutes for step in steps),
    )


def _step(catalogue: Catalogue, item: Service, language: str) -> Step:
    windows = catalogue.windows_of(item.queue)
    zone = catalogue.zones.get(zone_of(catalogue, windows) or "")
    name = in_language(item.names, language)
    return Step(
        item=Link(f"services/{item.code}", name) if catalogue.offers(item.code) else None,
        name=name,
        hall=in_language(catalogue.halls[catalogue.queues[item.queue].hall].names, language),
        zone=in_language(zone.names, language) if zone else "",
        windows=windows_text(windows, language),
        minutes=ceil(item.avg_service_s / 60),
        materials=item.materials,
    )
