"""A fact back from the JSON values in which the journal keeps it."""

from collections.abc import Mapping
from typing import Any

from queue_server.domain.plain import from_plain

from . import appointments, centre, devices, follow_ups, tickets, visitors, windows
from .base import Fact

FACTS: Mapping[str, type[Fact]] = {
    name: kind
    for module in (appointments, centre, devices, follow_ups, tickets, visitors, windows)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Fact) and kind is not Fact
}
"""Every fact by its name in the journal."""


def from_payload(kind: str, payload: Mapping[str, Any]) -> Fact:
    """The fact back from the journal. Raises KeyError for a kind that this release does not know."""
    return from_plain(FACTS[kind], payload)
