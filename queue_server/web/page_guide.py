"""The guide's tablet: halls and queues by name; items come from the catalogue after the sign-in."""

from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from ui.words import languages, say

from .page_kinds import Screen
from .page_names import named, queues_named


def guide_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """Whatever the tablet names before anybody has signed in: nothing of it is about a person."""
    catalogue = hall.catalogue
    return {
        "title": say("guide.title", language),
        "centre_name": in_language(catalogue.centre.names, language),
        "languages": [code for code in catalogue.centre.languages if code in languages()],
        "other": next((code for code in languages() if code != language), language),
        "halls": {
            code: {"name": in_language(place.names, language)} for code, place in catalogue.halls.items()
        },
        "zones": named(catalogue.zones.items(), language),
        "queues": queues_named(catalogue, catalogue.hall_queues),
    }


GUIDE = Screen(
    "guide",
    guide_data,
    keyed=False,
    words=("pages", "staff", "guide"),
    shares=("/ui/components.css", "/static/staff/staff.css"),
    style="/static/guide/guide.css",
    body="guide-body",
    frame="guide",
)
