"""Follow-ups: opened by a bad rating, contacted, resolved, and closed by a second person or by an appeal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from queue_server.actions import following_up as acts
from queue_server.domain.calendar import working_day_after
from queue_server.domain.catalogue import DayKind
from queue_server.domain.follow_up_moves import allowed
from queue_server.domain.follow_up_names import Appeal, Stage
from queue_server.domain.follow_ups import FollowUp, deadlines, year_without_calendar
from queue_server.domain.ratings import Level, Opinion
from queue_server.domain.refusals import (
    AppealOpen,
    FollowUpWrongState,
    MeasureNeeded,
    RatingAppealed,
    ReferenceKnown,
    SecondPersonNeeded,
    UnknownDepartment,
    UnknownFollowUp,
    UnknownMeasure,
)
from tests.actions.test_rating import SLOW, rated, served
from tests.actions.town import Town
from tests.makers import TUESDAY, a_catalogue, at

CHEN, WANG, LI = "manager:chen", "manager:wang", "administrator:li"


def followed(town: Town, **wanted: Any) -> FollowUp:
    """The follow-up of a bad rating that was just given."""
    rated(town, served(town, **wanted), SLOW)
    return newest(town)


def newest(town: Town) -> FollowUp:
    orders = town.store.recorded["town"].follow_ups
    return orders[max(orders)]


def does(town: Town, who: str, act: Callable[..., FollowUp], order: FollowUp, *more: Any) -> FollowUp:
    """Somebody does something to a follow-up."""
    town.clock.on(1)
    with town.store.begin("town", who) as tx:
        return act(tx, order.id, *more)


def contacted(town: Town, who: str = CHEN) -> FollowUp:
    return does(town, who, acts.contact, followed(town), True, "")


def resolved(town: Town, who: str = CHEN) -> FollowUp:
    return does(town, who, acts.resolve, contacted(town), ("explained",), "")


def test_a_bad_rating_opens_a_follow_up_in_the_same_act() -> None:
    town = Town()
    order = followed(town)
    rating = next(iter(town.store.recorded["town"].ratings.values()))
    assert town.facts()[-2:] == ["VisitRated", "FollowUpOpened"]
    assert (order.rating, order.id) == (rating.seq, rating.seq + 1)
    assert (order.stage, order.department) == (Stage.OPEN, "dep")


@pytest.mark.parametrize("level", [Level.VERY_SATISFIED, Level.SATISFIED, Level.FAIRLY_SATISFIED])
def test_another_rating_opens_none(level: Level) -> None:
    town = Town()
    rated(town, served(town), Opinion(level))
    assert "FollowUpOpened" not in town.facts()


def test_its_days_are_working_days_after_the_day_of_the_rating() -> None:
    order = followed(Town())
    days = (order.contact_by, order.resolve_by, order.latest_by)
    assert days == (date(2026, 9, 16), date(2026, 9, 22), date(2026, 10, 6))


def test_holidays_and_make_up_workdays_count_by_the_calendar() -> None:
    calendar = {date(2026, 9, 16): DayKind.HOLIDAY, date(2026, 9, 19): DayKind.MAKEUP_WORKDAY}
    catalogue = replace(a_catalogue(), calendar=calendar)
    assert working_day_after(catalogue, TUESDAY, 1) == date(2026, 9, 17)
    assert working_day_after(catalogue, date(2026, 9, 18), 1) == date(2026, 9, 19)


@pytest.mark.parametrize(
    ("known", "day", "year"),
    [
        ([], TUESDAY, 2026),
        ([date(2026, 10, 1)], TUESDAY, None),
        ([date(2026, 10, 1)], date(2026, 12, 10), None),
        ([date(2026, 10, 1)], date(2026, 12, 11), 2027),
        ([date(2026, 10, 1), date(2027, 1, 1)], date(2026, 12, 11), None),
    ],
    ids=["no calendar", "far", "just not", "just", "both years"],
)
def test_deadlines_that_reach_beyond_the_calendar_are_noticed(
    known: list[date], day: date, year: int | None
) -> None:
    catalogue = replace(a_catalogue(), calendar=dict.fromkeys(known, DayKind.HOLIDAY))
    assert year_without_calendar(catalogue, at("09:00", day)) == year


@pytest.mark.parametrize("moment", [at("00:00"), at("09:00"), at("23:59")])
def test_the_hour_of_a_rating_moves_no_deadline(moment: datetime) -> None:
    assert deadlines(a_catalogue(), moment).contact_by == date(2026, 9, 16)


def test_it_is_overdue_when_its_day_has_passed_and_not_on_it() -> None:
    order = followed(Town())
    assert not order.overdue(date(2026, 9, 16))
    assert order.overdue(date(2026, 9, 17))


def test_contacted_it_is_due_when_it_is_to_be_resolved() -> None:
    order = contacted(Town())
    assert order.due == order.resolve_by


def test_resolved_it_is_due_at_its_limit_and_closed_never() -> None:
    town = Town()
    order = resolved(town)
    assert order.due == order.latest_by == date(2026, 10, 6)
    assert does(town, WANG, acts.verify, order, "").due is None


@pytest.mark.parametrize("so_far", [followed, contacted, resolved])
def test_whatever_goes_on_after_its_limit_is_past_it(so_far: Callable[[Town], FollowUp]) -> None:
    order = so_far(Town())
    assert not order.past_limit(order.latest_by)
    assert order.past_limit(order.latest_by + timedelta(days=1))


def test_what_is_closed_is_past_no_limit() -> None:
    town = Town()
    order = does(town, WANG, acts.verify, resolved(town), "")
    assert not order.past_limit(date(2027, 1, 1))


def test_it_goes_from_contact_to_close_by_two_people() -> None:
    town = Town()
    order = does(town, WANG, acts.verify, resolved(town), "")
    assert (order.stage, order.resolved_by, order.verified_by) == (Stage.CLOSED, "chen", "wang")
    assert [line.deed for line in order.history] == ["opened", "contacted", "resolved", "verified"]
    assert order.due is None


@pytest.mark.parametrize("act", [acts.verify, acts.send_back])
@pytest.mark.parametrize("who", [CHEN, "administrator:chen"])
def test_who_resolved_it_never_judges_it_under_any_role(act: Callable[..., FollowUp], who: str) -> None:
    town = Town()
    order = resolved(town)
    with pytest.raises(SecondPersonNeeded):
        does(town, who, act, order, "")


def test_sent_back_it_is_resolved_again_and_none_of_the_resolvers_verifies() -> None:
    town = Town()
    order = does(town, WANG, acts.send_back, resolved(town), "not yet")
    assert order.stage is Stage.CONTACTED
    order = does(town, WANG, acts.resolve, order, ("guide",), "")
    with pytest.raises(SecondPersonNeeded):
        does(town, CHEN, acts.verify, order, "")
    assert does(town, LI, acts.verify, order, "").stage is Stage.CLOSED


def test_it_is_not_resolved_before_anybody_tried_to_reach_the_visitor() -> None:
    town = Town()
    order = followed(town)
    with pytest.raises(FollowUpWrongState):
        does(town, CHEN, acts.resolve, order, ("explained",), "")
    order = does(town, CHEN, acts.contact, order, False, "nobody answers")
    assert (order.stage, order.history[-1].deed) == (Stage.CONTACTED, "not_reached")


def test_who_was_not_reached_is_marked_until_reached() -> None:
    town = Town()
    order = does(town, CHEN, acts.contact, followed(town), False, "nobody answers")
    assert order.not_reached
    assert does(town, CHEN, acts.contact, order, False, "").not_reached
    assert not does(town, CHEN, acts.contact, order, True, "").not_reached


def test_who_was_not_reached_is_marked_until_it_is_resolved_and_again_when_it_is_sent_back() -> None:
    town = Town()
    order = does(town, CHEN, acts.contact, followed(town), False, "")
    order = does(town, CHEN, acts.resolve, order, ("explained",), "")
    assert not order.not_reached
    assert does(town, WANG, acts.send_back, order, "try again").not_reached


def test_what_was_done_is_of_the_list() -> None:
    town = Town()
    order = contacted(town)
    with pytest.raises(MeasureNeeded):
        does(town, CHEN, acts.resolve, order, (), "we did something")
    with pytest.raises(UnknownMeasure):
        does(town, CHEN, acts.resolve, order, ("prayed",), "")


def test_where_a_centre_has_no_list_words_are_needed() -> None:
    town = Town(a_catalogue(measures={}))
    order = contacted(town)
    with pytest.raises(MeasureNeeded):
        does(town, CHEN, acts.resolve, order, (), "")
    assert does(town, CHEN, acts.resolve, order, (), "explained it").stage is Stage.RESOLVED


def test_nothing_happens_to_a_closed_one() -> None:
    town = Town()
    order = does(town, WANG, acts.verify, resolved(town), "")
    assert allowed(order, LI) == ()
    with pytest.raises(FollowUpWrongState):
        does(town, LI, acts.assign, order, "dep", "")


def test_an_accepted_appeal_closes_it() -> None:
    town = Town()
    order = does(town, CHEN, acts.appeal, followed(town), "clerk", "it was another window")
    order = does(town, WANG, acts.decide, order, True, "")
    assert (order.stage, order.appeal, order.appeal_for) == (Stage.CLOSED, Appeal.ACCEPTED, "clerk")


def test_a_rejected_appeal_lets_it_go_on_and_there_is_no_second_one() -> None:
    town = Town()
    order = does(town, CHEN, acts.appeal, followed(town), "department", "no")
    order = does(town, WANG, acts.decide, order, False, "")
    assert (order.stage, order.appeal) == (Stage.OPEN, Appeal.REJECTED)
    with pytest.raises(RatingAppealed):
        does(town, LI, acts.appeal, order, "clerk", "again")


def test_who_brought_an_appeal_does_not_decide_it() -> None:
    town = Town()
    order = does(town, CHEN, acts.appeal, followed(town), "clerk", "why")
    with pytest.raises(SecondPersonNeeded):
        does(town, CHEN, acts.decide, order, True, "")


@pytest.mark.parametrize("who", [CHEN, "administrator:chen"])
def test_who_resolved_it_does_not_close_it_by_an_appeal_of_somebody_else(who: str) -> None:
    town = Town()
    order = does(town, WANG, acts.appeal, resolved(town), "clerk", "why")
    with pytest.raises(SecondPersonNeeded):
        does(town, who, acts.decide, order, True, "")
    assert does(town, LI, acts.decide, order, True, "").stage is Stage.CLOSED


def test_who_brought_an_appeal_that_was_rejected_does_not_verify_it() -> None:
    town = Town()
    order = does(town, WANG, acts.appeal, resolved(town), "clerk", "why")
    order = does(town, LI, acts.decide, order, False, "")
    with pytest.raises(SecondPersonNeeded):
        does(town, WANG, acts.verify, order, "")
    assert does(town, LI, acts.verify, order, "").stage is Stage.CLOSED


def test_while_an_appeal_is_open_nobody_closes_it() -> None:
    town = Town()
    order = does(town, CHEN, acts.appeal, resolved(town), "clerk", "why")
    with pytest.raises(AppealOpen):
        does(town, WANG, acts.verify, order, "")


def test_it_is_given_to_another_department_that_exists() -> None:
    town = Town()
    order = followed(town)
    assert does(town, CHEN, acts.assign, order, "dep", "").department == "dep"
    with pytest.raises(UnknownDepartment):
        does(town, CHEN, acts.assign, order, "nowhere", "")


def test_an_unknown_one_is_refused() -> None:
    town = Town()
    with pytest.raises(UnknownFollowUp):
        town.act(acts.contact, 7, True, "")


def test_an_order_of_the_hotline_comes_in_once_and_has_no_rating_to_appeal() -> None:
    town = Town()
    order = town.act(acts.open_for_hotline, "12345-1", "dep", "LF-1", "noise")
    assert (order.reference, order.rating, order.service) == ("12345-1", None, "LF-1")
    with pytest.raises(ReferenceKnown):
        town.act(acts.open_for_hotline, "12345-1", "dep", None, "")
    with pytest.raises(FollowUpWrongState):
        does(town, CHEN, acts.appeal, order, "clerk", "why")


def test_what_people_write_stands_in_no_fact() -> None:
    town = Town()
    order = does(town, CHEN, acts.contact, followed(town), True, "called 13800138000")
    does(town, CHEN, acts.resolve, order, ("explained",), "told 13800138000")
    assert "13800138000" not in repr(list(town.store.journal("town")))


def test_no_fact_of_a_follow_up_names_a_ticket() -> None:
    town = Town()
    does(town, WANG, acts.verify, resolved(town), "")
    facts = [entry.fact for entry in town.store.journal("town")]
    told = [fact for fact in facts if type(fact).__name__.startswith("FollowUp")]
    assert len(told) == 4
    assert not [fact for fact in told if hasattr(fact, "ticket")]


def test_what_may_be_done_is_told_before_it_is_tried() -> None:
    town = Town()
    order = resolved(town)
    assert allowed(order, CHEN) == ("appeal", "assign")
    assert allowed(order, WANG) == ("verify", "send-back", "appeal", "assign")
