"""The queue board: everybody's place in one line. Each phone finds its own number in it."""

from datetime import datetime
from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownRoom
from queue_server.domain.waiting import Wait, waits_in, windows_calling
from queue_server.domain.windows import HallState


def queue_board(hall: Hall, queue: str, *, now: datetime) -> dict[str, Any]:
    """Who waits in a queue, in effective order, with the range of each. Raises UnknownRoom."""
    if queue not in hall.catalogue.queues:
        raise UnknownRoom(room=f"queue:{queue}")
    now_in = hall.halls[hall.hall_of(queue)]
    return {
        "queue": queue,
        "waiting": [_place(ticket.number, wait) for ticket, wait in waits_in(hall, queue, now)],
        "open_windows": open_windows(hall, queue),
        "evacuated": now_in.evacuated,
        "closed": now_in.state is HallState.CLOSED,
    }


def open_windows(hall: Hall, queue: str) -> int:
    """How many windows call people of a queue now; a paused window and an evacuated hall do not."""
    return len(windows_calling(hall, queue))


def _place(number: str, wait: Wait | None) -> list[str | int | None]:
    return [number, wait.low_s, wait.high_s] if wait else [number, None, None]
