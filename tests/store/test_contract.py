"""What every kind of record promises."""

from dataclasses import replace

import pytest

from queue_server.actions.ports import Answered, StoreFailed
from queue_server.domain.facts import DayOpened, TicketCalled, TicketIssued
from queue_server.domain.refusals import Closed, UnknownCentre
from queue_server.domain.tickets import State
from tests.store.town import Town, picture, take

OK = Answered("hash", 201, '{"number":"A001"}')


def test_an_unknown_centre_is_refused(town: Town) -> None:
    with pytest.raises(UnknownCentre), town.store.begin("nowhere"):
        pass


def test_every_centre_is_known(town: Town) -> None:
    assert town.code in town.store.centres()


def test_facts_are_numbered_without_gap(town: Town) -> None:
    before = town.hall().seq
    town.take()
    town.take()
    seqs = [entry.seq for entry in town.store.journal(town.code, before)]
    assert seqs == [before + 1, before + 2, before + 3]


def test_the_first_ticket_opens_the_day(town: Town) -> None:
    before = town.hall().seq
    town.take()
    kinds = [type(entry.fact) for entry in town.store.journal(town.code, before)]
    assert kinds == [DayOpened, TicketIssued]


def test_a_fact_keeps_who_and_when(town: Town) -> None:
    town.take()
    *_, entry = town.store.journal(town.code)
    assert (entry.by, entry.at, entry.real_at) == ("tests", town.clock.now, town.clock.now)


def test_what_changed_carries_the_seq_of_its_fact(town: Town) -> None:
    ticket = town.take()
    assert ticket.seq == town.hall().seq
    assert town.hall().tickets[ticket.id] == ticket


def test_a_refused_act_leaves_no_trace(town: Town) -> None:
    town.take()
    before = picture(town.hall())
    with pytest.raises(ZeroDivisionError), town.begin() as tx:  # noqa: PT012
        take(tx)
        tx.remember("scope", "key", OK, None)
        raise ZeroDivisionError
    assert picture(town.hall()) == before
    with town.begin() as tx:
        assert tx.answered("scope", "key") is None


def test_numbers_go_on_where_a_failed_act_began(town: Town) -> None:
    town.take()
    with pytest.raises(ZeroDivisionError), town.begin() as tx:  # noqa: PT012
        take(tx)
        raise ZeroDivisionError
    assert town.take().number == "A002"


def test_a_refusal_of_the_rules_reaches_the_caller(town: Town) -> None:
    town.clock.move(hours=12)
    with pytest.raises(Closed):
        town.take()


def test_a_public_id_cannot_be_given_twice(town: Town) -> None:
    first = town.take()
    with pytest.raises(StoreFailed), town.begin() as tx:  # noqa: PT012
        ticket = take(tx)
        tx.record(TicketIssued(ticket.id, ticket), replace(ticket, public_id=first.public_id))
    assert town.hall().tickets == {first.id: first}


def test_an_answer_is_remembered_for_its_scope_and_key(town: Town) -> None:
    with town.begin() as tx:
        tx.remember("token-1", "key-1", OK, None)
    with town.begin() as tx:
        assert tx.answered("token-1", "key-1") == OK
        assert tx.answered("token-2", "key-1") is None
        assert tx.answered("token-1", "key-2") is None


@pytest.mark.parametrize("odd", ["", "x" * 100_000, "\x00", "\ud800", "号"])
def test_any_key_can_be_remembered(town: Town, odd: str) -> None:
    with town.begin() as tx:
        tx.remember(odd, odd, OK, None)
    with town.begin() as tx:
        assert tx.answered(odd, odd) == OK


@pytest.mark.parametrize("odd", ["", "x" * 100_000, "\x00", "\ud800", "A 001", "号"])
def test_no_ticket_has_an_odd_name(town: Town, odd: str) -> None:
    with town.begin() as tx:
        assert tx.find_ticket(odd) is None
        assert tx.find_number(odd) is None


def test_a_ticket_of_an_earlier_day_is_still_found(town: Town) -> None:
    old = town.take()
    town.clock.move(days=1)
    town.take(queue="permits")
    assert old.id not in town.hall().tickets
    with town.begin() as tx:
        found = tx.find_ticket(old.public_id)
        assert found is not None
        assert found.state is State.EXPIRED
        assert tx.find_number(old.number) == found


def test_the_newest_ticket_of_a_number_is_found(town: Town) -> None:
    town.take()
    town.clock.move(days=1)
    new = town.take()
    with town.begin() as tx:
        assert tx.find_number("A001") == new


def test_a_ticket_of_an_earlier_day_can_change(town: Town) -> None:
    old = town.take()
    town.clock.move(days=1)
    town.take()
    with town.begin() as tx:
        found = tx.find_ticket(old.public_id)
        assert found is not None
        tx.record(TicketIssued(found.id, found), found)
    with town.begin() as tx:
        changed = tx.find_ticket(old.public_id)
        assert changed is not None
        assert changed.seq == town.hall().seq


def test_a_serial_of_any_day_is_found(town: Town) -> None:
    old = town.take()
    town.clock.move(days=1)
    new = town.take()
    with town.begin() as tx:
        assert tx.find_serial(new.business_date, "A", 1) == new
        found = tx.find_serial(old.business_date, "A", 1)
        assert found is not None
        assert found.public_id == old.public_id
        assert tx.find_serial(new.business_date, "A", 2) is None


def test_a_number_cannot_be_given_twice_on_a_day(town: Town) -> None:
    first = town.take()
    with pytest.raises(StoreFailed), town.begin() as tx:  # noqa: PT012
        ticket = take(tx)
        tx.record(TicketIssued(ticket.id, ticket), replace(ticket, serial=first.serial))
    assert town.hall().tickets == {first.id: first}


def test_series_start_again_on_a_new_day(town: Town) -> None:
    town.take()
    town.clock.move(days=1)
    assert town.take().number == "A001"


def test_a_series_that_stood_at_the_same_number_yesterday_goes_on(town: Town) -> None:
    town.take()
    town.clock.move(days=1)
    town.take()
    assert town.hall().counters.serial("A") == 1
    assert town.take().number == "A002"


def test_a_call_is_told_and_counted_for_the_cap(town: Town) -> None:
    ticket = town.take()
    window = town.next(town.sit(1))
    hall = town.hall()
    assert window.current == ticket.id
    assert hall.favours["life"] == [(window.seq, False)]
    call = town.store.recent_calls(town.code)[-1]
    assert (call.seq, call.number, call.window, call.recall) == (window.seq, "A001", 1, False)
    *_, entry = town.store.journal(town.code)
    assert isinstance(entry.fact, TicketCalled)


def test_a_call_that_was_undone_does_not_count(town: Town) -> None:
    town.take()
    window = town.next(town.sit(1))
    with town.begin() as tx:
        tx.undo_call(window.seq)
    assert not town.hall().favours["life"]


def test_a_failed_undo_keeps_the_favour(town: Town) -> None:
    town.take()
    window = town.next(town.sit(1))
    with pytest.raises(ZeroDivisionError), town.begin() as tx:  # noqa: PT012
        tx.undo_call(window.seq)
        raise ZeroDivisionError
    assert town.hall().favours["life"] == [(window.seq, False)]


def test_a_new_catalogue_is_worked_by_at_once_and_kept(town: Town) -> None:
    with town.begin() as tx:
        version = tx.import_catalogue({"keen.toml": b"7"}, "digest")
        assert tx.hall.catalogue.version == version == 2
    policy = town.hall().catalogue.policy
    assert set(policy.head_start_s.values()) == {7}


def test_a_failed_import_leaves_the_old_catalogue(town: Town) -> None:
    with pytest.raises(ZeroDivisionError), town.begin() as tx:  # noqa: PT012
        tx.import_catalogue({"keen.toml": b"7"}, "digest")
        raise ZeroDivisionError
    assert town.hall().catalogue.version == 1


def test_a_queue_that_left_the_files_lives_on_while_somebody_waits(town: Town) -> None:
    waiting = town.take(queue="pickup")
    with town.begin() as tx:
        tx.import_catalogue({"small.toml": b""}, "digest")
    hall = town.hall()
    assert "pickup" in hall.catalogue.retiring.queues
    assert list(hall.waiting("pickup")) == [waiting]
    assert 5 in hall.catalogue.windows
