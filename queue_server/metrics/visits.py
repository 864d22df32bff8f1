"""What happened to tickets, counted from the facts of each commit."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from prometheus_client import Metric
from prometheus_client.registry import Collector

from queue_server.actions.ports import Committed
from queue_server.domain.facts import (
    ActUndone,
    Entry,
    Fact,
    ServiceFinished,
    StepFinished,
    TicketCalled,
    TicketCancelled,
    TicketExpired,
    TicketHandedIn,
    TicketHeld,
    TicketIssued,
    TicketMissed,
    TicketRecalled,
    TicketReprinted,
    TicketRevived,
    TicketTransferred,
    VisitorWentAway,
)
from queue_server.domain.tickets import State, Ticket
from queue_server.histogram import Histogram

from .families import counter, histogram

COUNTED: Mapping[type[Fact], tuple[str, str]] = {
    TicketCalled: ("yimen_tickets_called_total", "Waiting numbers that were called to a window."),
    TicketRecalled: ("yimen_tickets_recalled_total", "Called numbers that were called once more."),
    TicketMissed: ("yimen_tickets_missed_total", "Called numbers whose visitor did not come."),
    ServiceFinished: ("yimen_tickets_finished_total", "Visits that were finished at a window."),
    StepFinished: ("yimen_steps_finished_total", "Steps that were finished and sent their number on."),
    TicketCancelled: ("yimen_tickets_cancelled_total", "Numbers that were given back."),
    TicketExpired: ("yimen_tickets_expired_total", "Numbers that nobody had served at day close."),
    TicketHeld: ("yimen_tickets_held_total", "Numbers that were put on hold."),
    TicketTransferred: ("yimen_tickets_transferred_total", "Numbers sent to another queue or window."),
    TicketRevived: ("yimen_tickets_revived_total", "Missed numbers that are back in line."),
    VisitorWentAway: ("yimen_tickets_away_total", "Times that a visitor let others pass for some minutes."),
    TicketReprinted: ("yimen_tickets_reprinted_total", "Papers that were printed again."),
    ActUndone: ("yimen_acts_undone_total", "Acts that a clerk took back; what they counted stays counted."),
}
"""Facts that are counted by centre alone: the family's name and meaning."""

KIOSK, GUIDE, HANDED_IN, OTHER = "kiosk", "guide", "handed_in", "other"
ORIGINS = {"device": KIOSK, "guide": GUIDE, "manager": GUIDE}
"""Where a number comes from, by the kind of who asked for it."""

WAITS_S = (60, 120, 300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200)
SERVICES_S = (60, 120, 180, 300, 480, 600, 900, 1200, 1800, 3600)


class Visits(Collector):
    """`committed` is called in the writer's thread of a centre; whoever asks reads without waiting."""

    def __init__(self, centres: Sequence[str]) -> None:
        self._facts: dict[str, Counter[type[Fact]]] = {}
        self._issued: dict[str, Counter[str]] = {}
        self._waits: dict[str, Histogram] = {}
        self._services: dict[str, Histogram] = {}
        for centre in centres:
            self._begin(centre)

    def committed(self, news: Committed) -> None:
        """Count what a commit made true in one centre."""
        if news.centre not in self._waits:
            self._begin(news.centre)
        joined = _joined(news)
        for entry in news.entries:
            self._count(news.centre, entry, joined)

    def collect(self) -> Iterator[Metric]:
        """All families, a centre that has seen nothing with zeros."""
        each = list(self._issued.items())  # whole copies: a writer's thread may add to what is gone through
        issued = {(centre, origin): n for centre, counts in each for origin, n in list(counts.items())}
        yield counter(
            "yimen_tickets_issued_total",
            "Numbers given, by where: at a kiosk, by staff with a tablet, by a kiosk that was cut off "
            "and handed them in later.",
            ("centre", "origin"),
            issued,
        )
        for kind, (name, meaning) in COUNTED.items():
            counts = {(centre,): facts[kind] for centre, facts in list(self._facts.items())}
            yield counter(name, meaning, ("centre",), counts)
        yield histogram(
            "yimen_wait_seconds",
            "Hall seconds from when a number joined the line in which it was called, by issue, transfer, "
            "next step or return, to the call. Each call counts.",
            ("centre",),
            {(centre,): waits for centre, waits in list(self._waits.items())},
        )
        yield histogram(
            "yimen_service_seconds",
            "Hall seconds from the start of a service to its finish, where the start was told.",
            ("centre",),
            {(centre,): services for centre, services in list(self._services.items())},
        )

    def _begin(self, centre: str) -> None:
        self._facts[centre] = Counter()
        self._issued[centre] = Counter(dict.fromkeys((KIOSK, GUIDE, HANDED_IN, OTHER), 0))
        self._services[centre] = Histogram(SERVICES_S)
        self._waits[centre] = Histogram(WAITS_S)  # last: it says that the centre is known

    def _count(
        self, centre: str, entry: Entry, joined: Mapping[tuple[int, datetime | None], datetime]
    ) -> None:
        fact = entry.fact
        if type(fact) in COUNTED:
            self._facts[centre][type(fact)] += 1
        if isinstance(fact, TicketIssued):
            self._issued[centre][ORIGINS.get(entry.by.partition(":")[0], OTHER)] += 1
        elif isinstance(fact, TicketHandedIn):
            self._issued[centre][HANDED_IN] += 1
        elif isinstance(fact, TicketCalled):
            joined_at = joined.get((fact.ticket, entry.at))
            if joined_at is not None:
                self._waits[centre].add(max(0.0, (entry.at - joined_at).total_seconds()))
        elif isinstance(fact, ServiceFinished | StepFinished) and fact.served_s is not None:
            self._services[centre].add(fact.served_s)


def _joined(news: Committed) -> dict[tuple[int, datetime | None], datetime]:
    """Since when tickets had waited in their line, by id and the time of their call.

    Not their arrival, for that is a rank: a transfer keeps the first, a revival borrows another's.
    """
    moves = ((c.old, c.new) for c in news.changes if isinstance(c.old, Ticket) and isinstance(c.new, Ticket))
    return {
        (new.id, new.called_at): old.since
        for old, new in moves
        if old.state is State.WAITING and new.called_at is not None
    }
