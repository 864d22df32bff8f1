"""The centre's own halls at the busiest: every window serving, every queue long. For sizes."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import config
from queue_server.catalogue import read
from queue_server.domain.calls import CallDone
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.windows import HallNow, HallState

from .a_hall import NINE

TABLES = Path(config.__file__).parent / "centres" / "dalang"


@cache
def its_catalogue() -> Catalogue:
    tables = [path for path in TABLES.iterdir() if path.suffix in {".csv", ".toml"}]
    return read({path.name: path.read_bytes() for path in tables}, 1)


def a_full_hall(waiting: int) -> Hall:
    """Every window serves, and so many wait in every queue."""
    hall = Hall(its_catalogue())
    hall.seq = 48_213
    for code in hall.halls:
        hall.put(HallNow(code, HallState.OPEN))
    clerks = {clerk.window: clerk.employee_no for clerk in hall.catalogue.staff.values() if clerk.window}
    for number, place in hall.catalogue.windows.items():
        ticket = a_number(hall, place.queues[0], 100 + number)
        hall.put(replace(ticket, state=State.SERVING, window=number))
        hall.put(replace(hall.windows[number], clerk=clerks[number], current=ticket.id))
    for position, queue in enumerate(hall.catalogue.queues):
        for serial in range(waiting):
            hall.put(a_number(hall, queue, 200 + serial, 1000 + position * waiting + serial))
    return hall


def a_number(hall: Hall, queue: str, serial: int, ticket_id: int | None = None) -> Ticket:
    prefix = hall.catalogue.queues[queue].prefix
    at = NINE - timedelta(minutes=40) + timedelta(seconds=serial)
    return Ticket(
        id=ticket_id or serial,
        public_id=f"public-id-of-{prefix}-{serial}",
        business_date=date(2026, 11, 23),
        series=prefix,
        serial=serial,
        number=f"{prefix}{serial}",
        queue=queue,
        first_queue=queue,
        issued_at=at,
        arrived_at=at,
        since=at,
    )


def calls_in(hall: Hall, code: str, count: int) -> list[CallDone]:
    """Calls at the hall's windows, one after another, all within the last seconds."""
    places = [p for p in hall.catalogue.windows.values() if p.hall == code]
    chosen = [places[n % len(places)] for n in range(count)]
    return [
        CallDone(
            48_000 + 7 * n, NINE, NINE, n, f"id-{n}", hall.catalogue.queues[p.queues[0]].prefix + "100",
            p.queues[0], p.number, p.zone, p.hall, False, False,
        )
        for n, p in enumerate(chosen)
    ]  # fmt: skip
