"""What a new catalogue changes: added, removed, changed, and what that means for the people who wait now."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum

from queue_server.domain.calendar import is_open_at, local
from queue_server.domain.catalogue import Arrivals, Catalogue

from .policy_file import SECTIONS

KINDS = (
    *("centre", "policy", "halls", "zones", "departments", "queues", "services", "windows", "staff"),
    *("kiosks", "screens", "machines", "scenarios", "themes", "facilities", "zone_places"),
    *("calendar", "arrivals"),
)
"""The parts of a catalogue in the order in which a difference tells them."""

HEADINGS = {
    "avg_service_s": "avg_service_seconds",
    "open": "open_time",
    "close": "close_time",
    "lunch": "lunch_break",
    "hour": "hour_of_day",
    "mean": "mean_arrivals_per_hour",
}
CENTRE_HEADINGS = {"zone": "time_zone"}
POLICY_HEADINGS = {
    field_name: f"{section}.{key}"
    for section, keys in SECTIONS.items()
    for key, (field_name, _) in keys.items()
}
"""Where a field is not called as its column in the file is."""


class Effect(StrEnum):
    """What a change means today; the value is the key of the sentence."""

    QUEUE_STAYS = "queue_stays"
    BOOKINGS_LOST = "bookings_lost"
    BOOKINGS_SHUT = "bookings_shut"
    WINDOW_STAYS = "window_stays"
    PREFIX_CHANGES = "prefix_changes"
    QUEUE_MOVES = "queue_moves"
    OTHER_CENTRE = "other_centre"
    TIME_ZONE_CHANGES = "time_zone_changes"


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that is different; `name` is the column or key of the file."""

    kind: str
    key: str
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What people notice today."""

    effect: Effect
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Difference:
    """From one catalogue to the next; keys per kind, in the order of the files."""

    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changed: tuple[Changed, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.removed or self.changed)


def difference(
    old: Catalogue | None,
    new: Catalogue,
    waiting: Mapping[str, int] | None = None,
    occupied: Collection[int] = (),
    booked: Mapping[str, Sequence[datetime]] | None = None,
) -> Difference:
    """What `new` changes; without `old` everything is added.

    `waiting` tells how many wait per queue now, `booked` the times that are booked, `occupied` at which
    windows somebody works.
    """
    before, after = _parts(old) if old else {}, _parts(new)
    added: dict[str, tuple[str, ...]] = {}
    removed: dict[str, tuple[str, ...]] = {}
    changed: list[Changed] = []
    for kind in KINDS:
        was, now = before.get(kind, {}), after[kind]
        added[kind] = tuple(key for key in now if key not in was)
        removed[kind] = tuple(key for key in was if key not in now)
        changed += [c for key in was if key in now for c in _changed(kind, key, was[key], now[key])]
    told = tuple(_consequences(old, new, waiting or {}, occupied, booked or {})) if old else ()
    return Difference(_filled(added), _filled(removed), tuple(changed), told)


def _filled(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {kind: found for kind, found in keys.items() if found}


def _changed(kind: str, key: str, was: object, now: object) -> Iterator[Changed]:
    if was == now:
        return
    old, new = dict(_leaves(was)), dict(_leaves(now))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield Changed(kind, key, _heading(kind, name), old.get(name, ""), new.get(name, ""))


def _parts(catalogue: Catalogue) -> dict[str, Mapping[str, object]]:
    parts: dict[str, Mapping[str, object]] = {}
    for kind in KINDS:
        part = getattr(catalogue, kind)
        if kind == "arrivals":
            parts[kind] = {f"{a.queue} {a.hour}": _arrivals(a) for a in part}
        elif isinstance(part, Mapping):
            parts[kind] = {str(key): value for key, value in part.items()}
        else:
            parts[kind] = {"": part}
    return parts


def _arrivals(arrivals: Arrivals) -> dict[str, object]:
    return {"mean": arrivals.mean, "weekday_factors": arrivals.weekday_factors}


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every single value of a thing as text, named by its path."""
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _leaves(getattr(value, one.name), f"{path}.{one.name}" if path else one.name)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    else:
        yield path, shown(value)


def shown(value: object) -> str:
    """A value as the files write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and value and all(isinstance(x, time) for x in value):
        return "-".join(shown(x) for x in value)
    if isinstance(value, frozenset):
        return ";".join(sorted(shown(x) for x in value))
    if isinstance(value, tuple):
        return ";".join(_entry(x) for x in value)
    return str(value)


def _entry(value: object) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(shown(getattr(value, one.name)) for one in fields(value))
    return "@".join(shown(x) for x in value) if isinstance(value, tuple) else shown(value)


def _heading(kind: str, path: str) -> str:
    if path.startswith("names."):
        return "name_" + path.removeprefix("names.")
    headings = {"centre": CENTRE_HEADINGS, "policy": POLICY_HEADINGS}.get(kind, HEADINGS)
    return headings.get(path, path)


def _consequences(
    old: Catalogue,
    new: Catalogue,
    waiting: Mapping[str, int],
    occupied: Collection[int],
    booked: Mapping[str, Sequence[datetime]],
) -> Iterator[Consequence]:
    if old.centre.code != new.centre.code:
        values = {"old": old.centre.code, "new": new.centre.code}
        yield Consequence(Effect.OTHER_CENTRE, values)
    if old.centre.zone.key != new.centre.zone.key:
        values = {"old": old.centre.zone.key, "new": new.centre.zone.key}
        yield Consequence(Effect.TIME_ZONE_CHANGES, values)
    for code in old.queues:
        yield from _of_queue(old, new, code, waiting.get(code, 0))
        yield from _of_bookings(new, code, booked.get(code, ()))
    for number in old.windows:
        if number in occupied and number not in new.windows:
            yield Consequence(Effect.WINDOW_STAYS, {"window": number})


def _of_bookings(new: Catalogue, code: str, booked: Sequence[datetime]) -> Iterator[Consequence]:
    """Who has booked what is not there then: the queue is gone, or shut at that time."""
    if code not in new.queues:
        if booked:
            yield Consequence(Effect.BOOKINGS_LOST, {"queue": code, "booked": len(booked)})
        return
    shut = [at for at in booked if not is_open_at(new, code, local(new, at).date(), at)]
    if shut:
        yield Consequence(Effect.BOOKINGS_SHUT, {"queue": code, "booked": len(shut)})


def _of_queue(old: Catalogue, new: Catalogue, code: str, waiting: int) -> Iterator[Consequence]:
    was, now = old.queues[code], new.queues.get(code)
    if now is None:
        if waiting:
            yield Consequence(Effect.QUEUE_STAYS, {"queue": code, "waiting": waiting})
        return
    if now.prefix != was.prefix:
        values = {"queue": code, "old": was.prefix, "new": now.prefix}
        yield Consequence(Effect.PREFIX_CHANGES, values)
    if now.hall != was.hall and waiting:
        moved: dict[str, str | int] = {"queue": code, "waiting": waiting, "old": was.hall, "new": now.hall}
        yield Consequence(Effect.QUEUE_MOVES, moved)
