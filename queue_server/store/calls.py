"""The calls as screens need them: the newest of every room, and those that a client missed."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Column, Connection, select

from queue_server.domain.calls import CallDone
from queue_server.store import rows
from queue_server.store.tables import call_done
from queue_server.store.times import micros

Scope = Literal["hall", "zone", "window", "queue"]
SCOPES: tuple[Scope, ...] = ("hall", "zone", "window", "queue")
PER_ROOM = 24
RECENT = timedelta(minutes=15)


def calls_after_seq(connection: Connection, centre: str, seq: int) -> list[CallDone]:
    """All calls after a seq, oldest first."""
    query = select(call_done).where(call_done.c.centre == centre, call_done.c.seq > seq)
    return [rows.call_of(row) for row in connection.execute(query.order_by(call_done.c.seq)).mappings()]


def calls_of_room(
    connection: Connection, centre: str, scope: Scope, key: str | int, after: int, limit: int
) -> list[CallDone]:
    """A room's calls after a seq, oldest first: the oldest `limit` of them."""
    c = call_done.c
    room = select(c.seq).where(c.centre == centre, c[scope] == key, c.seq > after)
    seqs = list(connection.execute(room.order_by(c.seq).limit(limit)).scalars())
    return _with_seqs(connection, centre, seqs)


def recent_calls(connection: Connection, centre: str, real_now: datetime) -> list[CallDone]:
    """At least the last 24 calls of every hall, zone, window and queue, and all of the last 15 minutes."""
    found = {call.seq: call for call in _since(connection, centre, real_now - RECENT)}
    for scope in SCOPES:
        column = call_done.c[scope]
        for key in _keys(connection, centre, column):
            found |= {call.seq: call for call in _newest(connection, centre, column, key)}
    return [found[seq] for seq in sorted(found)]


def _since(connection: Connection, centre: str, real_at: datetime) -> list[CallDone]:
    """Newest first along the primary key, so that history costs nothing."""
    query = select(call_done).where(call_done.c.centre == centre).order_by(call_done.c.seq.desc())
    recent: list[CallDone] = []
    with connection.execute(query.execution_options(yield_per=200)) as result:
        for row in result.mappings():
            if row["real_at"] < micros(real_at):
                break
            recent.append(rows.call_of(row))
    return recent


def _keys(connection: Connection, centre: str, column: Column[object]) -> list[object]:
    """The different values of an indexed column, found by leaps instead of a walk."""
    query = select(column).where(call_done.c.centre == centre).order_by(column).limit(1)
    keys: list[object] = []
    found = connection.execute(query).scalar()
    while found is not None:
        keys.append(found)
        found = connection.execute(query.where(column > found)).scalar()
    return keys


def _newest(connection: Connection, centre: str, column: Column[object], key: object) -> list[CallDone]:
    room = select(call_done.c.seq).where(call_done.c.centre == centre, column == key)
    seqs = list(connection.execute(room.order_by(call_done.c.seq.desc()).limit(PER_ROOM)).scalars())
    return _with_seqs(connection, centre, seqs)


def _with_seqs(connection: Connection, centre: str, seqs: list[int]) -> list[CallDone]:
    """Asked in a second step, so that the room's own index answers the first one alone."""
    query = select(call_done).where(call_done.c.centre == centre, call_done.c.seq.in_(seqs))
    return [rows.call_of(row) for row in connection.execute(query.order_by(call_done.c.seq)).mappings()]
