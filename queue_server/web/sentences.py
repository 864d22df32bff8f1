"""Sentences: a refusal in the visitor's language, with names and clock times instead of codes and stamps."""

from collections.abc import Callable, Mapping
from datetime import datetime
from string import Formatter
from typing import Any

from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.names import Names, in_language
from queue_server.domain.plain import to_plain
from queue_server.domain.refusals import Refusal
from ui.words import area, knows, say

NOT_KNOWN = "—"
LONGEST = 80
TIMES = frozenset({"opens", "again", "callable_from", "away_until", "starts_at"})
NAMED = frozenset({"queue", "hall", *TIMES})
"""Details whose words need the catalogue."""


def sentence(
    code: str, details: Mapping[str, object], language: str, catalogue: Catalogue | None, now: datetime
) -> str:
    """What is not possible, since or until when, and what to do now."""
    key = _key(code, details)
    values = {name: _shown(name, value, language, catalogue, now) for name, value in details.items()}
    template = area("refusals", language)[key]
    needed = {name: NOT_KNOWN for _, name, _, _ in Formatter().parse(template) if name}
    return say(f"refusals.{key}", language, **(needed | values))


def told(refusal: Refusal, language: str, catalogue: Catalogue | None, now: datetime) -> dict[str, Any]:
    """A refusal as programs are told it: its code, its sentence, its details."""
    text = sentence(refusal.code, refusal.details, language, catalogue, now)
    return {"code": refusal.code, "message": text, "details": to_plain(refusal.details)}


def _key(code: str, details: Mapping[str, object]) -> str:
    """Some refusals have a second sentence for when the time is not known."""
    if not knows(f"refusals.{code}"):
        return "refused"
    unsure = any(details.get(name) is None for name in TIMES & details.keys())
    return f"{code}.unknown" if unsure and knows(f"refusals.{code}.unknown") else code


def _shown(name: str, value: object, language: str, catalogue: Catalogue | None, now: datetime) -> str:
    if value is None:
        return NOT_KNOWN
    if name in TIMES and catalogue is not None:
        return _clock(to_plain(value), language, catalogue, now)
    if name == "needs":
        return say("refusals.needs.or", language).join(_word("needs", x, language) for x in _list(value))
    if name in ("state", "appointment_state", "visitor_class"):
        return _word("class" if name == "visitor_class" else name, value, language)
    if name in NAME_OF and catalogue is not None:
        names = NAME_OF[name](catalogue, str(value))
        return in_language(names, language) if names else str(value)[:LONGEST]
    return str(value)[:LONGEST]


def _word(kind: str, value: object, language: str) -> str:
    key = f"refusals.{kind}.{value}"
    return say(key, language) if knows(key) else str(value)[:LONGEST]


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _clock(stamp: object, language: str, catalogue: Catalogue, now: datetime) -> str:
    """14:00 today, with the date on another day."""
    at = local(catalogue, datetime.fromisoformat(str(stamp)))
    clock = f"{at:%H:%M}"
    if at.date() == local(catalogue, now).date():
        return say("refusals.at.today", language, clock=clock)
    month = say(f"refusals.month.{at.month}", language)
    return say("refusals.at.day", language, clock=clock, day=at.day, month=month)


def _queue_names(catalogue: Catalogue, code: str) -> Names | None:
    return queue.names if (queue := catalogue.queues.get(code)) else None


def _hall_names(catalogue: Catalogue, code: str) -> Names | None:
    return hall.names if (hall := catalogue.halls.get(code)) else None


NAME_OF: Mapping[str, Callable[[Catalogue, str], Names | None]] = {
    "queue": _queue_names,
    "hall": _hall_names,
}
