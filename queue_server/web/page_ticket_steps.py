"""The steps of a visit with the walk between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.names import in_language
from queue_server.domain.tickets import Step
from ui.words import say

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a visit; `walk` is the way to it from the step before, empty where it is the same place."""

    name: str
    place: str
    state: str
    walk: str


def stops_of(catalogue: Catalogue, steps: Sequence[Step], language: str) -> tuple[Stop, ...]:
    """All steps in order; none for a visit of one service."""
    walks = ["", *_walks(catalogue, steps, language)]
    return tuple(
        Stop(
            name=_called(catalogue.services, step.service, language),
            place=_hall(catalogue, step, language),
            state=step.state.value,
            walk=walk,
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


def _hall(catalogue: Catalogue, step: Step, language: str) -> str:
    return _called(catalogue.halls, _hall_code(catalogue, step), language)


def _hall_code(catalogue: Catalogue, step: Step) -> str:
    queue = catalogue.queues.get(step.queue)
    return queue.hall if queue else ""


def _called(things: Mapping[str, Any], code: str, language: str) -> str:
    return in_language(things[code].names, language) if code in things else code
