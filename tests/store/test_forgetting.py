"""Whom a ticket was for is forgotten after its time or on request, and the record proves itself as before."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from queue_server.actions.days import tick
from queue_server.actions.ending import finish
from queue_server.actions.forgetting import SLICE, Forgotten, erase, forget_some
from queue_server.actions.issuing import Person
from queue_server.actions.moving import hold, transfer
from queue_server.actions.ports import Answered
from queue_server.actions.undoing import undo
from queue_server.actions.visitors import cancel
from queue_server.domain.refusals import UnknownTicket, WrongState
from queue_server.domain.tickets import Ticket
from queue_server.domain.trail import Search
from queue_server.retention import Retention, forget_now, overview
from queue_server.store.memory import MemoryStore
from queue_server.store.verify import verify
from queue_server.store.writer import CentreWriter
from tests.store.town import Answer, Town, take, whole_record
from ui.terminal import Words

CHEN = Person("5e" * 32, "441***********123X")
NOTE = "Chen Wei, phone 13800138000"


def come(town: Town, person: Person = CHEN) -> Ticket:
    """Somebody takes a number with a document and is sent on with a note; an answer is kept."""
    seat = town.sit(1)
    ticket = town.take(service="LF-1", person=person, party="family-7")
    town.next(seat)
    with town.begin() as tx:
        transfer(tx, seat, ticket.public_id, "permits", None, NOTE)
        tx.remember("kiosk", ticket.public_id, Answered("hash", 201, NOTE), ticket.id)
    town.next(seat)
    with town.begin() as tx:
        finish(tx, seat, ticket.public_id)
    return town.hall().tickets[ticket.id]


def pass_days(town: Town, days: int) -> None:
    """The clock goes on and a new business day is opened."""
    town.clock.move(days=days)
    with town.begin() as tx:
        tick(tx)


def forget(town: Town) -> Forgotten:
    with town.begin() as tx:
        return forget_some(tx)


def as_kept(town: Town, ticket: Ticket) -> Ticket:
    with town.begin() as tx:
        found: Ticket | None = tx.find_ticket(ticket.public_id)
    assert found is not None
    return found


def clean(town: Town) -> bool:
    return isinstance(town.store, MemoryStore) or verify(town.sql, town.code).clean


def test_a_visitor_is_known_as_long_as_policy_says(town: Town) -> None:
    ticket = come(town)
    pass_days(town, 30)
    forget(town)
    assert as_kept(town, ticket).person == CHEN.key


def test_a_visitor_is_forgotten_the_day_after(town: Town) -> None:
    ticket = come(town)
    pass_days(town, 31)
    assert forget(town) == Forgotten(tickets=1, answers=1, windows=1)
    assert as_kept(town, ticket) == ticket.without_person()
    assert forget(town) == Forgotten()
    assert clean(town)


def test_nothing_of_a_forgotten_visitor_is_left_anywhere_in_the_record(sql: Town) -> None:
    come(sql)
    assert "13800138000" in whole_record(sql)
    pass_days(sql, 31)
    forget(sql)
    left = whole_record(sql)
    assert not [word for word in (CHEN.key, CHEN.mask, "13800138000", "family-7") if word in left]


def test_the_journal_never_tells_whom_a_ticket_is_for(sql: Town) -> None:
    ticket = come(sql)
    seat = sql.sit(2)
    other = sql.take(service="LF-1", person=Person("77" * 32, "441***********7"), party="trio")
    sql.next(seat)
    with sql.begin() as tx:
        hold(tx, seat, other.public_id, NOTE)
    with sql.sql.reading() as connection:
        query = "SELECT payload FROM journal WHERE centre = :centre"
        told = str(connection.execute(text(query), {"centre": sql.code}).all())
    assert ticket.public_id in told
    assert not [word for word in (CHEN.key, CHEN.mask, "13800138000", "family-7", "trio") if word in told]


def test_a_slice_is_small_and_the_next_one_goes_on(town: Town) -> None:
    with town.begin() as tx:
        for number in range(SLICE + 5):
            take(tx, queue="cards", person=Person(f"{number:064x}", "441***********1"))
    pass_days(town, 31)
    assert [forget(town).tickets, forget(town).tickets, forget(town).tickets] == [SLICE, 5, 0]


def test_people_of_another_centre_stay(sql: Town) -> None:
    ticket = come(sql)
    sql.sql.create("elsewhere" + sql.code, {"halls.csv": b""})
    pass_days(sql, 31)
    with sql.sql.begin("elsewhere" + sql.code) as tx:
        tick(tx)
        assert not forget_some(tx)
    assert as_kept(sql, ticket).person == CHEN.key


def test_a_visit_is_erased_when_its_visitor_asks(town: Town) -> None:
    ticket = come(town)
    with town.begin() as tx:
        erase(tx, [ticket.public_id])
    kept = as_kept(town, ticket)
    assert (kept.person, kept.person_mask, kept.party, kept.note) == (None, None, None, "")
    assert kept.seq > ticket.seq
    assert clean(town)


def test_an_erased_visit_of_an_earlier_day_proves_itself_too(town: Town) -> None:
    ticket = come(town)
    pass_days(town, 3)
    with town.begin() as tx:
        erase(tx, [ticket.public_id])
    pass_days(town, 40)
    assert forget(town).tickets == 0
    assert clean(town)


def test_an_erasure_leaves_nothing_in_answers_and_windows(sql: Town) -> None:
    ticket = come(sql)
    with sql.begin() as tx:
        erase(tx, [ticket.public_id])
    assert "13800138000" not in whole_record(sql)


def test_an_erasure_is_a_fact_that_says_what_kind_of_data_it_was(sql: Town) -> None:
    ticket = come(sql)
    with sql.sql.begin(sql.code, "command:chen") as tx:
        erase(tx, [ticket.public_id])
    with sql.sql.reading() as connection:
        query = "SELECT by, payload FROM journal WHERE kind = 'VisitorErased' AND centre = :centre"
        by, payload = connection.execute(text(query), {"centre": sql.code}).one()
    assert by == "command:chen"
    assert json.loads(payload) == {"ticket": ticket.id, "kinds": ["id_number", "note", "party"]}


def test_an_erasure_is_found_by_the_number_of_each_ticket(sql: Town) -> None:
    first, second = come(sql), come(sql)
    with sql.begin() as tx:
        erase(tx, [second.public_id, first.public_id])
    zone = sql.hall().catalogue.centre.zone
    for ticket in (first, second):
        found = sql.sql.trail(sql.code, Search(number=ticket.number, kind="VisitorErased"), zone)
        assert [fact.number for fact in found] == [ticket.number]
    assert clean(sql)


def test_a_visit_that_goes_on_is_not_erased(town: Town) -> None:
    ticket = come(town)
    going_on = town.take(service="LF-1", party="family-7")
    with pytest.raises(WrongState), town.begin() as tx:
        erase(tx, [ticket.public_id, going_on.public_id])
    assert as_kept(town, ticket).party == "family-7"
    with pytest.raises(UnknownTicket), town.begin() as tx:
        erase(tx, ["nobody"])


def test_a_last_act_that_was_erased_cannot_be_taken_back(town: Town) -> None:
    seat = town.sit(1)
    ticket = town.take(service="LF-1", party="family-7")
    town.next(seat)
    with town.begin() as tx:
        finish(tx, seat, ticket.public_id)
        erase(tx, [ticket.public_id])
    assert town.hall().windows[1].undoable is None
    with pytest.raises(Exception, match="undo"), town.begin() as tx:
        undo(tx, seat, None)


def test_a_server_forgets_by_night_and_once_a_day(sql: Town) -> None:
    come(sql)
    writer = CentreWriter(sql.sql, Answer)
    writer.start()
    retention = Retention(writer, lambda _: None, lambda: 0.0)
    pass_days(sql, 31)  # nine o'clock: the halls are open
    retention.look(sql.code, lambda: False)
    assert CHEN.key in whole_record(sql)
    sql.clock.move(hours=13)
    writer.act(sql.code, "system", tick)
    retention.look(sql.code, lambda: False)
    retention.look(sql.code, lambda: False)
    writer.stop()
    assert CHEN.key not in whole_record(sql)
    assert clean(sql)


def test_a_hall_that_never_closes_forgets_after_a_day(sql: Town) -> None:
    come(sql)
    pass_days(sql, 31)
    writer = CentreWriter(sql.sql, Answer)
    writer.start()
    moments = iter([0.0, 100_000.0, 100_000.0])
    Retention(writer, lambda _: None, lambda: next(moments)).look(sql.code, lambda: False)
    writer.stop()
    assert CHEN.key not in whole_record(sql)


def test_an_overview_counts_what_is_due_and_the_command_forgets_it(sql: Town) -> None:
    come(sql)
    pass_days(sql, 31)
    assert "due now: 1 tickets, 1 of 1 kept answers" in "\n".join(overview(sql.sql, sql.code, Words("en")))
    assert forget_now(sql.sql, sql.code, "tests") == Forgotten(1, 1, 1)
    assert "due now: 0 tickets, 0 of 0 kept answers" in "\n".join(overview(sql.sql, sql.code, Words("en")))


DEEDS = st.lists(
    st.tuples(st.sampled_from(["take", "cancel", "days", "forget", "erase"]), st.integers(0, 40))
)


def do(town: Town, taken: list[Ticket], deed: str, count: int) -> None:
    """One deed; one that is about a ticket does nothing where the rules would refuse it."""
    if deed == "take":
        taken.append(town.take(queue="cards", person=Person(f"{count:064x}", "44**"), party=f"p{count}"))
    elif deed == "days":
        pass_days(town, count)
    elif deed == "forget":
        forget(town)
    elif taken:
        now = as_kept(town, taken[count % len(taken)])
        if now.live is (deed == "cancel"):
            with town.begin() as tx:
                cancel(tx, now.public_id) if now.live else erase(tx, [now.public_id])


def is_due(town: Town, ticket: Ticket) -> bool:
    """Whether nobody may know any more whom an ended ticket, untouched today, was for."""
    counters = town.hall().counters
    assert counters.business_date is not None
    old = ticket.business_date < counters.business_date - timedelta(days=30)
    return old and not ticket.live and ticket.seq < counters.day_seq


@given(deeds=DEEDS)
@settings(
    max_examples=settings().max_examples // 5 or 1,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_forgotten_when_the_record_proves_itself(
    sqlite_sql: Town, deeds: Sequence[tuple[str, int]]
) -> None:
    taken: list[Ticket] = []
    for deed, count in deeds:
        do(sqlite_sql, taken, deed, count)
    forget_now(sqlite_sql.sql, "town", "tests")
    assert verify(sqlite_sql.sql, "town").flaws == []
    kept = [as_kept(sqlite_sql, ticket) for ticket in taken]
    assert [t for t in kept if t.personal and is_due(sqlite_sql, t)] == []
