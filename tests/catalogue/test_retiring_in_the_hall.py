"""In the hall, what retires is served to the end and never issued again."""

import pytest

from queue_server.actions.calling import call_next
from queue_server.actions.desk import Seat
from queue_server.actions.issuing import Wanted, issue
from queue_server.catalogue import carry
from queue_server.domain.refusals import Closed, UnknownScenario, UnknownService
from tests.actions.town import Town
from tests.catalogue.test_retiring import OLD, without


@pytest.fixture
def town() -> Town:
    """A town in which one waits for cards when the south hall leaves the files."""
    town = Town()
    town.sign_in(4)
    town.act(issue, Wanted(service="CD-1"), "waiting")
    town.hall.adopt(carry(without(OLD, halls={"S"}), town.hall))
    return town


def test_who_waits_is_still_called(town: Town) -> None:
    assert town.act(call_next, Seat(4, "C4"), None).current == 1


def test_no_new_number_is_given(town: Town) -> None:
    with pytest.raises(Closed) as refusal:
        town.act(issue, Wanted(queue="cards"), "late")
    assert refusal.value.details["opens"] is None


def test_an_item_that_left_the_files_is_unknown(town: Town) -> None:
    with pytest.raises(UnknownService):
        town.act(issue, Wanted(service="CD-1"), "late")


def test_a_scenario_that_left_the_files_is_unknown(town: Town) -> None:
    with pytest.raises(UnknownScenario):
        town.act(issue, Wanted(scenario="open"), "late")


def test_the_other_queues_go_on(town: Town) -> None:
    assert town.act(issue, Wanted(queue="life"), "other").number == "A001"
