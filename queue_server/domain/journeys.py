"""Journeys: one ticket, several services, each step queues itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from .catalogue import Catalogue
from .tickets import Step, StepState


def steps_of(catalogue: Catalogue, scenario: str) -> tuple[Step, ...]:
    """The steps of a scenario with its first stop current."""
    services = (catalogue.services[code] for code in catalogue.scenarios[scenario].steps)
    return first_stop(tuple(Step(s.code, s.queue) for s in services))


def first_stop(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps with the first stop current: consecutive steps of one queue are one stop."""
    return _open_stop(steps, 0)


def next_stop(steps: Sequence[Step]) -> tuple[Step, ...] | None:
    """The steps after the current stop is done; None when it was the last."""
    ended = tuple(replace(s, state=StepState.DONE) if s.state is StepState.CURRENT else s for s in steps)
    pending = [i for i, s in enumerate(ended) if s.state is StepState.PENDING]
    return _open_stop(ended, pending[0]) if pending else None


def current_queue(steps: Sequence[Step]) -> str | None:
    """The queue of the current stop; None when all is done or there are no steps."""
    return next((s.queue for s in steps if s.state is StepState.CURRENT), None)


def walked(catalogue: Catalogue, from_queue: str, to_queue: str, now: datetime) -> datetime:
    """When a visitor can have walked from one queue's place to the other's."""
    policy = catalogue.policy
    same = catalogue.queues[from_queue].hall == catalogue.queues[to_queue].hall
    return now + timedelta(seconds=policy.walking_same_hall_s if same else policy.walking_other_hall_s)


def _open_stop(steps: tuple[Step, ...], first: int) -> tuple[Step, ...]:
    end = first
    while end < len(steps) and steps[end].queue == steps[first].queue:
        end += 1
    now = (replace(s, state=StepState.CURRENT) for s in steps[first:end])
    return steps[:first] + tuple(now) + steps[end:]
