"""What must be true after every fault: nothing answered is lost, nothing is twice, everybody saw all."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from crowd.chain import Called
from queue_server.store import tables
from tests.faults.house import CENTRE, House
from tests.faults.patience import Given
from tests.faults.people import Listener, People

STAYS = {"TicketCalled", "TicketRecalled", "ServiceStarted"}
"""Facts after which a ticket is still at its window; after any other it may be called elsewhere."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the record has, read by its tables alone."""

    seqs: list[int]
    numbers: dict[str, str]
    serials: dict[tuple[str, str], list[int]]
    calls: list[Any]
    facts: list[Any]

    @classmethod
    def read(cls, connection: Connection) -> "Record":
        """Everything of the centre that a fault could spoil."""
        j, t, c = tables.journal.c, tables.ticket.c, tables.call_done.c
        serials: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        numbers: dict[str, str] = {}
        for row in connection.execute(select(t.public_id, t.number, t.business_date, t.series, t.serial)):
            numbers[row.public_id] = row.number
            serials[row.business_date, row.series].append(row.serial)
        seqs = list(connection.execute(select(j.seq).where(j.centre == CENTRE).order_by(j.seq)).scalars())
        calls = list(connection.execute(select(tables.call_done).where(c.centre == CENTRE).order_by(c.seq)))
        told = select(j.kind, j.ticket, j.window).where(j.centre == CENTRE, j.ticket.is_not(None))
        facts = list(connection.execute(told.order_by(j.seq)))
        return cls(seqs, numbers, {key: sorted(found) for key, found in serials.items()}, calls, facts)


def all_is_well(house: House, *people: People, refused: Container[str] = ()) -> None:
    """Everybody comes to rest, and every promise is kept; fails with everything that is wrong."""
    flaws = flaws_after(house, *people, refused=refused)
    assert not flaws, "\n".join(flaws)


def flaws_after(house: House, *people: People, refused: Container[str] = ()) -> list[str]:
    """Let everybody come to rest, and check every promise. `refused`: refusals that the fault explains."""
    flaws: list[str] = []
    for each in people:
        tally = each.come_to_rest().tally
        flaws += [f"{what} {count} times: {tally.samples[what]}" for what, count in tally.wrongs.items()]
        flaws += [f"refused {n} times: {code}" for code, n in tally.refusals.items() if code not in refused]
    with house.record() as store, store.reading() as connection:
        record = Record.read(connection)
    flaws += flaws_of_record(record)
    for each in people:
        flaws += flaws_of_answers(record, each.given)
        flaws += [flaw for listener in each.listeners for flaw in flaws_of_listener(record, listener)]
    found = house.yimen("verify")
    return flaws + ([] if found.returncode == 0 else [f"verify: {found.stdout}{found.stderr}"])


def flaws_of_record(record: Record) -> Iterator[str]:
    """Gaps, and numbers that are there twice."""
    if record.seqs != list(range(1, len(record.seqs) + 1)):
        yield f"the journal has gaps or repeats: {_around(record.seqs)}"
    for (day, series), serials in record.serials.items():
        if serials != list(range(1, len(serials) + 1)):
            yield f"series {series} of {day} has gaps or repeats: {_around(serials)}"
    at: dict[int, int | None] = {}
    for fact in record.facts:
        if fact.kind == "TicketCalled" and at.get(fact.ticket, fact.window) != fact.window:
            yield f"ticket {fact.ticket} was called to {fact.window} while it was at {at[fact.ticket]}"
        if fact.kind == "TicketCalled":
            at[fact.ticket] = fact.window
        elif fact.kind not in STAYS:
            at.pop(fact.ticket, None)


def flaws_of_answers(record: Record, given: Iterable[Given]) -> Iterator[str]:
    """What somebody was answered, and the record does not have."""
    called = {(call.public_id, call.window) for call in record.calls}
    for each in given:
        body = each.answer.body
        current = body["current"] if each.path.endswith("/next") else None
        if each.path == "/tickets" and record.numbers.get(body["public_id"]) != body["number"]:
            yield f"{body['number']} was answered, and is not in the record"
        if current and (current["public_id"], body["window"]) not in called:
            yield f"{current['number']} was called to {body['window']}, and the record has no such call"


def flaws_of_listener(record: Record, listener: Listener) -> Iterator[str]:
    """Calls of the listener's room in the record that it did not see, or saw twice, or that never were."""
    kind, _, key = listener.room.partition(":")
    made, lasting = Counter[Called](), Counter[Called]()
    for call in record.calls:
        if str(getattr(call, kind)) == key and call.seq > listener.since:
            made[call.window, call.number, call.recall] += 1
            lasting[call.window, call.number, call.recall] += not call.undone
    missing, more = lasting - listener.chain.seen, listener.chain.seen - made
    if missing or more:
        yield f"{listener.room}: missed {dict(missing)}, and saw {dict(more)} that were not"


def _around(seqs: list[int]) -> str:
    """The first place where numbers do not follow each other."""
    return next((f"{a} then {b}" for a, b in pairwise([0, *seqs]) if b != a + 1), "")
