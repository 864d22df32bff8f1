"""Rows about machines: ticket kiosks, screens, self-service machines."""

import re

from queue_server.domain.catalogue import Kiosk, Machine, Screen

from .problems import Fault
from .rows import Row
from .sheets import Sheet, Source

PAPER_WIDTHS = ("58", "80")
SCREENS = ("hall", "zone", "window")
OFFLINE_CODE = re.compile(r"[A-Z0-9]{1,4}")
PRINTER = re.compile(
    r"(?:tcp://)?(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9a-fA-F:]+\]):(?P<port>[0-9]{1,5})"
    r"|(?:file:)?/dev/[A-Za-z0-9._/-]+"
    r"|virtual:.+"
)
"""Where a printer is: on the network, a device file, or pictures in a folder; as printer/ reads it."""
LAST_PORT = 65_535


def read_kiosks(source: Source) -> Sheet[str, Kiosk]:
    """Ticket machines; each has a series of its own for the time when the server is away."""
    tables = source.tables

    def make(row: Row, code: str) -> Kiosk:
        return Kiosk(
            code,
            hall=row.ref("hall", tables["halls.csv"]),
            area=row.ref("area", tables["facilities.csv"]),
            printer=_printer(row),
            paper_width_mm=_width(row),
            offline_code=_offline_code(row),
        )

    kiosks = source.sheet("kiosks.csv", lambda row: row.code("code"), make)
    source.alone(kiosks, "offline_code", lambda kiosk: kiosk.offline_code)
    return kiosks


def _width(row: Row) -> int:
    width = row.one_of("paper_width_mm", PAPER_WIDTHS)
    return int(width) if width in PAPER_WIDTHS else 0


def _printer(row: Row) -> str:
    printer = row.text("printer")
    found = PRINTER.fullmatch(printer)
    if printer and (not found or (found["port"] and not 0 < int(found["port"]) <= LAST_PORT)):
        row.note("printer", Fault.BAD_PRINTER, value=printer)
    return printer


def _offline_code(row: Row) -> str:
    code = row.text("offline_code")
    if code and not OFFLINE_CODE.fullmatch(code):
        row.note("offline_code", Fault.BAD_OFFLINE_CODE, value=code)
    return code


def read_screens(source: Source) -> Sheet[str, Screen]:
    """Hall boards, zone boards and windows' PADs."""
    tables = source.tables

    def make(row: Row, code: str) -> Screen:
        kind = row.one_of("kind", SCREENS)
        zone = row.maybe_ref("zone", tables["zones.csv"])
        if row.sound("kind", "zone"):
            if kind != "hall" and zone is None:
                row.note("zone", Fault.SCREEN_NEEDS_ZONE, kind=kind)
            elif kind == "hall" and zone is not None:
                row.note("zone", Fault.SCREEN_HAS_ZONE)
        hall = row.ref("hall", tables["halls.csv"])
        return Screen(code, hall, row.ref("area", tables["facilities.csv"]), kind, zone)

    return source.sheet("screens.csv", lambda row: row.code("code"), make)


def read_machines(source: Source) -> Sheet[str, Machine]:
    """Self-service machines with their items."""
    tables = source.tables

    def make(row: Row, code: str) -> Machine:
        return Machine(
            code,
            names=row.names(source.languages),
            area=row.ref("area", tables["facilities.csv"]),
            hours=row.hours("hours"),
            operator=row.text("operator"),
            services=row.refs("services", tables["services.csv"]),
        )

    return source.sheet("devices_self_service.csv", lambda row: row.code("code"), make)
