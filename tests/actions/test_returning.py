"""Back on the same matter: carried over at day close, or finished not long ago."""

from dataclasses import replace
from datetime import timedelta

import pytest

from queue_server.actions import calling, ending, visitors
from queue_server.actions.importing import import_catalogue
from queue_server.domain.classes import VisitorClass
from queue_server.domain.policy import QueuePolicy
from queue_server.domain.refusals import NoReturningRight
from queue_server.domain.tickets import Ticket
from tests.actions.town import Town
from tests.makers import TUESDAY, a_catalogue, at

WEDNESDAY, THURSDAY = TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2)
RETURNING = VisitorClass.RETURNING


def a_town() -> Town:
    return Town(a_catalogue(queues={"life": QueuePolicy(carry_over=True)}))


def done(town: Town, queue: str = "life", window: int = 1) -> Ticket:
    """A visit that was finished."""
    ticket, seat = town.issue(queue), town.sign_in(window)
    town.press(calling.call_next, seat)
    town.press(ending.finish, seat)
    return town.now(ticket)


def returns(town: Town, ticket: Ticket, queue: str = "life") -> VisitorClass:
    return town.issue(queue, returning_from=ticket.public_id).visitor_class


def test_an_unserved_ticket_of_yesterday_gives_a_right_today() -> None:
    town = a_town()
    waiting = town.issue()
    assert returns(town.until(at("09:00", WEDNESDAY)), waiting) is RETURNING


def test_the_right_is_for_the_next_open_day_only() -> None:
    town = a_town()
    waiting = town.issue()
    with pytest.raises(NoReturningRight):
        returns(town.until(at("09:00", THURSDAY)), waiting)


def test_the_weekend_does_not_take_the_right_away() -> None:
    town = a_town().until(at("09:00", TUESDAY + timedelta(days=3)))
    waiting = town.issue()
    assert returns(town.until(at("09:00", TUESDAY + timedelta(days=6))), waiting) is RETURNING


def test_the_right_is_used_once() -> None:
    town = a_town()
    waiting = town.issue()
    returns(town.until(at("09:00", WEDNESDAY)), waiting)
    with pytest.raises(NoReturningRight):
        returns(town, waiting)


def test_a_cancelled_new_ticket_gives_the_right_back() -> None:
    town = a_town()
    waiting = town.issue()
    town.until(at("09:00", WEDNESDAY))
    town.act(visitors.cancel, town.issue(returning_from=waiting.public_id).public_id)
    assert returns(town, waiting) is RETURNING


def test_the_right_is_for_the_same_matter() -> None:
    town = a_town()
    waiting = town.issue()
    with pytest.raises(NoReturningRight):
        returns(town.until(at("09:00", WEDNESDAY)), waiting, "permits")


def test_a_queue_without_carry_over_gives_no_right() -> None:
    town = Town()
    waiting = town.issue()
    with pytest.raises(NoReturningRight):
        returns(town.until(at("09:00", WEDNESDAY)), waiting)


def test_who_did_not_come_has_no_right() -> None:
    town = a_town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    town.press(ending.missed, seat)
    with pytest.raises(NoReturningRight):
        returns(town.until(at("09:00", WEDNESDAY)), ticket)


def test_after_a_finished_visit_the_same_matter_is_ahead_for_fifteen_days() -> None:
    town = a_town()
    finished = done(town)
    assert returns(town.until(at("09:00", TUESDAY + timedelta(days=15))), finished) is RETURNING


def test_after_sixteen_days_no_more() -> None:
    town = a_town()
    finished = done(town)
    with pytest.raises(NoReturningRight):
        returns(town.until(at("09:00", TUESDAY + timedelta(days=16))), finished)


def test_a_finished_visit_gives_no_right_in_another_queue() -> None:
    town = a_town()
    with pytest.raises(NoReturningRight):
        returns(town, done(town), "permits")


def test_a_ticket_that_still_waits_gives_no_right() -> None:
    town = a_town()
    with pytest.raises(NoReturningRight):
        returns(town, town.issue())


def test_a_ticket_that_nobody_knows_gives_no_right() -> None:
    with pytest.raises(NoReturningRight):
        a_town().issue(returning_from="never-given")


def test_of_several_classes_the_largest_head_start_counts() -> None:
    town = a_town()
    finished = done(town)
    elder = town.issue(visitor_class=VisitorClass.ELDERLY, returning_from=finished.public_id)
    assert elder.visitor_class is RETURNING


def test_a_ticket_of_a_queue_that_is_gone_gives_no_right() -> None:
    old = a_town().catalogue
    new = replace(old, queues={code: queue for code, queue in old.queues.items() if code != "life"})
    town = Town(old, read_catalogue=lambda files, version: replace(new, version=version))
    waiting = town.issue()
    town.until(at("09:00", WEDNESDAY)).act(import_catalogue, {})
    with pytest.raises(NoReturningRight):
        returns(town, waiting, "permits")
