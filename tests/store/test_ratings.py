"""Ratings in the record: kept once, proved by their facts; what visitors wrote is forgotten."""

import json
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import text

from queue_server.actions.ending import finish
from queue_server.actions.forgetting import SLICE, erase, forget_some
from queue_server.actions.ports import StoreFailed
from queue_server.actions.rating import just_done, rate, rate_at_window
from queue_server.domain.ratings import Level, Opinion, Rating
from queue_server.domain.refusals import RatedAlready, UnknownTicket
from queue_server.domain.tickets import Ticket
from queue_server.erasing import erasable, line_of, tickets_of_number, with_words
from queue_server.retention import forget_now, overview
from queue_server.store.copying import copy_record
from queue_server.store.ledger import ItemRejected
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from tests.store.test_forgetting import as_kept, clean, forget, pass_days
from tests.store.town import StillClock, Town, read_catalogue
from ui.terminal import Words

WORDS = "called Chen a fool, 13800138000"
SLOW = Opinion(Level.DISSATISFIED, ("slow", "unclear"), WORDS)


def served(town: Town) -> Ticket:
    """A visit of nobody known that is done at window 1."""
    seat = town.sit(1)
    ticket = town.take(service="LF-1")
    town.next(seat)
    with town.begin() as tx:
        finish(tx, seat, ticket.public_id)
    return town.hall().tickets[ticket.id]


def rated(town: Town, ticket: Ticket, opinion: Opinion = SLOW) -> Rating:
    with town.begin() as tx:
        given: Rating = rate(tx, ticket.public_id, 1, opinion)
        return given


def everything(town: Town) -> str:
    """Every value of every table, as text."""
    with town.sql.reading() as connection:
        tables = ("journal", "answer", "ticket", "rating", "rating_words")
        rows = [
            [str(value) for value in row]
            for name in tables
            for row in connection.execute(text(f"SELECT * FROM {name} WHERE centre = :c"), {"c": town.code})
        ]
    return json.dumps(rows, ensure_ascii=False)


def test_a_rating_is_kept_and_the_record_proves_itself(town: Town) -> None:
    ticket = served(town)
    rated(town, ticket)
    with pytest.raises(RatedAlready):
        rated(town, ticket)
    assert clean(town)


def test_a_visit_of_an_earlier_day_is_rated_too(town: Town) -> None:
    ticket = served(town)
    pass_days(town, 14)
    assert rated(town, ticket).clerk == "C1"
    with pytest.raises(RatedAlready):
        rated(town, ticket)
    assert clean(town)


def test_a_refused_rating_leaves_nothing(town: Town) -> None:
    ticket = served(town)
    with suppress(UnknownTicket), town.begin() as tx:
        rate(tx, ticket.public_id, 1, SLOW)
        rate(tx, "nobody", 1, SLOW)
    assert rated(town, ticket).step == 1
    assert clean(town)


def test_the_record_itself_keeps_no_second_rating(town: Town) -> None:
    given = rated(town, ticket := served(town))
    with pytest.raises(StoreFailed) as refused, town.begin() as tx:
        tx.keep_rating(given, "", ticket.business_date)
    assert isinstance(refused.value, ItemRejected)


def test_the_words_stand_apart_and_in_no_fact(sql: Town) -> None:
    rated(sql, served(sql))
    with sql.sql.reading() as connection:
        facts = connection.execute(text("SELECT payload FROM journal WHERE kind = 'VisitRated'"))
        bodies = connection.execute(text("SELECT body FROM rating"))
        told = str([*facts, *bodies])
    assert "slow" in told
    assert "13800138000" not in told


def test_words_are_forgotten_with_the_visitor_and_the_rating_stays(town: Town) -> None:
    ticket = served(town)
    rated(town, ticket)
    pass_days(town, 30)
    assert forget(town).words == 0
    pass_days(town, 1)
    assert forget(town).words == 1
    assert not forget(town)
    with pytest.raises(RatedAlready):
        rated(town, ticket)
    assert clean(town)


def test_nothing_of_the_words_is_left(sql: Town) -> None:
    rated(sql, served(sql))
    assert "13800138000" in everything(sql)
    pass_days(sql, 31)
    with sql.begin() as tx:
        forget_some(tx)
    assert "13800138000" not in everything(sql)


def test_words_are_erased_when_their_visitor_asks(sql: Town) -> None:
    ticket = served(sql)
    rated(sql, ticket)
    found = tickets_of_number(sql.sql, sql.code, ticket.number, ticket.business_date)
    written = with_words(sql.sql, sql.code, found)
    assert line_of(found[0], Words("en"), written).endswith("words beside a rating")
    assert (erasable(found), erasable(found, written)) == ([], found)
    with sql.begin() as tx:
        erase(tx, [ticket.public_id])
    assert "13800138000" not in everything(sql)
    with sql.sql.reading() as connection:
        query = "SELECT payload FROM journal WHERE kind = 'VisitorErased' AND centre = :centre"
        payload = connection.execute(text(query), {"centre": sql.code}).scalar_one()
    assert json.loads(payload) == {"ticket": ticket.id, "kinds": ["words"]}
    assert clean(sql)


def test_an_erased_ticket_in_memory_loses_its_words_too(town: Town) -> None:
    ticket = served(town)
    rated(town, ticket)
    with town.begin() as tx:
        erase(tx, [ticket.public_id])
    pass_days(town, 31)
    assert forget(town).words == 0


def test_a_slice_of_words_is_small(town: Town) -> None:
    for _ in range(3):
        rated(town, served(town))
    pass_days(town, 31)
    with town.begin() as tx:
        assert (tx.forget_words(tx.now.date(), 2), SLICE) == (2, 50)


def test_an_overview_counts_the_words(sql: Town) -> None:
    rated(sql, served(sql))
    assert "1 ratings have words" in "\n".join(overview(sql.sql, sql.code, Words("en")))
    pass_days(sql, 31)
    assert forget_now(sql.sql, sql.code, "tests").words == 1


def test_a_touch_at_the_face_is_kept_with_where_it_came_from(town: Town) -> None:
    ticket = served(town)
    with town.begin() as tx:
        assert just_done(tx, 2) is None
        given = rate_at_window(tx, 1, ticket.number, SLOW)
    with town.begin() as tx:
        assert just_done(tx, 1) is None
    assert (given.source, given.ticket) == ("pad", ticket.id)
    assert clean(town)


TAMPERED = {
    "rating_differs": "UPDATE rating SET level = 'very_satisfied' WHERE centre = :c",
    "rating_count_differs": "DELETE FROM rating WHERE centre = :c",
    "words_without_rating": "UPDATE rating_words SET step = 7 WHERE centre = :c",
    "rated_not_done": 'UPDATE journal SET payload = replace(payload, \'"clerk":"C1"\', \'"clerk":"C2"\')'
    " WHERE centre = :c AND kind = 'VisitRated'",
}


@pytest.mark.parametrize("flaw", TAMPERED)
def test_a_rating_that_was_tampered_with_is_found(sql: Town, flaw: str) -> None:
    rated(sql, served(sql))
    with sql.tampering() as connection:
        connection.execute(text(TAMPERED[flaw]), {"c": sql.code})
    assert flaw in {found.code for found in verify(sql.sql, sql.code).flaws}


@pytest.fixture
def elsewhere(sqlite_url: str) -> Iterator[SqlStore]:
    store = SqlStore(sqlite_url + "-copy", StillClock(), read_catalogue)
    store.open()
    yield store
    store.close()


def test_ratings_are_copied_with_the_record(sqlite_sql: Town, elsewhere: SqlStore) -> None:
    rated(sqlite_sql, ticket := served(sqlite_sql))
    counts = copy_record(sqlite_sql.sql, elsewhere, lambda done, total: None)
    assert (counts["rating"], counts["rating_words"]) == (1, 1)
    assert as_kept(Town(sqlite_sql.code, elsewhere), ticket) == ticket
