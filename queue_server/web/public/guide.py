"""The service guide of an item: exactly what the catalogue knows, and plainly what it does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from queue_server.actions.watching import machine_state
from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue, Machine, Queue, Service
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.policy import VisitKind
from queue_server.domain.slots import is_bookable
from queue_server.web.page_screens import CLAIMED
from ui.words import say

from .listing import NotOffered
from .now import QueueNow, queue_now
from .spoken import desk_text, hours_text, second_name, zone_of

BROKEN = "out_of_order"


@dataclass(frozen=True, slots=True)
class MachineText:
    """Self-service machines that do the item: name or number, place, and when they can be used."""

    name: str
    place: str
    hours: str


@dataclass(frozen=True, slots=True)
class Link:
    """The end of another public page's address, and its name."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Guide:
    """An item's page. What the catalogue does not know is empty, and the page says so.

    `kind` says where it is done: in the hall, at home, or by an agent.
    """

    code: str
    name: str
    second: str
    department: str
    hall: str
    zone: str
    now: QueueNow
    closed: bool
    desk: str
    materials: tuple[str, ...]
    conditions: tuple[str, ...]
    minutes: int
    immediate: bool
    cross_town: bool
    online: bool
    machines: tuple[MachineText, ...]
    classes: tuple[tuple[str, int], ...]
    flow: tuple[str, ...]
    scenarios: tuple[Link, ...]
    clock: str
    bookable: bool
    kind: str


def guide(hall: Hall, code: str, now: datetime, language: str) -> Guide:
    """The guide of an item. Raises NotOffered for one that is unknown or no longer offered."""
    catalogue = hall.catalogue
    if not catalogue.offers(code):
        raise NotOffered(code)
    service = catalogue.services[code]
    queue = catalogue.queues[service.queue]
    department = catalogue.departments.get(service.department)
    zone = catalogue.zones.get(zone_of(catalogue, catalogue.windows_of(queue.code)) or "")
    where = queue_now(hall, queue.code, now, language)
    kind = catalogue.policy.queue(queue.code).visit
    return Guide(
        code=code,
        name=in_language(service.names, language),
        second=second_name(service.names, language),
        department=in_language(department.names, language) if department else "",
        hall=in_language(catalogue.halls[queue.hall].names, language),
        zone=in_language(zone.names, language) if zone else "",
        now=where,
        closed=bool(where.note),
        desk=desk_text(hall, queue.hall, language),
        materials=service.materials,
        conditions=tuple(conditions(catalogue, [queue], language)),
        minutes=ceil(service.avg_service_s / 60),
        immediate=service.immediate,
        cross_town=catalogue.is_cross_town(code),
        online=service.online,
        machines=tuple(_machines(hall, service, language)),
        classes=classes(catalogue, language) if kind is VisitKind.HALL else (),
        flow=tuple(_flow(service, where, kind, language)),
        scenarios=tuple(
            Link(f"scenarios/{each.code}", in_language(each.names, language))
            for each in catalogue.scenarios.values()
            if code in each.steps and each.code not in catalogue.retiring.scenarios
        ),
        clock=f"{local(catalogue, now):%H:%M}",
        bookable=is_bookable(catalogue, service.queue),
        kind=kind.value,
    )


def conditions(catalogue: Catalogue, queues: Sequence[Queue], language: str) -> Iterator[str]:
    """What is asked of whoever takes one number for these queues: a document if any of them asks for it, and
    only the first one's quota counts."""
    rules = [catalogue.policy.queue(queue.code) for queue in queues]
    if any(rule.real_name for rule in rules):
        yield say("public.condition.real_name", language)
    if rules[0].quota_per_half_day is not None:
        yield say("public.condition.quota", language, count=rules[0].quota_per_half_day)


def classes(catalogue: Catalogue, language: str) -> tuple[tuple[str, int], ...]:
    """The classes that have a head start, with its whole minutes."""
    starts = ((each, catalogue.policy.head_start(each) // 60) for each in CLAIMED)
    return tuple((_class(each, language), minutes) for each, minutes in starts if minutes > 0)


def _class(visitor_class: VisitorClass, language: str) -> str:
    return say(f"refusals.class.{visitor_class.value}", language)


def _machines(hall: Hall, service: Service, language: str) -> Iterator[MachineText]:
    """One line per place and hours, for machines that stand side by side; broken ones are told apart."""
    seen: dict[tuple[str, str, bool], list[Machine]] = {}
    for machine in hall.catalogue.machines.values():
        if service.code in machine.services:
            is_broken = machine_state(hall, machine.code) == BROKEN
            seen.setdefault((machine.area, machine.hours, is_broken), []).append(machine)
    for (area, hours, is_broken), machines in sorted(seen.items(), key=lambda row: row[0][2]):
        count = len(machines)
        one = in_language(machines[0].names, language)
        yield MachineText(
            name=one if count == 1 else say("public.machine.several", language, count=count),
            place=_place(hall.catalogue, area, language),
            hours=say("public.machine.broken", language) if is_broken else hours_text(hours, language),
        )


def _place(catalogue: Catalogue, area: str, language: str) -> str:
    """Where a machine stands; the hall is named unless the place's own name says it."""
    facility = catalogue.facilities.get(area)
    if facility is None:
        return ""
    hall, place = (in_language(each.names, language) for each in (catalogue.halls[facility.hall], facility))
    if hall.lower() in place.lower():
        return place
    return say("taking.steps.where", language, hall=hall, zone=place)


def _flow(service: Service, where: QueueNow, kind: VisitKind, language: str) -> Iterator[str]:
    """How it goes in the hall, or elsewhere."""
    if kind is not VisitKind.HALL:
        yield say("public.flow.booked", language)
        yield say(f"public.flow.{kind.value}", language)
        return
    yield say("public.flow.number", language)
    word = "public.flow.wait" if where.windows else "public.flow.wait_anywhere"
    yield say(word, language, **({"windows": where.windows} if where.windows else {}))
    yield say("public.flow.window", language, minutes=ceil(service.avg_service_s / 60))
    yield say("public.flow.immediate" if service.immediate else "public.flow.later", language)
