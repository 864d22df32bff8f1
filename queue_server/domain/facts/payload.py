"""A fact as JSON values for the journal, and back."""

from collections.abc import Mapping
from typing import Any

from queue_server.domain.plain import from_plain, to_plain

from . import appointments, centre, devices, follow_ups, tickets, visitors, windows
from .base import Fact

FACTS: Mapping[str, type[Fact]] = {
    name: kind
    for module in (appointments, centre, devices, follow_ups, tickets, visitors, windows)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Fact) and kind is not Fact
}
"""Every fact by its name in the journal."""


def to_payload(fact: Fact) -> dict[str, Any]:
    """The fact's fields as JSON values."""
    payload: dict[str, Any] = to_plain(fact)
    return payload


def from_payload(kind: str, payload: Mapping[str, Any]) -> Fact:
    """The fact back from the journal. Raises KeyError for a kind that this release does not know."""
    return from_plain(FACTS[kind], payload)
