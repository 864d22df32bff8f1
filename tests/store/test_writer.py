"""The writer's thread: acts that share a commit, answers after it, and commits that fail."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from queue_server.actions.desk import Seat
from queue_server.actions.ports import Committed, StoreFailed, Tx
from queue_server.actions.sessions import sign_in
from queue_server.domain.facts import TicketIssued
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Closed, UnknownCentre
from queue_server.domain.tickets import Ticket
from queue_server.store.lane import BATCH
from queue_server.store.verify import verify
from queue_server.store.writer import CentreWriter
from tests.store.town import Answer, Town, picture, press_next, take


class Desk:
    """A writer, what it told, and a way to let several acts wait for one commit."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.told: list[tuple[Committed, int]] = []
        self.writer = CentreWriter(town.store, Answer, self.hear)
        self.writer.start()

    def hear(self, committed: Committed, hall: Hall) -> None:
        self.told.append((committed, hall.seq))

    def act(self, work: Callable[[Tx], Any]) -> Any:
        return self.writer.act(self.town.code, "tests", work)

    def together(self, *works: Callable[[Tx], Any]) -> list[Any]:
        """Hold the thread up until all works wait; the answers or failures in their order."""
        gate, reached = threading.Event(), threading.Event()
        results: list[Any] = [None] * len(works)

        def hold(_: Hall) -> None:
            reached.set()
            gate.wait(5)

        threads = [threading.Thread(target=self.writer.look, args=(self.town.code, hold))]
        threads[0].start()
        reached.wait(5)
        for index, work in enumerate(works):
            threads.append(threading.Thread(target=self._try, args=(work, results, index)))
            threads[-1].start()
            while self.writer.queued <= index:
                pass
        gate.set()
        for thread in threads:
            thread.join()
        return results

    def _try(self, work: Callable[[Tx], Any], results: list[Any], index: int) -> None:
        try:
            results[index] = self.act(work)
        except Exception as error:  # noqa: BLE001 - it is what the test looks at
            results[index] = error


@pytest.fixture
def desk(town: Town) -> Iterator[Desk]:
    desk = Desk(town)
    yield desk
    desk.writer.stop(5)


@pytest.fixture
def sql_desk(sql: Town) -> Iterator[Desk]:
    desk = Desk(sql)
    yield desk
    desk.writer.stop(5)


def fail(_: Tx) -> None:
    raise ZeroDivisionError


def take_and_fail(tx: Tx) -> None:
    take(tx)
    raise ZeroDivisionError


def test_an_act_answers_after_its_commit(desk: Desk) -> None:
    ticket = desk.act(take)
    assert desk.town.hall().tickets[ticket.id] == ticket


def test_a_look_sees_what_was_committed(desk: Desk) -> None:
    desk.act(take)
    assert desk.writer.look(desk.town.code, lambda hall: hall.waiting_count("life")) == 1


def test_acts_that_wait_together_share_a_commit(desk: Desk) -> None:
    tickets = desk.together(take, take, take)
    assert [t.number for t in tickets] == ["A001", "A002", "A003"]
    assert len(desk.told) == 1
    assert sum(figures.commits for figures in desk.writer.figures.values()) == 1


def test_what_fails_takes_back_only_itself(desk: Desk) -> None:
    first, failed, second = desk.together(take, take_and_fail, take)
    assert (first.number, second.number) == ("A001", "A002")
    assert isinstance(failed, ZeroDivisionError)
    assert [entry.seq for entry in desk.town.store.journal(desk.town.code)][-1] == second.seq


def test_a_constraint_fails_only_its_own_act(sql_desk: Desk) -> None:
    def again(tx: Tx) -> None:
        first = tx.hall.tickets[1]
        tx.record(TicketIssued(2, first), replace(first, id=9))

    first, failed, second = sql_desk.together(take, again, take)
    assert (first.number, second.number) == ("A001", "A002")
    assert isinstance(failed, StoreFailed)
    assert sql_desk.writer.look(sql_desk.town.code, picture) == picture(sql_desk.town.hall())


def test_several_acts_of_one_message_stand_or_fall_alone(desk: Desk) -> None:
    def gone(tx: Tx) -> Ticket:
        take(tx)
        raise Closed

    first, refused, second = desk.writer.act_each(desk.town.code, "tests", [take, gone, take])
    tickets: list[object] = [desk.town.hall().tickets[n] for n in (1, 2)]
    assert [first, second] == tickets
    assert isinstance(refused, Closed)


def test_a_constraint_among_several_acts_is_told(sql_desk: Desk) -> None:
    def again(tx: Tx) -> Ticket:
        ticket = take(tx)
        tx.record(TicketIssued(ticket.id, ticket), replace(ticket, public_id=tx.hall.tickets[1].public_id))
        return ticket

    with pytest.raises(StoreFailed):
        sql_desk.writer.act_each(sql_desk.town.code, "tests", [take, again, take])
    assert [t.number for t in sql_desk.town.hall().waiting("life")] == ["A001", "A002"]


def test_a_day_that_ends_within_a_commit_keeps_its_series(sql_desk: Desk) -> None:
    town = sql_desk.town

    def tomorrow(tx: Tx) -> None:
        town.clock.move(days=1)

    sql_desk.together(take, take, tomorrow, take)
    assert verify(town.sql, town.code).flaws == []


def test_a_refusal_reaches_who_asked(desk: Desk) -> None:
    desk.town.clock.move(hours=12)
    with pytest.raises(Closed):
        desk.act(take)


def test_an_unknown_centre_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownCentre):
        desk.writer.act("nowhere", "tests", take)
    with pytest.raises(UnknownCentre):
        desk.writer.look("\x00", picture)


def test_a_look_that_fails_harms_nobody(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError):
        desk.writer.look(desk.town.code, lambda hall: 1 // 0)
    assert desk.act(take).number == "A001"


def test_what_was_committed_is_told_in_order(desk: Desk) -> None:
    desk.act(take)
    desk.act(sit_down)
    desk.act(lambda tx: press_next(tx, Seat(1, "C1")))
    seqs = [entry.seq for committed, _ in desk.told for entry in committed.entries]
    assert seqs == sorted(seqs)
    assert [call.number for committed, _ in desk.told for call in committed.calls] == ["A001"]
    assert desk.told[-1][1] == seqs[-1]


def test_a_change_tells_before_and_after(desk: Desk) -> None:
    ticket = desk.act(take)
    change = next(c for c in desk.told[0][0].changes if c.new == ticket)
    assert change.old is None


def test_nothing_is_told_of_an_act_that_changed_nothing(desk: Desk) -> None:
    desk.act(lambda tx: None)
    assert desk.told == []


def test_a_listener_that_fails_does_not_stop_the_hall(town: Town) -> None:
    def fall(_committed: Committed, _hall: Hall) -> None:
        raise ZeroDivisionError

    writer = CentreWriter(town.store, Answer, fall)
    writer.start()
    numbers = [writer.act(town.code, "tests", take).number for _ in range(2)]
    writer.stop(5)
    assert numbers == ["A001", "A002"]


def test_no_batch_is_larger_than_its_bound(desk: Desk) -> None:
    desk.together(*[take] * (BATCH + 6))
    assert max(figures.largest_batch for figures in desk.writer.figures.values()) == BATCH


def test_stopping_does_first_what_waits(town: Town) -> None:
    desk = Desk(town)
    desk.act(take)
    desk.writer.stop(5)
    with pytest.raises(StoreFailed, match="stopped"):
        desk.act(take)


def test_eight_clients_get_numbers_without_gap(desk: Desk) -> None:
    numbers: list[str] = []

    def client() -> None:
        numbers.extend(desk.act(take).number for _ in range(10))

    threads = [threading.Thread(target=client) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [f"A{n:03}" for n in range(1, 81)]


def sit_down(tx: Tx) -> None:
    sign_in(tx, "C1", 1, False, "key")
