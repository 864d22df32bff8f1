"""Undo: the clerk's last next, missed, finish or transfer, within thirty real seconds."""

from datetime import timedelta
from typing import Any

import pytest

from queue_server.actions import calling, ending, moving, places, undoing, visitors
from queue_server.actions.desk import Seat
from queue_server.domain.classes import VisitorClass
from queue_server.domain.refusals import MovedOn, NothingToUndo, PersonElsewhere, UndoTooLate
from queue_server.domain.tickets import State, Ticket
from tests.actions.town import Town


def at_window(*parties: str | None) -> tuple[Town, list[Ticket], Seat]:
    """Tickets in line, the first one served at window 1."""
    town = Town()
    tickets = [town.issue(party=party) for party in parties or (None, None)]
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.start, seat)
    return town, tickets, seat


def but_for_seq(ticket: Ticket) -> dict[str, Any]:
    return {name: getattr(ticket, name) for name in vars(ticket) if name != "seq"}


def test_undo_of_next_brings_back_both_tickets() -> None:
    town, tickets, seat = at_window()
    before = [but_for_seq(town.now(t)) for t in tickets]
    town.press(calling.call_next, seat)
    assert town.press(undoing.undo, seat) == town.now(tickets[0])
    assert [but_for_seq(town.now(t)) for t in tickets] == before


def test_undo_of_the_day_s_first_next_leaves_an_empty_window() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    assert town.press(undoing.undo, seat) is None
    assert town.now(ticket).state is State.WAITING


def test_undo_of_next_with_nobody_waiting_brings_back_the_current_one() -> None:
    town, tickets, seat = at_window(None)
    town.press(calling.call_next, seat)
    assert town.press(undoing.undo, seat) == town.now(tickets[0])


@pytest.mark.parametrize(
    "act",
    [(ending.finish,), (moving.transfer, "permits", None, "")],
    ids=["finish", "transfer"],
)
def test_what_ended_the_visit_is_taken_back(act: tuple[Any, ...]) -> None:
    town, tickets, seat = at_window()
    before = but_for_seq(town.now(tickets[0]))
    town.press(act[0], seat, *act[1:])
    town.press(undoing.undo, seat)
    assert but_for_seq(town.now(tickets[0])) == before


def test_undo_of_missed_brings_back_the_call() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.missed, seat)
    town.press(undoing.undo, seat)
    assert town.now(ticket).state is State.CALLED


def test_undo_of_an_implied_start_takes_back_the_start_as_well() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.finish, seat)
    town.press(undoing.undo, seat)
    assert town.now(ticket).state is State.CALLED


def test_after_thirty_real_seconds_it_is_too_late() -> None:
    town, _, seat = at_window()
    town.press(ending.finish, seat)
    town.later(29).press(undoing.undo, seat)
    town.press(ending.finish, seat)
    with pytest.raises(UndoTooLate):
        town.later(30).press(undoing.undo, seat)


def test_hall_time_does_not_count() -> None:
    town, _, seat = at_window()
    town.press(ending.finish, seat)
    town.clock.hall += timedelta(hours=1)
    assert town.press(undoing.undo, seat) is not None


def test_what_is_undone_is_not_undone_again() -> None:
    town, _, seat = at_window()
    town.press(ending.finish, seat)
    town.press(undoing.undo, seat)
    with pytest.raises(NothingToUndo):
        town.press(undoing.undo, seat)


@pytest.mark.parametrize("verb", ["hold", "pick", "next-step"])
def test_other_acts_cannot_be_undone(verb: str) -> None:
    town = Town()
    ticket, other, seat = town.issue(scenario="open"), town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    acts: dict[str, tuple[Any, ...]] = {
        "hold": (moving.hold, seat, "copy"),
        "pick": (calling.pick, seat, other.public_id, "in pain"),
        "next-step": (ending.next_step, seat),
    }
    town.press(*acts[verb])
    with pytest.raises(NothingToUndo):
        town.press(undoing.undo, seat)
    assert town.now(ticket).state is not State.CALLED


def test_undo_is_refused_once_somebody_else_moved_the_ticket() -> None:
    town, tickets, seat = at_window()
    town.press(moving.transfer, seat, "permits", None, "")
    town.press(calling.call_next, town.sign_in(2))
    with pytest.raises(MovedOn):
        town.press(undoing.undo, seat)
    assert town.now(tickets[0]).window == 2


def test_a_cancelled_visitor_is_not_brought_back() -> None:
    town, tickets, seat = at_window()
    town.press(moving.transfer, seat, "permits", None, "")
    town.act(visitors.cancel, tickets[0].public_id)
    with pytest.raises(MovedOn):
        town.press(undoing.undo, seat)


def test_the_clerk_s_own_recall_and_start_do_not_forbid_it() -> None:
    town, tickets, seat = at_window()
    town.press(calling.call_next, seat)
    town.press(calling.recall, seat)
    town.press(ending.start, seat)
    assert town.press(undoing.undo, seat) == town.now(tickets[0])


def test_another_clerk_at_the_window_has_nothing_to_undo() -> None:
    town, _, seat = at_window()
    town.press(ending.finish, seat)
    with pytest.raises(NothingToUndo):
        town.press(undoing.undo, town.sign_in(1, "C2", take_over=True))


def test_an_undone_call_does_not_count_for_the_cap() -> None:
    town = Town()
    town.issue()
    town.issue(visitor_class=VisitorClass.ELDERLY)
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    assert town.hall.favours_today("life") == [True]
    town.press(undoing.undo, seat)
    assert town.hall.favours_today("life") == []


def test_a_visitor_who_is_elsewhere_by_now_is_not_brought_back() -> None:
    town, _, seat = at_window("family", "family")
    town.press(ending.finish, seat)
    town.press(calling.call_next, town.sign_in(3))
    with pytest.raises(PersonElsewhere):
        town.press(undoing.undo, seat)


def test_a_ticket_for_a_window_that_was_shut_since_returns_to_its_queue() -> None:
    town, tickets, seat = at_window()
    right = town.sign_in(2)
    town.press(moving.transfer, seat, None, 2, "")
    town.press(calling.call_next, right)
    town.press(ending.finish, right)
    town.act(places.arrange, 2, True, None)
    town.press(undoing.undo, right)
    assert (town.now(tickets[0]).state, town.now(tickets[0]).to_window) == (State.CALLED, None)


def test_a_shut_window_s_ticket_was_moved_by_the_manager() -> None:
    town, _, seat = at_window()
    right = town.sign_in(2)
    town.press(moving.transfer, seat, None, 2, "")
    town.press(calling.call_next, right)
    town.act(places.arrange, 2, True, None)
    with pytest.raises(MovedOn):
        town.press(undoing.undo, right)
