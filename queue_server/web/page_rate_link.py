"""A done step of a visit as pages name it, and whether it can be rated."""

from dataclasses import dataclass
from datetime import datetime

from queue_server.actions.ports import Tx
from queue_server.actions.rating import standings
from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.names import in_language
from queue_server.domain.ratings import DoneStep, Standing, rateable_until
from queue_server.domain.tickets import Ticket
from ui.words import say


@dataclass(frozen=True, slots=True)
class RateLink:
    """`name` is the item's, or the queue's; `until` is the last day on which it can be rated."""

    step: int
    name: str
    window: int
    standing: Standing
    until: str


def rate_links(tx: Tx, ticket: Ticket, language: str) -> tuple[RateLink, ...]:
    """All done steps of a ticket, in their order."""
    catalogue = tx.hall.catalogue
    return tuple(
        RateLink(
            step=step.step,
            name=name_of(catalogue, step, language),
            window=step.window,
            standing=how,
            until=_day(catalogue, rateable_until(step, catalogue.policy), language),
        )
        for step, how in standings(tx, ticket)
    )


def name_of(catalogue: Catalogue, step: DoneStep, language: str) -> str:
    """The items of a step, else its queue."""
    services = [catalogue.services[code].names for code in step.services if code in catalogue.services]
    if services:
        return say("phone.and", language).join(in_language(names, language) for names in services)
    queue = catalogue.queues.get(step.queue)
    return in_language(queue.names, language) if queue else step.queue


def _day(catalogue: Catalogue, at: datetime, language: str) -> str:
    there = local(catalogue, at)
    month = say(f"refusals.month.{there.month}", language)
    return say("phone.day", language, day=there.day, month=month)
