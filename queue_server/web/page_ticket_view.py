"""What a ticket's page says, as plain values in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from queue_server.boards.queues import open_windows
from queue_server.boards.tickets import ticket_view
from queue_server.boards.why import own_reasons
from queue_server.domain.calendar import local
from queue_server.domain.callable import is_away, person_elsewhere, still_walking
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.windows import HallNow, HallState
from ui.words import say

from .page_evacuation import Evacuation, evacuation_of
from .page_face import staffed_consult_windows
from .page_map import HallMap, hall_map
from .page_names import runs
from .page_rate_link import RateLink
from .page_ticket_after import After, after_of
from .page_ticket_away import Away, away_of
from .page_ticket_closed import Closed, closed_of, of_day
from .page_ticket_remind import Remind
from .page_ticket_row import Row, Spoken, row_of, wait_spoken
from .page_ticket_steps import Stop, stops_of

UNBROKEN_DASH = "\u2060–\u2060"
"""A dash at which no line ends: windows 26–30 stay together on the narrowest phone."""

LOOK_AGAIN_S = 20
"""How often the page is read anew while it depends on what no board of the ticket tells."""


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
    row: Row
    wait: Spoken
    notes: tuple[str, ...]
    waits_for_other: bool
    away: Away
    evacuation: tuple[Evacuation, ...]
    closed: Closed | None
    of_day: str
    map: HallMap | None
    reasons: tuple[str, ...]
    steps: tuple[Stop, ...]
    rateable: tuple[RateLink, ...]
    reminds: tuple[Remind, ...]
    missed_rule: str
    after: After | None
    may_cancel: bool
    may_revive: bool
    carried_over: bool
    recalls: int
    called_at: str
    clock: str
    demo: str | None
    watched: Mapping[str, Any]
    catalogue: Catalogue


def ticket_face(
    hall: Hall,
    ticket: Ticket,
    *,
    now: datetime,
    demo: bool,
    speed: float,
    base_url: str,
    language: str,
    rateable: tuple[RateLink, ...] = (),
    reminds: tuple[Remind, ...] = (),
) -> TicketFace:
    """The page of a ticket; `rateable` are its done steps, as only the record knows them."""
    catalogue = hall.catalogue
    view = ticket_view(hall, ticket, now=now, base_url=base_url, language=language, own=True)
    now_in = _hall_now(hall, ticket)
    closed = closed_of(catalogue, ticket, now_in, now, language)
    no_window = say("phone.wait.closed", language) if closed else _no_window(hall, ticket, language)
    is_told = _is_open(hall, ticket) and not closed
    return TicketFace(
        public_id=ticket.public_id,
        number=ticket.number,
        letters=_letters(ticket.number),
        title=_title(ticket, view["ahead"], now, language),
        centre_name=in_language(catalogue.centre.names, language),
        business=_business(catalogue, ticket, language),
        state=ticket.state.value,
        state_word=say(f"phone.state.{ticket.state.value}", language),
        place=_place(catalogue, view, language),
        windows=_windows(_at_windows(ticket, view["windows"]), language),
        window=ticket.window,
        ahead=view["ahead"],
        row=row_of(view["ahead"]),
        wait=wait_spoken(None if closed else view["wait"], None if is_told else no_window, language),
        notes=tuple(_notes(hall, ticket, now, language)),
        waits_for_other=ticket.state is State.WAITING and person_elsewhere(hall, ticket),
        away=away_of(catalogue, ticket, now, language),
        evacuation=_evacuation(hall, ticket, now_in, language),
        closed=closed,
        of_day=of_day(catalogue, ticket, now, language),
        map=hall_map(catalogue, view["hall"], view["zone"], language) if ticket.live else None,
        reasons=tuple(own_reasons(hall, ticket, now=now, language=language)),
        steps=stops_of(hall, ticket.steps, language, to_bring=ticket.live),
        rateable=rateable,
        reminds=reminds,
        missed_rule=view["missed_rule"],
        after=after_of(catalogue, ticket, language),
        may_cancel=ticket.state in {State.WAITING, State.CALLED, State.HELD, State.MISSED},
        may_revive=ticket.state is State.MISSED and ticket.revivals < catalogue.policy.revivals,
        carried_over=ticket.carried_over,
        recalls=ticket.recalls,
        called_at=_clock(catalogue, ticket.called_at),
        clock=f"{local(catalogue, now):%H:%M:%S}",
        demo=_demo(demo, speed, language),
        watched={
            **{name: view[name] for name in ("public_id", "number", "state", "queue", "window", "recalls")},
            "away_until": view["away_until"],
            "steps": [step["state"] for step in view["steps"]],
            "windows": view["windows"],
            "evacuated": bool(now_in and now_in.evacuated),
            "closed": bool(now_in and now_in.state is HallState.CLOSED),
            "no_window": no_window,
            "over": not ticket.live,
            "again_s": LOOK_AGAIN_S if _depends_on_others(hall, ticket, now) else None,
        },
        catalogue=catalogue,
    )


def _title(ticket: Ticket, ahead: int | None, now: datetime, language: str) -> str:
    """What stands in the browser's list of pages: the window first, when there is one."""
    if ticket.state is State.CALLED:
        return say("phone.go_to", language, window=ticket.window)
    if is_away(ticket, now):
        return say("phone.title.away", language, number=ticket.number)
    if ahead is not None:
        words = "phone.title.ahead" if ahead else "phone.title.none"
        return say(words, language, number=ticket.number, count=ahead)
    return f"{ticket.number} {say(f'phone.state.{ticket.state.value}', language)}"


def _hall_now(hall: Hall, ticket: Ticket) -> HallNow | None:
    """The hall in which the ticket waits."""
    queue = hall.catalogue.queues.get(ticket.queue)
    return hall.halls.get(queue.hall) if queue else None


def _evacuation(hall: Hall, ticket: Ticket, now_in: HallNow | None, language: str) -> tuple[Evacuation, ...]:
    """A visit that is over has left the hall."""
    return evacuation_of(hall, now_in, language) if now_in and ticket.live else ()


def _notes(hall: Hall, ticket: Ticket, now: datetime, language: str) -> Iterator[str]:
    """Why a waiting ticket is not called yet although it may be first."""
    if ticket.state is not State.WAITING:
        return
    if person_elsewhere(hall, ticket):
        yield say("phone.note.elsewhere", language)
    if ticket.callable_from is not None and still_walking(ticket, now):
        yield say("phone.note.walking", language, time=_clock(hall.catalogue, ticket.callable_from))
    if ticket.to_window is not None:
        yield say("phone.note.to_window", language, window=ticket.to_window)


def _depends_on_others(hall: Hall, ticket: Ticket, now: datetime) -> bool:
    """Whether the visitor's other numbers, or the clock alone, can change what the page says."""
    if ticket.state is not State.WAITING:
        return False
    with_others = any(len(hall.live_of_person.get(person, ())) > 1 for person in ticket.persons)
    return with_others or still_walking(ticket, now) or is_away(ticket, now)


def _letters(number: str) -> str:
    """What stands before the digits; two letters are set smaller, so that the digits keep their size."""
    return "".join(takewhile(lambda sign: not (sign.isdigit() or sign == "-"), number))


def _windows(windows: Sequence[int], language: str) -> str:
    if not windows:
        return ""
    word = "phone.windows" if len(windows) > 1 else "phone.one_window"
    numbers = runs(windows, say("pages.windows.and", language))
    return say(word, language, windows=numbers.replace("–", UNBROKEN_DASH))


def _at_windows(ticket: Ticket, may_call: Sequence[int]) -> Sequence[int]:
    """Where the visitor is or comes back to; before a call, every window that may call."""
    known = ticket.state in {State.SERVING, State.HELD} and ticket.window is not None
    return [ticket.window] if known and ticket.window is not None else may_call


def _is_open(hall: Hall, ticket: Ticket) -> bool:
    return ticket.queue in hall.catalogue.queues and open_windows(hall, ticket.queue) > 0


def _no_window(hall: Hall, ticket: Ticket, language: str) -> str:
    """What is said while no window calls: whom to ask in the hall where somebody sits, else the guide."""
    queue = hall.catalogue.queues.get(ticket.queue)
    desks = staffed_consult_windows(hall, queue.hall) if queue else []
    if not desks:
        return say("phone.wait.no_window", language)
    numbers = runs(desks, say("pages.windows.or", language))
    word = "phone.wait.no_window.ask" if "–" in numbers else "phone.wait.no_window.ask_one"
    return say(word, language, windows=numbers.replace("–", UNBROKEN_DASH))


def _business(catalogue: Catalogue, ticket: Ticket, language: str) -> str:
    thing = (
        catalogue.scenarios.get(ticket.scenario or "")
        or catalogue.services.get(ticket.service or "")
        or catalogue.queues.get(ticket.queue)
    )
    return in_language(thing.names, language) if thing else ""


def _place(catalogue: Catalogue, view: Mapping[str, Any], language: str) -> str:
    places = (catalogue.halls.get(view["hall"]), catalogue.zones.get(view["zone"] or ""))
    return say("phone.and", language).join(in_language(place.names, language) for place in places if place)


def _clock(catalogue: Catalogue, at: datetime | None) -> str:
    return f"{local(catalogue, at):%H:%M}" if at else ""


def _demo(demo: bool, speed: float, language: str) -> str | None:
    if not demo:
        return None
    if speed == 1:
        return say("pages.demo.time", language)
    return say("pages.demo.speed", language, speed=f"{speed:g}")
