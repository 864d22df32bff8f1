"""What a visit elsewhere needs to know of whom it goes to, and how much of it is shown again."""

import pytest

from queue_server.domain.contacts import Contact, contact_for
from queue_server.domain.policy import VisitKind
from queue_server.domain.refusals import AddressNeeded, BadValue, PhoneWrong, Refusal, TaskNeeded

CHEN = Contact("陈女士", "138 0013 8000", "长富中路 1 号\n2 栋 301", "取回户口本")


def test_a_visit_at_home_keeps_the_address_and_nothing_more() -> None:
    kept = contact_for(VisitKind.HOME, CHEN)
    assert kept == Contact("陈女士", "13800138000", "长富中路 1 号 2 栋 301")


def test_an_agent_keeps_what_is_to_be_done_and_no_address() -> None:
    kept = contact_for(VisitKind.AGENT, CHEN)
    assert kept == Contact("陈女士", "13800138000", task="取回户口本")


@pytest.mark.parametrize(
    ("kind", "given", "refusal"),
    [
        (VisitKind.HOME, Contact(" ", "13800138000", "长富中路 1 号"), BadValue),
        (VisitKind.HOME, Contact("陈", "12", "长富中路 1 号"), PhoneWrong),
        (VisitKind.HOME, Contact("陈", "13800138000", " 1 号"), AddressNeeded),
        (VisitKind.HOME, Contact("陈", "13800138000", task="取回户口本"), AddressNeeded),
        (VisitKind.AGENT, Contact("陈", "13800138000", address="长富中路 1 号"), TaskNeeded),
    ],
    ids=["name", "phone", "short-address", "no-address", "no-task"],
)
def test_what_is_missing_is_refused(kind: VisitKind, given: Contact, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        contact_for(kind, given)


def test_its_owner_knows_it_again_and_nobody_else() -> None:
    shown = contact_for(VisitKind.HOME, CHEN).masked()
    assert (shown.name, shown.phone, shown.address) == ("陈**", "138****", "长富中****")
    assert shown.task == ""


def test_no_log_and_no_error_tells_it_by_chance() -> None:
    assert "陈" not in f"{CHEN!r} {CHEN}"
