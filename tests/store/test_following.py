"""Two processes at one record: each follows what the other wrote, and both have the hall of the record."""

import secrets
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.actions.ports import Committed
from queue_server.domain.tokens import Token
from queue_server.domain.windows import Window
from queue_server.store.scribe import HallLost, Scribe
from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter
from tests.store.test_taking_back import a_new_town, batches, play
from tests.store.town import FILES, Answer, StillClock, Town, picture, press_next, read_catalogue, take

turns = st.lists(st.tuples(batches, st.booleans(), st.booleans()), max_size=12)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    store = SqlStore(request.getfixturevalue(f"{request.param}_url"), StillClock(), read_catalogue)
    store.open()
    yield store
    store.close()


def look(scribe: Scribe, town: Town) -> dict[str, Any]:
    """The hall as a process sees it, without a lock and then with the record locked for an act."""
    scribe.freshen(town.code)
    scribe.begin()
    with scribe.acting(town.code, "tests"):
        pass
    scribe.commit()
    return picture(scribe.hall(town.code))


@given(played=turns)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_hall_that_follows_is_the_hall_of_the_record(store: SqlStore, played: list[Any]) -> None:
    town, both = a_new_town(store), [store.scribe(), store.scribe()]
    for (batch, fails, pause_s), first, looks in played:
        play(both[first], town, batch, fails=fails)
        if looks:
            assert look(both[not first], town) == picture(town.hall())
        town.clock.move(seconds=pause_s)
    for scribe in both:
        assert look(scribe, town) == picture(town.hall())
        scribe.close()


def a_pair(store: SqlStore) -> tuple[Town, Scribe, Scribe]:
    """A town in which somebody waits, and two processes that know it."""
    town, here, there = a_new_town(store), store.scribe(), store.scribe()
    town.take()
    for scribe in (here, there):
        scribe.hall(town.code)
    return town, here, there


def do(scribe: Scribe, town: Town, verb: str, n: int = 0) -> None:
    play(scribe, town, [(verb, n, False)], fails=False)


def test_a_few_rows_are_read_not_the_whole_hall(store: SqlStore) -> None:
    town, here, there = a_pair(store)
    for verb in ("sign in", "take", "next", "recall", "undo", "next", "start", "finish"):
        do(here, town, verb)
        assert look(there, town) == picture(town.hall())
    assert (there.followed, there.read_whole) == (8, 0)


@pytest.mark.parametrize("verb", ["import", "shrink"])
def test_a_new_catalogue_is_read_whole(store: SqlStore, verb: str) -> None:
    town, here, there = a_pair(store)
    do(here, town, verb)
    assert look(there, town) == picture(town.hall())
    assert (there.followed, there.read_whole) == (0, 1)


def test_a_new_day_is_read_whole(store: SqlStore) -> None:
    town, here, there = a_pair(store)
    town.clock.move(days=1)
    do(here, town, "take")
    assert look(there, town) == picture(town.hall())
    assert (there.followed, there.read_whole) == (0, 1)


@pytest.mark.parametrize("whole", [False, True])
def test_a_token_that_was_lost_elsewhere_is_told(store: SqlStore, whole: bool) -> None:
    town, here, there = a_pair(store)
    do(here, town, "sign in")
    look(there, town)
    there.take_news()
    do(here, town, "sign out")
    if whole:
        do(here, town, "import")
    there.begin()
    with there.acting(town.code, "tests"):
        pass
    told = [change.new for committed, _ in there.commit() for change in committed.changes]
    assert [token.revoked for token in told if isinstance(token, Token)] == [True]


def cannot_follow(scribe: Scribe, town: Town) -> None:
    """Half of what others did is in the hall when the rest fails."""
    broken: Any = scribe.hall(town.code)
    broken.favours = None
    with pytest.raises(TypeError):
        look(scribe, town)
    scribe.roll_back()


def cannot_undo(scribe: Scribe, town: Town) -> None:
    """An act that fails leaves something behind."""

    def act() -> None:
        with scribe.acting(town.code, "tests") as unit:
            unit._undo.append(partial(list[int]().remove, 0))
            raise ZeroDivisionError

    scribe.begin()
    with pytest.raises(HallLost):
        act()
    scribe.roll_back()


@pytest.mark.parametrize("fails", [cannot_follow, cannot_undo])
def test_what_others_did_is_told_although_a_hall_was_lost_meanwhile(
    store: SqlStore, fails: Callable[[Scribe, Town], None]
) -> None:
    town, here, there = a_pair(store)
    do(here, town, "sign in")
    look(there, town)
    if fails is cannot_undo:
        fails(there, town)
    do(here, town, "next")
    if fails is cannot_follow:
        fails(there, town)
    there.begin()
    with there.acting(town.code, "tests"):
        pass
    told = [committed for committed, _ in there.commit()]
    assert [(len(each.calls), each.ours) for each in told] == [(1, False)]
    assert Window in {type(change.new) for each in told for change in each.changes}
    assert look(there, town) == picture(town.hall())


class Process:
    """A writer of a PostgreSQL record, and what it told."""

    def __init__(self, store: SqlStore) -> None:
        self.told: list[Committed] = []
        self.writer = CentreWriter(store, Answer, lambda committed, hall: self.told.append(committed))
        self.writer.start()

    def sees(self, code: str, see: Callable[[Any], Any]) -> Any:
        return self.writer.look(code, see)


@pytest.fixture
def two(postgres_url: str) -> Iterator[tuple[Town, Process, Process]]:
    store = SqlStore(postgres_url, StillClock(), read_catalogue)
    store.open()
    code = f"town-{secrets.token_hex(4)}"
    store.create(code, FILES)
    here, there = Process(store), Process(store)
    yield Town(code, store), here, there
    for process in (here, there):
        process.writer.stop(5)
    store.close()


def test_whoever_looks_sees_what_another_process_was_answered(two: tuple[Town, Process, Process]) -> None:
    town, here, there = two
    for n in range(1, 4):
        ticket = here.writer.act(town.code, "tests", take)
        assert there.sees(town.code, lambda hall: max(hall.tickets)) == ticket.id
        assert there.sees(town.code, lambda hall: hall.waiting_count("life")) == n


def test_what_another_process_did_is_told_once_and_is_not_ours(two: tuple[Town, Process, Process]) -> None:
    town, here, there = two
    there.sees(town.code, picture)
    ticket = here.writer.act(town.code, "tests", take)
    for _ in range(3):
        there.writer.catch_up(town.code, ticket.seq)
        there.sees(town.code, picture)
    assert [(told.ours, told.entries[-1].seq) for told in there.told] == [(False, ticket.seq)]
    assert [told.ours for told in here.told] == [True]


def test_a_note_of_what_is_known_asks_nobody(two: tuple[Town, Process, Process]) -> None:
    town, here, _ = two
    ticket = here.writer.act(town.code, "tests", take)
    here.writer.catch_up(town.code, ticket.seq)
    assert here.writer.figures[town.code].looks == 0


def test_calls_of_two_processes_are_told_to_both_in_one_order(two: tuple[Town, Process, Process]) -> None:
    town, here, there = two
    for process in (here, there):
        process.sees(town.code, picture)
    seats = [town.sit(1), town.sit(2)]
    for process, seat in ((here, seats[0]), (there, seats[1]), (here, seats[0])):
        process.writer.act(town.code, "tests", take)
        process.writer.act(town.code, "tests", partial(press_next, seat=seat))
    for process in (here, there):
        process.sees(town.code, picture)
    calls = [[call.seq for told in process.told for call in told.calls] for process in (here, there)]
    assert calls[0] == calls[1] == sorted(calls[0])
    assert len(calls[0]) == 3
