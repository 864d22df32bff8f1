"""What a ticket's page says once the visit is over: what to take along, what comes next, that it is over."""

from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.names import in_language
from queue_server.domain.tickets import State, Ticket


@dataclass(frozen=True, slots=True)
class Guide:
    """The public guide of something that was done, and its address below the centre."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class After:
    """`is_done` is false for a visit that ended without being served; `guides` are of what it was for."""

    is_done: bool
    guides: tuple[Guide, ...]


def after_of(catalogue: Catalogue, ticket: Ticket, language: str) -> After | None:
    """None while the visit goes on."""
    if ticket.live:
        return None
    return After(ticket.state is State.DONE, tuple(_guides(catalogue, ticket, language)))


def _guides(catalogue: Catalogue, ticket: Ticket, language: str) -> list[Guide]:
    """What is offered no more has no guide."""
    scenario, service = ticket.scenario or "", ticket.service or ""
    if scenario in catalogue.scenarios and scenario not in catalogue.retiring.scenarios:
        name = in_language(catalogue.scenarios[scenario].names, language)
        return [Guide(name, f"scenarios/{scenario}")]
    if service in catalogue.services and service not in catalogue.retiring.services:
        return [Guide(in_language(catalogue.services[service].names, language), f"services/{service}")]
    return []
