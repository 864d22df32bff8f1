"""How each hall is now: read in one look per centre, whenever somebody asks for the figures."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from threading import Lock

from prometheus_client import Metric
from prometheus_client.registry import Collector

from queue_server.actions.ports import Clock, Writer
from queue_server.boards.devices import devices_board
from queue_server.boards.windows import window_state
from queue_server.domain.hall import Hall
from queue_server.domain.quotas import quota_left
from queue_server.domain.windows import HallState, WindowState
from queue_server.hearing import Hearing
from ui.words import knows

from .families import gauge
from .looks import Looks, Loop
from .parts import label_of

ALARMS = ("device", "queue")
UNNAMED = "other"
"""The state of a device that has a word for it of its own: labels are words that we know."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device (`part` is "") or a part of one, and when it was heard last in Unix time."""

    code: str
    part: str
    kind: str
    state: str
    heard_at: float | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One centre at one moment; by queue, hall or kind. `alarm_seqs`: the last news of each alarm."""

    waiting: Mapping[str, int]
    longest_s: Mapping[str, float]
    windows: Mapping[str, int]
    quota_left: Mapping[str, int]
    halls: Mapping[str, str]
    alarms: Mapping[str, int]
    alarm_seqs: Sequence[int]
    devices: Sequence[Device]


class Halls(Collector):
    """`look` on the loop, then `collect` anywhere."""

    def __init__(
        self,
        loop: Loop,
        writer: Writer,
        clock: Clock,
        hearing: Hearing,
        centres: Callable[[], Sequence[str]],
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._hearing = hearing
        self._centres = centres
        self._looks = Looks(loop, self._see)
        self._looking = Lock()  # nobody waits for it
        self.seen: Mapping[str, Seen | None] = {}

    def look(self) -> None:
        """See all centres; one that does not answer is None.

        Whoever comes while another looks is told what was seen last.
        """
        if not self._looking.acquire(blocking=False):
            return
        try:
            self.seen = self._looks.into(self._centres())
        finally:
            self._looking.release()

    def collect(self) -> Iterator[Metric]:
        """Every family, as last seen."""
        seen = {centre: hall for centre, hall in self.seen.items() if hall is not None}
        up = {(centre,): float(hall is not None) for centre, hall in self.seen.items()}
        yield gauge(
            "yimen_centre_up",
            "1 if the centre's hall was read within three seconds, else 0.",
            ("centre",),
            up,
        )
        yield from _lines(seen)
        yield from _places(seen)
        yield from _devices(seen)

    def _see(self, centre: str) -> Seen:
        return self._writer.look(centre, partial(see, centre, self._hearing, self._clock.hall_now()))


def see(centre: str, hearing: Hearing, now: datetime, hall: Hall) -> Seen:
    """In the writer's thread: one look, which nobody waits for longer than for a large board."""
    queues = hall.catalogue.queues
    quotas = {queue: quota_left(hall, queue, now) for queue in queues}
    open_now = [alarm for alarm in hall.alarms.values() if not alarm.ended]
    states = Counter(
        window_state(hall, w).value for n, w in hall.windows.items() if n in hall.catalogue.windows
    )
    return Seen(
        waiting={queue: hall.waiting_count(queue) for queue in queues},
        longest_s={queue: _longest_s(hall, queue, now) for queue in queues},
        windows={state.value: states[state.value] for state in WindowState},
        quota_left={queue: left for queue, left in quotas.items() if left is not None},
        halls={
            code: HallState.EVACUATION.value if here.evacuated else here.state.value
            for code, here in hall.halls.items()
            if code in hall.catalogue.halls
        },
        alarms={kind: sum(alarm.kind == kind for alarm in open_now) for kind in ALARMS},
        alarm_seqs=[alarm.seq for alarm in hall.alarms.values()],
        devices=_devices_in(centre, hearing, hall),
    )


def _longest_s(hall: Hall, queue: str, now: datetime) -> float:
    """By `since`, for an arrival is a rank: a transfer keeps the first, a revival borrows another's."""
    first = min((ticket.since for ticket in hall.waiting(queue)), default=now)
    return max(0.0, (now - first).total_seconds())


def _devices_in(centre: str, hearing: Hearing, hall: Hall) -> list[Device]:
    found = []
    for row in devices_board(hall)["devices"]:
        device, state = row.get("part_of") or row["code"], row["state"]
        part = label_of(row["code"], hall.catalogue.windows) if row.get("part_of") else ""
        heard = None if part else hearing.last(centre, device)
        found.append(Device(device, part, row["kind"] or "", state, heard and heard[0].timestamp()))
    return found


@lru_cache(maxsize=200)
def _word(state: str) -> str:
    """Looks at files: not in the writer's thread."""
    return state if knows(f"devices.device.{state}") else UNNAMED


def _lines(seen: Mapping[str, Seen]) -> Iterator[Metric]:
    by_queue = ("centre", "queue")
    waiting = _each({centre: hall.waiting for centre, hall in seen.items()})
    longest = _each({centre: hall.longest_s for centre, hall in seen.items()})
    quotas = _each({centre: hall.quota_left for centre, hall in seen.items()})
    yield gauge("yimen_waiting_tickets", "People who wait in a queue.", by_queue, waiting)
    yield gauge(
        "yimen_longest_wait_seconds",
        "Hall seconds for which somebody has waited in a queue at most, since the number joined that line: "
        "by issue, transfer, next step or return. 0 when nobody waits.",
        by_queue,
        longest,
    )
    yield gauge(
        "yimen_quota_left_tickets",
        "Numbers that a queue with a quota may still give in this half-day; negative after an outage.",
        by_queue,
        quotas,
    )


def _places(seen: Mapping[str, Seen]) -> Iterator[Metric]:
    windows = _each({centre: hall.windows for centre, hall in seen.items()})
    alarms = _each({centre: hall.alarms for centre, hall in seen.items()})
    halls = {(centre, code, state): 1.0 for centre, now in seen.items() for code, state in now.halls.items()}
    yield gauge("yimen_windows", "Windows by what they show to the hall.", ("centre", "state"), windows)
    yield gauge("yimen_hall_state", "1 for the state of each hall.", ("centre", "hall", "state"), halls)
    yield gauge("yimen_alarms_open", "Alarms that are not over.", ("centre", "kind"), alarms)


def _devices(seen: Mapping[str, Seen]) -> Iterator[Metric]:
    devices = [(centre, device) for centre, hall in seen.items() for device in hall.devices]
    states = {(centre, d.code, d.part, d.kind, _word(d.state)): 1.0 for centre, d in devices}
    heard = {(centre, d.code): d.heard_at for centre, d in devices if d.heard_at is not None}
    yield gauge(
        "yimen_device_state",
        "1 for the state of each device, and of each of its parts; of a device itself, part is empty. "
        "Names that are not ours are other.",
        ("centre", "device", "part", "kind", "state"),
        states,
    )
    yield gauge(
        "yimen_device_last_heard_timestamp_seconds",
        "When a device spoke last, since this server started.",
        ("centre", "device"),
        heard,
    )


def _each(values: Mapping[str, Mapping[str, float]]) -> dict[tuple[str, str], float]:
    return {(centre, key): value for centre, own in values.items() for key, value in own.items()}
