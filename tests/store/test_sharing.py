"""What servers at one PostgreSQL share beside the halls: the lead, heard devices, tries, marks of alarms."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest

from queue_server.domain.refusals import TooManyTries
from queue_server.hearing import Hearing
from queue_server.store.marks import RecordMarks, sent_up_to
from queue_server.store.standing import Standing
from queue_server.tries import TRIES, Tries, TriesHere
from tests.makers import NINE
from tests.many.machines import until
from tests.store.conftest import a_new_store
from tests.store.town import StillClock, Town


@pytest.fixture
def town(postgres_url: str) -> Iterator[Town]:
    yield from a_new_store(postgres_url)


@pytest.fixture
def two(town: Town) -> Iterator[tuple[Standing, Standing]]:
    both = town.sql.standing(), town.sql.standing()
    yield both
    for each in both:
        each.close()


def test_one_leads_until_it_is_gone(two: tuple[Standing, Standing]) -> None:
    here, there = two
    assert [here.lead(), there.lead(), here.lead(), there.lead()] == [True, False, True, False]
    here.close()
    until(there.lead, "the other leads")
    assert not here.lead()


def test_everybody_knows_how_far_a_centre_is(town: Town, two: tuple[Standing, Standing]) -> None:
    ticket = town.take()
    assert [each.seqs()[town.code] for each in two] == [ticket.seq, ticket.seq]


def test_a_device_that_was_heard_at_one_is_known_at_the_other(two: tuple[Standing, Standing]) -> None:
    hearings = Hearing(), Hearing()
    later = NINE + timedelta(seconds=5)
    hearings[0].note("town", "QK-N1", (NINE, NINE))
    hearings[1].note("town", "QK-N1", (later, later))
    for _ in range(2):
        for standing, hearing in zip(two, hearings, strict=True):
            standing.share_heard(hearing)
    assert [hearing.last("town", "QK-N1") for hearing in hearings] == [(later, later)] * 2


def test_servers_that_heard_the_same_devices_in_another_order_do_not_wait_for_each_other(
    town: Town, two: tuple[Standing, Standing], postgres_url: str
) -> None:
    devices, hearings = ["A", "M", "Z"], [Hearing(), Hearing()]
    for hearing, order in zip(hearings, (devices, devices[::-1]), strict=True):
        for device in order:
            hearing.note(town.code, device, (NINE, NINE))
    seen = Hearing()
    for device in devices:
        seen.note(town.code, device, (NINE - timedelta(1), NINE))
    two[0].share_heard(seen)
    address = postgres_url.replace("postgresql+psycopg://", "postgresql://")
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    waiting += " AND datname = current_database()"
    with ThreadPoolExecutor(2) as pool, psycopg.connect(address) as somebody:
        somebody.execute("SELECT * FROM heard WHERE device = 'M' AND centre = %s FOR UPDATE", [town.code])
        done = [pool.submit(each.share_heard, heard) for each, heard in zip(two, hearings, strict=True)]
        with psycopg.connect(address, autocommit=True) as watcher:
            until(lambda: watcher.execute(waiting).fetchone() == (2,), "both wait", 8)
        somebody.rollback()
        assert [each.result(60) for each in done] == [None, None]


def test_connections_that_read_notice_as_soon_as_others_that_the_record_is_gone(town: Town) -> None:
    with town.sql.reading() as reading, town.sql._writing.begin() as writing:
        said = [each.connection.dbapi_connection.info.get_parameters() for each in (reading, writing)]  # type: ignore[union-attr]
        waits = [each.exec_driver_sql("SHOW lock_timeout").scalar_one() for each in (reading, writing)]
    names = ("connect_timeout", "keepalives_idle", "keepalives_count", "tcp_user_timeout")
    assert [[of[name] for name in names] for of in said] == [["5", "5", "2", "15000"]] * 2
    assert waits == ["0", "10s"]


@pytest.fixture(params=["here", "shared"])
def tries(request: pytest.FixtureRequest, town: Town) -> tuple[Tries, Tries, StillClock]:
    """What two servers count with; in memory they are one."""
    if request.param == "shared":
        return town.sql.tries(), town.sql.tries(), town.clock
    here = TriesHere(town.clock.real_now)
    return here, here, town.clock


def test_wrong_tries_at_both_servers_lock_a_name_together(tries: tuple[Tries, Tries, StillClock]) -> None:
    here, there, clock = tries
    name = f"clerk-{id(tries)}"
    for n in range(TRIES):
        (here, there)[n % 2].begin("town", name)
    for each in (here, there):
        with pytest.raises(TooManyTries) as locked:
            each.begin("town", name)
        assert locked.value.details == {"retry_after_s": 60}
    clock.move(seconds=60)
    there.begin("town", name)
    with pytest.raises(TooManyTries):
        here.begin("town", name)


def test_who_succeeds_begins_afresh(tries: tuple[Tries, Tries, StillClock]) -> None:
    here, there, _ = tries
    for _ in range(3):
        for _ in range(TRIES - 1):
            here.begin("town", "someone")
        there.succeed("town", "someone")


def test_a_name_that_nobody_can_write_is_no_way_around(town: Town) -> None:
    tries = town.sql.tries()
    for odd in ("\x00", "\ud800"):
        tries.begin("town", odd)
        tries.succeed("town", odd)


def test_whoever_leads_goes_on_where_alarms_were_sent_to(town: Town) -> None:
    here, there = (RecordMarks(town.sql, town.clock.real_now) for _ in range(2))
    assert there.of(town.code) is None
    here.put(town.code, 7)
    here.put(town.code, 9)
    assert there.of(town.code) == 9
    told = sent_up_to(town.sql)
    assert told is not None
    assert (told[0], told[1][town.code]) == (NINE.timestamp(), 9)
