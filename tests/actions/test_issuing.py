"""Issue: give a number."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from queue_server.actions import places, visitors
from queue_server.actions.issuing import Person
from queue_server.domain.catalogue import Retiring
from queue_server.domain.classes import VisitorClass
from queue_server.domain.policy import QueuePolicy
from queue_server.domain.refusals import (
    BadValue,
    ClassNotClaimable,
    Closed,
    Evacuated,
    PersonLimit,
    QuotaUsed,
    RealNameNeeded,
    UnknownQueue,
    UnknownScenario,
    UnknownService,
)
from queue_server.domain.tickets import StepState
from tests.actions.town import Town
from tests.makers import TUESDAY, a_catalogue, at

LI = Person("hash-of-li", "441*************12")
WANG = Person("hash-of-wang", "441*************34")
WEDNESDAY = TUESDAY + timedelta(days=1)


def town_where(**life: Any) -> Town:
    """A town in which the life queue differs."""
    return Town(a_catalogue(queues={"life": QueuePolicy(**life)}))


def test_numbers_of_a_series_follow_each_other() -> None:
    town = Town()
    assert [town.issue(q).number for q in ("life", "permits", "life")] == ["A001", "B001", "A002"]


def test_a_refused_issue_leaves_no_gap() -> None:
    town = Town()
    town.issue()
    with pytest.raises(ClassNotClaimable):
        town.issue(visitor_class=VisitorClass.APPOINTMENT)
    assert town.issue().number == "A002"


def test_a_fourth_digit_follows_999() -> None:
    town = Town()
    numbers = [town.issue("pickup").number for _ in range(1001)]
    assert numbers[998:] == ["P999", "P1000", "P1001"]


def test_a_service_is_issued_by_its_queue() -> None:
    ticket = Town().issue(service="PM-1")
    assert (ticket.number, ticket.queue, ticket.service) == ("B001", "permits", "PM-1")


def test_a_scenario_has_a_series_of_its_own_and_starts_in_its_first_queue() -> None:
    town = Town()
    town.issue("life")
    ticket = town.issue(scenario="open")
    assert (ticket.number, ticket.queue) == ("X001", "life")
    assert [s.state for s in ticket.steps[:3]] == [StepState.CURRENT, StepState.CURRENT, StepState.PENDING]


def test_the_next_day_begins_at_one() -> None:
    town = Town()
    town.issue()
    assert town.until(at("09:00", WEDNESDAY)).issue().number == "A001"


def test_a_clock_set_back_repeats_no_number() -> None:
    town = Town()
    town.issue()
    town.later(-86_400)
    assert town.issue().number == "A002"


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"queue": "none"}, UnknownQueue),
        ({"service": "none"}, UnknownService),
        ({"scenario": "none"}, UnknownScenario),
        ({"service": "LF-1", "scenario": "open"}, BadValue),
    ],
)
def test_what_the_catalogue_does_not_have_is_refused(wish: dict[str, str], refusal: type) -> None:
    with pytest.raises(refusal):
        Town().issue(**wish)


def test_what_is_retiring_is_issued_no_more() -> None:
    gone = Retiring(frozenset({"permits"}), frozenset({"PM-1"}), frozenset({"open"}))
    town = Town(replace(a_catalogue(), retiring=gone))
    with pytest.raises(UnknownService):
        town.issue(service="PM-1")
    with pytest.raises(UnknownScenario):
        town.issue(scenario="open")
    with pytest.raises(Closed):
        town.issue("permits")


def test_after_closing_nothing_is_issued_and_the_next_opening_is_told() -> None:
    town = Town().until(at("17:30"))
    with pytest.raises(Closed) as refused:
        town.issue()
    assert refused.value.details["opens"] == "2026-09-16T08:30:00+08:00"


def test_during_lunch_tickets_are_issued() -> None:
    assert Town().until(at("12:30")).issue().number == "A001"


def test_after_the_day_close_nothing_is_issued() -> None:
    town = a_catalogue()
    early = replace(town, centre=replace(town.centre, day_close=time(15)))
    with pytest.raises(Closed):
        Town(early).until(at("15:00")).issue()


def test_a_used_up_quota_says_when_numbers_are_given_again() -> None:
    town = town_where(quota_per_half_day=1)
    town.issue()
    with pytest.raises(QuotaUsed) as refused:
        town.issue()
    assert refused.value.details["again"] == "2026-09-15T12:00:00+08:00"


def test_a_cancelled_number_may_be_given_to_somebody_else() -> None:
    town = town_where(quota_per_half_day=1)
    town.act(visitors.cancel, town.issue().public_id)
    assert town.issue().number == "A002"


def test_a_scenario_takes_from_the_quota_of_its_first_queue_only() -> None:
    town = Town(a_catalogue(queues={"permits": QueuePolicy(quota_per_half_day=1)}))
    town.issue(scenario="open")
    town.issue("permits")
    with pytest.raises(QuotaUsed):
        town.issue("permits")


def test_an_evacuated_hall_gives_no_numbers_and_its_kiosks_none_for_others() -> None:
    town = Town()
    town.act(places.set_evacuation, "N", True, None)
    with pytest.raises(Evacuated):
        town.issue("life")
    with pytest.raises(Evacuated):
        town.issue("cards", from_hall="N")
    assert town.issue("cards", from_hall="S").number == "K001"


def test_a_real_name_queue_asks_for_the_id_number() -> None:
    with pytest.raises(RealNameNeeded):
        town_where(real_name=True).issue()


def test_a_scenario_asks_for_it_if_any_of_its_steps_does() -> None:
    town = Town(a_catalogue(queues={"cards": QueuePolicy(real_name=True)}))
    with pytest.raises(RealNameNeeded) as refused:
        town.issue(scenario="open")
    assert refused.value.details == {"queue": "cards"}


def test_a_person_has_one_live_ticket_in_a_real_name_queue() -> None:
    town = town_where(real_name=True)
    first = town.issue(person=LI)
    with pytest.raises(PersonLimit) as refused:
        town.issue(person=LI)
    assert refused.value.details == {"queue": "life", "number": first.number}
    assert town.issue(person=WANG).number == "A002"


def test_after_cancelling_the_person_may_take_another() -> None:
    town = town_where(real_name=True)
    town.act(visitors.cancel, town.issue(person=LI).public_id)
    assert town.issue(person=LI).number == "A002"


def test_a_scenario_that_will_come_to_the_queue_counts_as_a_place_in_it() -> None:
    town = Town(a_catalogue(queues={"cards": QueuePolicy(real_name=True)}))
    town.issue(scenario="open", person=LI)
    with pytest.raises(PersonLimit):
        town.issue("cards", person=LI)


def test_a_place_in_the_queue_counts_for_a_scenario_that_will_come_to_it() -> None:
    town = Town(a_catalogue(queues={"cards": QueuePolicy(real_name=True)}))
    town.issue("cards", person=LI)
    with pytest.raises(PersonLimit):
        town.issue(scenario="open", person=LI)


def test_other_queues_do_not_limit_a_person() -> None:
    town = town_where(real_name=True)
    assert [town.issue("permits", person=LI).number for _ in range(2)] == ["B001", "B002"]


def test_an_appointment_cannot_be_claimed_nor_a_return_without_ticket() -> None:
    for claimed in (VisitorClass.APPOINTMENT, VisitorClass.RETURNING):
        with pytest.raises(ClassNotClaimable):
            Town().issue(visitor_class=claimed)


def test_the_journal_holds_nothing_that_leads_to_a_person() -> None:
    town = town_where(real_name=True)
    assert town.issue(person=LI).person == LI.key
    told = repr(list(town.store.journal("town")))
    assert LI.key not in told
    assert LI.mask not in told
