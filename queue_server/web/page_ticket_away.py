"""What a ticket's page says of "I need 10 more minutes": whether it is offered, and how it stands."""

from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.calendar import local
from queue_server.domain.callable import is_away
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.tickets import State, Ticket
from ui.words import say

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Away:
    """`until` is a clock time, empty unless the visitor is away now. `offer` is the key's words, empty where
    none is offered; `left` says how often it still can be.
    """

    until: str
    offer: str
    left: str


def away_of(catalogue: Catalogue, ticket: Ticket, now: datetime, language: str) -> Away:
    """Offered to whoever waits and has not used it up; while away it begins anew."""
    left = max(0, catalogue.policy.aways - ticket.aways)
    offered = ticket.state is State.WAITING and left > 0
    minutes = round(catalogue.policy.away_s / MINUTE)
    until = ticket.away_until if is_away(ticket, now) else None
    return Away(
        until=f"{local(catalogue, until):%H:%M}" if until else "",
        offer=say("phone.away.offer", language, count=minutes) if offered else "",
        left=say("phone.away.left" if left > 1 else "phone.away.last", language, count=left),
    )
