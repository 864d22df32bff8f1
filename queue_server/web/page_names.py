"""What a page needs to know by name: a slice of the catalogue, so that boards can travel without names."""

from collections.abc import Iterable
from typing import Any

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import Names, in_language
from ui.words import say


def hall_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """A hall screen. Raises LookupError for a hall that does not exist."""
    catalogue = hall.catalogue
    place = catalogue.halls[key]
    queues = [code for code, queue in catalogue.queues.items() if queue.hall == key]
    return {
        "title": say("pages.hall.title", language, hall=in_language(place.names, language)),
        "room": f"hall:{key}",
        "hall": {"code": key, "names": place.names},
        "queues": _queues(catalogue, queues),
        "missed": _missed(catalogue),
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
        "windows": [{"window": place.number} for place in windows],
        "queues": _queues(catalogue, (code for code in catalogue.queues if code in served)),
        "scenario_prefix": catalogue.policy.scenario_prefix,
    }


def window_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """A window's outward face. Raises LookupError for a window that does not exist."""
    catalogue = hall.catalogue
    place = catalogue.windows[_number(key)]
    return {
        "title": say("pages.window.title", language, window=place.number),
        "room": f"window:{place.number}",
        "window": place.number,
        "centre_name": in_language(catalogue.centre.names, language),
        "window_name": _window_name(place.number, place.names, language),
        "departments": _named(catalogue.departments.items(), language),
        "queues": _queues(catalogue, catalogue.queues),
        "services": _named(catalogue.services.items(), language),
    }


def pad_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The clerk's PAD: it may be signed in at any window, so it knows them all."""
    catalogue = hall.catalogue
    return {
        "title": say("pad.title", language),
        "windows": {
            number: {
                "name": _window_name(number, place.names, language),
                "hall": in_language(catalogue.halls[place.hall].names, language),
            }
            for number, place in sorted(catalogue.windows.items())
        },
        "departments": _named(catalogue.departments.items(), language),
        "queues": _queues(catalogue, catalogue.queues),
        "services": _named(catalogue.services.items(), language),
        "reasons": [
            {"code": code, "name": in_language(names, language)}
            for code, names in catalogue.policy.pause_reasons.items()
        ],
        "missed": _missed(catalogue),
    }


def _number(key: str) -> int:
    if not (key.isascii() and key.isdigit()):
        raise LookupError(key)
    return int(key)


def _window_name(number: int, names: Names, language: str) -> str:
    """Its name without the number, which stands beside it in large type: 9号综合窗口 is 综合窗口."""
    name = in_language(names, language)
    for start in (f"{number}号", f"Window {number}", str(number)):
        if name.startswith(start):
            return name.removeprefix(start).strip(" :,·")
    return name


def _queues(catalogue: Catalogue, codes: Iterable[str]) -> dict[str, Any]:
    known = ((code, catalogue.queues.get(code)) for code in codes)
    return {
        code: {"prefix": queue.prefix, "names": queue.names, "hall": queue.hall}
        for code, queue in known
        if queue is not None
    }


def _named(things: Iterable[tuple[str, Any]], language: str) -> dict[str, str]:
    return {code: in_language(thing.names, language) for code, thing in things}


def _missed(catalogue: Catalogue) -> dict[str, int]:
    policy = catalogue.policy
    return {
        "recalls": policy.recalls,
        "revivals": policy.revivals,
        "revive_behind": policy.revive_behind,
    }
