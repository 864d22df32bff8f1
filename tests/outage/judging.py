"""What must be true when the server is back: every number in, once, where its time puts it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """A ticket beside what its visitor was told at the kiosk; both as the wire has them."""

    told: Mapping[str, Any]
    now: Mapping[str, Any] | None


def flaws_of_tickets(found: Iterable[Found]) -> list[str]:
    """Tickets that are not in, or not as their visitors know them."""
    return [flaw for each in found if (flaw := _flaw(each))]


def _flaw(each: Found) -> str | None:
    number = each.told["number"]
    if each.now is None:
        return f"{number} is not in"
    if each.now["state"] == "cancelled":
        return f"{number} was cancelled, and its visitor has it"
    if (each.now["number"], each.now["service"]) != (number, each.told["service"]):
        return f"{number} became {each.now['number']} for {each.now['service']}"
    if _second(each.now["issued_at"]) != _second(each.told["issued_at"]):
        return f"{number} was issued {each.told['issued_at']}, in the record {each.now['issued_at']}"
    return None


def flaws_of_the_record(
    given: Mapping[str, str], told: Mapping[str, str], cancelled: Collection[str]
) -> list[str]:
    """What kiosks gave by the record against what visitors were told, both ways; public ids and numbers."""
    strange = [n for key, n in given.items() if key not in told and key not in cancelled]
    return [f"{number} is in, and no visitor was told" for number in strange] + [
        f"{number} was told, and no kiosk gave it" for key, number in told.items() if key not in given
    ]


def flaws_of_answers(touched: int, told: int) -> list[str]:
    """Whether every touch has one answer."""
    return [] if touched == told else [f"{touched} touches have {told} answers"]


def _second(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(microsecond=0)


def doubled(names: Iterable[str]) -> list[str]:
    """What is there more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


def flaws_of_order(waiting: Sequence[Mapping[str, Any]]) -> list[str]:
    """Ordinary visitors of a queue before whom fewer people stand than before somebody who came earlier."""
    queues: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for ticket in waiting:
        queues[ticket["queue"]].append(ticket)
    return [flaw for tickets in queues.values() for flaw in _out_of_order(tickets)]


def _out_of_order(tickets: list[Mapping[str, Any]]) -> list[str]:
    line = sorted(tickets, key=lambda ticket: datetime.fromisoformat(ticket["arrived_at"]))
    return [
        f"{b['number']} stands before {a['number']}" for a, b in pairwise(line) if a["ahead"] >= b["ahead"]
    ]


def percentile(values: Iterable[float], part: float) -> float:
    """The value below which so large a part lies; 0 of nothing."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))] if ranked else 0.0
