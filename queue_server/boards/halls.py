"""Hall and zone boards: what every window shows, how many wait for what, and the notice line."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.names import Names
from queue_server.domain.refusals import UnknownRoom
from queue_server.domain.waiting import wait_for_new
from queue_server.domain.windows import HallNow, HallState, Window
from ui.words import say

from .queues import open_windows
from .tickets import wait_view
from .windows import window_state


def hall_board(hall: Hall, code: str, *, now: datetime) -> dict[str, Any]:
    """A hall with all its windows and queues. Raises UnknownRoom."""
    if code not in hall.catalogue.halls:
        raise UnknownRoom(room=f"hall:{code}")
    windows = hall.windows_in(code)
    queues = [q.code for q in hall.catalogue.hall_queues.values() if q.hall == code]
    return _board(hall, hall.halls[code], windows, queues, now)


def zone_board(hall: Hall, code: str, *, now: datetime) -> dict[str, Any]:
    """A zone with its windows and their queues; state and notice are its hall's. Raises UnknownRoom."""
    zone = hall.catalogue.zones.get(code)
    if zone is None:
        raise UnknownRoom(room=f"zone:{code}")
    windows = [w for w in hall.windows_in(zone.hall) if hall.catalogue.windows[w.number].zone == code]
    queues = dict.fromkeys(q for w in windows for q in hall.queues_of(w))
    return _board(hall, hall.halls[zone.hall], windows, queues, now)


def _board(
    hall: Hall, now_in: HallNow, windows: Iterable[Window], queues: Iterable[str], now: datetime
) -> dict[str, Any]:
    return {
        "state": state_of(now_in).value,
        "windows": [_window(hall, w) for w in windows],
        "queues": [_queue(hall, q, now) for q in queues if q in hall.catalogue.queues],
        "notice": notice_of(hall, now_in),
    }


def _window(hall: Hall, window: Window) -> dict[str, Any]:
    current = hall.current(window)
    number = current.number if current else None
    return {"window": window.number, "state": window_state(hall, window).value, "number": number}


def _queue(hall: Hall, queue: str, now: datetime) -> dict[str, Any]:
    return {
        "queue": queue,
        "waiting": hall.waiting_count(queue),
        "open_windows": open_windows(hall, queue),
        "wait": wait_view(wait_for_new(hall, queue, now)),
    }


def state_of(now_in: HallNow) -> HallState:
    """What a hall does now; an evacuation comes before its hours."""
    return HallState.EVACUATION if now_in.evacuated else now_in.state


def notice_of(hall: Hall, now_in: HallNow) -> Names | None:
    """The text of an evacuation comes before any other; a sentence of our own where nobody wrote one."""
    if not now_in.evacuated:
        return now_in.notice
    if now_in.evacuation_text:
        return now_in.evacuation_text
    return {language: say("boards.evacuation", language) for language in hall.catalogue.centre.languages}
