"""An auditor finds facts by day, person, number, window and kind, newest first."""

from datetime import timedelta

import pytest

from queue_server.domain.trail import Found, Search
from tests.makers import NINE
from tests.store.town import Town

TODAY = NINE.date()


@pytest.fixture
def busy(sql: Town) -> Town:
    """Two tickets called at two windows today, and one number taken a day later."""
    for window in (1, 2):
        sql.take(queue="life")
        sql.next(sql.sit(window))
    sql.clock.move(days=1)
    sql.take(queue="life")
    return sql


def kinds(town: Town, **wanted: object) -> list[str]:
    return [fact.kind for fact in found(town, **wanted)]


def found(town: Town, **wanted: object) -> list[Found]:
    zone = town.hall().catalogue.centre.zone
    return town.sql.trail(town.code, Search(**wanted), zone)  # type: ignore[arg-type]


def test_a_day_has_its_facts_and_no_others(busy: Town) -> None:
    today, tomorrow = (found(busy, day=TODAY + timedelta(days=n)) for n in (0, 1))
    assert len(today) + len(tomorrow) == len(found(busy))
    assert {f.at.date() for f in tomorrow} == {TODAY + timedelta(days=1)}
    assert found(busy, day=TODAY + timedelta(days=2)) == found(busy, day=TODAY - timedelta(days=1)) == []


def test_the_newest_stand_first_and_pages_follow_each_other(busy: Town) -> None:
    every = [f.seq for f in found(busy)]
    assert every == sorted(every, reverse=True)
    assert [f.seq for f in found(busy, before=every[3], limit=2)] == every[4:6]


def test_a_number_has_its_ticket_s_facts_and_says_its_number(busy: Town) -> None:
    number = next(f.number for f in reversed(found(busy, kind="TicketCalled")))
    own = found(busy, number=number, day=TODAY)
    assert {f.number for f in own} == {number}
    assert {"TicketIssued", "TicketCalled"} <= {f.kind for f in own}


def test_a_window_has_its_own_facts(busy: Town) -> None:
    assert {f.window for f in found(busy, window=2)} == {2}
    assert "TicketCalled" in kinds(busy, window=2)


def test_a_person_is_found_as_who_did_it_and_as_whom_it_was_about(busy: Town) -> None:
    assert set(kinds(busy, person="C2")) >= {"ClerkSignedIn", "TicketCalled"}
    assert {f.by for f in found(busy, person="tests")} <= {"tests", "clerk:tests"}
    assert kinds(busy, person="C%") == kinds(busy, person="C_") == []


def test_all_that_is_asked_must_fit(busy: Town) -> None:
    assert kinds(busy, kind="TicketCalled", window=1, person="C1", day=TODAY) == ["TicketCalled"]
    assert kinds(busy, kind="TicketCalled", window=1, person="C2") == []
