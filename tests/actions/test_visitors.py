"""Cancel, revive, back in line, reprint, class."""

from datetime import timedelta

import pytest

from queue_server.actions import calling, ending, moving, visitors
from queue_server.actions.desk import Seat
from queue_server.domain.classes import VisitorClass
from queue_server.domain.refusals import (
    ClassNotClaimable,
    DocumentNotChecked,
    NotInYourQueues,
    RevivalsUsed,
    UnknownTicket,
    WrongState,
)
from queue_server.domain.tickets import State, Ticket
from tests.actions.town import Town
from tests.makers import TUESDAY, at, numbers

ELDERLY, RETURNING = VisitorClass.ELDERLY, VisitorClass.RETURNING


def a_missed(town: Town | None = None) -> tuple[Town, Ticket, Seat]:
    town = town or Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.missed, seat)
    return town, ticket, seat


def a_held() -> tuple[Town, Ticket, Seat]:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(moving.hold, seat, "copy")
    return town, ticket, seat


def test_a_visitor_may_give_the_number_back() -> None:
    town = Town()
    assert town.act(visitors.cancel, town.issue().public_id).state is State.CANCELLED


def test_a_called_visitor_who_cancels_leaves_the_window_free() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.act(visitors.cancel, ticket.public_id)
    assert town.hall.windows[1].current is None


def test_who_is_served_is_finished_not_cancelled() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.start, seat)
    with pytest.raises(WrongState):
        town.act(visitors.cancel, ticket.public_id)


def test_a_number_is_given_back_once() -> None:
    town = Town()
    ticket = town.issue()
    town.act(visitors.cancel, ticket.public_id)
    with pytest.raises(WrongState):
        town.act(visitors.cancel, ticket.public_id)


def test_a_ticket_that_nobody_knows_is_unknown() -> None:
    with pytest.raises(UnknownTicket):
        Town().act(visitors.cancel, "never-given")


def test_yesterday_s_ticket_is_known_and_over() -> None:
    town = Town()
    ticket = town.issue()
    town.until(at("09:00", TUESDAY + timedelta(days=2)))
    with pytest.raises(WrongState):
        town.act(visitors.cancel, ticket.public_id)


def test_a_missed_visitor_is_put_behind_the_third() -> None:
    town, ticket, _ = a_missed()
    for _ in range(4):
        town.issue()
    town.act(visitors.revive, ticket.public_id, False)
    assert numbers(town.hall.waiting("life")) == ["A002", "A003", "A004", "A001", "A005"]


def test_a_missed_visitor_may_come_back_once() -> None:
    town, ticket, seat = a_missed()
    town.act(visitors.revive, ticket.public_id, False)
    town.press(calling.call_next, seat)
    town.press(ending.missed, seat)
    with pytest.raises(RevivalsUsed):
        town.act(visitors.revive, ticket.public_id, False)


def test_a_guide_may_permit_more() -> None:
    town, ticket, seat = a_missed()
    for _ in range(3):
        town.act(visitors.revive, ticket.public_id, True)
        town.press(calling.call_next, seat)
        town.press(ending.missed, seat)
    assert town.now(ticket).revivals == 3


def test_only_the_missed_are_revived() -> None:
    town = Town()
    with pytest.raises(WrongState):
        town.act(visitors.revive, town.issue().public_id, True)


def test_a_held_visitor_back_in_line_keeps_the_place() -> None:
    town, ticket, _ = a_held()
    back = town.act(visitors.requeue, ticket.public_id, None)
    assert (back.state, back.arrived_at) == (State.WAITING, ticket.arrived_at)


def test_after_an_hour_away_half_an_hour_is_kept() -> None:
    town, ticket, _ = a_held()
    back = town.later(3600).act(visitors.requeue, ticket.public_id, None)
    assert back.arrived_at == town.clock.hall - timedelta(minutes=30)


def test_a_clerk_puts_back_only_who_could_be_resumed_there() -> None:
    town, ticket, _ = a_held()
    town.sign_in(4)
    with pytest.raises(NotInYourQueues):
        town.act(visitors.requeue, ticket.public_id, 4)
    assert town.act(visitors.requeue, ticket.public_id, 1).state is State.WAITING


def test_papers_are_counted() -> None:
    town = Town()
    ticket = town.issue()
    for count in (1, 2):
        assert town.act(visitors.reprint, ticket.public_id).reprints == count


def test_an_ended_visit_has_no_new_paper() -> None:
    town = Town()
    ticket = town.issue()
    town.act(visitors.cancel, ticket.public_id)
    with pytest.raises(WrongState):
        town.act(visitors.reprint, ticket.public_id)


def test_a_guide_gives_a_class_after_a_look_at_the_document() -> None:
    town = Town()
    first, second = town.issue(), town.issue()
    town.act(visitors.set_class, second.public_id, ELDERLY, True)
    assert numbers(town.hall.waiting("life")) == [second.number, first.number]


def test_without_the_document_there_is_no_class() -> None:
    town = Town()
    with pytest.raises(DocumentNotChecked):
        town.act(visitors.set_class, town.issue().public_id, ELDERLY, False)


def test_a_claim_that_was_not_true_is_taken_away_without_document() -> None:
    town = Town()
    claimed = town.issue(visitor_class=ELDERLY)
    ordinary = town.act(visitors.set_class, claimed.public_id, VisitorClass.ORDINARY, False)
    assert ordinary.visitor_class is VisitorClass.ORDINARY


@pytest.mark.parametrize("earned", [VisitorClass.APPOINTMENT, RETURNING])
def test_no_guide_gives_what_must_be_earned(earned: VisitorClass) -> None:
    town = Town()
    with pytest.raises(ClassNotClaimable):
        town.act(visitors.set_class, town.issue().public_id, earned, True)


def test_a_right_to_return_is_not_lost_to_a_smaller_class() -> None:
    town = Town()
    first, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.finish, seat)
    back = town.issue(returning_from=first.public_id)
    assert town.act(visitors.set_class, back.public_id, ELDERLY, True).visitor_class is RETURNING


def test_a_class_is_given_in_line_only() -> None:
    town, ticket, _ = a_held()
    with pytest.raises(WrongState):
        town.act(visitors.set_class, ticket.public_id, ELDERLY, True)


def test_a_class_given_after_a_revival_gives_no_head_start() -> None:
    town, ticket, _ = a_missed()
    for _ in range(4):
        town.issue()
    town.act(visitors.revive, ticket.public_id, False)
    town.act(visitors.set_class, ticket.public_id, ELDERLY, True)
    assert town.hall.ahead(town.now(ticket)) == 3
