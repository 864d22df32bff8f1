"""The demo's hall time: the hall is open whenever the demo is started."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path

from queue_server.clock import Anchor, DemoClock
from queue_server.domain.calendar import hall_hours, hall_state, is_workday, local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.windows import HallState

MORNING = time(9)


def clock_for(catalogue: Catalogue, saved: Path, last_fact: datetime | None, real: datetime) -> DemoClock:
    """The clock of an earlier start where it stood still, else the first open morning; never in a closed hall."""
    hall = max(filter(None, (_saved(saved), last_fact)), default=None)
    start = hall or first_morning(catalogue, real)
    if not _open(catalogue, start):
        start = first_morning(catalogue, start + timedelta(hours=12) if hall else start)
    return DemoClock(Anchor(hall=start, real=real))


def save(clock: DemoClock, path: Path) -> None:
    """Remember the hall time for the next start."""
    path.write_text(json.dumps({"hall_time": clock.hall_now().isoformat()}), "utf-8")


def first_morning(catalogue: Catalogue, after: datetime) -> datetime:
    """Nine o'clock on the first workday from a moment's date on; the opening hour where a hall opens later."""
    day = local(catalogue, after).date()
    while not is_workday(catalogue, day):
        day += timedelta(days=1)
    opens = [hours[0] for hall in catalogue.halls if (hours := hall_hours(catalogue, hall, day))]
    nine = datetime.combine(day, MORNING, tzinfo=catalogue.centre.zone)
    return max([*opens, nine])


def _open(catalogue: Catalogue, at: datetime) -> bool:
    return any(hall_state(catalogue, hall, at) is not HallState.CLOSED for hall in catalogue.halls)


def _saved(path: Path) -> datetime | None:
    if not path.exists():
        return None
    return datetime.fromisoformat(json.loads(path.read_text("utf-8"))["hall_time"])
