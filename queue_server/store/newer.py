"""What others wrote to a centre since this process last looked."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from queue_server.actions.ports import Change, Committed
from queue_server.domain.calls import CallDone
from queue_server.domain.facts import Entry
from queue_server.domain.hall import Hall


class Newer(Protocol):
    """The part of a ledger that tells what is newer than a seq."""

    def entries_after(self, centre: str, seq: int) -> list[Entry]: ...
    def calls_since(self, centre: str, seq: int) -> list[CallDone]: ...


def difference(centre: str, old: Hall, new: Hall, ledger: Newer) -> Committed:
    """The commits of others, told as if they were one of ours."""
    return Committed(
        centre,
        tuple(ledger.entries_after(centre, old.seq)),
        tuple(_changes(old, new)),
        tuple(ledger.calls_since(centre, old.seq)),
    )


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
    ]
    for before, after in shelves:
        for key, thing in after.items():
            if before.get(key) != thing:
                yield Change(before.get(key), thing)
    if old.counters != new.counters:
        yield Change(old.counters, new.counters)
