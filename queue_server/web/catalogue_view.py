"""The catalogue as everybody may know it: by code, names in all languages, no person in it."""

from collections.abc import Iterator, Set
from typing import Any

from queue_server.domain.catalogue import Catalogue, HallPlace, Queue, Zone
from queue_server.domain.classes import VisitorClass
from queue_server.domain.slots import is_bookable

from .ratings import rules_view
from .spelling import spelling

SERVICE = (
    *("code", "names", "department", "queue", "channel", "avg_service_s", "self_service", "online"),
    *("cross_town", "immediate", "keywords", "materials"),
)

SCENARIO = ("code", "names", "steps", "keywords")

WINDOW = ("number", "hall", "zone", "names", "kind", "queues")


def catalogue_view(c: Catalogue) -> dict[str, Any]:
    """Everything that a client may know by code, names in all languages."""
    return {
        "version": c.version,
        "unchanged": False,
        "centre": _centre(c),
        "halls": [_hall(h) for h in c.halls.values()],
        "zones": [_zone(c, zone) for zone in c.zones.values()],
        "departments": _rows(c.departments, "code", "names", "hall"),
        "queues": [_queue(c, q) for q in c.queues.values()],
        "services": _leaving(_rows(c.services, *SERVICE), "code", c.retiring.services),
        "windows": _leaving(_rows(c.windows, *WINDOW), "number", c.retiring.windows),
        "scenarios": _leaving(_rows(c.scenarios, *SCENARIO), "code", c.retiring.scenarios),
        "themes": _rows(c.themes, "code", "names", "hall", "kind", "icon", "departments", "queues"),
        "kiosks": _rows(c.kiosks, "code", "hall", "area", "paper_width_mm", "offline_code"),
        "screens": _rows(c.screens, "code", "hall", "area", "kind", "zone"),
        "machines": _rows(c.machines, "code", "names", "area", "hours", "operator", "services"),
        "facilities": _rows(c.facilities, "code", "names", "hall", "floor", "x", "y", "hours"),
        "spelling": spelling(_searched(c)),
        **_rules(c),
    }


def _searched(c: Catalogue) -> Iterator[str]:
    """Every text by which somebody may look for something."""
    for rows in (c.services, c.scenarios, c.departments, c.queues):
        for row in rows.values():
            yield from row.names.values()
    for things in (c.services, c.scenarios):
        for thing in things.values():
            yield from thing.keywords


def _centre(c: Catalogue) -> dict[str, Any]:
    return {
        "code": c.centre.code,
        "names": c.centre.names,
        "time_zone": c.centre.zone.key,
        "day_close": f"{c.centre.day_close:%H:%M}",
        "languages": c.centre.languages,
        "voice_languages": c.centre.voice_languages,
    }


def _hall(hall: HallPlace) -> dict[str, Any]:
    return _row(hall, "code", "names") | {
        "open": f"{hall.open:%H:%M}",
        "close": f"{hall.close:%H:%M}",
        "lunch": [f"{time:%H:%M}" for time in hall.lunch] if hall.lunch else None,
    }


def _zone(c: Catalogue, zone: Zone) -> dict[str, Any]:
    place = c.zone_places.get(zone.code)
    row = _row(zone, "code", "hall", "names", "first_window", "last_window")
    return row | {"place": _row(place, "x", "y", "width", "depth") if place else None}


def _queue(c: Catalogue, queue: Queue) -> dict[str, Any]:
    row = _row(queue, "code", "prefix", "names", "hall", "department", "kind", "avg_service_s")
    rule = c.policy.queue(queue.code)
    return row | {
        "retiring": queue.code in c.retiring.queues,
        "windows": c.windows_of(queue.code),
        "real_name": rule.real_name,
        "quota_per_half_day": rule.quota_per_half_day,
        "wait_target_s": c.policy.target_s(queue.code),
        "bookable": is_bookable(c, queue.code),
        "visit": rule.visit.value,
        "extended": [
            {"weekday": e.weekday, "open": f"{e.open:%H:%M}", "close": f"{e.close:%H:%M}"}
            for e in rule.extended
        ],
    }


def _rules(c: Catalogue) -> dict[str, Any]:
    policy = c.policy
    return {
        "classes": [{"code": v.value, "head_start_s": policy.head_start(v)} for v in VisitorClass],
        "pause_reasons": [{"code": code, "names": names} for code, names in policy.pause_reasons.items()],
        "ratings": rules_view(policy),
        "missed": _row(policy, "recalls", "recall_after_s", "revive_behind", "revivals"),
        "walking_other_hall_s": policy.walking_other_hall_s,
        "tickets_at_once": policy.tickets_at_once,
        **_row(policy, "offline_series", "scenario_prefix"),
        "calendar": {day.isoformat(): kind.value for day, kind in c.calendar.items()},
        "issuing": _row(policy, "during_lunch", "last_ticket_before_close_s"),
    }


def _leaving(rows: list[dict[str, Any]], key: str, retiring: Set[Any]) -> list[dict[str, Any]]:
    """Each row with whether it left the files: shown for today's tickets, never offered."""
    return [row | {"retiring": row[key] in retiring} for row in rows]


def _rows(things: Any, *fields: str) -> list[dict[str, Any]]:
    return [_row(thing, *fields) for thing in things.values()]


def _row(thing: object, *fields: str) -> dict[str, Any]:
    return {field: getattr(thing, field) for field in fields}
