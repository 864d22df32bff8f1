from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from queue_server.boards.tickets import ticket_view
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.policy import Policy
from queue_server.domain.tickets import State, Step, StepState, Ticket
from wire import tickets as wire

from .a_hall import NINE, a_hall, a_ticket, call, minutes, with_tickets


def view(hall: Hall, ticket: Ticket, *, own: bool = True, language: str = "zh") -> dict[str, Any]:
    return ticket_view(hall, ticket, now=NINE, base_url="http://hall.example/", language=language, own=own)


def test_a_ticket_has_the_shape_of_the_wire() -> None:
    ticket = a_ticket("A001")
    told = view(with_tickets(a_hall(1), [ticket]), ticket)
    wire.Ticket.model_validate(told)
    assert set(told) == set(wire.Ticket.model_fields)


def test_its_room_leaves_out_class_people_ahead_and_wait() -> None:
    ticket = a_ticket("A001")
    told = view(with_tickets(a_hall(1), [ticket]), ticket, own=False)
    assert set(told) == set(wire.TicketOutward.model_fields)


def test_times_carry_the_offset_of_the_centre() -> None:
    ticket = a_ticket("A001", arrived=datetime(2026, 11, 23, 1, 2, 3, 456789, tzinfo=UTC))
    assert view(with_tickets(a_hall(), [ticket]), ticket)["issued_at"] == "2026-11-23T09:02:03+08:00"


def test_people_ahead_are_counted_by_class() -> None:
    first, elder = (
        a_ticket("A001"),
        a_ticket("A002", arrived=NINE + minutes(5), visitor_class=VisitorClass.ELDERLY),
    )
    hall = with_tickets(a_hall(1), [first, elder])
    assert (view(hall, elder)["ahead"], view(hall, first)["ahead"]) == (0, 1)


def test_the_wait_is_unknown_when_nobody_serves() -> None:
    ticket = a_ticket("A001")
    assert view(with_tickets(a_hall(), [ticket]), ticket)["wait"] is None


def test_a_waiting_ticket_names_every_window_that_may_call_it() -> None:
    ticket = a_ticket("A001")
    told = view(with_tickets(a_hall(), [ticket]), ticket)
    assert (told["windows"], told["zone"], told["hall"]) == ([1, 2, 7], "N1", "N")


def test_a_called_ticket_is_in_the_zone_of_its_window() -> None:
    hall = with_tickets(a_hall(7), [a_ticket("A001")])
    told = view(hall, call(hall, a_ticket("A001"), 7))
    assert (told["zone"], told["window"], told["state"]) == ("N2", 7, "called")


def test_a_ticket_sent_to_a_window_is_called_only_there() -> None:
    ticket = a_ticket("A001", to_window=7)
    told = view(with_tickets(a_hall(), [ticket]), ticket)
    assert (told["windows"], told["zone"]) == ([7], "N2")


def test_the_missed_rule_is_one_sentence_from_policy_in_each_language() -> None:
    ticket = a_ticket("A001")
    hall = with_tickets(a_hall(policy=Policy(revivals=2, revive_behind=4)), [ticket])
    assert "排在 4 位之后，限 2 次" in view(hall, ticket)["missed_rule"]
    assert "behind 4 others" in view(hall, ticket, language="en")["missed_rule"]


def test_without_revivals_the_rule_sends_to_a_guide() -> None:
    ticket = a_ticket("A001")
    hall = with_tickets(a_hall(policy=Policy(revivals=0)), [ticket])
    assert "请找导办员" in view(hall, ticket)["missed_rule"]


def test_the_link_leads_to_the_tickets_own_page() -> None:
    ticket = a_ticket("A001")
    assert view(with_tickets(a_hall(), [ticket]), ticket)["link"] == "http://hall.example/t/id-of-A001"


def test_every_step_says_where_it_is_handled() -> None:
    steps = (Step("MZ-1", "minsheng", StepState.DONE), Step("SW-1", "shuiwu", StepState.CURRENT))
    ticket = a_ticket("A001", "shuiwu", steps=steps)
    told = view(with_tickets(a_hall(), [ticket]), ticket)["steps"]
    assert [(s["service"], s["hall"], s["state"]) for s in told] == [
        ("MZ-1", "N", "done"),
        ("SW-1", "S", "current"),
    ]


def test_the_right_of_an_unserved_ticket_is_told_on_the_next_open_day_only() -> None:
    hall = a_hall()
    hall.counters = replace(hall.counters, business_date=date(2026, 11, 23))
    old = replace(a_ticket("A001"), state=State.EXPIRED, carried_over=True)
    friday, thursday = date(2026, 11, 20), date(2026, 11, 19)
    told = [view(hall, replace(old, business_date=day))["may_return"] for day in (friday, thursday)]
    assert told == [True, False]
    assert not view(hall, replace(old, business_date=friday, carried_over=False))["may_return"]
