""" "I need 10 more minutes": others pass, the place is kept, and nobody else is worse off."""

import pytest

from queue_server.actions import visitors
from queue_server.actions.calling import call_next, pick
from queue_server.actions.days import tick
from queue_server.actions.reminding import ask, remind
from queue_server.actions.undoing import undo
from queue_server.domain.refusals import AwaysUsed, UnknownTicket, VisitorAway, WrongState
from queue_server.domain.reminders import Address, Wish
from queue_server.domain.tickets import Ticket
from tests.actions.town import Town
from tests.makers import a_catalogue, minutes

TEN_MINUTES_S = 600


def a_line(count: int = 3, **policy: int) -> tuple[Town, list[Ticket]]:
    town = Town(a_catalogue(**policy))
    return town, [town.issue() for _ in range(count)]


def away(town: Town, ticket: Ticket) -> Ticket:
    return town.act(visitors.go_away, ticket.public_id)


def back(town: Town, ticket: Ticket) -> Ticket:
    return town.act(visitors.come_back, ticket.public_id)


def called(town: Town, window: int = 1) -> str | None:
    current = town.press(call_next, town.sign_in(window))
    return current.number if current else None


def test_others_are_called_while_the_visitor_is_away() -> None:
    town, (first, second, _) = a_line()
    away(town, first)
    assert called(town) == second.number


def test_the_arrival_stays_so_that_the_ticket_is_next_once_it_is_back() -> None:
    town, (first, _, _) = a_line()
    assert away(town, first).arrived_at == first.arrived_at
    back(town, first)
    assert called(town) == first.number


def test_the_time_is_over_by_itself_also_while_nobody_looks_at_the_clock() -> None:
    town, (first, _, _) = a_line()
    away(town, first)
    town.later(TEN_MINUTES_S)
    assert called(town) == first.number


def test_the_clock_tells_everybody_that_the_time_is_over() -> None:
    town, (first, _, _) = a_line()
    away(town, first)
    town.later(TEN_MINUTES_S).act(tick)
    assert (town.now(first).away_until, town.facts()[-1]) == (None, "AwayEnded")


def test_before_its_time_is_over_the_clock_tells_nothing() -> None:
    town, (first, _, _) = a_line()
    away(town, first)
    town.later(TEN_MINUTES_S - 5).act(tick)
    assert "AwayEnded" not in town.facts()


def test_policy_says_how_long() -> None:
    town, (first, _, _) = a_line(away_s=300)
    assert away(town, first).away_until == town.clock.hall + minutes(5)


def test_policy_says_how_often() -> None:
    town, (first, _, _) = a_line()
    for _ in range(2):
        away(town, first)
        back(town, first)
    with pytest.raises(AwaysUsed):
        away(town, first)


def test_a_centre_that_does_not_offer_it_refuses_it() -> None:
    town, (first, _, _) = a_line(aways=0)
    with pytest.raises(AwaysUsed):
        away(town, first)


def test_asked_again_the_time_begins_anew_and_does_not_add_up() -> None:
    town, (first, _, _) = a_line()
    away(town, first)
    town.later(300)
    assert away(town, first).away_until == town.clock.hall + minutes(10)


def test_who_is_called_cannot_let_others_pass_any_more() -> None:
    town, (first, _, _) = a_line()
    called(town)
    with pytest.raises(WrongState):
        away(town, first)


def test_back_again_without_having_been_away_changes_nothing() -> None:
    town, (first, _, _) = a_line()
    before = town.hall.seq
    assert (back(town, first), town.hall.seq) == (first, before)


def test_an_unknown_ticket_has_no_minutes() -> None:
    with pytest.raises(UnknownTicket):
        Town().act(visitors.go_away, "nobody")


def test_a_clerk_cannot_pick_who_is_away() -> None:
    town, (first, _, _) = a_line()
    away(town, first)
    with pytest.raises(VisitorAway):
        town.press(pick, town.sign_in(), first.public_id, "asked for")


def test_with_everybody_away_nobody_is_called() -> None:
    town, (only,) = a_line(1)
    away(town, only)
    assert called(town) is None


def test_those_behind_do_not_count_who_is_away() -> None:
    town, (first, second, third) = a_line()
    away(town, first)
    assert [town.hall.ahead(town.now(t)) for t in (second, third)] == [0, 1]


def test_who_is_away_knows_the_place_to_come_back_to() -> None:
    town, (_, second, _) = a_line()
    away(town, second)
    assert town.hall.ahead(town.now(second)) == 1


def test_a_cancelled_ticket_is_not_away() -> None:
    town, (first, _, _) = a_line()
    away(town, first)
    town.act(visitors.cancel, first.public_id)
    assert (town.now(first).away_until, town.hall.away()) == (None, [])


def test_undo_of_a_call_does_not_bring_a_time_back_that_is_over() -> None:
    town, (first, _, _) = a_line(1 + 2)
    away(town, first)
    town.later(TEN_MINUTES_S)
    seat = town.sign_in()
    town.press(call_next, seat)
    town.act_now(undo, seat, town.seen(seat))
    assert town.press(call_next, seat) == town.now(first)


def test_a_reminder_waits_until_the_time_away_is_nearly_over() -> None:
    town, (first, _, _) = a_line()
    away(town, first)
    town.act(ask, first.public_id, "sms", Wish(ahead=3), Address("sealed", "mark"))
    assert town.act(remind) == []
    assert len(town.later(TEN_MINUTES_S - 150).act(remind)) == 1
