"""Makers: small true things for tests."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from queue_server.actions.handing_in import Offline
from queue_server.actions.issuing import Wanted
from queue_server.domain.catalogue import (
    Catalogue,
    Centre,
    Clerk,
    Department,
    Facility,
    HallPlace,
    Kiosk,
    Machine,
    Queue,
    Scenario,
    Service,
    WindowPlace,
    Zone,
)
from queue_server.domain.classes import VisitorClass
from queue_server.domain.policy import Policy
from queue_server.domain.tickets import Ticket

SHANGHAI = ZoneInfo("Asia/Shanghai")
TUESDAY = date(2026, 9, 15)
NINE = datetime(2026, 9, 15, 9, tzinfo=SHANGHAI).astimezone(UTC)

HEAD_STARTS = {
    VisitorClass.ORDINARY: 0,
    VisitorClass.APPOINTMENT: 1800,
    VisitorClass.ELDERLY: 900,
    VisitorClass.DISABLED: 900,
    VisitorClass.MATERNITY: 900,
    VisitorClass.SERVICEMAN: 900,
    VisitorClass.RETURNING: 1200,
}
PAUSES = {"rest": {"zh": "短暂休息", "en": "Short break"}}
REASONS = {
    "dissatisfied": {
        "slow": {"zh": "办理时间长", "en": "It took long"},
        "unclear": {"zh": "说明不清楚", "en": "Not explained"},
    },
    "very_dissatisfied": {"rude": {"zh": "服务态度差", "en": "Rude"}},
}


MEASURES = {
    "explained": {"zh": "解释说明", "en": "Explained"},
    "guide": {"zh": "修改指南", "en": "Changed the guide"},
}


def at(clock: str, day: date = TUESDAY) -> datetime:
    """A time of day in the town, in UTC: at("09:30")."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=SHANGHAI).astimezone(UTC)


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def a_policy(**changed: Any) -> Policy:
    """Dalang's values, with changes."""
    policy = Policy(
        head_start_s=HEAD_STARTS,
        pause_reasons=PAUSES,
        rating_list_version="test-1",
        rating_reasons=REASONS,
        measures=MEASURES,
    )
    return replace(policy, **changed)


def a_catalogue(**policy: Any) -> Catalogue:
    """Life A, permits B at windows 1 to 3 in the north hall; cards K at 4, pickup P at 5 in the south.

    Two kiosks stand in the north hall, K1 and K2, and a self-service machine, ZZ-1.
    """
    queues = [
        _queue("life", "A", "N", 540),
        _queue("permits", "B", "N", 660),
        _queue("cards", "K", "S", 390),
        _queue("pickup", "P", "S", 150),
    ]
    services = [
        _service("LF-1", "life", 500),
        _service("LF-2", "life", 300),
        _service("PM-1", "permits", 600),
        _service("CD-1", "cards", 400),
    ]
    places = [
        _place(1, "N", "N1", "life", "permits"),
        _place(2, "N", "N1", "permits", "life"),
        _place(3, "N", "N1", "life"),
        _place(4, "S", "S1", "cards"),
        _place(5, "S", "S1", "pickup", "cards"),
    ]
    skills = {p.number: p.queues for p in places}
    return Catalogue(
        version=1,
        centre=Centre("town", _names("Town"), SHANGHAI, time(23, 30), ("zh", "en")),
        policy=a_policy(**policy),
        halls={"N": _hall("N"), "S": _hall("S")},
        zones={"N1": Zone("N1", "N", _names("N1"), 1, 3), "S1": Zone("S1", "S", _names("S1"), 4, 5)},
        departments={"dep": Department("dep", _names("dep"), "N")},
        queues={q.code: q for q in queues},
        services={s.code: s for s in services},
        windows={p.number: p for p in places},
        staff={f"C{n}": Clerk(f"C{n}", f"clerk {n}", "dep", n, skills[n], ("cmn",)) for n in skills},
        kiosks={code: Kiosk(code, "N", "door", "80 mm", 80, code) for code in ("K1", "K2")},
        facilities={"corner": Facility("corner", _names("corner"), "N", 1, 0.0, 0.0, "00:00-24:00")},
        machines={"ZZ-1": Machine("ZZ-1", _names("ZZ-1"), "corner", "00:00-24:00", "town", ("LF-1",))},
        scenarios={"open": Scenario("open", _names("open"), ("LF-1", "LF-2", "PM-1", "CD-1"))},
    )


def a_ticket(number: str = "A001", *, arrived: datetime = NINE, queue: str = "life", **more: Any) -> Ticket:
    """A waiting ticket; its id follows its number unless given."""
    serial = int(number[-3:])
    born: Mapping[str, Any] = {
        "id": serial,
        "public_id": f"public-{number}",
        "business_date": TUESDAY,
        "series": number[:-3],
        "serial": serial,
        "first_queue": queue,
        "issued_at": arrived,
        "since": arrived,
    }
    return Ticket(number=number, queue=queue, arrived_at=arrived, **{**born, **more})


def a_paper(number: str = "A-K1-01", *, issued: datetime = NINE, queue: str = "life", **more: Any) -> Offline:
    """What a kiosk tells of a ticket that it issued offline; what its visitor wanted may be named besides."""
    own = {
        name: more.pop(name) for name in ("clock_sure", "cancelled", "beyond", "public_id") if name in more
    }
    wish: dict[str, Any] = more if {"service", "scenario"} & more.keys() else {"queue": queue, **more}
    named = {"public_id": f"public-{number}", **own}
    return Offline(number=number, issued_at=issued, wanted=Wanted(**wish), **named)


def numbers(tickets: Iterable[Ticket]) -> list[str]:
    """The numbers of tickets, in their order."""
    return [t.number for t in tickets]


def _names(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def _queue(code: str, prefix: str, hall: str, seconds: int) -> Queue:
    return Queue(code, prefix, _names(code), hall, "dep", "dedicated", seconds)


def _service(code: str, queue: str, seconds: int) -> Service:
    flags = {"self_service": False, "online": False, "cross_town": False, "immediate": False}
    return Service(code, _names(code), "dep", queue, "dedicated", seconds, **flags, keywords=(), materials=())


def _place(number: int, hall: str, zone: str, *queues: str) -> WindowPlace:
    return WindowPlace(number, hall, zone, _names(f"{number}"), "dedicated", queues, number)


def _hall(code: str) -> HallPlace:
    return HallPlace(code, _names(code), time(8, 30), time(17, 30), (time(12), time(14)))
