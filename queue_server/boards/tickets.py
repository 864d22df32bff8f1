"""A ticket as its holder, its room and its paper tell it."""

from datetime import datetime
from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.policy import Policy
from queue_server.domain.returning import carried_to_today
from queue_server.domain.tickets import Step, Ticket
from queue_server.domain.waiting import Wait, wait_of
from ui.words import say

from .places import hall_of_queue, windows_for, zone_of_ticket
from .times import stamp, stamp_or_none


def ticket_view(
    hall: Hall, ticket: Ticket, *, now: datetime, base_url: str, language: str, own: bool
) -> dict[str, Any]:
    """The contract's ticket; only its own holder is told class, people ahead, wait and right."""
    catalogue = hall.catalogue
    view: dict[str, Any] = {
        "public_id": ticket.public_id,
        "number": ticket.number,
        "series": ticket.series,
        "queue": ticket.queue,
        "hall": hall_of_queue(hall, ticket.queue),
        "zone": zone_of_ticket(hall, ticket),
        "windows": _windows(hall, ticket),
        "state": ticket.state.value,
        "service": ticket.service,
        "scenario": ticket.scenario,
        "steps": steps_view(hall, ticket.steps),
        "issued_at": stamp(catalogue, ticket.issued_at),
        "arrived_at": stamp(catalogue, ticket.arrived_at),
        "called_at": stamp_or_none(catalogue, ticket.called_at),
        "window": ticket.window,
        "recalls": ticket.recalls,
        "away_until": stamp_or_none(catalogue, ticket.away_until),
        "missed_rule": missed_rule(catalogue.policy, language),
        "link": f"{base_url.rstrip('/')}/t/{ticket.public_id}",
        "reprints": ticket.reprints,
    }
    if own:
        view["visitor_class"] = ticket.visitor_class.value
        view["ahead"] = hall.ahead(ticket)
        view["wait"] = wait_view(wait_of(hall, ticket, now))
        view["aways_left"] = max(0, catalogue.policy.aways - ticket.aways)
        view["may_return"] = carried_to_today(hall, ticket)
    return view


def steps_view(hall: Hall, steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """The services of a visit with the place of each; empty for a visit of one service."""
    return [
        {"service": s.service, "queue": s.queue, "hall": hall_of_queue(hall, s.queue), "state": s.state.value}
        for s in steps
    ]


def wait_view(wait: Wait | None) -> dict[str, int] | None:
    """A range in seconds; None is unknown."""
    return None if wait is None else {"low_s": wait.low_s, "high_s": wait.high_s}


def missed_rule(policy: Policy, language: str) -> str:
    """What happens after a missed call: one sentence from policy, the same for everybody."""
    rule = "boards.missed_rule" if policy.revivals else "boards.missed_rule_final"
    return say(rule, language, revivals=policy.revivals, behind=policy.revive_behind)


def _windows(hall: Hall, ticket: Ticket) -> list[int]:
    """The windows that may call it: one that it was sent to, else today's windows of its queue."""
    return [ticket.to_window] if ticket.to_window is not None else windows_for(hall, ticket.queue)
