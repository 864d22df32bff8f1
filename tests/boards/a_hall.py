"""A small centre for tests of boards: two halls, five windows, three queues; and what happens in it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from queue_server.domain.calls import CallDone
from queue_server.domain.catalogue import (
    Catalogue,
    Centre,
    Clerk,
    Department,
    HallPlace,
    Queue,
    Service,
    WindowPlace,
    Zone,
)
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.policy import Policy
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import HallNow, HallState

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Nine o'clock on a Monday in the centre."""

POLICY = Policy(head_start_s={VisitorClass.ELDERLY: 900}, may_pick=("*",))
QUEUES = {"minsheng": ("A", "N"), "zhengzhao": ("B", "N"), "shuiwu": ("T", "S")}
WINDOWS = {
    1: ("N", "N1", ("minsheng", "zhengzhao")),
    2: ("N", "N1", ("minsheng",)),
    7: ("N", "N2", ("zhengzhao", "minsheng")),
    8: ("N", "N2", ("zhengzhao",)),
    20: ("S", "S1", ("shuiwu",)),
}


def a_catalogue(policy: Policy = POLICY) -> Catalogue:
    names = {"zh": "名", "en": "name"}
    return Catalogue(
        version=1,
        centre=Centre("dalang", names, ZoneInfo("Asia/Shanghai"), time(23, 30), ("zh", "en")),
        policy=policy,
        halls={h: HallPlace(h, names, time(8, 30), time(17, 30)) for h in "NS"},
        zones={
            "N1": Zone("N1", "N", names, 1, 2),
            "N2": Zone("N2", "N", names, 7, 8),
            "S1": Zone("S1", "S", names, 20, 20),
        },
        departments={"mz": Department("mz", names, "N")},
        queues={q: Queue(q, p, names, h, None, "counter", 600) for q, (p, h) in QUEUES.items()},
        services={"MZ-1": a_service("MZ-1", "minsheng"), "SW-1": a_service("SW-1", "shuiwu")},
        windows={
            n: WindowPlace(n, hall, zone, names, "counter", queues, n)
            for n, (hall, zone, queues) in WINDOWS.items()
        },
        staff={f"DL{n:03}": Clerk(f"DL{n:03}", "叶谷雨", "mz", n, tuple(QUEUES), ("cmn",)) for n in WINDOWS},
    )


def a_service(code: str, queue: str) -> Service:
    names = {"zh": code, "en": code}
    return Service(code, names, "mz", queue, "counter", 600, False, False, False, False, (), ())


def a_hall(*open_windows: int, policy: Policy = POLICY) -> Hall:
    """A centre at nine with its usual clerks at the windows named."""
    hall = Hall(a_catalogue(policy))
    for code in hall.halls:
        hall.put(HallNow(code, HallState.OPEN))
    for number in open_windows:
        hall.put(replace(hall.windows[number], clerk=f"DL{number:03}"))
    return hall


def a_ticket(number: str, queue: str = "minsheng", *, arrived: datetime = NINE, **more: object) -> Ticket:
    ticket = Ticket(
        id=int(number[1:]) + 1000 * "ABT".index(number[0]),
        public_id=f"id-of-{number}",
        business_date=date(2026, 11, 23),
        series=number[0],
        serial=int(number[1:]),
        number=number,
        queue=queue,
        first_queue=queue,
        issued_at=arrived,
        arrived_at=arrived,
        since=arrived,
    )
    return replace(ticket, **more)  # type: ignore[arg-type]


def with_tickets(hall: Hall, tickets: Iterable[Ticket]) -> Hall:
    for ticket in tickets:
        hall.put(ticket)
    return hall


def call(hall: Hall, ticket: Ticket, window: int, at: datetime = NINE) -> Ticket:
    """Put a ticket before a window, as a call does."""
    called = ticket.call(window, f"DL{window:03}", at)
    hall.put(called)
    hall.put(replace(hall.windows[window], current=ticket.id))
    return called


def a_call(seq: int, number: str = "A001", window: int = 1, *, real_at: datetime = NINE) -> CallDone:
    hall, zone, queues = WINDOWS[window]
    return CallDone(
        seq, real_at, real_at, seq, f"id-of-{number}", number, queues[0], window, zone, hall, False, False
    )


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
