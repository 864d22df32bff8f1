"""Hold, resume, transfer."""

from datetime import timedelta

import pytest

from queue_server.actions import calling, ending, moving, places, sessions, visitors
from queue_server.actions.desk import Seat
from queue_server.domain.refusals import (
    BadValue,
    Evacuated,
    NotHeldHere,
    PersonElsewhere,
    SamePlace,
    SomethingCurrent,
    UnknownQueue,
    UnknownTicket,
    UnknownWindow,
    WindowClosed,
    WrongState,
)
from queue_server.domain.tickets import State, Ticket
from tests.actions.town import Town


def a_called(**wanted: str) -> tuple[Town, Ticket, Seat]:
    """A ticket that was called to window 1."""
    town = Town()
    ticket, seat = town.issue(**wanted), town.sign_in()
    town.press(calling.call_next, seat)
    return town, ticket, seat


def a_held(**wanted: str) -> tuple[Town, Ticket, Seat]:
    town, ticket, seat = a_called(**wanted)
    town.press(moving.hold, seat, "copy of the lease")
    return town, ticket, seat


def sent_to(town: Town, seat: Seat, window: int) -> None:
    town.press(moving.transfer, seat, None, window, "")


def test_a_held_visitor_leaves_the_window_free() -> None:
    town, ticket, _ = a_held()
    held = town.now(ticket)
    assert (held.state, held.note, held.window) == (State.HELD, "copy of the lease", 1)
    assert town.hall.windows[1].current is None


def test_who_comes_back_is_served_at_the_same_window() -> None:
    town, ticket, seat = a_held()
    town.press(moving.resume, seat, ticket.public_id)
    assert town.now(ticket).state is State.SERVING


def test_another_window_of_the_queue_may_serve_as_well() -> None:
    town, ticket, _ = a_held()
    town.press(moving.resume, town.sign_in(3), ticket.public_id)
    assert town.now(ticket).window == 3


def test_a_window_of_other_queues_may_not() -> None:
    town, ticket, _ = a_held()
    with pytest.raises(NotHeldHere):
        town.press(moving.resume, town.sign_in(4), ticket.public_id)


def test_the_window_that_held_may_serve_whatever_its_queues_are_now() -> None:
    town, ticket, seat = a_held()
    town.act(places.arrange, 1, None, ("permits",))
    assert moving.held_here(town.hall, town.hall.windows[1]) == [town.now(ticket)]
    assert town.press(moving.resume, seat, ticket.public_id)


def test_nobody_is_resumed_beside_somebody_else() -> None:
    town, ticket, seat = a_held()
    town.issue()
    town.press(calling.call_next, seat)
    with pytest.raises(SomethingCurrent):
        town.press(moving.resume, seat, ticket.public_id)


def test_only_who_is_held_is_resumed() -> None:
    town, ticket, seat = a_held()
    town.act(visitors.requeue, ticket.public_id, None)
    with pytest.raises(WrongState):
        town.press(moving.resume, seat, ticket.public_id)
    with pytest.raises(UnknownTicket):
        town.press(moving.resume, seat, "never-given")


def test_nobody_is_resumed_in_an_evacuated_hall() -> None:
    town, ticket, seat = a_held()
    town.act(places.set_evacuation, "N", True, None)
    with pytest.raises(Evacuated):
        town.press(moving.resume, seat, ticket.public_id)


def test_a_visitor_at_another_window_is_not_resumed_here() -> None:
    town, ticket, seat = a_held(party="family")
    town.issue(party="family")
    town.press(calling.call_next, town.sign_in(3))
    with pytest.raises(PersonElsewhere):
        town.press(moving.resume, seat, ticket.public_id)


def test_a_transfer_to_a_queue_keeps_number_and_arrival() -> None:
    town, ticket, seat = a_called()
    town.press(moving.transfer, seat, "permits", None, "needs a permit first")
    moved = town.now(ticket)
    assert (moved.state, moved.queue, moved.number) == (State.WAITING, "permits", "A001")
    assert (moved.arrived_at, moved.note) == (ticket.arrived_at, "needs a permit first")


def test_a_transfer_keeps_half_an_hour_at_most() -> None:
    town, ticket, seat = a_called()
    town.later(7200).press(moving.transfer, seat, "permits", None, "")
    assert town.now(ticket).arrived_at == town.clock.hall - timedelta(minutes=30)


def test_a_ticket_sent_to_a_window_is_called_only_there() -> None:
    town, ticket, seat = a_called()
    other, right = town.sign_in(3), town.sign_in(2)
    sent_to(town, seat, 2)
    assert town.press(calling.call_next, seat) is None
    assert town.press(calling.call_next, other) is None
    assert town.press(calling.call_next, right) == town.now(ticket)


def test_when_that_window_closes_the_ticket_returns_to_its_queue() -> None:
    town, ticket, seat = a_called()
    right = town.sign_in(2)
    sent_to(town, seat, 2)
    town.act(sessions.sign_out, right)
    assert town.now(ticket).to_window is None
    assert town.press(calling.call_next, seat) == town.now(ticket)


def test_when_that_window_is_shut_the_ticket_returns_too() -> None:
    town, ticket, seat = a_called()
    town.sign_in(2)
    sent_to(town, seat, 2)
    town.act(places.arrange, 2, True, None)
    assert town.now(ticket).to_window is None


def test_when_its_clerk_takes_another_window_the_ticket_returns_too() -> None:
    town, ticket, seat = a_called()
    town.sign_in(2)
    sent_to(town, seat, 2)
    town.sign_in(3, "C2", take_over=True)
    assert town.now(ticket).to_window is None


def test_a_take_over_of_that_window_keeps_the_ticket_for_it() -> None:
    town, ticket, seat = a_called()
    town.sign_in(2)
    sent_to(town, seat, 2)
    town.sign_in(2, "C3", take_over=True)
    assert town.now(ticket).to_window == 2


def test_missed_and_held_tickets_are_still_for_that_window() -> None:
    town, ticket, seat = a_called()
    right = town.sign_in(2)
    sent_to(town, seat, 2)
    town.press(calling.call_next, right)
    town.press(ending.missed, right)
    assert town.act(visitors.revive, ticket.public_id, False).to_window == 2


def test_a_missed_ticket_s_window_that_closed_is_forgotten() -> None:
    town, ticket, seat = a_called()
    right = town.sign_in(2)
    sent_to(town, seat, 2)
    town.press(calling.call_next, right)
    town.press(ending.missed, right)
    town.act(sessions.sign_out, right)
    assert town.act(visitors.revive, ticket.public_id, False).to_window is None


def test_that_window_may_send_it_back_to_its_queue() -> None:
    town, ticket, seat = a_called()
    right = town.sign_in(4)
    sent_to(town, seat, 4)
    town.press(calling.call_next, right)
    town.press(moving.transfer, right, "life", None, "")
    assert (town.now(ticket).queue, town.now(ticket).to_window) == ("life", None)


@pytest.mark.parametrize(
    ("queue", "window", "refusal"),
    [
        (None, None, BadValue),
        ("permits", 2, BadValue),
        ("none", None, UnknownQueue),
        ("life", None, SamePlace),
        (None, 1, SamePlace),
        (None, 2, WindowClosed),
        (None, 99, UnknownWindow),
    ],
)
def test_a_transfer_that_leads_nowhere_is_refused(
    queue: str | None, window: int | None, refusal: type
) -> None:
    town, ticket, seat = a_called()
    with pytest.raises(refusal):
        town.press(moving.transfer, seat, queue, window, "")
    assert town.now(ticket).state is State.CALLED
