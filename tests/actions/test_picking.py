"""Pick: one waiting ticket by hand, out of order."""

from typing import Any

import pytest

from queue_server.actions import calling, ending, moving, visitors
from queue_server.domain.classes import VisitorClass
from queue_server.domain.refusals import (
    NotInYourQueues,
    NotPermitted,
    PersonElsewhere,
    StillWalking,
    UnknownTicket,
    WrongState,
)
from queue_server.domain.tickets import State, Ticket
from tests.actions.town import Town
from tests.makers import a_catalogue


def number(ticket: Ticket | None) -> str | None:
    return ticket.number if ticket else None


def picked(town: Town, window: int, ticket: Ticket) -> Any:
    return town.press(calling.pick, town.sign_in(window), ticket.public_id, "asked by the guide")


def test_a_pick_is_not_counted_by_the_cap() -> None:
    town = Town()
    town.issue()
    elders = [town.issue(visitor_class=VisitorClass.ELDERLY) for _ in range(4)]
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    town.press(calling.pick, seat, elders[1].public_id, "asked by the guide")
    assert town.hall.favours_today("life") == [True]
    assert number(town.press(calling.call_next, seat)) == elders[2].number


def test_a_pick_ends_the_current_one_as_next_does() -> None:
    town = Town()
    first, second, third = (town.issue() for _ in range(3))
    seat = town.sign_in()
    town.press(calling.call_next, seat)
    assert number(town.press(calling.pick, seat, third.public_id, "in pain")) == third.number
    assert [town.now(t).state for t in (first, second)] == [State.DONE, State.WAITING]


def test_a_pick_tells_its_reason() -> None:
    town = Town()
    picked(town, 1, town.issue())
    reason = town.hall.windows[1].reason
    assert reason is not None
    assert reason.picked == "asked by the guide"


def test_picking_needs_permission() -> None:
    town = Town(a_catalogue(may_pick=("C2",)))
    with pytest.raises(NotPermitted):
        picked(town, 1, town.issue())
    assert picked(town, 2, town.issue())


def test_only_who_waits_for_this_window_can_be_picked() -> None:
    town = Town()
    with pytest.raises(NotInYourQueues):
        picked(town, 1, town.issue("cards"))


def test_who_was_sent_to_another_window_cannot_be_picked() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in(1)
    town.sign_in(2)
    town.press(calling.call_next, seat)
    town.press(moving.transfer, seat, None, 2, "")
    with pytest.raises(NotInYourQueues):
        town.press(calling.pick, seat, ticket.public_id, "a friend")


def test_who_has_left_cannot_be_picked() -> None:
    town = Town()
    gone = town.issue()
    town.act(visitors.cancel, gone.public_id)
    with pytest.raises(WrongState):
        picked(town, 1, gone)


def test_a_ticket_that_nobody_knows_cannot_be_picked() -> None:
    town = Town()
    with pytest.raises(UnknownTicket):
        town.press(calling.pick, town.sign_in(), "never-given", "")


def test_a_visitor_on_the_way_cannot_be_picked() -> None:
    town = Town()
    ticket, seat = town.issue(scenario="open"), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.next_step, seat)
    with pytest.raises(StillWalking):
        picked(town, 2, ticket)


def test_a_visitor_at_another_window_cannot_be_picked() -> None:
    town = Town()
    town.issue(party="family")
    second = town.issue(party="family")
    town.press(calling.call_next, town.sign_in(1))
    with pytest.raises(PersonElsewhere):
        picked(town, 2, second)
