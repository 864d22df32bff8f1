"""From a ticket as it comes over the wire to what stands on its paper. Takes plain dictionaries only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from printer.ticket import Language, PrintedTicket, Step
from printer.words import WORDS

NameTable = Mapping[str, Mapping[str, str]]
"""Code to language to name: `{"N": {"zh": "北厅", "en": "North Hall"}}`."""


@dataclass(frozen=True)
class Names:
    """What the codes on a ticket are called. Where a name is missing, the code itself is printed."""

    centre: Mapping[str, str] = field(default_factory=dict)
    halls: NameTable = field(default_factory=dict)
    zones: NameTable = field(default_factory=dict)
    queues: NameTable = field(default_factory=dict)
    services: NameTable = field(default_factory=dict)
    scenarios: NameTable = field(default_factory=dict)
    classes: NameTable = field(default_factory=dict)
    """Only those that are to be printed: leave out the ordinary one."""
    materials: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By service; in the language they are known in."""
    time_zone: str = ""
    """The centre's, e.g. Asia/Shanghai; without it times are shown with the offset they came with."""


def ticket_from_wire(
    ticket: Mapping[str, Any],
    names: Names,
    language: Language,
    kiosk: str = "",
    hotline: str = "",
    way: str = "",
    offline: bool = False,
) -> PrintedTicket:
    """The paper of a ticket of contract.md. Raises `KeyError` when one of its fixed fields is missing."""
    wait = ticket.get("wait") or {}
    low, high = wait.get("low_s"), wait.get("high_s")
    visitor_class = ticket.get("visitor_class") or ""
    return PrintedTicket(
        centre=_called(names.centre, language, ""),
        number=ticket["number"],
        service=_matter(ticket, names, language),
        hall=_name(names.halls, ticket["hall"], language),
        zone=_name(names.zones, ticket.get("zone") or "", language),
        windows=ranges(ticket.get("windows") or (), language),
        place_in_second_language=_second_place(ticket, names, language),
        way=way,
        ahead=ticket.get("ahead"),
        wait_low_min=None if low is None else int(low // 60),
        wait_high_min=None if high is None else int(-(-high // 60)),
        link=ticket.get("link") or "",
        missed_rule=ticket.get("missed_rule") or "",
        materials=tuple(names.materials.get(ticket.get("service") or "", ())),
        visitor_class=_name(names.classes, visitor_class, language)
        if visitor_class in names.classes
        else None,
        steps=tuple(_steps(ticket, names, language)),
        issued_at=_local(ticket["issued_at"], names.time_zone),
        kiosk=kiosk,
        hotline=hotline,
        reprints=ticket.get("reprints") or 0,
        language=language,
        offline=offline,
    )


def ranges(windows: Iterable[int], language: Language) -> str:
    """Window numbers as people write them, neighbours joined: 6–13、20, in English 6–13, 20."""
    ordered = enumerate(sorted(set(windows)))
    runs = [[number for _, number in run] for _, run in groupby(ordered, key=lambda pair: pair[1] - pair[0])]
    return WORDS[language].item_joint.join(
        f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs
    )


def _called(names: Mapping[str, str], language: Language, otherwise: str) -> str:
    return names.get(language) or otherwise


def _name(table: NameTable, code: str, language: Language) -> str:
    return _called(table.get(code, {}), language, code)


def _matter(ticket: Mapping[str, Any], names: Names, language: Language) -> str:
    for field_name, table in (("scenario", names.scenarios), ("service", names.services)):
        if ticket.get(field_name):
            return _name(table, ticket[field_name], language)
    return _name(names.queues, ticket.get("queue") or "", language)


def _second_place(ticket: Mapping[str, Any], names: Names, language: Language) -> str:
    """Hall and windows in the other language, for whoever helps: only where the hall has a name in it."""
    other = Language.CHINESE if language is Language.ENGLISH else Language.ENGLISH
    hall = _called(names.halls.get(ticket["hall"], {}), other, "")
    if not hall:
        return ""
    numbers, words = ranges(ticket.get("windows") or (), other), WORDS[other]
    several = words.windows if not numbers.isdigit() else words.window
    joint = ", " if other is Language.ENGLISH else " "
    return joint.join([hall, several.format(numbers=numbers)] if numbers else [hall])


def _steps(ticket: Mapping[str, Any], names: Names, language: Language) -> Iterable[Step]:
    if ticket.get("scenario"):
        for step in ticket.get("steps") or ():
            matter = _name(names.services, step["service"], language) if step.get("service") else ""
            place = _name(names.halls, step["hall"], language)
            queue = _name(names.queues, step["queue"], language)
            yield Step(matter or queue, f"{place} {queue}".strip())


def _local(issued_at: str, time_zone: str) -> str:
    moment = datetime.fromisoformat(issued_at)
    return f"{moment.astimezone(ZoneInfo(time_zone)) if time_zone else moment:%Y-%m-%d %H:%M}"
