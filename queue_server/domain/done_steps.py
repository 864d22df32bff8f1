"""What facts tell: which steps of a visit are done, where and by whom, and how they were rated."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from .facts import Entry, ServiceFinished, StepFinished, VisitRated
from .ratings import DoneStep, Rating
from .tickets import State, Step, StepState, Ticket

AT_THE_WINDOW = timedelta(seconds=90)
"""Real time after the end of a step for which its visitor may rate it at the window's face."""


def ticket_just_served(last: Entry | None, real_now: datetime) -> int | None:
    """Whose step was done last at a window, by the fact that says so, while its visitor may stand there."""
    if last is None or real_now - last.real_at > AT_THE_WINDOW:
        return None
    assert isinstance(last.fact, ServiceFinished | StepFinished)
    return last.fact.ticket


def step_to_rate(
    last: Entry, ticket: Ticket, finished: Iterable[Entry], rated: frozenset[int]
) -> DoneStep | None:
    """The step that a fact says was done; None when the clerk took its end back or it was rated."""
    assert isinstance(last.fact, ServiceFinished | StepFinished)
    at_window = [step for step in done_steps(ticket, finished) if step.window == last.fact.window]
    step = next((step for step in at_window if step.done_at == last.at), None)
    return step if step is not None and step.step not in rated else None


def done_steps(ticket: Ticket, finished: Iterable[Entry]) -> tuple[DoneStep, ...]:
    """The done steps in their order; `finished` are the ticket's facts StepFinished, oldest first.

    Such a fact is never taken back, but the end of a visit may be: so the last step is told by the ticket.
    """
    done: list[DoneStep] = []
    before: Sequence[Step] = ()
    for entry in finished:
        fact = entry.fact
        if isinstance(fact, StepFinished):
            services = _newly_done(fact.steps, before)
            done.append(DoneStep(len(done) + 1, services, fact.done_queue, fact.window, fact.clerk, entry.at))
            before = fact.steps
    if ticket.state is State.DONE and ticket.window is not None and ticket.clerk is not None:
        own = (ticket.service,) if ticket.service else ()
        services = _newly_done(ticket.steps, before) if ticket.steps else own
        last = (ticket.queue, ticket.window, ticket.clerk, ticket.since)
        done.append(DoneStep(len(done) + 1, services, *last))
    return tuple(done)


def has_done_steps(ticket: Ticket) -> bool:
    """Whether anything of the visit is done, as the ticket itself tells."""
    return ticket.state is State.DONE or any(step.state is StepState.DONE for step in ticket.steps)


def rating_told(fact: VisitRated, at: datetime, seq: int) -> Rating:
    """The rating that a fact tells."""
    return Rating(
        ticket=fact.ticket,
        step=fact.step,
        level=fact.level,
        reasons=fact.reasons,
        list_version=fact.list_version,
        services=fact.services,
        queue=fact.queue,
        window=fact.window,
        clerk=fact.clerk,
        at=at,
        seq=seq,
        source=fact.source,
    )


def _newly_done(steps: Sequence[Step], before: Sequence[Step]) -> tuple[str, ...]:
    known = {place for place, step in enumerate(before) if step.state is StepState.DONE}
    return tuple(
        step.service
        for place, step in enumerate(steps)
        if step.state is StepState.DONE and place not in known
    )
