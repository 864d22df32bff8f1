"""A visitor rates a visit step that is done: once, in time, and bound to who served by the record alone."""

from queue_server.actions.following_up import open_for_rating
from queue_server.actions.ports import Tx
from queue_server.domain.done_steps import (
    done_steps,
    has_done_steps,
    rating_told,
    step_to_rate,
    ticket_just_served,
)
from queue_server.domain.facts import VisitRated
from queue_server.domain.hall import Hall
from queue_server.domain.ratings import (
    BAD,
    PAD,
    PAGE,
    DoneStep,
    Opinion,
    Rating,
    Standing,
    must_be_open,
    must_be_sound,
    standing,
)
from queue_server.domain.refusals import StepNotDone, UnknownTicket
from queue_server.domain.tickets import State, Ticket


def rate(tx: Tx, public_id: str, step: int, opinion: Opinion) -> Rating:
    """Keep a rating. Raises UnknownTicket, StepNotDone, RatedAlready, RatingOver or what is wrong with it.

    A bad one opens a follow-up in the same act.
    """
    ticket = tx.find_ticket(public_id)
    if ticket is None:
        raise UnknownTicket
    return _keep(tx, ticket, _done(tx, ticket, step), opinion, PAGE)


def just_done(tx: Tx, window: int) -> tuple[Ticket, DoneStep] | None:
    """The step done last at a window, while its visitor may stand there still and has not rated it.

    None once the next one is served there: whoever touches the face then is somebody else.
    """
    last = tx.last_served(window)
    number = ticket_just_served(last, tx.real_now)
    ticket = tx.hall.tickets.get(number) if number is not None else None
    if last is None or ticket is None or is_serving(tx.hall, window):
        return None
    step = step_to_rate(last, ticket, tx.steps_finished(ticket.id), tx.rated_steps(ticket.id))
    return None if step is None else (ticket, step)


def is_serving(hall: Hall, window: int) -> bool:
    """Whether somebody is served at a window now."""
    current = hall.current(hall.windows[window])
    return current is not None and current.state is State.SERVING


def rate_at_window(tx: Tx, window: int, number: str, opinion: Opinion) -> Rating:
    """A rating by touch at the window's face, of the visit that has just ended there.

    Raises StepNotDone when it is too late for that, when the clerk took the end back or serves the next one,
    or for another number.
    """
    found = just_done(tx, window)
    if found is None or found[0].number != number:
        raise StepNotDone(number=number, step=1)
    return _keep(tx, *found, opinion, PAD)


def _keep(tx: Tx, ticket: Ticket, done: DoneStep, opinion: Opinion, source: str) -> Rating:
    policy = tx.hall.catalogue.policy
    must_be_open(done, tx.rated_steps(ticket.id), policy, tx.now)
    must_be_sound(opinion, policy)
    fact = VisitRated(
        ticket=ticket.id,
        step=done.step,
        level=opinion.level,
        reasons=opinion.reasons,
        list_version=policy.rating_list_version,
        services=done.services,
        queue=done.queue,
        window=done.window,
        clerk=done.clerk,
        source=source,
    )
    rating = rating_told(fact, tx.now, tx.record(fact))
    tx.keep_rating(rating, opinion.words, ticket.business_date)
    if rating.level in BAD:
        open_for_rating(tx, rating)
    return rating


def standings(tx: Tx, ticket: Ticket) -> tuple[tuple[DoneStep, Standing], ...]:
    """The done steps of a ticket, and whether each can be rated. Nothing is written."""
    if not has_done_steps(ticket):
        return ()
    rated = tx.rated_steps(ticket.id)
    policy = tx.hall.catalogue.policy
    done = done_steps(ticket, tx.steps_finished(ticket.id))
    return tuple((step, standing(step, rated, policy, tx.now)) for step in done)


def _done(tx: Tx, ticket: Ticket, step: int) -> DoneStep:
    steps = {each.step: each for each in done_steps(ticket, tx.steps_finished(ticket.id))}
    if step not in steps:
        raise StepNotDone(number=ticket.number, step=step)
    return steps[step]
