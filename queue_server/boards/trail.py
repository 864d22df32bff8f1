"""A fact as an auditor reads it: when, who, about what, with which result. Nothing else is shown."""

from collections.abc import Mapping
from typing import Any

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.trail import Found

from .times import stamp

SHOWN = frozenset(
    {
        "accepted", "alarm", "answers", "before", "beyond", "bookings", "business_date", "carried_over",
        "channel", "claimed_at", "clerk", "clock_sure", "code", "contact_by", "contacts", "current", "date",
        "department", "detail", "device", "device_kind", "digest", "document_checked", "done_queue",
        "elsewhere", "ends_at", "favoured", "follow_up", "given_back", "hall", "held", "implied",
        "issued", "issued_at", "kind", "kinds", "kiosk", "language", "latest_by", "login_kind",
        "machine", "measures", "name", "notice", "number", "on", "on_behalf", "on_time", "order",
        "part", "parts", "person_mask", "place", "places", "queue", "queues", "reached", "reason",
        "reference", "reprints", "resolve_by", "restored", "role", "scenario", "seen_by", "series",
        "served_s", "service", "shut", "source", "starts_at", "state", "steps", "subject", "text",
        "tickets", "to_window", "token_kind", "took_over", "until", "verb", "version", "visitor_class",
        "window", "windows", "words", "zone",
    }
)  # fmt: skip
"""What an audit needs. Keys of tokens, public ids, notes, parties and hashes of persons are not among it.

Nor is how a visit was rated: beside its number it would tell who said so.
"""

WHOLE = frozenset({"notice", "text"})
"""What was said to everybody: its keys are languages, and every language was said."""

OBJECTS = ("device", "kiosk", "machine", "hall", "window", "name", "subject", "follow_up")
"""What a fact is about, where it is about no ticket: the first of these that it names."""

ACCOUNTS = frozenset({"name", "subject"})


def fact_view(found: Found, catalogue: Catalogue) -> dict[str, Any]:
    """One line of the trail, personal data masked or left out."""
    told = _shown(found.payload)
    kind, name = _object(found)
    return {
        "seq": found.seq,
        "at": stamp(catalogue, found.at),
        "real_at": stamp(catalogue, found.real_at),
        "subject": found.by,
        "kind": found.kind,
        "object": {"kind": kind, "name": name},
        "window": found.window,
        "result": told,
        "request_id": found.request_id,
    }


def _object(found: Found) -> tuple[str, str]:
    if found.number is not None:
        return "ticket", found.number
    for key in OBJECTS:
        value = found.payload.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool):
            return ("account" if key in ACCOUNTS else key), str(value)
    return "centre", ""


def _shown(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: inner if key in WHOLE else _shown(inner) for key, inner in value.items() if key in SHOWN}
    return [_shown(inner) for inner in value] if isinstance(value, list) else value
