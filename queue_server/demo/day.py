"""The demo's hall time: the hall is open whenever the demo is started."""

from datetime import datetime, time, timedelta
from pathlib import Path

from queue_server.clock import Anchor, DemoClock
from queue_server.domain.calendar import hall_hours, hall_state, is_workday, local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.windows import HallState

MORNING = time(9)
FRESH = timedelta(hours=12)


def clock_for(catalogue: Catalogue, path: Path, last_fact: datetime | None, real: datetime) -> DemoClock:
    """The clock of an earlier start, standing still since; else an open morning. Never in a closed hall."""
    kept = Anchor.load(path) if path.exists() else None
    stood = kept.hall if kept and kept.speed == 0 else None
    known = max((at for at in (stood, last_fact) if at is not None), default=None)
    start = known or first_morning(catalogue, real)
    if not _open(catalogue, start):
        start = first_morning(catalogue, start + FRESH)
    return DemoClock(Anchor(hall=start, real=real), path)


def real_clock(path: Path, real: datetime) -> DemoClock:
    """The real time and the real hours: on a Sunday night the hall is closed."""
    return DemoClock(Anchor(hall=real, real=real), path)


def first_morning(catalogue: Catalogue, after: datetime) -> datetime:
    """Nine o'clock on the first workday from a moment on, or when the last hall opens if that is later."""
    day = local(catalogue, after).date()
    while not is_workday(catalogue, day):
        day += timedelta(days=1)
    opens = [hours[0] for hall in catalogue.halls if (hours := hall_hours(catalogue, hall, day))]
    return max([*opens, datetime.combine(day, MORNING, tzinfo=catalogue.centre.zone)])


def _open(catalogue: Catalogue, at: datetime) -> bool:
    return any(hall_state(catalogue, hall, at) is not HallState.CLOSED for hall in catalogue.halls)
