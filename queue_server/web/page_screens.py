"""The screens: hall board, zone board, window sign. Each knows its names; the board brings the rest."""

from typing import Any

from queue_server.domain.catalogue import Catalogue, HallPlace, WindowPlace
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from ui.words import area, languages, say

from .page_kinds import Screen
from .page_names import missed_rule, queues_named, window_name, window_number

USUAL_INCHES = 65
"""The diagonal of a hall board where its address does not say another one with `?inches=`."""

CLAIMED = (VisitorClass.ELDERLY, VisitorClass.DISABLED, VisitorClass.MATERNITY, VisitorClass.SERVICEMAN)
"""The classes that people belong to; the others come from what they did before. Nobody can book yet."""


def hall_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """A hall screen. Raises LookupError for a hall that does not exist."""
    catalogue = hall.catalogue
    place = catalogue.halls[key]
    queues = [code for code, queue in catalogue.hall_queues.items() if queue.hall == key]
    return {
        "title": say("pages.hall.title", language, hall=in_language(place.names, language)),
        "room": f"hall:{key}",
        "hall": {"code": key, "names": place.names},
        "hours": hours_of(place),
        "inches": USUAL_INCHES,
        "queues": queues_named(catalogue, queues),
        "missed": missed_rule(catalogue),
        "voices": voices(catalogue, "pages", "boards"),
    }


def zone_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """A zone screen. Raises LookupError for a zone that does not exist."""
    catalogue = hall.catalogue
    zone = catalogue.zones[key]
    windows = [place for place in catalogue.windows.values() if place.zone == key]
    served = {q for w in windows for q in hall.queues_of(hall.windows[w.number])}
    return {
        "title": say("pages.zone.title", language, zone=in_language(zone.names, language)),
        "room": f"zone:{key}",
        "zone": {"code": key, "names": zone.names},
        "hours": hours_of(catalogue.halls[zone.hall]),
        "windows": [{"window": place.number} for place in windows],
        "queues": queues_named(catalogue, (code for code in catalogue.queues if code in served)),
        "scenario_prefix": catalogue.policy.scenario_prefix,
        "favoured": [each.value for each in CLAIMED if catalogue.policy.head_start(each) > 0],
        "voices": voices(catalogue, "pages", "boards"),
    }


def window_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The sign above a window. Raises LookupError for a window that does not exist."""
    catalogue = hall.catalogue
    place = catalogue.windows[window_number(key)]
    return {
        "title": say("pages.window.title", language, window=place.number),
        "room": f"window:{place.number}",
        "window": place.number,
        "names": names_of_window(catalogue, place),
        "voices": voices(catalogue, "pages", "face"),
    }


def voices(catalogue: Catalogue, *areas: str) -> dict[str, dict[str, str]]:
    """The words of a public screen in all languages of its centre, as far as there are words."""
    spoken = [code for code in catalogue.centre.languages if code in languages()] or list(languages()[:1])
    return {code: {k: v for name in areas for k, v in area(name, code).items()} for code in spoken}


def names_of_window(catalogue: Catalogue, place: WindowPlace) -> dict[str, str]:
    """What stands beside a window's number: its own name, or what kind of window it is."""
    return {
        code: window_name(place.number, place.names, code)
        if code in place.names
        else say(f"face.kind.{place.kind}", code)
        for code in voices(catalogue)
    }


def hours_of(place: HallPlace) -> dict[str, Any]:
    """A hall's usual hours, as clocks show them; `lunch` is null where nobody breaks."""
    lunch = [f"{at:%H:%M}" for at in place.lunch] if place.lunch else None
    return {"open": f"{place.open:%H:%M}", "close": f"{place.close:%H:%M}", "lunch": lunch}


SCREENS = (
    Screen(
        "hall",
        hall_data,
        words=("pages", "boards"),
        style="/static/hall/hall.css",
        body="screen-body",
        frame="hall-board",
    ),
    Screen(
        "zone",
        zone_data,
        words=("pages", "boards"),
        style="/static/zone/zone.css",
        body="screen-body",
        frame="zone-board",
    ),
    Screen(
        "window",
        window_data,
        words=("pages", "face"),
        style="/static/window/sign.css",
        body="screen-body",
        frame="sign",
    ),
)
