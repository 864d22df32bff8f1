"""A visitor rates a visit step that is done: once, in time, and bound to who served by the record alone."""

from queue_server.actions.following_up import open_for_rating
from queue_server.actions.ports import Tx
from queue_server.domain.done_steps import done_steps, has_done_steps, rating_told
from queue_server.domain.facts import VisitRated
from queue_server.domain.ratings import (
    BAD,
    DoneStep,
    Opinion,
    Rating,
    Standing,
    must_be_open,
    must_be_sound,
    standing,
)
from queue_server.domain.refusals import StepNotDone, UnknownTicket
from queue_server.domain.tickets import Ticket


def rate(tx: Tx, public_id: str, step: int, opinion: Opinion) -> Rating:
    """Keep a rating. Raises UnknownTicket, StepNotDone, RatedAlready, RatingOver or what is wrong with it.

    A bad one opens a follow-up in the same act.
    """
    ticket = tx.find_ticket(public_id)
    if ticket is None:
        raise UnknownTicket
    policy = tx.hall.catalogue.policy
    done = _done(tx, ticket, step)
    must_be_open(done, tx.rated_steps(ticket.id), policy, tx.now)
    must_be_sound(opinion, policy)
    fact = VisitRated(
        ticket=ticket.id,
        step=step,
        level=opinion.level,
        reasons=opinion.reasons,
        list_version=policy.rating_list_version,
        services=done.services,
        queue=done.queue,
        window=done.window,
        clerk=done.clerk,
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
