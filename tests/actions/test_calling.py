"""Next and recall."""

import pytest

from queue_server.actions import calling, ending, places
from queue_server.actions.calling import Outcome
from queue_server.actions.desk import Seat
from queue_server.domain.classes import VisitorClass
from queue_server.domain.refusals import (
    Evacuated,
    ExpectMismatch,
    NotSignedIn,
    WindowPaused,
    WindowShut,
    WrongState,
)
from queue_server.domain.tickets import State, Ticket
from tests.actions.town import Town
from tests.makers import at


def number(ticket: Ticket | None) -> str | None:
    return ticket.number if ticket else None


def test_next_calls_the_first_in_line() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    assert (town.now(ticket).state, town.now(ticket).window) == (State.CALLED, 1)


def test_next_finishes_the_one_who_is_served() -> None:
    town = Town()
    first, second, seat = town.issue(), town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.start, seat)
    assert number(town.press(calling.call_next, seat)) == second.number
    assert town.now(first).state is State.DONE


def test_a_ticket_that_was_only_called_counts_as_started_without_a_word() -> None:
    town = Town()
    town.issue()
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    town.press(calling.call_next, seat)
    started = [e.fact for e in town.store.journal("town") if e.kind == "ServiceStarted"]
    assert [getattr(fact, "implied", None) for fact in started] == [True]


def test_next_can_end_the_current_one_as_missed() -> None:
    town = Town()
    first, second, seat = town.issue(), town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    assert number(town.press(calling.call_next, seat, Outcome.MISSED)) == second.number
    assert town.now(first).state is State.MISSED


def test_who_is_served_cannot_be_missed() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.start, seat)
    with pytest.raises(WrongState):
        town.press(calling.call_next, seat, Outcome.MISSED)
    assert town.now(ticket).state is State.SERVING


def test_with_nobody_waiting_next_still_ends_the_current_one() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    assert town.press(calling.call_next, seat) is None
    assert town.now(ticket).state is State.DONE


def test_with_nobody_at_all_next_changes_nothing() -> None:
    town = Town()
    seat = town.sign_in()
    before = town.hall.seq
    assert town.press(calling.call_next, seat) is None
    assert town.hall.seq == before


def test_a_doubled_press_is_refused() -> None:
    town = Town()
    town.issue()
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    with pytest.raises(ExpectMismatch):
        town.act(calling.call_next, seat, None)


def test_only_the_clerk_of_the_window_may_press() -> None:
    town = Town()
    town.sign_in(1)
    with pytest.raises(NotSignedIn):
        town.act(calling.call_next, Seat(1, "C2"), None)


def test_a_paused_shut_or_evacuated_window_calls_nobody() -> None:
    town = Town()
    seat, other = town.sign_in(1), town.sign_in(2)
    town.press(places.pause, seat, "rest")
    town.act(places.arrange, 2, True, None)
    for at_window, refusal in ((seat, WindowPaused), (other, WindowShut)):
        with pytest.raises(refusal):
            town.press(calling.call_next, at_window)
    town.act(places.set_evacuation, "N", True, None)
    with pytest.raises(Evacuated):
        town.press(calling.call_next, seat)


def test_one_visitor_s_second_ticket_waits_until_the_first_is_done() -> None:
    town = Town()
    town.issue("life", party="family")
    town.issue("permits", party="family")
    seat, other = town.sign_in(3), town.sign_in(2)
    town.press(calling.call_next, seat)
    assert town.press(calling.call_next, other) is None
    town.press(ending.finish, seat)
    assert number(town.press(calling.call_next, other)) == "B001"


def test_at_the_same_window_the_second_ticket_follows_at_once() -> None:
    town = Town()
    town.issue(party="family")
    town.issue(party="family")
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    assert number(town.press(calling.call_next, seat)) == "A002"


def test_after_two_favoured_calls_the_third_goes_by_arrival() -> None:
    town = Town()
    first = town.issue()
    for _ in range(3):
        town.issue(visitor_class=VisitorClass.ELDERLY)
    seat = town.sign_in()
    called = [number(town.press(calling.call_next, seat)) for _ in range(4)]
    assert called == ["A002", "A003", first.number, "A004"]


def test_recalls_are_told_and_counted() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    for _ in range(3):
        town.press(calling.recall, seat)
    assert town.now(ticket).recalls == 3
    assert [c.recall for c in town.store.recent_calls("town")] == [False, True, True, True]


def test_nobody_is_recalled_into_an_evacuated_hall() -> None:
    town = Town()
    town.issue()
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    town.act(places.set_evacuation, "N", True, None)
    with pytest.raises(Evacuated):
        town.press(calling.recall, seat)


def test_tickets_issued_before_closing_are_served_after_it() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.until(at("17:45"))
    assert town.press(calling.call_next, seat) == town.now(ticket)
