"""Handing in: what kiosks issued while the server was away."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from queue_server.actions import calling, ending, places
from queue_server.actions.handing_in import give_back, hand_in
from queue_server.actions.issuing import Person
from queue_server.domain.catalogue import Retiring
from queue_server.domain.classes import VisitorClass
from queue_server.domain.facts import TicketHandedIn
from queue_server.domain.policy import QueuePolicy, VisitKind
from queue_server.domain.quotas import quota_left
from queue_server.domain.refusals import (
    NotThisKiosksNumber,
    NumberTaken,
    PublicIdTaken,
    Refusal,
    TooLongAgo,
    UnknownQueue,
    UnknownScenario,
    UnknownService,
)
from queue_server.domain.tickets import State, Ticket
from tests.actions.town import Town
from tests.makers import NINE, TUESDAY, a_catalogue, a_paper, at, minutes, numbers

LI = Person("hash-of-li", "441*************12")
TEN = at("10:00")
MONDAY = TUESDAY - timedelta(days=1)
WEDNESDAY = TUESDAY + timedelta(days=1)


def town_at_ten(**life: Any) -> Town:
    """A town in which the life queue may differ."""
    return Town(a_catalogue(queues={"life": QueuePolicy(**life)})).until(TEN)


def tell(town: Town, *args: Any, kiosk: str = "K1", **more: Any) -> Ticket:
    return town.act(hand_in, kiosk, a_paper(*args, **more))


def told(town: Town) -> TicketHandedIn:
    """The newest fact of its kind."""
    facts = [entry.fact for entry in town.store.journal("town")]
    return [fact for fact in facts if isinstance(fact, TicketHandedIn)][-1]


def refused(town: Town, kind: type[Refusal], *args: Any, **more: Any) -> None:
    before = town.hall.seq
    with pytest.raises(kind):
        tell(town, *args, **more)
    assert town.hall.seq == before


def test_a_ticket_waits_by_the_time_at_which_it_was_issued() -> None:
    town = town_at_ten()
    town.issue()
    early, late = tell(town, issued=at("09:30")), tell(town, "A-K1-02", issued=at("09:10"))
    assert numbers(town.hall.waiting("life")) == ["A-K1-02", "A-K1-01", "A001"]
    assert (town.hall.ahead(late), town.hall.ahead(early)) == (0, 1)


def test_it_is_called_like_any_other() -> None:
    town = town_at_ten()
    town.issue()
    tell(town)
    called = town.press(calling.call_next, town.sign_in(1))
    assert called
    assert called.number == "A-K1-01"


def test_the_numbers_of_the_counter_go_on_without_gap() -> None:
    town = town_at_ten()
    first = town.issue().number
    tell(town)
    assert [first, town.issue().number] == ["A001", "A002"]


def test_a_scenario_is_issued_under_the_prefix_of_scenarios() -> None:
    town = town_at_ten()
    ticket = tell(town, "X-K1-01", scenario="open")
    assert (ticket.number, ticket.queue, len(ticket.steps)) == ("X-K1-01", "life", 4)
    refused(town, NotThisKiosksNumber, "A-K1-09", scenario="open")


@pytest.mark.parametrize(
    ("number", "kiosk"),
    [("A-K2-01", "K1"), ("B-K1-01", "K1"), ("A-K1-00", "K1"), ("A001", "K1"), ("A-K1-01", "K9")],
)
def test_a_number_that_this_kiosk_does_not_give_is_refused(number: str, kiosk: str) -> None:
    refused(town_at_ten(), NotThisKiosksNumber, number, kiosk=kiosk)


def test_a_kiosk_without_offline_code_hands_in_nothing() -> None:
    plain = a_catalogue()
    plain = replace(plain, kiosks={"K1": replace(plain.kiosks["K1"], offline_code="")})
    refused(Town(plain).until(TEN), NotThisKiosksNumber, "A--01")


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        ({"queue": "none"}, UnknownQueue),
        ({"service": "none"}, UnknownService),
        ({"scenario": "none"}, UnknownScenario),
    ],
)
def test_what_the_catalogue_does_not_have_is_refused(wish: dict[str, str], kind: type[Refusal]) -> None:
    refused(town_at_ten(), kind, **wish)


def test_a_number_and_a_public_id_belong_to_one_ticket() -> None:
    town = town_at_ten()
    tell(town)
    refused(town, NumberTaken, public_id="another")
    refused(town, PublicIdTaken, "A-K1-02", public_id="public-A-K1-01")


def test_two_kiosks_count_for_themselves() -> None:
    town = town_at_ten()
    assert [tell(town).number, tell(town, "A-K2-01", kiosk="K2").number] == ["A-K1-01", "A-K2-01"]


def test_a_gap_in_an_offline_series_is_no_harm() -> None:
    town = town_at_ten()
    tell(town, "A-K1-07")
    assert tell(town, "A-K1-03").serial == 3


def test_what_the_rules_would_have_refused_is_recorded_and_accepted() -> None:
    town = town_at_ten(quota_per_half_day=1)
    town.issue()
    assert tell(town).state is State.WAITING
    assert told(town).beyond == ("quota_used",)
    assert quota_left(town.hall, "life", TEN) == -1


def test_a_number_for_a_visit_elsewhere_is_beyond_the_rules() -> None:
    town = town_at_ten(visit=VisitKind.HOME)
    assert tell(town).state is State.WAITING
    assert told(town).beyond == ("not_a_hall_visit",)


def test_an_offline_ticket_counts_in_the_quota() -> None:
    town = town_at_ten(quota_per_half_day=2)
    tell(town)
    assert told(town).beyond == ()
    assert quota_left(town.hall, "life", TEN) == 1


def test_a_closed_and_an_evacuated_hall_keep_nobody_out() -> None:
    town = town_at_ten()
    town.act(places.set_evacuation, "N", True, None)
    assert tell(town, issued=at("08:00")).state is State.WAITING
    assert told(town).beyond == ("closed", "evacuated")


def test_a_person_may_stand_beyond_the_limit() -> None:
    town = town_at_ten(real_name=True)
    town.issue(person=LI)
    assert tell(town, person=LI).person == LI.key
    assert told(town).beyond == ("person_limit",)
    assert LI.key not in repr(told(town))


def test_a_real_name_queue_takes_a_paper_without_a_name() -> None:
    town = town_at_ten(real_name=True)
    tell(town, beyond=("id_number_wrong",))
    assert told(town).beyond == ("id_number_wrong", "real_name_needed")


def test_a_class_is_as_claimed_and_what_cannot_be_claimed_is_ordinary() -> None:
    town = town_at_ten()
    assert tell(town, visitor_class=VisitorClass.ELDERLY).visitor_class is VisitorClass.ELDERLY
    ticket = tell(town, "A-K1-02", visitor_class=VisitorClass.APPOINTMENT)
    assert (ticket.visitor_class, told(town).beyond) == (VisitorClass.ORDINARY, ("class_not_claimable",))


def test_an_item_that_left_the_files_meanwhile_is_served_all_the_same() -> None:
    gone = Retiring(services=frozenset({"LF-1"}), scenarios=frozenset({"open"}))
    town = Town(replace(a_catalogue(), retiring=gone)).until(TEN)
    tell(town, service="LF-1")
    assert told(town).beyond == ("not_offered",)
    assert tell(town, "X-K1-01", scenario="open").state is State.WAITING


def test_a_clock_that_is_ahead_is_not_believed() -> None:
    town = town_at_ten()
    ticket = tell(town, issued=at("15:00"))
    assert ticket.arrived_at == ticket.issued_at == town.clock.hall
    assert (told(town).claimed_at, told(town).clock_sure) == (at("15:00"), False)


def test_an_unsure_clock_is_recorded_and_its_time_counts() -> None:
    town = town_at_ten()
    assert tell(town, clock_sure=False).arrived_at == NINE
    assert told(town).clock_sure is False


def test_a_ticket_given_back_at_the_kiosk_is_cancelled_and_frees_its_place() -> None:
    town = town_at_ten(quota_per_half_day=1)
    assert tell(town, cancelled=True).state is State.CANCELLED
    assert town.issue().number == "A001"


def test_a_ticket_may_be_given_back_after_it_was_handed_in() -> None:
    town = town_at_ten()
    ticket = tell(town)
    for _ in range(2):
        again = town.act(give_back, ticket.public_id)
        assert again
        assert again.state is State.CANCELLED
    assert town.act(give_back, "nobody") is None


def test_who_is_being_served_is_not_taken_away_by_a_late_word() -> None:
    town = town_at_ten()
    ticket, seat = tell(town), town.sign_in(1)
    town.press(calling.call_next, seat)
    town.press(ending.start, seat)
    town.act(give_back, ticket.public_id)
    assert town.now(ticket).state is State.SERVING


def test_a_ticket_of_yesterday_is_expired_under_its_own_date() -> None:
    town = town_at_ten(carry_over=True).until(at("09:00", WEDNESDAY))
    ticket = tell(town, issued=at("16:00"))
    assert (ticket.business_date, ticket.state, ticket.carried_over) == (TUESDAY, State.EXPIRED, True)
    assert ticket.arrived_at == at("16:00")
    assert town.issue(returning_from=ticket.public_id).visitor_class is VisitorClass.RETURNING


def test_of_an_earlier_day_only_what_does_not_change_is_judged() -> None:
    town = town_at_ten(real_name=True, quota_per_half_day=1)
    town.issue(person=LI)
    tell(town, issued=at("16:00", MONDAY), person=LI)
    assert told(town).beyond == ()


def test_without_carry_over_it_gives_no_right() -> None:
    town = town_at_ten().until(at("09:00", WEDNESDAY))
    assert not tell(town, issued=at("16:00")).carried_over


def test_after_the_day_close_todays_ticket_is_expired_too() -> None:
    town = town_at_ten().until(at("23:40"))
    assert tell(town, issued=at("16:00")).state is State.EXPIRED
    assert told(town).beyond == ()


def test_a_ticket_of_more_than_seven_days_ago_is_refused() -> None:
    town = town_at_ten()
    week_ago = town.clock.hall - timedelta(days=7)
    assert tell(town, issued=week_ago + minutes(1)).state is State.EXPIRED
    refused(town, TooLongAgo, "A-K1-02", issued=week_ago - minutes(1))


def test_the_same_number_of_two_days_means_todays() -> None:
    town = town_at_ten()
    today = tell(town)
    tell(town, public_id="yesterdays", issued=at("16:00", MONDAY))
    assert town.hall.by_number["A-K1-01"] == today.id


def test_the_first_word_of_a_day_may_be_a_hand_in() -> None:
    town = town_at_ten().later(86_400)
    assert tell(town, issued=at("09:00", WEDNESDAY)).business_date == WEDNESDAY
    assert town.facts()[-2:] == ["DayOpened", "TicketHandedIn"]


def test_the_visitor_of_two_tickets_is_called_to_one_window_only() -> None:
    town = town_at_ten()
    town.issue(party="family")
    tell(town, party="family")
    first, second = town.sign_in(1), town.sign_in(3)
    assert town.press(calling.call_next, first)
    assert town.press(calling.call_next, second) is None
