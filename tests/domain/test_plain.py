"""How journal and rows spell things: what is written can be read, and is the same."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.alarms import Alarm
from queue_server.domain.appointments import Appointment
from queue_server.domain.devices import DeviceNow
from queue_server.domain.facts import FACTS, Entry, Fact, TicketCancelled, from_payload
from queue_server.domain.follow_ups import FollowUp
from queue_server.domain.orders import KioskOrders
from queue_server.domain.plain import from_plain, to_plain
from queue_server.domain.ratings import Rating
from queue_server.domain.reminders import Reminder
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.tokens import Invitation, Login, Token
from queue_server.domain.windows import HallNow, Reason, Undoable, Window
from queue_server.store.rows import text_of
from tests.domain.anything import any_of
from tests.makers import NINE, a_ticket

KEPT = [
    *(Ticket, Window, Undoable, Reason, HallNow, Token, Login, Invitation, KioskOrders, DeviceNow, Alarm),
    *(Rating, FollowUp, Appointment, Reminder),
]
facts = st.one_of([any_of(kind) for kind in FACTS.values()])


def through_json(plain: Any) -> Any:
    return json.loads(json.dumps(plain))


@given(st.one_of([facts, *(any_of(kind) for kind in KEPT)]))
def test_a_row_says_the_same_in_one_go(thing: Any) -> None:
    """Rows and journal are encoded by another way than `to_plain`, because they are so many."""
    assert json.loads(text_of(thing)) == through_json(to_plain(thing))


@pytest.mark.parametrize("kind", FACTS)
def test_every_kind_of_fact_comes_back_the_same(kind: str) -> None:
    @given(any_of(FACTS[kind]))
    def comes_back(fact: Fact) -> None:
        assert from_payload(kind, through_json(to_plain(fact))) == fact

    comes_back()


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.__name__)
def test_everything_that_rows_keep_comes_back_the_same(kind: type) -> None:
    @given(any_of(kind))
    def comes_back(thing: Any) -> None:
        assert from_plain(kind, through_json(to_plain(thing))) == thing

    comes_back()


@given(facts)
def test_a_fact_is_written_in_one_way_only(fact: Fact) -> None:
    again = from_payload(type(fact).__name__, through_json(to_plain(fact)))
    assert json.dumps(to_plain(again)) == json.dumps(to_plain(fact))


def test_a_default_is_not_written() -> None:
    assert "recalls" not in to_plain(a_ticket())
    assert to_plain(a_ticket(recalls=2))["recalls"] == 2


def test_times_are_written_in_utc() -> None:
    shanghai = datetime(2026, 9, 15, 9, tzinfo=timezone(timedelta(hours=8)))
    assert to_plain({"at": shanghai, "on": date(2026, 9, 15)}) == {
        "at": "2026-09-15T01:00:00+00:00",
        "on": "2026-09-15",
    }


def test_a_row_tells_its_times_in_utc() -> None:
    nine = datetime(2026, 9, 15, 9, tzinfo=timezone(timedelta(hours=8)))
    assert '"arrived_at":"2026-09-15T01:00:00+00:00"' in text_of(a_ticket(arrived=nine))


def test_microseconds_are_kept() -> None:
    late = a_ticket(arrived=NINE + timedelta(microseconds=1))
    assert from_plain(Ticket, to_plain(late)).arrived_at.microsecond == 1


def test_a_value_of_a_later_release_is_passed_over() -> None:
    told = to_plain(TicketCancelled(7)) | {"mood": "glad"}
    assert from_payload("TicketCancelled", told) == TicketCancelled(7)


def test_a_fact_of_a_later_release_is_not_understood() -> None:
    with pytest.raises(KeyError):
        from_payload("TicketPraised", {"ticket": 7})


def test_a_state_comes_back_as_a_state() -> None:
    held = from_plain(Ticket, through_json(to_plain(a_ticket(state=State.HELD))))
    assert held.state is State.HELD


def test_a_pair_keeps_its_two_kinds() -> None:
    @dataclass(frozen=True)
    class Slot:
        span: tuple[datetime, int]

    assert from_plain(Slot, to_plain(Slot((NINE, 5)))) == Slot((NINE, 5))


def test_an_entry_names_its_fact() -> None:
    now = datetime(2026, 9, 15, tzinfo=UTC)
    assert Entry(1, now, now, "visitor", TicketCancelled(7)).kind == "TicketCancelled"


def test_no_two_kinds_of_facts_share_a_name() -> None:
    assert all(name == kind.__name__ for name, kind in FACTS.items())
    assert len(set(FACTS.values())) == len(FACTS)


def test_a_ticket_in_the_journal_leads_to_nobody() -> None:
    known = a_ticket(person="0f3a", person_mask="441*************12")
    assert {"person", "person_mask"}.isdisjoint(to_plain(known.without_person()))
