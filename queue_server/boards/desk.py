"""The boards of hall staff: every queue against its target; every window, who works there and since when.

All of it is data of today; nothing is forecast. Queues and windows are two boards, because a guide needs the
queues only.
"""

from datetime import datetime
from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.waiting import wait_for_new
from queue_server.domain.windows import HallNow, Window, WindowState

from .halls import notice_of, state_of
from .queues import open_windows
from .tickets import wait_view
from .times import stamp_or_none
from .windows import window_state


def desk_board(hall: Hall, *, now: datetime) -> dict[str, Any]:
    """All queues with what waits, what was issued and served today and the target; and the sums."""
    day = hall.counters.business_date
    return {
        "queues": [_queue(hall, queue, now) for queue in hall.catalogue.hall_queues],
        "totals": {
            "issued": sum(serial for _, serial in hall.counters.serials),
            "done": hall.tally.done(day),
            "missed": hall.tally.missed(day),
            "waiting": sum(hall.waiting_count(queue) for queue in hall.catalogue.queues),
            "open_windows": sum(1 for w in hall.windows.values() if works(hall, w)),
            "windows": len(hall.catalogue.windows),
        },
    }


def windows_board(hall: Hall) -> dict[str, Any]:
    """All windows as staff see them, and what each hall does and shows."""
    known = hall.catalogue.windows
    return {
        "halls": [_hall(hall, now_in) for code, now_in in hall.halls.items() if code in hall.catalogue.halls],
        "windows": [_window(hall, w) for n, w in sorted(hall.windows.items()) if n in known],
        "beyond": [row for n, w in sorted(hall.windows.items()) if n in known and (row := _beyond(hall, w))],
    }


def works(hall: Hall, window: Window) -> bool:
    """Whether a window calls people now: somebody sits there, it is not shut, paused or evacuated."""
    return window.open and window.paused is None and not hall.evacuated(window)


def _queue(hall: Hall, queue: str, now: datetime) -> dict[str, Any]:
    day = hall.counters.business_date
    return {
        "queue": queue,
        "waiting": hall.waiting_count(queue),
        "oldest_arrived_at": stamp_or_none(hall.catalogue, hall.oldest_arrival(queue)),
        "open_windows": open_windows(hall, queue),
        "wait": wait_view(wait_for_new(hall, queue, now)),
        "issued": hall.tally.issued(queue, day),
        "served": hall.tally.served(queue, day),
        "target_s": hall.catalogue.policy.target_s(queue),
    }


def _hall(hall: Hall, now_in: HallNow) -> dict[str, Any]:
    return {"hall": now_in.code, "state": state_of(now_in).value, "notice": notice_of(hall, now_in)}


def _window(hall: Hall, window: Window) -> dict[str, Any]:
    current = hall.current(window)
    return {
        "window": window.number,
        "state": window_state(hall, window).value,
        "number": current.number if current else None,
        "since": stamp_or_none(hall.catalogue, _since(hall, window)),
        "clerk": window.clerk,
        "pause": window.paused,
        "shut": window.shut,
        "queues": window.queues_today,
        "could": _could(hall, window),
    }


def _since(hall: Hall, window: Window) -> datetime | None:
    """Since when a window is as it is; None where that is not known, as with an evacuation."""
    if window_state(hall, window) is WindowState.PAUSED:
        return window.paused_at
    current = hall.current(window)
    return current.since if current else window.since


def _beyond(hall: Hall, window: Window) -> dict[str, Any] | None:
    """The queues of a window that its clerk has not the skill for; None without any, as usual."""
    served = hall.served_queues(window)
    queues = [queue for queue in hall.queues_of(window) if queue not in served]
    return {"window": window.number, "queues": queues} if window.clerk and queues else None


def _could(hall: Hall, window: Window) -> list[str]:
    """Queues that the clerk of a working window has the skill for, and the window has not today."""
    clerk = hall.catalogue.staff.get(window.clerk) if window.clerk else None
    if clerk is None or not works(hall, window):
        return []
    today, catalogue = hall.queues_of(window), hall.catalogue
    others = (queue for queue in clerk.skills if queue not in today)
    return [queue for queue in others if queue in catalogue.queues and catalogue.gives_numbers(queue)]
