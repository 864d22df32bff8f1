"""What a window can do now: the keys that are lit."""

from datetime import datetime, timedelta

from queue_server.actions.calling import may_pick
from queue_server.actions.desk import UNDO_WITHIN_S
from queue_server.actions.moving import held_here
from queue_server.actions.undoing import can_undo
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import State
from queue_server.domain.windows import Window


def allowed(hall: Hall, window: Window, real_now: datetime) -> tuple[str, ...]:
    """The commands that the window's clerk may give now, in the contract's words; none without one."""
    if window.clerk is None:
        return ()
    current = hall.current(window)
    verbs: list[str] = []
    if _may_call(hall, window):
        verbs += ["next"]
        verbs += ["pick"] if may_pick(hall, window.clerk) else []
        verbs += ["resume"] if current is None and held_here(hall, window) else []
    if current is not None:
        called = current.state is State.CALLED
        verbs += ["recall"] if called and not hall.evacuated(window) else []
        verbs += ["start", "missed"] if called else []
        verbs += ["finish", "hold", "transfer"]
        verbs += ["next-step"] if current.steps else []
    last = window.undoable
    if last and can_undo(hall, window) and real_now - last.real_at <= timedelta(seconds=UNDO_WITHIN_S):
        verbs.append("undo")
    verbs.append("unpause" if window.paused is not None else "pause")
    return (*verbs, "sign-out") if current is None else tuple(verbs)


def _may_call(hall: Hall, window: Window) -> bool:
    return window.open and window.paused is None and not hall.evacuated(window)
