"""Alarms of now, worked out from the hall and recorded when they begin and end."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from queue_server.actions.ports import Tx
from queue_server.actions.watching import known, machine_state, speakers
from queue_server.domain.alarms import Alarm, changes
from queue_server.domain.devices import OFF, SILENT, is_trouble
from queue_server.domain.facts import AlarmCleared, AlarmRaised
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Token
from queue_server.domain.windows import HallState

UNSERVED = "unserved"

UNSERVED_LASTS = timedelta(seconds=30)
"""Real time for which nobody calls a queue before it is told: a clerk's short pause is nobody's alarm."""


class Patience:
    """Since when (real time) each queue of a centre is seen unserved without a break. In memory: no fact."""

    def __init__(self) -> None:
        self._since: dict[str, datetime] = {}

    def lasting(self, alarms: Iterable[Alarm], real_now: datetime) -> list[Alarm]:
        """The alarms that are to be told now."""
        alarms = list(alarms)
        unserved = {alarm.key for alarm in alarms if alarm.state == UNSERVED}
        self._since = {key: self._since.get(key, real_now) for key in unserved}
        return [a for a in alarms if a.state != UNSERVED or real_now - self._since[a.key] >= UNSERVED_LASTS]


def note_alarms(tx: Tx, patience: Patience) -> None:
    """Record what needs somebody since now, and what does not any more."""
    now = {alarm.key: alarm for alarm in patience.lasting(alarms_now(tx.hall, tx.now), tx.real_now)}
    for alarm in list(changes(tx.hall.alarms, now)):
        tx.record(AlarmCleared(alarm) if alarm.ended else AlarmRaised(alarm), alarm)


def alarms_now(hall: Hall, now: datetime) -> Iterator[Alarm]:
    """Devices in trouble, machines out of order, queues that wait too long or that no window calls."""
    for device, token in speakers(hall).items():
        yield from _of_device(hall, device, token)
    for machine in hall.catalogue.machines:
        said = known(hall, machine).said
        if said is not None and machine_state(hall, machine) == said.state == "out_of_order":
            yield Alarm("device", machine, said.state, said.since)
    for queue in hall.catalogue.queues:
        yield from _of_queue(hall, queue, now)


def _of_device(hall: Hall, device: str, token: Token) -> Iterator[Alarm]:
    details = token.details
    state = details.get("state", OFF)
    if is_trouble(state) and device not in hall.catalogue.machines:
        since = datetime.fromisoformat(details["since"])
        yield Alarm("device", device, state, since, detail=details.get("detail", ""))
    if state in {SILENT, OFF}:
        return
    for part in known(hall, device).parts:
        if is_trouble(part.state) and part.state != state:
            yield Alarm("device", device, part.state, part.since, part.code, part.detail)


def _of_queue(hall: Hall, queue: str, now: datetime) -> Iterator[Alarm]:
    """That a queue waits over lunch, or while all leave, is nobody's fault."""
    here, oldest = hall.halls[hall.hall_of(queue)], hall.oldest_arrival(queue)
    if here.evacuated or here.state is not HallState.OPEN or oldest is None:
        return
    late_at = oldest + timedelta(seconds=hall.catalogue.policy.target_s(queue))
    if now > late_at:
        yield Alarm("queue", queue, "late", late_at)
    elif not any(w.paused is None for w in hall.windows_serving(queue)):
        yield Alarm("queue", queue, UNSERVED, oldest)
