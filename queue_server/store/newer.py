"""What others wrote to a centre since this process last looked: read by seq, taken over, told as theirs.

Every row carries the seq that last changed it, so a hall is brought forward by the few rows that are newer.
A new day or a new catalogue reaches everything: then the hall is read whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from queue_server.actions.ports import Change, Committed
from queue_server.domain.calls import CallDone
from queue_server.domain.counters import Counters
from queue_server.domain.facts import Entry
from queue_server.domain.hall import Hall, Thing, Undo
from queue_server.store.unit import known, served_of

MOST = 2_000
"""Facts that are taken over one by one at most; beyond them a hall is read whole as quickly."""


@dataclass(frozen=True, slots=True)
class Newer:
    """What a record holds of a centre beyond a seq, all of one moment.

    `undone_calls` are those of today's calls that were taken back, if an act was undone since.
    """

    seq: int
    version: int
    counters: Counters
    things: tuple[Thing, ...] = ()
    entries: tuple[Entry, ...] = ()
    calls: tuple[CallDone, ...] = ()
    undone_calls: frozenset[int] = frozenset()


def can_follow(hall: Hall, newer: Newer) -> bool:
    """Whether these rows bring a hall to what the record holds."""
    return (
        hall.seq <= newer.seq
        and newer.version == hall.catalogue.version
        and newer.counters.day_seq == hall.counters.day_seq
        and newer.counters.business_date == hall.counters.business_date
        and len(newer.entries) < MOST
    )


def follow(centre: str, hall: Hall, newer: Newer) -> Committed:
    """Bring a hall to what the record holds; the commits of others, told as one.

    A hall for which this raised must be read whole; its seq and its things are the old ones, to compare with.
    """
    changes: list[Change] = []
    undo: list[Undo] = []
    try:
        for thing in newer.things:
            changes.append(Change(known(hall, thing), thing))
            undo.append(hall.put(thing))
        if newer.counters != hall.counters:
            changes.append(Change(hall.counters, newer.counters))
            undo.append(hall.put(newer.counters))
        _learn(hall, newer)
        _note_favours(hall, newer)
    except BaseException:
        for take_back in reversed(undo):
            take_back()
        raise
    hall.seq = newer.seq
    hall.last_at = newer.entries[-1].at if newer.entries else hall.last_at
    return Committed(centre, newer.entries, tuple(changes), newer.calls, ours=False)


def difference(centre: str, old: Hall, new: Hall, newer: Newer) -> Committed:
    """The commits of others, told as one, where the hall was read whole."""
    return Committed(centre, newer.entries, tuple(_changes(old, new)), newer.calls, ours=False)


def _learn(hall: Hall, newer: Newer) -> None:
    for entry in newer.entries:
        served = served_of(entry.fact)
        if served is not None and served[0] in hall.catalogue.queues:
            hall.learn(*served)


def _note_favours(hall: Hall, newer: Newer) -> None:
    for call in newer.calls:
        if call.favoured is not None:
            hall.note_favour(call.queue, call.seq, call.favoured)
    for queue, line in list(hall.favours.items()):
        for seq in [seq for seq, _ in line if seq in newer.undone_calls]:
            hall.drop_favour(queue, seq)


def _changes(old: Hall, new: Hall) -> Iterator[Change]:
    shelves: list[tuple[Mapping[Any, Any], Mapping[Any, Any]]] = [
        (old.tickets, new.tickets),
        (old.windows, new.windows),
        (old.halls, new.halls),
        (old.tokens, new.tokens),
        (old.logins, new.logins),
        (old.invitations, new.invitations),
        (old.orders, new.orders),
        (old.devices, new.devices),
        (old.alarms, new.alarms),
        (old.reminders, new.reminders),
        (old.appointments, new.appointments),
    ]
    for before, after in shelves:
        for key, thing in after.items():
            if before.get(key) != thing:
                yield Change(before.get(key), thing)
    for key, token in old.tokens.items():
        if key not in new.tokens and not token.revoked:  # a hall that was read whole knows no lost tokens
            yield Change(token, replace(token, revoked=True))
    if old.counters != new.counters:
        yield Change(old.counters, new.counters)
