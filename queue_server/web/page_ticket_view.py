"""What a ticket's page says, as plain values in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, takewhile
from typing import Any

from queue_server.boards.queues import open_windows
from queue_server.boards.tickets import ticket_view
from queue_server.boards.why import own_reasons
from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.tickets import State, Ticket
from ui.words import say


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of a scenario."""

    name: str
    place: str
    state: str


@dataclass(frozen=True, slots=True)
class TicketFace:
    """Everything on the page. `watched` is what the page's script compares with what it hears."""

    public_id: str
    number: str
    letters: str
    title: str
    centre_name: str
    business: str
    state: str
    state_word: str
    place: str
    windows: str
    window: int | None
    ahead: int | None
    wait: str
    reasons: tuple[str, ...]
    steps: tuple[Stop, ...]
    missed_rule: str
    may_cancel: bool
    may_revive: bool
    called_at: str
    clock: str
    demo: str | None
    watched: Mapping[str, Any]
    catalogue: Catalogue


def ticket_face(
    hall: Hall, ticket: Ticket, *, now: datetime, demo: bool, speed: float, base_url: str, language: str
) -> TicketFace:
    """The page of a ticket."""
    catalogue = hall.catalogue
    view = ticket_view(hall, ticket, now=now, base_url=base_url, language=language, own=True)
    state_word = say(f"phone.state.{ticket.state.value}", language)
    return TicketFace(
        public_id=ticket.public_id,
        number=ticket.number,
        letters=_letters(ticket.number),
        title=f"{ticket.number} {state_word}",
        centre_name=in_language(catalogue.centre.names, language),
        business=_business(catalogue, ticket, language),
        state=ticket.state.value,
        state_word=state_word,
        place=_place(catalogue, view, language),
        windows=_windows(view["windows"], language),
        window=ticket.window,
        ahead=view["ahead"],
        wait=wait_text(view["wait"], _is_open(hall, ticket), language),
        reasons=tuple(own_reasons(hall, ticket, now=now, language=language)),
        steps=_steps(catalogue, view["steps"], language),
        missed_rule=view["missed_rule"],
        may_cancel=ticket.state in {State.WAITING, State.CALLED, State.HELD, State.MISSED},
        may_revive=ticket.state is State.MISSED and ticket.revivals < catalogue.policy.revivals,
        called_at=_clock(catalogue, ticket.called_at),
        clock=f"{local(catalogue, now):%H:%M:%S}",
        demo=_demo(demo, speed, language),
        watched={
            **{name: view[name] for name in ("public_id", "number", "state", "queue", "window", "recalls")},
            "steps": [step["state"] for step in view["steps"]],
            "windows": view["windows"],
        },
        catalogue=catalogue,
    )


def wait_text(wait: Mapping[str, int] | None, is_open: bool, language: str) -> str:
    """A range in whole minutes, never one figure; what is not known is said in words."""
    if wait is None:
        return say("phone.wait.unknown" if is_open else "phone.wait.no_window", language)
    low, high = minutes(wait["low_s"], wait["high_s"])
    if low == 0:
        return say("phone.wait.soon", language, high=high)
    return say("phone.wait.range", language, span=f"{low}–{high}")


def minutes(low_s: int, high_s: int) -> tuple[int, int]:
    """The low end rounded down, the high end up, and never the same."""
    low = low_s // 60
    return low, max(-(-high_s // 60), low + 1)


def runs(windows: Iterable[int]) -> str:
    """6–9, 13."""
    numbers = sorted(set(windows))
    breaks = [i for i, (a, b) in enumerate(pairwise(numbers), start=1) if b != a + 1]
    spans = [numbers[a:b] for a, b in pairwise([0, *breaks, len(numbers)]) if numbers[a:b]]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in spans)


def _letters(number: str) -> str:
    """What stands before the digits; two letters are set smaller, so that the digits keep their size."""
    return "".join(takewhile(lambda sign: not (sign.isdigit() or sign == "-"), number))


def _windows(windows: list[int], language: str) -> str:
    if not windows:
        return ""
    return say("phone.windows" if len(windows) > 1 else "phone.one_window", language, windows=runs(windows))


def _is_open(hall: Hall, ticket: Ticket) -> bool:
    return ticket.queue in hall.catalogue.queues and open_windows(hall, ticket.queue) > 0


def _business(catalogue: Catalogue, ticket: Ticket, language: str) -> str:
    thing = (
        catalogue.scenarios.get(ticket.scenario or "")
        or catalogue.services.get(ticket.service or "")
        or catalogue.queues.get(ticket.queue)
    )
    return in_language(thing.names, language) if thing else ""


def _place(catalogue: Catalogue, view: Mapping[str, Any], language: str) -> str:
    places = (catalogue.halls.get(view["hall"]), catalogue.zones.get(view["zone"] or ""))
    return " ".join(in_language(place.names, language) for place in places if place)


def _steps(catalogue: Catalogue, steps: list[Mapping[str, Any]], language: str) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            name=_called(catalogue.services, step["service"], language),
            place=_called(catalogue.halls, step["hall"], language),
            state=step["state"],
        )
        for step in steps
    )


def _called(things: Mapping[str, Any], code: str, language: str) -> str:
    return in_language(things[code].names, language) if code in things else code


def _clock(catalogue: Catalogue, at: datetime | None) -> str:
    return f"{local(catalogue, at):%H:%M}" if at else ""


def _demo(demo: bool, speed: float, language: str) -> str | None:
    if not demo:
        return None
    if speed == 1:
        return say("pages.demo.time", language)
    return say("pages.demo.speed", language, speed=f"{speed:g}")
