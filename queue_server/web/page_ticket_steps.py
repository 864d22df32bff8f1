"""The steps of a visit with the walk between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from queue_server.boards.places import zone_of_queue
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.tickets import Step, StepState
from ui.words import say

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a visit; `walk` is the way to it from the step before, empty where it is the same place.

    `materials` are what to bring, in the catalogue's Chinese; none for a step that is done.
    """

    name: str
    place: str
    state: str
    walk: str
    materials: tuple[str, ...]


def stops_of(hall: Hall, steps: Sequence[Step], language: str, *, to_bring: bool) -> tuple[Stop, ...]:
    """All steps in order; none for a visit of one service. `to_bring`: whether the visit still goes on."""
    catalogue = hall.catalogue
    walks = ["", *_walks(catalogue, steps, language)]
    return tuple(
        Stop(
            name=_called(catalogue.services, step.service, language),
            place=_place(hall, step, language),
            state=step.state.value,
            walk=walk,
            materials=_materials(catalogue, step) if to_bring else (),
        )
        for step, walk in zip(steps, walks, strict=False)
    )


def _walks(catalogue: Catalogue, steps: Sequence[Step], language: str) -> Iterator[str]:
    """The time that the centre gives everybody for the way, in whole minutes."""
    policy = catalogue.policy
    for before, after in pairwise(steps):
        if before.queue == after.queue:
            yield ""
            continue
        same = _hall_code(catalogue, before) == _hall_code(catalogue, after)
        seconds = policy.walking_same_hall_s if same else policy.walking_other_hall_s
        word = "phone.walk.same_hall" if same else "phone.walk.other_hall"
        yield say(word, language, count=max(1, round(seconds / MINUTE)))


def _place(hall: Hall, step: Step, language: str) -> str:
    """Hall and zone."""
    catalogue, zone = hall.catalogue, zone_of_queue(hall, step.queue)
    names = [_called(catalogue.halls, _hall_code(catalogue, step), language)]
    if zone is not None:
        names.append(_called(catalogue.zones, zone, language))
    return say("phone.and", language).join(names)


def _materials(catalogue: Catalogue, step: Step) -> tuple[str, ...]:
    service = catalogue.services.get(step.service)
    return service.materials if service and step.state is not StepState.DONE else ()


def _hall_code(catalogue: Catalogue, step: Step) -> str:
    queue = catalogue.queues.get(step.queue)
    return queue.hall if queue else ""


def _called(things: Mapping[str, Any], code: str, language: str) -> str:
    return in_language(things[code].names, language) if code in things else code
