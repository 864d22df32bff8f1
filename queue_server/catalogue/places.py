"""Rows about places: halls, zones, departments, windows, the map of the hall."""

from datetime import time

from queue_server.domain.catalogue import Department, Facility, HallPlace, WindowPlace, Zone, ZonePlace

from .problems import Fault
from .rows import Row
from .sheets import Sheet, Source

KINDS = ("comprehensive", "dedicated", "consult", "pickup", "utility")
"""What a window or queue is for; a comprehensive one takes the items of several departments."""
POOLED = KINDS[0]
MOST_WINDOWS = 9_999
LEAST_METRES, MOST_METRES = 1, 10_000


def read_halls(source: Source) -> Sheet[str, HallPlace]:
    """Halls with their hours."""

    def make(row: Row, code: str) -> HallPlace:
        start, end = row.clock("open_time"), row.clock("close_time")
        lunch = row.span("lunch_break")
        if row.sound("open_time", "close_time"):
            _check_hours(row, start, end, lunch)
        return HallPlace(code, row.names(source.languages), start, end, lunch)

    halls = source.sheet("halls.csv", lambda row: row.code("code"), make)
    source.named_alone(halls, lambda hall: hall.names, lambda _: "")
    return halls


def _check_hours(row: Row, start: time, end: time, lunch: tuple[time, time] | None) -> None:
    if start >= end:
        row.note("close_time", Fault.CLOSES_BEFORE_OPENING, open=f"{start:%H:%M}", close=f"{end:%H:%M}")
    elif lunch and not start < lunch[0] < lunch[1] < end:
        row.note("lunch_break", Fault.LUNCH_OUTSIDE, open=f"{start:%H:%M}", close=f"{end:%H:%M}")


def read_zones(source: Source) -> Sheet[str, Zone]:
    """Zones with the numbers of their windows."""

    def make(row: Row, code: str) -> Zone:
        first, last = row.whole("first_window", 1, MOST_WINDOWS), row.whole("last_window", 1, MOST_WINDOWS)
        if row.sound("first_window", "last_window") and last < first:
            row.note("last_window", Fault.ZONE_ENDS_BEFORE_START, first=first, last=last)
        hall = row.ref("hall", source.tables["halls.csv"])
        return Zone(code, hall, row.names(source.languages), first, last)

    return source.sheet("zones.csv", lambda row: row.code("code"), make)


def read_departments(source: Source) -> Sheet[str, Department]:
    """The authorities that items belong to."""

    def make(row: Row, code: str) -> Department:
        return Department(code, row.names(source.languages), row.ref("hall", source.tables["halls.csv"]))

    departments = source.sheet("departments.csv", lambda row: row.code("code"), make)
    source.named_alone(departments, lambda department: department.names, lambda _: "")
    return departments


def read_windows(source: Source) -> Sheet[int, WindowPlace]:
    """Windows with their queues, the home queue first."""
    tables = source.tables

    def make(row: Row, number: int) -> WindowPlace:
        return WindowPlace(
            number,
            hall=row.ref("hall", tables["halls.csv"]),
            zone=row.ref("zone", tables["zones.csv"]),
            names=row.names(source.languages),
            kind=row.one_of("kind", KINDS),
            queues=row.refs("queues", tables["queues.csv"]),
            led_address=row.whole("led_address", 1, MOST_WINDOWS),
        )

    windows = source.sheet("windows.csv", lambda row: row.whole("number", 1, MOST_WINDOWS), make)
    source.alone(windows, "led_address", lambda window: (window.hall, window.led_address))
    return windows


def read_facilities(source: Source) -> Sheet[str, Facility]:
    """Places on the hall's map."""

    def make(row: Row, code: str) -> Facility:
        return Facility(
            code,
            names=row.names(source.languages),
            hall=row.ref("hall", source.tables["halls.csv"]),
            floor=row.whole("floor", -9, 99),
            x=row.decimal("x", 0, MOST_METRES),
            y=row.decimal("y", 0, MOST_METRES),
            hours=row.hours("hours"),
        )

    return source.sheet("facilities.csv", lambda row: row.code("code"), make)


def read_zone_places(source: Source) -> Sheet[str, ZonePlace]:
    """Where zones are on the hall's map; a zone without a row is on no map."""

    def make(row: Row, zone: str) -> ZonePlace:
        return ZonePlace(
            zone,
            x=row.decimal("x", 0, MOST_METRES),
            y=row.decimal("y", 0, MOST_METRES),
            width=row.decimal("width", LEAST_METRES, MOST_METRES),
            depth=row.decimal("depth", LEAST_METRES, MOST_METRES),
        )

    return source.sheet("zone_places.csv", lambda row: row.ref("zone", source.tables["zones.csv"]), make)
