"""The clerk's PAD: what it knows by name."""

import re
from typing import Any

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from ui.words import say

from .page_kinds import Screen
from .page_names import missed_rule, named, queues_named, window_name


def pad_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The clerk's PAD: it may be signed in at any window, so it knows them all.

    The names of the items come when somebody has signed in (page_items).
    """
    catalogue = hall.catalogue
    return {
        "title": say("pad.title", language),
        "halls": named(catalogue.halls.items(), language),
        "windows": _windows(catalogue, language),
        "departments": named(catalogue.departments.items(), language),
        "queues": queues_named(catalogue, catalogue.hall_queues),
        "scenarios": named(catalogue.scenarios.items(), language),
        "reasons": [
            {"code": code, "name": in_language(names, language)}
            for code, names in catalogue.policy.pause_reasons.items()
        ],
        "missed": missed_rule(catalogue),
        "badges": _letters(catalogue),
    }


def _windows(catalogue: Catalogue, language: str) -> dict[int, dict[str, Any]]:
    """Where each window is, and its name: empty without one in this language, where its zone serves."""
    return {
        number: {
            "name": window_name(number, place.names, language) if language in place.names else "",
            "hall": in_language(catalogue.halls[place.hall].names, language),
            "hall_code": place.hall,
            "zone": in_language(catalogue.zones[place.zone].names, language),
        }
        for number, place in sorted(catalogue.windows.items())
    }


def _letters(catalogue: Catalogue) -> list[str]:
    """What employee numbers begin with: a number pad has a key for each (DL of DL009)."""
    found = {re.match(r"[^0-9]*", number)[0] for number in catalogue.staff}  # type: ignore[index]
    return sorted(found - {""})[:4]


PAD = Screen(
    "pad",
    pad_data,
    keyed=False,
    words=("pages", "pad"),
    style="/static/pad/pad.css",
    body="pad-body",
    frame="pad",
    shares=("/static/pad/sign_in.css",),
)
