"""Why this number: a window's last choice compared, in words; and to a visitor the own ticket's reasons."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from queue_server.domain.calendar import local
from queue_server.domain.callable import (
    choose_for,
    is_away,
    person_elsewhere,
    reason_for,
    shortlist,
    still_walking,
)
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.refusals import UnknownWindow
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.windows import Compared, Reason, Window
from ui.words import say

from .times import stamp

MINUTE = 60


def why(hall: Hall, window: int, language: str) -> dict[str, Any]:
    """A window's last choice for clerks and auditors: values compared, sentences. Raises UnknownWindow."""
    if window not in hall.windows:
        raise UnknownWindow(window=window)
    reason = hall.windows[window].reason
    if reason is None:
        nothing = [say("why.nothing_yet", language)]
        return {"window": window, "number": None, "chosen": None, "compared": [], "sentences": nothing}
    return {
        "window": window,
        "number": reason.chosen.number,
        "chosen": _values(hall.catalogue, reason.chosen),
        "compared": [_values(hall.catalogue, other) for other in reason.behind],
        "sentences": list(_sentences(hall.catalogue, reason, language)),
    }


def why_next(hall: Hall, window: Window, now: datetime, language: str) -> tuple[Ticket | None, list[str]]:
    """The ticket that `next` would call now, and why; None with nobody to call."""
    tickets = shortlist(hall, window, now)
    choice = choose_for(hall, window, tickets)
    if choice is None:
        return None, [say("why.nobody", language)]
    reason = reason_for(hall, window, choice.ticket, choice, tickets)
    sentences = list(_sentences(hall.catalogue, reason, language, coming=True))
    if choice.ticket.to_window is not None:
        sentences.insert(1, say("why.sent_here", language, number=choice.ticket.number))
    return choice.ticket, sentences


def own_reasons(hall: Hall, ticket: Ticket, *, now: datetime, language: str) -> list[str]:
    """What a waiting visitor may know: the reasons of the own ticket, nothing about anybody else's class."""
    if ticket.state is not State.WAITING:
        return []
    return list(_own(hall, ticket, now, language))


def _values(catalogue: Catalogue, compared: Compared) -> dict[str, Any]:
    return {
        "number": compared.number,
        "queue": compared.queue,
        "visitor_class": compared.visitor_class,
        "arrived_at": stamp(catalogue, compared.arrived_at),
        "effective_at": stamp(catalogue, compared.effective_at),
        "class_head_start_s": compared.class_head_start_s,
        "window_head_start_s": compared.window_head_start_s,
    }


def _sentences(catalogue: Catalogue, reason: Reason, language: str, *, coming: bool = False) -> Iterator[str]:
    chosen = reason.chosen
    if reason.picked is not None:
        yield say("why.picked", language, number=chosen.number, reason=reason.picked)
    yield say("why.chosen", language, number=chosen.number, account=_account(catalogue, chosen, language))
    for other in reason.behind:
        yield _comparison(catalogue, chosen, other, language)
    if not reason.behind:
        yield say("why.alone_now" if coming else "why.alone", language)
    if reason.away:
        yield say("why.away", language, numbers=say("why.joint", language).join(reason.away))
    policy = catalogue.policy
    for code in reason.capped:
        queue = catalogue.queues.get(code)
        name = in_language(queue.names, language) if queue else code
        yield say("why.capped", language, queue=name, k=policy.cap_k, n=policy.cap_n)
    if reason.favoured:
        yield say("why.favoured", language)


def _comparison(catalogue: Catalogue, chosen: Compared, other: Compared, language: str) -> str:
    apart_s = (other.effective_at - chosen.effective_at).total_seconds()
    if apart_s == 0:
        key = "why.tied"
    else:
        key = "why.behind" if apart_s > 0 else "why.before"
    account = _account(catalogue, other, language)
    gap = _span(abs(apart_s), language)
    return say(key, language, number=other.number, account=account, chosen=chosen.number, gap=gap)


def _account(catalogue: Catalogue, compared: Compared, language: str) -> str:
    """When it came, what it is ahead by, and what it therefore counts as."""
    parts = [say("why.arrived", language, time=_clock(catalogue, compared.arrived_at))]
    if compared.class_head_start_s:
        name = say(f"why.class.{compared.visitor_class}", language)
        span = _span(compared.class_head_start_s, language)
        parts.append(say("why.class_ahead", language, visitor_class=name, span=span))
    if compared.window_head_start_s:
        parts.append(say("why.home_ahead", language, span=_span(compared.window_head_start_s, language)))
    if len(parts) > 1:
        parts.append(say("why.counts_as", language, time=_clock(catalogue, compared.effective_at)))
    return say("why.joint", language).join(parts)


def _own(hall: Hall, ticket: Ticket, now: datetime, language: str) -> Iterator[str]:
    time = _clock(hall.catalogue, ticket.arrived_at)
    ahead = hall.ahead(ticket)
    yield say("why.own.ahead" if ahead else "why.own.next", language, time=time, ahead=ahead)
    head_start_s = hall.class_head_start_s(ticket)
    if head_start_s:
        name = say(f"why.class.{ticket.visitor_class.value}", language)
        yield say("why.own.class_ahead", language, visitor_class=name, span=_span(head_start_s, language))
    if ticket.revivals:
        yield say("why.own.revived", language)
    if ticket.to_window is not None:
        yield say("why.own.to_window", language, window=ticket.to_window)
    if ticket.callable_from is not None and still_walking(ticket, now):
        yield say("why.own.walking", language, time=_clock(hall.catalogue, ticket.callable_from))
    if ticket.away_until is not None and is_away(ticket, now):
        yield say("why.own.away", language, time=_clock(hall.catalogue, ticket.away_until))
    if person_elsewhere(hall, ticket):
        yield say("why.own.elsewhere", language)


def _span(seconds: float, language: str) -> str:
    """A length of time in whole minutes, or in seconds below one minute."""
    if seconds < MINUTE:
        return say("why.seconds", language, count=max(1, round(seconds)))
    return say("why.minutes", language, count=round(seconds / MINUTE))


def _clock(catalogue: Catalogue, at: datetime) -> str:
    return f"{local(catalogue, at):%H:%M}"
