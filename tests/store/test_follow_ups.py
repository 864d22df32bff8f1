"""Follow-ups in the record: proved by their facts, kept by constraints; what people wrote is forgotten."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from queue_server.actions import following_up as acts
from queue_server.actions.forgetting import erase
from queue_server.actions.ports import StoreFailed
from queue_server.domain.follow_up_lists import Listed
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.ratings import Level, Opinion
from queue_server.domain.refusals import UnknownMeasure
from queue_server.erasing import with_words
from queue_server.store.follow_up_desk import FollowUpDesk
from queue_server.store.ledger import ItemRejected
from queue_server.store.memory import MemoryStore
from queue_server.store.verify import verify
from tests.store.test_forgetting import clean, forget, pass_days
from tests.store.test_ratings import WORDS, rated, served
from tests.store.town import Town

TODAY, TOMORROW, LATER = date(2026, 9, 15), date(2026, 9, 16), date(2026, 9, 30)
AFTER = date(2026, 10, 8)
FINE = Opinion(Level.VERY_SATISFIED)
SECRET = "call me on 13800138000"


def does(town: Town, who: str, act: Callable[..., FollowUp], number: int, *more: Any) -> FollowUp:
    with town.store.begin(town.code, f"manager:{who}") as tx:
        return act(tx, number, *more)


def opened(town: Town) -> int:
    """A bad rating; the number of its follow-up."""
    return rated(town, served(town)).seq + 1


def resolved(town: Town) -> int:
    number = opened(town)
    does(town, "chen", acts.contact, number, True, SECRET)
    does(town, "chen", acts.resolve, number, ("explained",), SECRET)
    return number


def closed(town: Town) -> int:
    number = resolved(town)
    does(town, "wang", acts.verify, number, "")
    return number


def lists(town: Town, number: int, today: date) -> set[str]:
    """The lists in which a follow-up stands."""
    desk = FollowUpDesk(town.sql)
    return {
        wanted.value
        for wanted in Listed
        if number in [case.order.id for case in desk.page(town.code, wanted, today, None)[1]]
    }


def notes(town: Town) -> int:
    if isinstance(town.store, MemoryStore):
        return len(town.store.recorded[town.code].notes)
    query = text("SELECT count(*) FROM follow_up_words WHERE centre = :c")
    with town.sql.reading() as connection:
        return int(connection.execute(query, {"c": town.code}).scalar_one())


def test_a_follow_up_is_kept_to_its_end_and_the_record_proves_itself(town: Town) -> None:
    number = closed(town)
    with town.begin() as tx:
        order = tx.find_follow_up(number)
    assert (order.resolved_by, order.verified_by) == ("chen", "wang")
    assert clean(town)


def test_an_act_that_is_refused_leaves_nothing(town: Town) -> None:
    number = opened(town)
    with suppress(UnknownMeasure), town.begin() as tx:
        acts.contact(tx, number, True, SECRET)
        acts.resolve(tx, number, ("prayed",), "")
    assert notes(town) == 0
    assert clean(town)


def test_the_record_itself_keeps_no_second_follow_up_of_a_rating(town: Town) -> None:
    number = opened(town)
    with town.begin() as tx:
        order = tx.find_follow_up(number)
    with pytest.raises(StoreFailed) as refused, town.begin() as tx:
        tx.keep_follow_up(replace(order, id=number + 500), "", TODAY)
    assert isinstance(refused.value, ItemRejected)


def test_the_database_itself_wants_two_people(sql: Town) -> None:
    number = resolved(sql)
    change = "UPDATE follow_up SET verified_by = 'chen' WHERE centre = :c AND id = :n"
    with pytest.raises(StoreFailed), sql.sql.writing() as connection:
        connection.execute(text(change), {"c": sql.code, "n": number})


def test_lists_follow_the_day_and_how_far_it_is(sql: Town) -> None:
    number = opened(sql)
    assert lists(sql, number, TODAY) == {"open"}
    assert lists(sql, number, TOMORROW) == {"open", "due_today"}
    assert lists(sql, number, LATER) == {"open", "overdue"}
    does(sql, "chen", acts.contact, number, True, "")
    assert lists(sql, number, TOMORROW) == {"open"}
    assert lists(sql, number, date(2026, 9, 22)) == {"open", "due_today"}
    does(sql, "chen", acts.resolve, number, ("guide",), "")
    assert lists(sql, number, TODAY) == {"open", "to_verify"}
    assert lists(sql, number, date(2026, 9, 23)) == {"open", "to_verify"}
    assert lists(sql, number, date(2026, 10, 6)) == {"open", "to_verify", "due_today"}
    assert lists(sql, number, date(2026, 10, 7)) == {"open", "to_verify", "overdue"}
    does(sql, "chen", acts.appeal, number, "clerk", "why")
    assert lists(sql, number, TODAY) == {"open", "to_verify", "appealed"}
    does(sql, "wang", acts.decide, number, True, "")
    assert lists(sql, number, LATER) == {"closed"}


def test_what_is_past_its_limit_stands_first_and_then_what_is_due_first(sql: Town) -> None:
    past = resolved(sql)
    pass_days(sql, 21)
    late, due = opened(sql), resolved(sql)
    soon = opened(sql)
    orders = [case.order.id for case in FollowUpDesk(sql.sql).page(sql.code, Listed.OPEN, AFTER, None)[1]]
    assert orders == [past, late, soon, due]


def test_counts_say_how_many_stand_in_each_list(sql: Town) -> None:
    opened(sql)
    resolved(sql)
    counts, cases = FollowUpDesk(sql.sql).page(sql.code, Listed.TO_VERIFY, TODAY, None)
    assert (counts[Listed.OPEN], counts[Listed.TO_VERIFY], counts[Listed.CLOSED], len(cases)) == (2, 1, 0, 1)


def test_one_is_shown_with_the_visit_and_everything_that_was_written(sql: Town) -> None:
    number = resolved(sql)
    case = FollowUpDesk(sql.sql).one(sql.code, number)
    assert case is not None
    assert case.rating is not None
    assert (case.rating.window, case.done_at, case.words) == (1, sql.clock.now, WORDS)
    assert list(case.notes.values()) == [SECRET, SECRET]


def test_what_staff_wrote_is_forgotten_with_visitors_data(town: Town) -> None:
    closed(town)
    pass_days(town, 31)
    assert (forget(town).words, notes(town)) == (3, 0)
    assert clean(town)


def test_what_staff_wrote_is_erased_when_the_visitor_asks(sql: Town) -> None:
    ticket = served(sql)
    number = rated(sql, ticket).seq + 1
    does(sql, "chen", acts.contact, number, True, SECRET)
    assert with_words(sql.sql, sql.code, [ticket]) == {ticket.id}
    with sql.begin() as tx:
        erase(tx, [ticket.public_id])
    assert (notes(sql), with_words(sql.sql, sql.code, [ticket])) == (0, frozenset())
    assert clean(sql)


TAMPERED = {
    "follow_up_differs": "UPDATE follow_up SET resolve_by = '2027-01-01' WHERE centre = :c",
    "follow_up_without_fact": "UPDATE follow_up SET id = 999 WHERE centre = :c",
    "note_without_act": "UPDATE follow_up_words SET seq = 999 WHERE centre = :c AND seq ="
    " (SELECT max(seq) FROM follow_up_words WHERE centre = :c)",
    "follow_up_illegal": "UPDATE journal SET \"by\" = 'manager:chen' WHERE centre = :c"
    " AND kind = 'FollowUpVerified'",
    "followed_not_bad": "UPDATE journal SET payload = replace(payload, 'dissatisfied', 'satisfied')"
    " WHERE centre = :c AND kind = 'VisitRated'",
    "bad_not_followed": "UPDATE journal SET payload = replace(payload, 'very_satisfied', 'dissatisfied')"
    " WHERE centre = :c AND kind = 'VisitRated'",
}


def test_bad_ratings_of_before_there_were_follow_ups_have_none(sql: Town) -> None:
    rated(sql, served(sql), FINE)
    with sql.tampering() as connection:
        connection.execute(text(TAMPERED["bad_not_followed"]), {"c": sql.code})
    closed(sql)
    assert "bad_not_followed" not in {found.code for found in verify(sql.sql, sql.code).flaws}


@pytest.mark.parametrize("flaw", TAMPERED)
def test_a_follow_up_that_was_tampered_with_is_found(sql: Town, flaw: str) -> None:
    closed(sql)
    rated(sql, served(sql), FINE)
    with sql.tampering() as connection:
        connection.execute(text(TAMPERED[flaw]), {"c": sql.code})
    assert flaw in {found.code for found in verify(sql.sql, sql.code).flaws}
