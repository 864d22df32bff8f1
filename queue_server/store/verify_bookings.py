"""Bookings held against their facts, day by day as tickets are."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, or_, select

from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.policy import VisitKind
from queue_server.store import rows
from queue_server.store.flaws import Flaw, Report, flaw
from queue_server.store.readable import thing_or_none
from queue_server.store.replay import Replay
from queue_server.store.tables import appointment as table
from queue_server.store.tables import contact

NOT_TOLD = frozenset({"visitor", "holder", "appeal"})
"""Fields that no fact tells: the journal holds nothing that leads to a person."""

AT_ONCE = 500


class BookingCheck:
    """Compares the rows of bookings with the replay's and lets the replay forget them."""

    def __init__(self, connection: Connection, centre: str, replay: Replay, report: Report) -> None:
        self._connection = connection
        self._centre = centre
        self._bookings = replay.bookings
        self._replay = replay
        self._report = report

    def settle_earlier_days(self) -> Iterator[Flaw]:
        """Ended bookings of earlier days; one that a later fact touches again waits for it."""
        today = self._replay.counters.business_date
        ended = [a for a in self._bookings.all.values() if today and a.date < today and not a.open]
        yield from self._compare(ended, later=True)

    def settle_all(self) -> Iterator[Flaw]:
        """Every booking that is left, and that there is no row beside."""
        yield from self._compare(list(self._bookings.all.values()), later=False)
        mine = select(func.count()).select_from(table).where(table.c.centre == self._centre)
        count = self._connection.execute(mine).scalar_one()
        if count != self._bookings.born:
            yield flaw("booking_count_differs", rows=count, facts=self._bookings.born)
        yield from self._contacts()

    def _contacts(self) -> Iterator[Flaw]:
        """A contact is beside every visit to come, and none beside a booking that is gone or cancelled."""
        same = and_(table.c.centre == contact.c.centre, table.c.id == contact.c.appointment)
        nobodys = or_(table.c.id.is_(None), table.c.state == BookingState.CANCELLED.value)
        alone = (
            select(func.count())
            .select_from(contact.join(table, same, isouter=True))
            .where(contact.c.centre == self._centre, nobodys)
        )
        if count := self._connection.execute(alone).scalar_one():
            yield flaw("contact_without_booking", count=count)
        told = select(contact.c.appointment).where(contact.c.centre == self._centre)
        known = set(self._connection.execute(told).scalars())
        for each in self._bookings.all.values():
            coming = each.state is BookingState.BOOKED and each.kind is not VisitKind.HALL
            if coming and each.id not in known:
                yield flaw("contact_missing", **_named(each))

    def _compare(self, bookings: list[Appointment], *, later: bool) -> Iterator[Flaw]:
        for part in (bookings[i : i + AT_ONCE] for i in range(0, len(bookings), AT_ONCE)):
            found = self._rows(a.id for a in part)
            for booking in part:
                row = found.get(booking.id)
                if later and row is not None and row["seq"] > booking.seq:
                    continue
                yield from _differences(booking, row)
                self._report.saw("bookings")
                if later:
                    self._bookings.settle(booking.id)

    def _rows(self, ids: Iterable[str]) -> dict[str, RowMapping]:
        query = select(table).where(table.c.centre == self._centre, table.c.id.in_(list(ids)))
        return {row["id"]: row for row in self._connection.execute(query).mappings()}


def _named(told: Appointment) -> dict[str, Any]:
    return {"queue": told.queue, "starts_at": told.starts_at.isoformat(), "seq": told.seq}


def _differences(told: Appointment, row: RowMapping | None) -> Iterator[Flaw]:
    named = _named(told)
    kept = thing_or_none(Appointment, row["body"]) if row is not None else None
    if row is None or kept is None:
        yield flaw("booking_missing", **named)
        return
    names = [field.name for field in dataclasses.fields(Appointment) if field.name not in NOT_TOLD]
    differing = [name for name in names if getattr(told, name) != getattr(kept, name)]
    columns: dict[str, Any] = rows.appointment_row(row["centre"], kept)
    differing += [name for name in columns if name != "body" and columns[name] != row[name]]
    if differing:
        yield flaw("booking_differs", **named, fields=", ".join(differing))
