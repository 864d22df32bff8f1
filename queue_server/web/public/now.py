"""The halls now: whether each is open and until when; of each queue how many wait, and how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.boards.halls import notice_of, state_of
from queue_server.boards.queues import open_windows
from queue_server.domain.calendar import local, lunch, next_issuing, opening, queue_hours
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.quotas import quota_again, quota_left
from queue_server.domain.windows import HallState
from queue_server.web.page_evacuation import Evacuation, evacuation_of
from ui.words import say

from .spoken import moment_text, wait_text, waiting_text, windows_text


@dataclass(frozen=True, slots=True)
class QueueNow:
    """One queue in words; `note` is why no number can be had now, empty while one can: then `wait` says how
    long it would take."""

    code: str
    name: str
    windows: str
    waiting: str
    wait: str
    open_windows: int
    note: str


@dataclass(frozen=True, slots=True)
class HallCard:
    """One hall in words. `state` is the hall's; `until` is when that changes, empty where nobody knows."""

    code: str
    name: str
    state: str
    until: str
    notice: str
    evacuation: tuple[Evacuation, ...]
    windows_open: int
    windows: int
    queues: tuple[QueueNow, ...]


def halls_now(hall: Hall, now: datetime, language: str) -> tuple[HallCard, ...]:
    """Every hall of a centre as it is at a moment."""
    return tuple(_card(hall, code, now, language) for code in hall.catalogue.halls)


def _card(hall: Hall, code: str, now: datetime, language: str) -> HallCard:
    catalogue, now_in = hall.catalogue, hall.halls[code]
    state = state_of(now_in)
    notice = None if now_in.evacuated else notice_of(hall, now_in)
    windows = hall.windows_in(code)
    return HallCard(
        code=code,
        name=in_language(catalogue.halls[code].names, language),
        state=state.value,
        until=until_text(catalogue, code, state, now, language),
        notice=in_language(notice, language) if notice else "",
        evacuation=evacuation_of(hall, now_in, language),
        windows_open=sum(w.open and w.paused is None and not now_in.evacuated for w in windows),
        windows=len(windows),
        queues=tuple(queue_now(hall, queue, now, language) for queue in _queues(catalogue, code)),
    )


def _queues(catalogue: Catalogue, code: str) -> Iterator[str]:
    for queue in catalogue.hall_queues.values():
        if queue.hall == code and queue.code not in catalogue.retiring.queues:
            yield queue.code


def queue_now(hall: Hall, queue: str, now: datetime, language: str) -> QueueNow:
    """A queue as it is at a moment."""
    place, count = hall.catalogue.queues[queue], hall.waiting_count(queue)
    note = note_of(hall, queue, now, language)
    return QueueNow(
        code=queue,
        name=in_language(place.names, language),
        windows=windows_text(hall.catalogue.windows_of(queue), language),
        waiting=waiting_text(count, language),
        wait="" if note else wait_text(hall, queue, now, language),
        open_windows=open_windows(hall, queue),
        note=note,
    )


def note_of(hall: Hall, queue: str, now: datetime, language: str) -> str:
    """Why a queue gives no number now and when it does again; empty while it gives them."""
    catalogue = hall.catalogue
    if hall.halls[hall.hall_of(queue)].evacuated:
        return say("public.note.evacuation", language)
    state = opening(catalogue, queue, now)
    if not state.issuing:
        return _again("public.note.closed", catalogue, state.opens, now, language)
    left = quota_left(hall, queue, now)
    if left is not None and left <= 0:
        return _again("public.note.quota", catalogue, quota_again(hall, queue, now), now, language)
    return ""


def _again(word: str, catalogue: Catalogue, at: datetime | None, now: datetime, language: str) -> str:
    if at is None:
        return say(f"{word}.unknown", language)
    return say(word, language, when=moment_text(catalogue, at, now, language))


def until_text(catalogue: Catalogue, code: str, state: HallState, now: datetime, language: str) -> str:
    """Until when a hall stays as it is."""
    if state is HallState.EVACUATION:
        return ""
    if state is HallState.CLOSED:
        opens = [at for q in _queues(catalogue, code) if (at := next_issuing(catalogue, q, now)) is not None]
        return _again("public.hall.opens", catalogue, min(opens, default=None), now, language)
    day = local(catalogue, now).date()
    pause = lunch(catalogue, code, day)
    if state is HallState.LUNCH and pause is not None:
        word = "public.hall.lunch" if catalogue.policy.during_lunch else "public.hall.lunch_no_numbers"
        return say(word, language, time=f"{local(catalogue, pause[1]):%H:%M}")
    ends = [
        end
        for q in _queues(catalogue, code)
        for start, end in queue_hours(catalogue, q, day)
        if start <= now < end
    ]
    return _open_until(catalogue, max(ends), language) if ends else ""


def _open_until(catalogue: Catalogue, end: datetime, language: str) -> str:
    margin = timedelta(seconds=catalogue.policy.last_ticket_before_close_s)
    close, last = (f"{local(catalogue, at):%H:%M}" for at in (end, end - margin))
    word = "public.hall.until_last" if margin else "public.hall.until"
    return say(word, language, **({"time": close, "last": last} if margin else {"time": close}))
