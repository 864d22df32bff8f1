"""Rows about the work: queues, items, and the things that take several items."""

import re

from queue_server.domain.catalogue import Queue, Scenario, Service

from .places import KINDS, POOLED
from .problems import Fault
from .rows import Row
from .sheets import Sheet, Source

CHANNELS = ("comprehensive", "dedicated", "self_service", "online_first")
PREFIX = re.compile(r"[A-Z]{1,2}")
AMBIGUOUS = re.compile(r"[IO]")
"""Letters that people read as digits."""
SHORTEST_S, LONGEST_S = 10, 14_400
FEWEST_STEPS = 2


def prefix_fault(prefix: str) -> Fault | None:
    """What is wrong with the letters that numbers of a series begin with."""
    if not PREFIX.fullmatch(prefix):
        return Fault.BAD_PREFIX
    return Fault.AMBIGUOUS_PREFIX if AMBIGUOUS.search(prefix) else None


def read_queues(source: Source) -> Sheet[str, Queue]:
    """Queues, each with a series of its own."""
    tables = source.tables

    def make(row: Row, code: str) -> Queue:
        kind = row.one_of("kind", KINDS)
        department = row.maybe_ref("department", tables["departments.csv"])
        if kind == POOLED and department:
            row.note("department", Fault.POOLED_HAS_DEPARTMENT)
        return Queue(
            code,
            prefix=_prefix(row),
            names=row.names(source.languages),
            hall=row.ref("hall", tables["halls.csv"]),
            department=department,
            kind=kind,
            avg_service_s=row.whole("avg_service_seconds", SHORTEST_S, LONGEST_S),
        )

    queues = source.sheet("queues.csv", lambda row: row.code("code"), make)
    source.alone(queues, "prefix", lambda queue: queue.prefix)
    source.named_alone(queues, lambda queue: queue.names, lambda _: "")
    return queues


def _prefix(row: Row) -> str:
    prefix = row.text("prefix")
    fault = prefix_fault(prefix) if prefix else None
    if fault:
        row.note("prefix", fault, value=prefix)
    return prefix


def read_services(source: Source) -> Sheet[str, Service]:
    """Items; two of one department never bear one name."""
    tables = source.tables

    def make(row: Row, code: str) -> Service:
        service = Service(
            code,
            names=row.names(source.languages),
            department=row.ref("department", tables["departments.csv"]),
            queue=row.ref("queue", tables["queues.csv"]),
            channel=row.one_of("channel", CHANNELS),
            avg_service_s=row.whole("avg_service_seconds", SHORTEST_S, LONGEST_S),
            self_service=row.yes("self_service"),
            online=row.yes("online"),
            cross_town=row.yes("cross_town"),
            immediate=row.yes("immediate"),
            keywords=row.entries("keywords") if row.maybe("keywords") else (),
            materials=row.entries("materials") if row.maybe("materials") else (),
        )
        _check_channel(row, service)
        return service

    services = source.sheet("services.csv", lambda row: row.code("code"), make)
    source.named_alone(services, lambda service: service.names, lambda service: service.department)
    return services


def _check_channel(row: Row, service: Service) -> None:
    if service.channel == "self_service" and not service.self_service and row.sound("self_service"):
        row.note("self_service", Fault.NOT_AT_A_MACHINE)
    if service.channel == "online_first" and not service.online and row.sound("online"):
        row.note("online", Fault.NOT_ONLINE)


def read_scenarios(source: Source) -> Sheet[str, Scenario]:
    """One thing, several items in order."""

    def make(row: Row, code: str) -> Scenario:
        steps = row.refs("steps", source.tables["services.csv"], ">")
        if row.sound("steps") and len(steps) < FEWEST_STEPS:
            row.note("steps", Fault.TOO_FEW_STEPS)
        keywords = row.entries("keywords") if row.maybe("keywords") else ()
        return Scenario(code, row.names(source.languages), steps, keywords)

    scenarios = source.sheet("scenarios.csv", lambda row: row.code("code"), make)
    source.named_alone(scenarios, lambda scenario: scenario.names, lambda _: "")
    return scenarios
