"""Windows, halls, tokens, sign-ins, codes, orders, counters and catalogues held against the facts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection, Table, func, select

from queue_server.domain.alarms import Alarm
from queue_server.domain.devices import DeviceNow
from queue_server.domain.facts import DeviceInvited
from queue_server.domain.orders import KioskOrders
from queue_server.domain.reminders import Reminder
from queue_server.domain.tickets import AT_WINDOW
from queue_server.domain.tokens import Invitation, Token, TokenKind
from queue_server.domain.windows import HallNow, Window
from queue_server.store import tables
from queue_server.store.flaws import Flaw, Report, flaw
from queue_server.store.load import catalogue_files, counters_from
from queue_server.store.readable import thing_or_none
from queue_server.store.replay import Replay

T = TypeVar("T")
WINDOW_FIELDS = ("clerk", "paused", "current", "shut", "queues_today", "alarm")
HALL_FIELDS = ("state", "evacuated", "evacuation_text", "notice", "since")


def check_places(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    """Everything that is not a ticket."""
    yield from _windows(connection, centre, replay, report)
    yield from _halls(connection, centre, replay, report)
    yield from _tokens(connection, centre, replay, report)
    yield from _logins(connection, centre, replay, report)
    yield from _invitations(connection, centre, replay, report)
    yield from _orders(connection, centre, replay, report)
    yield from _devices(connection, centre, replay, report)
    yield from _alarms(connection, centre, replay, report)
    yield from _reminders(connection, centre, replay, report)
    yield from _head(connection, centre, replay, report)
    yield from _catalogues(connection, centre, replay, report)


def _windows(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    kept = {w.number: w for w in _things(connection, centre, tables.window_now, Window)}
    for number in sorted(kept.keys() | replay.windows.keys()):
        told, now = replay.windows.get(number, Window(number)), kept.get(number, Window(number))
        fields = [name for name in WINDOW_FIELDS if getattr(told, name) != getattr(now, name)]
        if fields or now.seq < told.seq:
            yield flaw("window_differs", window=number, fields=", ".join(fields or ["seq"]))
        report.saw("windows")
    at_window = {t.id: t.window for t in replay.tickets.values() if t.state in AT_WINDOW}
    pointing = {w.current: w.number for w in kept.values() if w.current is not None}
    for ticket in at_window.keys() | pointing.keys():
        if at_window.get(ticket) != pointing.get(ticket):
            yield flaw("not_pointing_back", ticket=ticket, window=pointing.get(ticket) or at_window[ticket])


def _halls(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    kept = {h.code: h for h in _things(connection, centre, tables.hall_now, HallNow)}
    for code in sorted(kept.keys() | replay.halls.keys()):
        told, now = replay.halls.get(code, HallNow(code)), kept.get(code, HallNow(code))
        fields = [name for name in HALL_FIELDS if getattr(told, name) != getattr(now, name)]
        if fields:
            yield flaw("hall_differs", hall=code, fields=", ".join(fields))
        report.saw("halls")


def _tokens(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    """A clerk's token is born with the sign-in, so its key is not in a fact of its own."""
    kept = {t.key: t for t in _things(connection, centre, tables.token, Token)}
    for key in replay.tokens.keys() - kept.keys():
        yield flaw("token_missing", key=key[:12])
    for key, token in kept.items():
        if key not in replay.tokens and token.kind is not TokenKind.CLERK:
            yield flaw("token_unknown", subject=token.subject)
        if replay.tokens.get(key, True) is token.revoked:
            yield flaw("token_differs", subject=token.subject)
        report.saw("tokens")


def _logins(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    table = tables.login
    kept = set(connection.execute(select(table.c.name).where(table.c.centre == centre)).scalars())
    for name in kept ^ replay.logins:
        yield flaw("login_differs", name=name)
    report.saw("logins", len(kept))


def _invitations(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    kept = {i.device: _as_told(i) for i in _things(connection, centre, tables.invitation, Invitation)}
    told = replay.invitations
    for device in sorted(kept.keys() | told.keys()):
        if device not in kept or device not in told or kept[device] != told[device]:
            yield flaw("invitation_differs", device=device)
        report.saw("invitations")


def _orders(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    kept = {o.kiosk: o.orders for o in _things(connection, centre, tables.kiosk_orders, KioskOrders)}
    told = {kiosk: orders.orders for kiosk, orders in replay.orders.items()}
    for kiosk in sorted(kept.keys() | told.keys()):
        if kept.get(kiosk) != told.get(kiosk):
            yield flaw("orders_differ", kiosk=kiosk)
        report.saw("orders")


def _devices(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    kept = {d.device: replace(d, seq=0) for d in _things(connection, centre, tables.device_now, DeviceNow)}
    for device in sorted(kept.keys() | replay.devices.keys()):
        if kept.get(device) != replay.devices.get(device):
            yield flaw("device_differs", device=device)
        report.saw("devices")


def _alarms(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    kept = {a.key: replace(a, seq=0) for a in _things(connection, centre, tables.alarm, Alarm)}
    for key in sorted(kept.keys() | replay.alarms.keys()):
        if kept.get(key) != replay.alarms.get(key):
            yield flaw("alarm_differs", alarm=key)
        report.saw("alarms")


def _reminders(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    """Where a visitor is reached is told by no fact, and by no row once the reminder is over."""
    kept = {r.key: r for r in _things(connection, centre, tables.reminder, Reminder)}
    for key in sorted(kept.keys() | replay.reminders.keys()):
        now = kept.get(key)
        if now is None or replace(now, seq=0, address="", mark="") != replay.reminders.get(key):
            yield flaw("reminder_differs", reminder=key)
        elif now.over and (now.address or now.mark):
            yield flaw("reminder_not_forgotten", reminder=key)
        report.saw("reminders")


def _as_told(i: Invitation) -> DeviceInvited | None:
    return None if i.ended else DeviceInvited(i.device, i.device_kind, i.place, i.until)


def _head(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    table = tables.centre
    head = connection.execute(select(table).where(table.c.code == centre)).mappings().one()
    if head["seq"] != replay.seq:
        yield flaw("seq_differs", seq=head["seq"], last=replay.seq)
    if counters_from(connection, centre, head) != replay.counters:
        yield flaw("counters_differ")
    newest = replay.versions[-1].number if replay.versions else 0
    if head["catalogue_version"] != newest:
        yield flaw("version_differs", version=head["catalogue_version"], last=newest)
    count = connection.execute(
        select(func.count()).select_from(tables.ticket).where(tables.ticket.c.centre == centre)
    ).scalar_one()
    if count != replay.counters.last_ticket:
        yield flaw("ticket_count_differs", rows=count, facts=replay.counters.last_ticket)
    report.saw("counters")


def _catalogues(connection: Connection, centre: str, replay: Replay, report: Report) -> Iterator[Flaw]:
    table = tables.catalogue_version
    query = select(table.c.version, table.c.digest).where(table.c.centre == centre)
    kept = {row.version: row.digest for row in connection.execute(query)}
    told = {version.number: version.digest for version in replay.versions}
    for version in sorted(kept.keys() | told.keys()):
        if kept.get(version) != told.get(version) or not catalogue_files(connection, centre, version):
            yield flaw("catalogue_differs", version=version)
        report.saw("catalogues")


def _things(connection: Connection, centre: str, table: Table, kind: type[T]) -> Iterator[T]:
    """What can be read of a table; the rest is missed by the comparison."""
    query = select(table.c.body).where(table.c.centre == centre)
    things = (thing_or_none(kind, body) for body in connection.execute(query).scalars())
    return (thing for thing in things if thing is not None)
