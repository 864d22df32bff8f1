"""policy.toml: the centre itself and the values of its rules."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from queue_server.domain.catalogue import Centre
from queue_server.domain.classes import VisitorClass
from queue_server.domain.names import Names
from queue_server.domain.policy import BookingPolicy, Extended, Policy, QueuePolicy, VisitKind
from queue_server.domain.ratings import Level

from .forms import POLICY
from .policy_values import Form, Ground, Value, flag, share, shown, whole
from .problems import Fault, Problem, Problems, nearest
from .rows import CODE, LANGUAGE, WHOLE
from .tables import decode
from .toml_places import TomlPlaces
from .work import prefix_fault

DAY_S = 86_400
HOUR_S = 3_600
SHORTEST_TARGET_S = 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UTC = ZoneInfo("UTC")
END_OF_DAY = time(23, 59)
STRICT = re.compile(r"(?P<queue>[^@]+)@(?P<window>[0-9]{1,4})")
TOML_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)")
ELSEWHERE = (VisitKind.HOME.value, VisitKind.AGENT.value)
CENTRE_KEYS = ("code", "time_zone", "day_close", "languages", "voice_languages")


def parse(content: bytes, problems: Problems) -> tuple[dict[str, Any] | None, TomlPlaces]:
    """The values of the text as TOML has them, and their places; None, and a note, if it is no TOML."""
    text = decode(POLICY, content, problems)
    if text is None:
        return None, TomlPlaces("")
    try:
        return tomllib.loads(text), TomlPlaces(text)
    except (ValueError, RecursionError) as error:
        found = TOML_PLACE.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (max(1, len(text.splitlines())), 1)
        detail = TOML_PLACE.sub("", shown(error)) if not found else str(error)[: found.start()]
        problems.add(Problem(POLICY, line, column, "", Fault.TOML, {"detail": detail}))
        return None, TomlPlaces("")


def languages_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The centre's languages as far as they can be read; what is wrong with them is noted later."""
    centre = document.get("centre")
    found = centre.get("languages") if isinstance(centre, dict) else None
    if not isinstance(found, list):
        return ()
    return tuple(dict.fromkeys(x for x in found if isinstance(x, str) and LANGUAGE.fullmatch(x)))


def elsewhere_of(document: Mapping[str, Any]) -> frozenset[str]:
    """The queues whose visits take place elsewhere, as far as they can be read; the rest is noted later."""
    queues = document.get("queues")
    own = queues.items() if isinstance(queues, dict) else ()
    rules = {code: part for code, part in own if isinstance(part, dict)}
    return frozenset(code for code, part in rules.items() if part.get("visit") in ELSEWHERE)


def read_centre(document: Mapping[str, Any], ground: Ground) -> Centre:
    """The section [centre]."""
    centre = Value(("centre",), document.get("centre", {}), ground)
    names = tuple(f"name_{x}" for x in ground.languages)
    found = {part.path[-1]: part for part in centre.known((*CENTRE_KEYS, *names))}
    for needed in (*CENTRE_KEYS[:4], *names):
        if needed not in found and isinstance(centre.raw, dict):
            centre.at(needed).note(Fault.MISSING_KEY, name=needed)
    languages = found["languages"].language_codes() if "languages" in found else ()
    return Centre(
        code=_code(found["code"]) if "code" in found else "",
        names={
            x: (found[n].text() or "") if n in found else ""
            for x, n in zip(ground.languages, names, strict=True)
        },
        zone=_zone(found["time_zone"]) if "time_zone" in found else UTC,
        day_close=(found["day_close"].clock() if "day_close" in found else None) or END_OF_DAY,
        languages=languages,
        voice_languages=_voices(found["voice_languages"]) if "voice_languages" in found else {},
    )


def _code(value: Value) -> str:
    text = value.text() or ""
    if text and not CODE.fullmatch(text):
        value.note(Fault.BAD_CODE, value=text)
    return text


def _zone(value: Value) -> ZoneInfo:
    text = value.text()
    if text is None:
        return UTC
    try:
        return ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        value.note(Fault.UNKNOWN_TIME_ZONE, nearest(text, sorted(available_timezones())), value=text)
        return UTC


def _voices(value: Value) -> dict[str, tuple[str, ...]]:
    halls = value.ground.tables["halls.csv"]
    return {part.key_of(halls): part.language_codes() for part in value.parts()}


def _head_starts(value: Value) -> dict[str, Any]:
    classes = {c.value for c in VisitorClass}
    read: dict[VisitorClass, int] = {}
    found: dict[str, Any] = {"head_start_s": read}
    for part in value.known((*sorted(classes), "returning_days")):
        name = part.path[-1]
        if name == "returning_days":
            found["returning_days"] = whole(0, 365)(part)
        else:
            read[VisitorClass(name)] = whole(0, DAY_S // 2)(part) or 0
    return found


def _walking(value: Value) -> dict[str, Any]:
    seconds = {part.path[-1]: whole(0, HOUR_S)(part) for part in value.known(("same_hall", "other_hall"))}
    return {f"walking_{name}_s": found for name, found in seconds.items()}


def _strict(value: Value) -> frozenset[tuple[str, int]]:
    found = set()
    tables = value.ground.tables
    for entry in value.texts():
        parts = STRICT.fullmatch(entry)
        if not parts:
            value.note(Fault.STRICT_FORM, value=entry)
            continue
        queue = value.ref(parts["queue"], tables["queues.csv"])
        window = value.ref(str(int(parts["window"])), tables["windows.csv"])
        found.add((queue, int(window) if WHOLE.fullmatch(window) else 0))
    return frozenset(found)


def _may_pick(value: Value) -> tuple[str, ...]:
    staff = value.ground.tables["staff.csv"]
    return tuple(entry if entry == "*" else value.ref(entry, staff) for entry in value.texts())


def _prefix(value: Value) -> str | None:
    prefix = value.text()
    fault = prefix_fault(prefix) if prefix else None
    if fault:
        value.note(fault, value=str(prefix))
    elif prefix in _prefixes(value.ground):
        value.note(Fault.PREFIX_OF_SCENARIOS, value=prefix, line=_prefixes(value.ground)[prefix])
    return prefix


def _prefixes(ground: Ground) -> dict[str, int]:
    return {cells.get("prefix", ""): line for line, cells in ground.tables["queues.csv"].rows}


def _series(value: Value) -> str | None:
    series = value.text()
    if series is None:
        return None
    bare = series.replace("{prefix}", "", 1).replace("{offline_code}", "", 1)
    if len(bare) + len("{prefix}{offline_code}") != len(series) or not re.fullmatch(r"[A-Z0-9-]*-", bare):
        value.note(Fault.BAD_SERIES, value=series)
    return series


def _reasons(value: Value) -> dict[str, dict[str, Names]]:
    """For each level the reasons that may be given, in the order of the file."""
    found: dict[str, dict[str, Names]] = {}
    for level in value.known(tuple(each.value for each in Level)):
        found[level.path[-1]] = {}
        for part in level.parts():
            code = part.path[-1]
            if not CODE.fullmatch(code):
                part.note(Fault.BAD_CODE, value=code)
            found[level.path[-1]][code] = part.names() or {}
    return found


def _measures(value: Value) -> dict[str, Names]:
    found: dict[str, Names] = {}
    for part in value.parts():
        code = part.path[-1]
        if not CODE.fullmatch(code):
            part.note(Fault.BAD_CODE, value=code)
        found[code] = part.names() or {}
    return found


SECTIONS: dict[str, dict[str, tuple[str, Form]]] = {
    "window": {
        "home_queue_head_start_s": ("home_queue_head_start_s", whole(0, DAY_S // 2)),
        "strict_queues": ("strict_queues", _strict),
        "walking_time_s": ("*", _walking),
        "may_pick": ("may_pick", _may_pick),
    },
    "favour_cap": {"k": ("cap_k", whole(0, 100)), "n": ("cap_n", whole(1, 100))},
    "missed": {
        "recalls": ("recalls", whole(0, 10)),
        "recall_after_s": ("recall_after_s", whole(5, 600)),
        "revive_behind": ("revive_behind", whole(1, 100)),
        "revive_not_before_s": ("revive_not_before_s", whole(0, DAY_S)),
        "revivals": ("revivals", whole(0, 10)),
    },
    "scenarios": {"series_prefix": ("scenario_prefix", _prefix)},
    "offline": {"series": ("offline_series", _series)},
    "moves": {"keep_arrival_s": ("keep_arrival_s", whole(0, DAY_S))},
    "away": {"for_s": ("away_s", whole(60, HOUR_S)), "at_most": ("aways", whole(0, 10))},
    "issuing": {
        "last_ticket_before_close_s": ("last_ticket_before_close_s", whole(0, 4 * HOUR_S)),
        "during_lunch": ("during_lunch", flag),
        "walk_in_share": ("walk_in_share", share),
        "live_tickets_per_person": ("live_tickets_per_person", whole(1, 100)),
        "tickets_at_once": ("tickets_at_once", whole(1, 9)),
    },
    "targets": {"wait_s": ("wait_target_s", whole(SHORTEST_TARGET_S, 4 * HOUR_S))},
    "ratings": {
        "open_days": ("rating_open_days", whole(1, 365)),
        "list_version": ("rating_list_version", Value.text),
        "reasons": ("rating_reasons", _reasons),
    },
    "appointments": {
        "days_ahead": ("booking.days_ahead", whole(0, 60)),
        "release_at": ("booking.release_at", Value.clock),
        "slot_minutes": ("booking.slot_minutes", whole(5, 480)),
        "per_window": ("booking.per_window", whole(1, 100)),
        "early_s": ("booking.early_s", whole(0, 4 * HOUR_S)),
        "late_s": ("booking.late_s", whole(0, 4 * HOUR_S)),
        "hold_s": ("booking.hold_s", whole(30, HOUR_S)),
        "book_until_s": ("booking.book_until_s", whole(0, DAY_S)),
        "change_until_s": ("booking.change_until_s", whole(0, 7 * DAY_S)),
        "per_person_day": ("booking.per_person_day", whole(1, 100)),
        "moves": ("booking.moves", whole(0, 100)),
        "missed_limit": ("booking.missed_limit", whole(1, 100)),
        "missed_days": ("booking.missed_days", whole(1, 3_650)),
        "ban_days": ("booking.ban_days", whole(1, 3_650)),
        "back_least_s": ("booking.back_least_s", whole(0, DAY_S)),
        "back_most_s": ("booking.back_most_s", whole(0, DAY_S)),
        "holds_per_address": ("booking.holds_per_address", whole(1, 100_000)),
        "proof_bits": ("booking.proof_bits", whole(0, 24)),
    },
    "follow_ups": {
        "contact_days": ("contact_days", whole(1, 30)),
        "resolve_days": ("resolve_days", whole(1, 60)),
        "latest_days": ("latest_days", whole(1, 120)),
        "measures": ("measures", _measures),
    },
    "retention": {
        "personal_data_days": ("personal_data_days", whole(1, 3_650)),
        "journal_years": ("journal_years", whole(1, 100)),
    },
}
"""Section and key in the file -> field of the domain's Policy (`*`: several) and the form of its value."""

BOOKING = "booking."
"""What the fields of [appointments] begin with: they are a value of their own."""

SPECIAL = ("centre", "head_start", "queues", "pause_reasons")


def read_policy(document: Mapping[str, Any], ground: Ground) -> Policy:
    """All sections but [centre]; what the file leaves out keeps the domain's default."""
    found: dict[str, Any] = {}
    for section in Value((), dict(document), ground).known((*SPECIAL, *SECTIONS)):
        name = section.path[0]
        if name == "head_start":
            found.update(_head_starts(section))
        elif name == "queues":
            found["queues"] = _queue_policies(section)
        elif name == "pause_reasons":
            found["pause_reasons"] = {part.path[-1]: part.names() or {} for part in section.parts()}
        elif name in SECTIONS:
            found.update(_section(section, SECTIONS[name]))
    values = {name: value for name, value in found.items() if value is not None}
    own = {name: value for name, value in values.items() if not name.startswith(BOOKING)}
    policy = Policy(**own, booking=_booking(values) if "appointments" in document else None)
    if policy.cap_k > policy.cap_n:
        Value(("favour_cap", "k"), policy.cap_k, ground).note(Fault.CAP, k=policy.cap_k, n=policy.cap_n)
    _kept_as_long(policy, ground)
    _days_in_order(policy, ground)
    _late_within_slot(policy, ground)
    if policy.rating_reasons and not policy.rating_list_version:
        Value(("ratings", "list_version"), None, ground).note(Fault.MISSING_KEY, name="list_version")
    return policy


def _booking(found: Mapping[str, Any]) -> BookingPolicy:
    return BookingPolicy(**{n.removeprefix(BOOKING): v for n, v in found.items() if n.startswith(BOOKING)})


def _kept_as_long(policy: Policy, ground: Ground) -> None:
    """Missed bookings can only be counted as long as it is known whose they were, until their ban ends."""
    rules, kept = policy.booking, policy.personal_data_days
    if rules and rules.missed_days + rules.ban_days > kept:
        value = Value(("appointments", "missed_days"), rules.missed_days, ground)
        value.note(Fault.BAN_TOO_LONG, missed=rules.missed_days, ban=rules.ban_days, days=kept)


def _late_within_slot(policy: Policy, ground: Ground) -> None:
    """Who is on time has a place: it is given away when the slot ends."""
    if policy.booking is None:
        return
    own = [queue.slot_minutes for queue in policy.queues.values() if queue.bookable and queue.slot_minutes]
    shortest = 60 * min([policy.booking.slot_minutes, *own])
    if policy.booking.late_s > shortest:
        value = Value(("appointments", "late_s"), policy.booking.late_s, ground)
        value.note(Fault.OUT_OF_RANGE, value=shown(value.raw), low=0, high=shortest)


def _days_in_order(policy: Policy, ground: Ground) -> None:
    """A follow-up cannot be due resolved before it is due contacted, nor after its limit."""
    contact, resolve, latest = policy.contact_days, policy.resolve_days, policy.latest_days
    if not contact <= resolve <= latest:
        value = Value(("follow_ups", "resolve_days"), resolve, ground)
        value.note(Fault.DAYS_ORDER, contact=contact, resolve=resolve, latest=latest)


def _visit(value: Value) -> VisitKind | None:
    """hall, home or agent."""
    kinds = [kind.value for kind in VisitKind]
    if value.raw in kinds:
        return VisitKind(value.raw)
    value.wrong(", ".join(f'"{kind}"' for kind in kinds))
    return None


def _section(section: Value, keys: Mapping[str, tuple[str, Form]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in section.known(keys):
        target, form = keys[part.path[-1]]
        value = form(part)
        found.update(value if target == "*" else {target: value})
    return found


def _queue_policies(section: Value) -> dict[str, QueuePolicy]:
    queues = section.ground.tables["queues.csv"]
    return {part.key_of(queues): _queue_policy(part) for part in section.parts()}


def _queue_policy(section: Value) -> QueuePolicy:
    forms: dict[str, Form] = {
        "real_name": flag,
        "quota_per_half_day": whole(1, 100_000),
        "extended": _extended,
        "carry_over": flag,
        "wait_target_s": whole(SHORTEST_TARGET_S, 4 * HOUR_S),
        "bookable": flag,
        "slot_minutes": whole(5, 480),
        "places_per_slot": whole(1, 10_000),
        "visit": _visit,
    }
    assert set(forms) == {field.name for field in fields(QueuePolicy)}
    found = {part.path[-1]: forms[part.path[-1]](part) for part in section.known(forms)}
    if found.get("visit") not in {None, VisitKind.HALL} and "places_per_slot" not in found:
        section.at("places_per_slot").note(Fault.MISSING_KEY, name="places_per_slot")
    return QueuePolicy(**{name: value for name, value in found.items() if value is not None})


def _extended(value: Value) -> tuple[Extended, ...]:
    spans = [(WEEKDAYS.index(part.path[-1]), part.span()) for part in value.known(WEEKDAYS)]
    return tuple(Extended(day, *span) for day, span in sorted((d, s) for d, s in spans if s))
