"""Offline tickets in the record: in whatever order they come, the same hall, and it proves itself."""

import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from queue_server.actions.handing_in import Offline, hand_in
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Refusal
from queue_server.domain.tickets import State, Ticket
from queue_server.store.memory import MemoryStore
from queue_server.store.replay import Replay
from queue_server.store.verify import verify
from tests.makers import NINE, TUESDAY, a_catalogue, a_paper, minutes, numbers
from tests.store.town import FILES, StillClock, Town, picture

YESTERDAY = NINE - timedelta(days=1)
ELEVEN = NINE + minutes(120)
PREFIX = {"life": "A", "permits": "B", "cards": "K"}


def tell(town: Town, *papers: Offline) -> list[Ticket]:
    """Each in an act of its own; a ticket that was handed in before is refused here and changes nothing."""
    told = []
    for paper in papers:
        with suppress(Refusal), town.begin() as tx:
            told.append(hand_in(tx, kiosk_of(paper), paper))
    return told


def kiosk_of(paper: Offline) -> str:
    return paper.number.split("-")[1]


def own(paper: Offline) -> Offline:
    """With a public id that no other town of the same database has."""
    return replace(paper, public_id=secrets.token_urlsafe(16))


def ranked(hall: Hall) -> dict[str, list[str]]:
    return {queue: numbers(hall.waiting(queue)) for queue in PREFIX}


@st.composite
def papers(draw: st.DrawFn) -> list[Offline]:
    """Tickets of two kiosks, of today and yesterday, none issued at the same moment."""
    moments = draw(st.lists(st.integers(0, 100_000), min_size=1, max_size=9, unique=True))
    return [_paper(draw, place, moment) for place, moment in enumerate(moments, start=1)]


def _paper(draw: st.DrawFn, place: int, moment: int) -> Offline:
    queue = draw(st.sampled_from(sorted(PREFIX)))
    day = draw(st.sampled_from([NINE, NINE, YESTERDAY]))
    kiosk = draw(st.sampled_from(["K1", "K2"]))
    return a_paper(
        f"{PREFIX[queue]}-{kiosk}-{place:02d}",
        issued=day + timedelta(milliseconds=moment),
        queue=queue,
        cancelled=draw(st.sampled_from([False, False, True])),
        party=draw(st.sampled_from([None, "family"])),
    )


def a_memory() -> Town:
    return Town("town", MemoryStore(StillClock(ELEVEN), {"town": a_catalogue()}))


def state(town: Town) -> dict[str, Any]:
    """What became of the tickets, whatever id and seq each has."""
    assert isinstance(town.store, MemoryStore)
    record = town.store.recorded[town.code]
    return {t.public_id: replace(t, id=0, seq=0) for t in record.tickets.values()}


@given(told=papers(), data=st.data())
def test_any_order_and_any_repetition_come_to_the_same(told: list[Offline], data: st.DataObject) -> None:
    once, shuffled = a_memory(), a_memory()
    tell(once, *told)
    again = data.draw(st.lists(st.sampled_from(told), max_size=9))
    tell(shuffled, *data.draw(st.permutations([*told, *again])))
    assert state(shuffled) == state(once)
    assert ranked(shuffled.hall()) == ranked(once.hall())


@given(told=papers())
def test_they_wait_in_the_order_of_their_issue(told: list[Offline]) -> None:
    town = a_memory()
    tell(town, *told)
    today = [p for p in told if p.issued_at >= NINE and not p.cancelled]
    first = sorted(today, key=lambda p: p.issued_at)
    assert ranked(town.hall()) == {
        queue: [p.number for p in first if p.wanted.queue == queue] for queue in PREFIX
    }


@given(told=papers())
def test_the_journal_alone_tells_them(told: list[Offline]) -> None:
    town = a_memory()
    tell(town, *told, *told)
    assert isinstance(town.store, MemoryStore)
    record, replay = town.store.recorded[town.code], Replay()
    assert [flaw for entry in record.journal for flaw in replay.apply(entry)] == []
    assert replay.tickets == {number: t.without_person() for number, t in record.tickets.items()}


@settings(
    max_examples=settings().max_examples // 10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=papers())
def test_the_whole_centre_verifies_between_counted_numbers(sql: Town, told: list[Offline]) -> None:
    town = another(sql)
    town.take()
    tell(town, *map(own, told))
    town.take()
    assert verify(town.sql, town.code).flaws == []
    assert picture(town.hall()) == picture(town.sql._scribe.hall(town.code))


def another(sql: Town) -> Town:
    """One more centre in the same database, at eleven."""
    town = Town(f"town-{secrets.token_hex(4)}", sql.store)
    town.sql.create(town.code, FILES)
    town.clock.now = ELEVEN
    return town


def test_it_is_kept_and_read_again(town: Town) -> None:
    town.take()
    town.clock.move(hours=2)
    ticket, late, back = tell(town, *map(own, (
        a_paper(), a_paper("B-K2-09", issued=YESTERDAY, queue="permits"), a_paper("A-K1-02", cancelled=True),
    )))  # fmt: skip
    assert [t.state for t in (ticket, late, back)] == [State.WAITING, State.EXPIRED, State.CANCELLED]
    assert ranked(town.hall())["life"] == ["A001", "A-K1-01"]
    assert town.hall().tickets[late.id] == late


def test_an_honest_hand_in_with_gaps_is_clean(sql: Town) -> None:
    lively(sql)
    report = verify(sql.sql, sql.code)
    assert (report.flaws, report.checked["tickets"], report.checked["series"]) == ([], 4, 3)


def test_a_number_told_twice_is_found(sql: Town) -> None:
    lively(sql)
    with sql.tampering() as connection:
        where = {"centre": sql.code, "kind": "TicketHandedIn"}
        query = "SELECT seq, payload FROM journal WHERE centre = :centre AND kind = :kind ORDER BY seq DESC"
        rows = [(seq, json.loads(payload)) for seq, payload in connection.execute(text(query), where)]
        seq, fact = next((s, f) for s, f in rows if f["issued"]["number"] == "A-K1-04")
        fact["issued"] |= {"serial": 9, "number": "A-K1-09"}
        update = "UPDATE journal SET payload = :payload WHERE centre = :centre AND seq = :seq"
        connection.execute(text(update), {"centre": sql.code, "seq": seq, "payload": json.dumps(fact)})
    codes = {flaw.code for flaw in verify(sql.sql, sql.code).flaws}
    assert {"number_twice", "ticket_differs"} <= codes


def test_a_handed_in_ticket_that_is_gone_is_found(sql: Town) -> None:
    lively(sql)
    with sql.tampering() as connection:
        gone = "DELETE FROM ticket WHERE centre = :centre AND number = 'A-K1-09'"
        connection.execute(text(gone), {"centre": sql.code})
    codes = {flaw.code for flaw in verify(sql.sql, sql.code).flaws}
    assert {"ticket_missing", "series_wrong"} <= codes


def test_an_offline_series_that_the_server_counted_is_found(sql: Town) -> None:
    lively(sql)
    with sql.tampering() as connection:
        counted = "INSERT INTO serial VALUES (:centre, :day, 'A-K1-', 9)"
        connection.execute(text(counted), {"centre": sql.code, "day": TUESDAY.isoformat()})
    assert "series_wrong" in {flaw.code for flaw in verify(sql.sql, sql.code).flaws}


def lively(town: Town) -> None:
    """A counted number, and three offline ones with gaps, one of them of yesterday."""
    town.take()
    town.clock.move(hours=2)
    told: Iterable[Offline] = (a_paper("A-K1-09"), a_paper("A-K1-04"), a_paper(issued=YESTERDAY))
    tell(town, *map(own, told))
