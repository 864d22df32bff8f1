"""The window board: everything for the clerk who sits there, the outward face for everybody else.

The outward face says nothing that belongs to one visitor alone. It leaves out class and note, as the contract
has it; and also the public id, which is the key to a visitor's ticket (who has it may cancel), the held
tickets and the commands, which nobody but the clerk can use.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from queue_server.actions.desk import UNDO_WITHIN_S
from queue_server.actions.moving import held_here
from queue_server.actions.permitted import allowed
from queue_server.domain.callable import in_order
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownWindow
from queue_server.domain.tickets import StepState, Ticket
from queue_server.domain.windows import Window, WindowState

from .alarms import own_alarm
from .tickets import steps_view
from .times import stamp, stamp_or_none

NEXT_UP = 5
"""How many of the next numbers a window shows."""


PhotoOf = Callable[[str, str], str | None]
"""Centre and employee number to the address of a clerk's photo."""


def no_photo(_centre: str, _employee_no: str) -> None:
    """Nobody's photo is known."""


def window_board(
    hall: Hall, window: int, *, clerk: bool, now: datetime, real_now: datetime, photo_of: PhotoOf = no_photo
) -> dict[str, Any]:
    """The board of a window; `clerk` gives the clerk's own view. Raises UnknownWindow."""
    seat = hall.windows.get(window)
    place = hall.catalogue.windows.get(window)
    if seat is None or place is None:
        raise UnknownWindow(window=window)
    coming = in_order(hall, seat, now, NEXT_UP)
    can = allowed(hall, seat, real_now) if clerk else ()
    return {
        "window": window,
        "hall": place.hall,
        "zone": place.zone,
        "state": window_state(hall, seat).value,
        "clerk": _clerk(hall, seat, photo_of),
        "current": _current(hall, hall.current(seat), clerk=clerk),
        "queues": [_line(hall, queue) for queue in _shown_queues(hall, seat)],
        "next_up": [t.number for t in coming],
        "coming": [_coming(hall, t) for t in coming] if clerk else [],
        "held": [_held(hall, t) for t in held_here(hall, seat)] if clerk else [],
        "can": list(can),
        "undo": _undo(hall, seat) if "undo" in can else None,
        "pause": _pause(hall, seat),
        "shut": seat.shut,
        "evacuated": hall.evacuated(seat),
        "alarm": own_alarm(hall, seat.alarm) if clerk else None,
    }


def window_state(hall: Hall, window: Window) -> WindowState:
    """What a window shows to the hall; an evacuation shows on every open window as a pause."""
    if not window.open and window.current is None:
        return WindowState.CLOSED
    if window.paused is not None or hall.evacuated(window):
        return WindowState.PAUSED
    current = hall.current(window)
    return WindowState.IDLE if current is None else WindowState(current.state.value)


def _shown_queues(hall: Hall, window: Window) -> tuple[str, ...]:
    """What its clerk serves; without a clerk, what the window is for."""
    return hall.served_queues(window) if window.clerk else hall.queues_of(window)


def _clerk(hall: Hall, window: Window, photo_of: PhotoOf) -> dict[str, Any] | None:
    clerk = hall.catalogue.staff.get(window.clerk) if window.clerk else None
    if clerk is None:
        return None
    return {
        "employee_no": clerk.employee_no,
        "name": clerk.name,
        "department": clerk.department,
        "photo": photo_of(hall.catalogue.centre.code, clerk.employee_no),
        "languages": list(clerk.languages),
    }


def _current(hall: Hall, ticket: Ticket | None, *, clerk: bool) -> dict[str, Any] | None:
    if ticket is None:
        return None
    face = {
        "number": ticket.number,
        "service": service_now(ticket),
        "state": ticket.state.value,
        "since": stamp(hall.catalogue, ticket.since),
        "steps": steps_view(hall, ticket.steps),
    }
    if not clerk:
        return face
    own = {
        "public_id": ticket.public_id,
        "visitor_class": ticket.visitor_class.value,
        "note": ticket.note,
        "queue": ticket.queue,
        "scenario": ticket.scenario,
        "arrived_at": stamp(hall.catalogue, ticket.arrived_at),
        "called_at": stamp_or_none(hall.catalogue, ticket.called_at),
        "recalls": ticket.recalls,
    }
    return face | own


def service_now(ticket: Ticket) -> str | None:
    """The item that is handled now: the current step's, else the ticket's own."""
    return next((s.service for s in ticket.steps if s.state is StepState.CURRENT), ticket.service)


def _line(hall: Hall, queue: str) -> dict[str, Any]:
    oldest = stamp_or_none(hall.catalogue, hall.oldest_arrival(queue))
    return {"queue": queue, "waiting": hall.waiting_count(queue), "oldest_arrived_at": oldest}


def _coming(hall: Hall, ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "queue": ticket.queue,
        "visitor_class": ticket.visitor_class.value,
        "arrived_at": stamp(hall.catalogue, ticket.arrived_at),
    }


def _undo(hall: Hall, window: Window) -> dict[str, Any] | None:
    """What can be taken back, and until when in real time."""
    last = window.undoable
    if last is None:
        return None
    until = last.real_at + timedelta(seconds=UNDO_WITHIN_S)
    return {"verb": last.verb, "until": stamp(hall.catalogue, until)}


def _pause(hall: Hall, window: Window) -> dict[str, Any] | None:
    if window.paused is None:
        return None
    return {"reason": window.paused, "since": stamp_or_none(hall.catalogue, window.paused_at)}


def _held(hall: Hall, ticket: Ticket) -> dict[str, Any]:
    return {
        "public_id": ticket.public_id,
        "number": ticket.number,
        "queue": ticket.queue,
        "since": stamp(hall.catalogue, ticket.since),
        "note": ticket.note,
    }
