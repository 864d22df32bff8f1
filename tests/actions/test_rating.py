"""Ratings: of a step that is done, once, in time, and bound to who served by the record alone."""

from typing import Any

import pytest

from queue_server.actions import ending
from queue_server.actions.calling import call_next
from queue_server.actions.desk import Seat
from queue_server.actions.rating import just_done, rate, rate_at_window, standings
from queue_server.actions.undoing import undo
from queue_server.domain.facts import VisitRated
from queue_server.domain.ratings import LONGEST_WORDS, Level, Opinion, Rating, Standing
from queue_server.domain.refusals import (
    BadValue,
    NothingToUndo,
    RatedAlready,
    RatingOver,
    RatingReasonNeeded,
    StepNotDone,
    UnknownRatingReason,
    UnknownTicket,
)
from queue_server.domain.tickets import Ticket
from tests.actions.town import Town
from tests.makers import a_catalogue

DAY_S = 86_400.0
FINE = Opinion(Level.SATISFIED)
SLOW = Opinion(Level.DISSATISFIED, ("slow",), "two hours")


def served(town: Town, window: int = 1, **wanted: Any) -> Ticket:
    """A visit that is done at a window."""
    seat = town.sign_in(window)
    ticket = town.issue(**(wanted or {"service": "LF-1"}))
    town.press(call_next, seat)
    town.press(ending.finish, seat)
    return town.now(ticket)


def rated(town: Town, ticket: Ticket, opinion: Opinion = FINE, step: int = 1) -> Rating:
    return town.act(rate, ticket.public_id, step, opinion)


def how(town: Town, ticket: Ticket) -> list[Standing]:
    return [standing for _, standing in town.act(standings, town.now(ticket))]


def test_a_rating_is_bound_to_who_served_where_and_what() -> None:
    town = Town()
    given = rated(town, served(town, 2, service="PM-1"))
    assert (given.services, given.queue, given.window, given.clerk) == (("PM-1",), "permits", 2, "C2")


def test_its_fact_tells_level_and_reasons_and_never_the_words() -> None:
    town = Town()
    rated(town, served(town), SLOW)
    fact = next(e.fact for e in town.store.journal("town") if e.kind == "VisitRated")
    assert isinstance(fact, VisitRated)
    assert (fact.level, fact.reasons, fact.list_version) == (Level.DISSATISFIED, ("slow",), "test-1")
    assert "two hours" not in repr(fact)


def test_a_visit_is_rated_once_and_never_altered() -> None:
    town = Town()
    ticket = served(town)
    rated(town, ticket)
    with pytest.raises(RatedAlready):
        rated(town, ticket, SLOW)
    assert how(town, ticket) == [Standing.RATED]


@pytest.mark.parametrize("step", [0, 2, -1])
def test_a_step_that_is_not_done_cannot_be_rated(step: int) -> None:
    town = Town()
    ticket = served(town)
    with pytest.raises(StepNotDone):
        rated(town, ticket, step=step)


def test_a_visit_that_goes_on_cannot_be_rated_yet() -> None:
    town = Town()
    ticket = town.issue(service="LF-1")
    with pytest.raises(StepNotDone):
        rated(town, ticket)
    town.press(call_next, town.sign_in())
    assert how(town, ticket) == []


def test_an_unknown_ticket_cannot_be_rated() -> None:
    with pytest.raises(UnknownTicket):
        Town().act(rate, "guessed", 1, FINE)


def test_it_can_be_rated_until_its_days_are_over_and_then_stays_not_rated() -> None:
    town = Town(a_catalogue(rating_open_days=2))
    first, second = served(town), served(town, 2, service="PM-1")
    town.later(2 * DAY_S - 600)
    rated(town, first)
    town.later(1200)
    with pytest.raises(RatingOver):
        rated(town, second)
    assert (how(town, first), how(town, second)) == ([Standing.RATED], [Standing.OVER])


@pytest.mark.parametrize("level", [Level.DISSATISFIED, Level.VERY_DISSATISFIED])
def test_the_lowest_two_levels_need_a_reason(level: Level) -> None:
    town = Town()
    with pytest.raises(RatingReasonNeeded):
        rated(town, served(town), Opinion(level))


def test_a_reason_is_of_the_levels_own_list() -> None:
    town = Town()
    with pytest.raises(UnknownRatingReason):
        rated(town, served(town), Opinion(Level.DISSATISFIED, ("rude",)))


@pytest.mark.parametrize(
    "opinion",
    [
        Opinion(Level.DISSATISFIED, ("slow", "slow")),
        Opinion(Level.SATISFIED, (), "well done"),
        Opinion(Level.DISSATISFIED, ("slow",), "x" * (LONGEST_WORDS + 1)),
    ],
)
def test_what_cannot_be_right_is_refused(opinion: Opinion) -> None:
    town = Town()
    with pytest.raises(BadValue):
        rated(town, served(town), opinion)


def test_where_a_centre_has_no_list_a_bad_level_needs_no_reason() -> None:
    town = Town(a_catalogue(rating_reasons={}))
    assert rated(town, served(town), Opinion(Level.VERY_DISSATISFIED)).reasons == ()


def moved_on(town: Town) -> tuple[Ticket, Seat]:
    """A visit of several steps whose first one is done."""
    ticket = town.issue(scenario=next(iter(town.catalogue.scenarios)))
    first = next(w for w, place in town.catalogue.windows.items() if ticket.queue in place.queues)
    seat = town.sign_in(first)
    town.press(call_next, seat)
    town.press(ending.next_step, seat)
    return town.now(ticket), seat


def test_each_step_of_a_scenario_is_rated_by_itself_and_early() -> None:
    town = Town()
    ticket, seat = moved_on(town)
    given = rated(town, ticket)
    assert (given.window, given.clerk, given.queue) == (seat.window, seat.clerk, "life")
    assert given.services == tuple(s.service for s in ticket.steps if s.state.value == "done")
    with pytest.raises(StepNotDone):
        rated(town, ticket, step=2)


def test_a_later_step_names_its_own_window_and_services() -> None:
    town = Town()
    ticket, _ = moved_on(town)
    second = next(w for w, p in town.catalogue.windows.items() if p.queues[0] == ticket.queue)
    town.later(3600)
    town.press(call_next, seat := town.sign_in(second))
    town.press(ending.finish, seat)
    given = rated(town, ticket, step=2)
    assert (given.window, given.queue, len(given.services)) == (second, ticket.queue, 1)
    assert how(town, ticket) == [Standing.OPEN, Standing.RATED]


def test_an_end_that_its_visitor_has_rated_is_not_taken_back() -> None:
    town = Town()
    ticket = served(town)
    rated(town, ticket)
    with pytest.raises(NothingToUndo):
        town.press(undo, Seat(1, "C1"))
    assert how(town, ticket) == [Standing.RATED]


def test_the_rating_of_an_earlier_step_hinders_no_taking_back() -> None:
    town = Town()
    ticket, _ = moved_on(town)
    rated(town, ticket)
    second = next(w for w, p in town.catalogue.windows.items() if p.queues[0] == ticket.queue)
    town.later(3600)
    town.press(call_next, seat := town.sign_in(second))
    town.press(ending.finish, seat)
    town.press(undo, seat)
    assert how(town, ticket) == [Standing.RATED]


def test_a_rating_changes_nothing_that_a_board_shows() -> None:
    town = Town()
    ticket = served(town)
    rated(town, ticket)
    assert town.now(ticket) == ticket


def offered(town: Town, window: int = 1) -> str | None:
    """The number that a window's face may offer to rate."""
    found = town.act_now(just_done, window)
    return found[0].number if found else None


def touched(town: Town, number: str, opinion: Opinion = FINE, window: int = 1) -> Rating:
    return town.act_now(rate_at_window, window, number, opinion)


def test_a_touch_at_the_face_rates_who_was_just_served_there_and_says_so() -> None:
    town = Town()
    ticket = served(town)
    assert offered(town) == ticket.number
    given = touched(town, ticket.number)
    assert (given.ticket, given.window, given.clerk, given.source) == (ticket.id, 1, "C1", "pad")
    assert offered(town) is None


def test_a_rating_of_the_page_says_that_it_is_one() -> None:
    town = Town()
    assert rated(town, served(town)).source == "page"


def test_the_face_offers_nothing_before_the_end_nor_long_after() -> None:
    town = Town()
    ticket = town.issue(service="LF-1")
    seat = town.sign_in(1)
    town.press(call_next, seat)
    assert offered(town) is None
    town.press(ending.finish, seat)
    assert offered(town) == ticket.number
    town.later(91)
    assert offered(town) is None
    with pytest.raises(StepNotDone):
        touched(town, ticket.number)


def test_the_face_offers_no_visit_of_another_window_and_no_other_number() -> None:
    town = Town()
    ticket = served(town)
    assert offered(town, 2) is None
    with pytest.raises(StepNotDone):
        touched(town, ticket.number, window=2)
    with pytest.raises(StepNotDone):
        touched(town, "A999")


def test_an_end_that_was_taken_back_is_not_rated_at_the_face() -> None:
    town = Town()
    ticket = served(town)
    town.press(undo, Seat(1, "C1"))
    assert offered(town) is None
    with pytest.raises(StepNotDone):
        touched(town, ticket.number)


def test_what_was_rated_on_the_phone_is_not_offered_again() -> None:
    town = Town()
    ticket = served(town)
    rated(town, ticket)
    assert offered(town) is None


def test_the_next_visitor_takes_nothing_from_the_last_ones_rating() -> None:
    town = Town()
    first, second = town.issue(service="LF-1"), town.issue(service="LF-1")
    seat = town.sign_in(1)
    town.press(call_next, seat)
    town.press(call_next, seat)
    assert offered(town) == first.number
    assert touched(town, first.number).ticket == first.id
    assert town.now(second).state.value == "called"


def test_once_the_next_visitor_is_served_the_face_offers_the_last_visit_no_more() -> None:
    town = Town()
    first, _ = town.issue(service="LF-1"), town.issue(service="LF-1")
    seat = town.sign_in(1)
    town.press(call_next, seat)
    town.press(call_next, seat)
    town.press(ending.start, seat)
    assert offered(town) is None
    with pytest.raises(StepNotDone):
        touched(town, first.number)


def test_a_step_of_a_scenario_is_offered_where_it_was_done() -> None:
    town = Town()
    ticket, _ = moved_on(town)
    assert touched(town, ticket.number).step == 1


def test_a_bad_touch_needs_a_reason_and_opens_a_follow_up_too() -> None:
    town = Town()
    ticket = served(town)
    with pytest.raises(RatingReasonNeeded):
        touched(town, ticket.number, Opinion(Level.DISSATISFIED))
    touched(town, ticket.number, Opinion(Level.DISSATISFIED, ("slow",)))
    assert town.facts()[-1] == "FollowUpOpened"
