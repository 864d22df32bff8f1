"""The auditor's desk: the trail of what happened; the facts themselves come from the API."""

from typing import Any

from queue_server.domain.facts import FACTS
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from ui.words import say

from .page_kinds import Screen


def audit_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The auditor's desk: which kinds of facts there are, and which windows."""
    catalogue = hall.catalogue
    return {
        "title": say("audit.title", language),
        "centre_name": in_language(catalogue.centre.names, language),
        "kinds": sorted(FACTS),
        "windows": sorted(catalogue.windows),
    }


AUDIT = Screen(
    "audit",
    audit_data,
    keyed=False,
    words=("pages", "staff", "devices", "audit"),
    shares=("/static/staff/staff.css",),
    style="/static/audit/audit.css",
    body="audit-body",
    frame="audit",
)
