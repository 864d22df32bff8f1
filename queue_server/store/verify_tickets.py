"""Tickets held against their facts, day by day, so that memory stays small however long the history is."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from queue_server.domain.tickets import Ticket
from queue_server.store import rows
from queue_server.store.flaws import Flaw, Report, flaw
from queue_server.store.readable import thing_or_none
from queue_server.store.replay import Replay
from queue_server.store.tables import ticket as table

NOT_TOLD = frozenset({"person", "person_mask", "party", "note"})
"""Fields that no fact tells: the journal holds nothing that leads to a person."""

AT_ONCE = 500


class TicketCheck:
    """Compares the rows of tickets with the replay's and lets the replay forget them."""

    def __init__(self, connection: Connection, centre: str, replay: Replay, report: Report) -> None:
        self._connection = connection
        self._centre = centre
        self._replay = replay
        self._report = report

    def settle_earlier_days(self) -> Iterator[Flaw]:
        """Ended tickets of earlier days; one that a later fact touches again waits for it."""
        today = self._replay.counters.business_date
        ended = [t for t in self._replay.tickets.values() if not t.live and t.business_date != today]
        yield from self._compare(ended, later=True)

    def settle_all(self) -> Iterator[Flaw]:
        """Every ticket that is left; the replay keeps them."""
        yield from self._compare(list(self._replay.tickets.values()), later=False)

    def _compare(self, tickets: list[Ticket], *, later: bool) -> Iterator[Flaw]:
        for part in (tickets[i : i + AT_ONCE] for i in range(0, len(tickets), AT_ONCE)):
            found = self._rows(t.id for t in part)
            for ticket in part:
                row = found.get(ticket.id)
                if later and row is not None and row["seq"] > ticket.seq:
                    continue
                yield from _differences(ticket, row)
                self._report.saw("ticket_rows")
                if later:
                    self._replay.settle(ticket.id)

    def _rows(self, ids: Iterable[int]) -> dict[int, RowMapping]:
        query = select(table).where(table.c.centre == self._centre, table.c.id.in_(list(ids)))
        return {row["id"]: row for row in self._connection.execute(query).mappings()}


def _differences(told: Ticket, row: RowMapping | None) -> Iterator[Flaw]:
    if row is None:
        yield flaw("ticket_missing", number=told.number, date=told.business_date.isoformat())
        return
    kept = thing_or_none(Ticket, row["body"])
    if kept is None:
        yield flaw("ticket_unreadable", number=told.number, date=told.business_date.isoformat())
        return
    names = [f.name for f in dataclasses.fields(Ticket) if f.name not in NOT_TOLD]
    differing = [name for name in names if getattr(told, name) != getattr(kept, name)]
    if differing:
        date = told.business_date.isoformat()
        yield flaw("ticket_differs", number=told.number, date=date, fields=", ".join(differing))
    columns: dict[str, Any] = rows.ticket_row(row["centre"], kept)
    wrong = [name for name in columns if name != "body" and columns[name] != row[name]]
    if wrong:
        date = told.business_date.isoformat()
        yield flaw("columns_differ", number=told.number, date=date, fields=", ".join(wrong))
