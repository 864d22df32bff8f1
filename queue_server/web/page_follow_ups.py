"""The managers' pages after a visit: the desk of follow-ups, and figures of ratings."""

from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from ui.words import say

from .page_kinds import Screen
from .page_names import named


def follow_ups_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """What follow-ups are about by name; the follow-ups themselves come from the API."""
    policy = hall.catalogue.policy
    return {
        **_names(hall, language),
        "title": say("follow_ups.title", language),
        "measures": {code: in_language(names, language) for code, names in policy.measures.items()},
    }


def figures_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """What is counted by name; the figures come from the API."""
    staff = hall.catalogue.staff
    return {
        **_names(hall, language),
        "title": say("figures.title", language),
        "staff": {code: clerk.name for code, clerk in staff.items()},
    }


def _names(hall: Hall, language: str) -> dict[str, Any]:
    catalogue = hall.catalogue
    return {
        "centre_name": in_language(catalogue.centre.names, language),
        "departments": named(catalogue.departments.items(), language),
        "services": named(catalogue.services.items(), language),
        "reasons": {
            level: {code: in_language(names, language) for code, names in reasons.items()}
            for level, reasons in catalogue.policy.rating_reasons.items()
        },
    }


FOLLOW_UPS = Screen(
    "manage/follow-ups",
    follow_ups_data,
    keyed=False,
    words=("pages", "staff", "devices", "rating", "follow_ups"),
    shares=("/static/staff/staff.css",),
    style="/static/manage/follow-ups/follow-ups.css",
    body="follow-body",
    frame="follow-page",
)
FIGURES = Screen(
    "manage/ratings",
    figures_data,
    keyed=False,
    words=("pages", "staff", "devices", "rating", "figures"),
    shares=("/static/staff/staff.css",),
    style="/static/manage/ratings/ratings.css",
    body="figures-body",
    frame="figures-page",
)
