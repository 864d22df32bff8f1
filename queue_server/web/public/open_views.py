"""What open data says: the same as the public pages, by code, with names in every language."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from queue_server.boards.halls import state_of
from queue_server.boards.queues import open_windows
from queue_server.boards.tickets import wait_view
from queue_server.boards.times import stamp, stamp_or_none
from queue_server.domain.calendar import hall_hours, local, opening, queue_hours
from queue_server.domain.catalogue import Catalogue, Service
from queue_server.domain.hall import Hall
from queue_server.domain.places_left import next_free_day
from queue_server.domain.quotas import quota_left
from queue_server.domain.slots import is_bookable
from queue_server.domain.waiting import wait_for_new

from .calendar_page import kind_of, months_shown
from .listing import offered
from .spoken import zone_of
from .towns import is_for_others

Row = dict[str, Any]


def open_halls(hall: Hall, now: datetime) -> dict[str, Any]:
    """Every hall and every queue in which people wait now."""
    codes = tuple(hall.catalogue.halls)
    return {
        "centre": hall.catalogue.centre.code,
        "hall_time": stamp(hall.catalogue, now),
        "halls": [_hall(hall, code) for code in codes],
        "queues": [row for code in codes for row in _queues(hall, code, now)],
    }


def _hall(hall: Hall, code: str) -> Row:
    now_in, windows = hall.halls[code], hall.windows_in(code)
    calling = sum(w.open and w.paused is None and not now_in.evacuated for w in windows)
    return {
        "hall": code,
        "names": hall.catalogue.halls[code].names,
        "state": state_of(now_in).value,
        "windows": len(windows),
        "open_windows": calling,
    }


def _queues(hall: Hall, code: str, now: datetime) -> Iterator[Row]:
    for queue in hall.catalogue.hall_queues.values():
        if queue.hall == code and queue.code not in hall.catalogue.retiring.queues:
            yield _queue(hall, queue.code, now)


def _queue(hall: Hall, code: str, now: datetime) -> Row:
    catalogue, queue = hall.catalogue, hall.catalogue.queues[code]
    state, left = opening(catalogue, code, now), quota_left(hall, code, now)
    used_up = left is not None and left <= 0
    return {
        "hall": queue.hall,
        "hall_state": state_of(hall.halls[queue.hall]).value,
        "queue": code,
        "names": queue.names,
        "windows": list(catalogue.windows_of(code)),
        "issuing": state.issuing and not used_up and not hall.halls[queue.hall].evacuated,
        "opens": stamp_or_none(catalogue, state.opens),
        "quota_left": None if left is None else max(0, left),
        "waiting": hall.waiting_count(code),
        "open_windows": open_windows(hall, code),
        "wait": wait_view(wait_for_new(hall, code, now)),
    }


def open_town(code: str, now: datetime, base_url: str, hall: Hall) -> Row | None:
    """An item at a centre for people of other towns; None where it is not for them."""
    if not is_for_others(hall, code, now):
        return None
    catalogue = hall.catalogue
    queue = catalogue.services[code].queue
    page = f"{base_url}/c/{catalogue.centre.code}/services/{code}"
    bookable = is_bookable(catalogue, queue)
    day = next_free_day(hall, queue, now) if bookable else None
    return {
        "centre": catalogue.centre.code,
        "centre_names": catalogue.centre.names,
        "hall_names": catalogue.halls[hall.hall_of(queue)].names,
        **_queue(hall, queue, now),
        "bookable": bookable,
        "next_day": day and day.isoformat(),
        "page": f"{page}?elsewhere=1",
        "book": f"{page}/book?elsewhere=1" if bookable else None,
    }


def open_services(catalogue: Catalogue, base_url: str) -> dict[str, Any]:
    """Every item that is to be had, in the hall or by a visit."""
    return {
        "centre": catalogue.centre.code,
        "version": catalogue.version,
        "services": [_service(catalogue, each, base_url) for each in offered(catalogue)],
    }


def _service(catalogue: Catalogue, service: Service, base_url: str) -> Row:
    windows = catalogue.windows_of(service.queue)
    department = catalogue.departments.get(service.department)
    return {
        "service": service.code,
        "names": service.names,
        "department": service.department,
        "department_names": department.names if department else {},
        "hall": catalogue.queues[service.queue].hall,
        "zone": zone_of(catalogue, windows),
        "queue": service.queue,
        "windows": list(windows),
        "avg_service_s": service.avg_service_s,
        "immediate": service.immediate,
        "online": service.online,
        "visit": catalogue.policy.queue(service.queue).visit.value,
        "cross_town": catalogue.is_cross_town(service.code),
        "real_name": catalogue.policy.queue(service.queue).real_name,
        "machines": [m.code for m in catalogue.machines.values() if service.code in m.services],
        "materials": list(service.materials),
        "page": f"{base_url}/c/{catalogue.centre.code}/services/{service.code}",
    }


def open_days(catalogue: Catalogue, now: datetime) -> dict[str, Any]:
    """This month and the next, day by day."""
    return {
        "centre": catalogue.centre.code,
        "time_zone": catalogue.centre.zone.key,
        "years_with_a_calendar": sorted({day.year for day in catalogue.calendar}),
        "days": [row for day in _days(catalogue, now) for row in _day(catalogue, day)],
    }


def _days(catalogue: Catalogue, now: datetime) -> Iterator[date]:
    (year, month), last = months_shown(local(catalogue, now).date())
    day = date(year, month, 1)
    while (day.year, day.month) <= last:
        yield day
        day += timedelta(days=1)


def _day(catalogue: Catalogue, day: date) -> Iterator[Row]:
    kind = kind_of(catalogue, day)
    for hall in catalogue.halls:
        usual = hall_hours(catalogue, hall, day)
        yield _hours(catalogue, day, kind, hall, None, usual)
        for queue in catalogue.hall_queues.values():
            if queue.hall != hall or queue.code in catalogue.retiring.queues:
                continue
            for span in queue_hours(catalogue, queue.code, day):
                if span != usual:
                    yield _hours(catalogue, day, kind, hall, queue.code, span)


def _hours(
    catalogue: Catalogue,
    day: date,
    kind: str,
    hall: str,
    queue: str | None,
    span: tuple[datetime, datetime] | None,
) -> Row:
    first, last = (f"{local(catalogue, at):%H:%M}" for at in span) if span else (None, None)
    return {
        "day": day.isoformat(),
        "kind": kind,
        "hall": hall,
        "queue": queue,
        "open": first,
        "close": last,
    }
