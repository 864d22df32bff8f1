"""Reading what is newer than a seq, with few statements: it is done for every commit of another process."""

from collections.abc import Iterator, Mapping
from typing import Any

from queue_server.domain.alarms import Alarm
from queue_server.domain.appointments import Appointment
from queue_server.domain.counters import Counters
from queue_server.domain.devices import DeviceNow
from queue_server.domain.facts import ActUndone, Entry
from queue_server.domain.hall import Thing
from queue_server.domain.orders import KioskOrders
from queue_server.domain.refusals import UnknownCentre
from queue_server.domain.reminders import Reminder
from queue_server.domain.tickets import Ticket
from queue_server.domain.tokens import Invitation, Login, Token
from queue_server.domain.windows import HallNow, Window
from queue_server.store import rows
from queue_server.store.newer import Newer
from queue_server.store.rows import Row
from queue_server.store.statements import Statements
from queue_server.store.transaction import Transaction

KINDS: Mapping[str, type[Any]] = {
    "ticket": Ticket,
    "window_now": Window,
    "hall_now": HallNow,
    "token": Token,
    "login": Login,
    "invitation": Invitation,
    "kiosk_orders": KioskOrders,
    "device_now": DeviceNow,
    "alarm": Alarm,
    "reminder": Reminder,
    "appointment": Appointment,
}


def read_newer(transaction: Transaction, sql: Statements, centre: str, seq: int) -> Newer:
    """What the record holds of a centre beyond a seq. Raises UnknownCentre, ItemRejected or LedgerBroken."""
    named, texts = {"centre": centre, "seq": seq}, sql.newer
    head = transaction.first(texts.head, {"code": centre})
    if head is None:
        raise UnknownCentre(centre=centre)
    counters = _counters(transaction, sql, centre, head)
    entries = tuple(_entries(transaction, sql, named))
    undone = any(isinstance(entry.fact, ActUndone) for entry in entries)
    since_morning = named | {"seq": counters.day_seq}
    return Newer(
        seq=int(head[0]),
        version=int(head[1]),
        counters=counters,
        things=tuple(_things(transaction.all(texts.rows, named))),
        entries=entries,
        calls=tuple(
            rows.call_of(dict(zip(texts.call_columns, row, strict=True)))
            for row in transaction.all(texts.calls, named)
        ),
        undone_calls=frozenset(
            row[0] for row in (transaction.all(texts.undone_calls, since_morning) if undone else ())
        ),
    )


def _counters(transaction: Transaction, sql: Statements, centre: str, head: tuple[Any, ...]) -> Counters:
    names = ("seq", "catalogue_version", "last_ticket", "business_date", "day_closed", "day_seq")
    found: Row = dict(zip(names, head, strict=True))
    today = {"centre": centre, "business_date": found["business_date"]}
    return rows.counters_of(found, [(name, last) for name, last in transaction.all(sql.newer.series, today)])


def _entries(transaction: Transaction, sql: Statements, named: Row) -> Iterator[Entry]:
    """Facts of a kind that only a later release knows are left out: what they changed is in the rows."""
    for row in transaction.all(sql.newer.entries, named):
        try:
            yield rows.entry_of(dict(zip(sql.newer.entry_columns, row, strict=True)))
        except KeyError:
            continue


def _things(found: list[tuple[Any, ...]]) -> list[Thing]:
    """Tickets by id, as a hall is read whole; the rest as it comes."""
    things: list[Thing] = [rows.thing_of(KINDS[table], body) for table, body in found]
    return sorted(things, key=_id)


def _id(thing: Thing) -> int:
    return thing.id if isinstance(thing, Ticket) else 0
