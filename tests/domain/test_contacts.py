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


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("取钥匙", "****"),
        ("取户口本", "取****"),
        ("取回户口本", "取****"),
        ("去银行取社保卡", "去****"),
        ("一" * 90, "一一一****"),
    ],
    ids=["3", "4", "5", "7", "90"],
)
def test_of_a_short_text_a_quarter_is_shown_at_most(text: str, seen: str) -> None:
    shown = Contact("陈女士", "13800138000", text, text).masked()
    assert (shown.address, shown.task) == (seen, seen)


@pytest.mark.parametrize(("name", "seen"), [("陈", "*"), ("陈晨", "陈*"), ("", "")], ids=["1", "2", "none"])
def test_a_name_of_one_sign_is_not_shown(name: str, seen: str) -> None:
    assert Contact(name, "13800138000").masked().name == seen


def test_no_log_and_no_error_tells_it_by_chance() -> None:
    assert "陈" not in f"{CHEN!r} {CHEN}"
