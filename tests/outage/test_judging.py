"""The outage's judge finds what it is there to find."""

import itertools
from typing import Any

import pytest

from crowd.visits import Visit
from tests.outage.judging import (
    Found,
    doubled,
    flaws_of_answers,
    flaws_of_order,
    flaws_of_the_record,
    flaws_of_tickets,
    percentile,
)
from tests.outage.visitors import Visitors


def ticket(number: str = "A-K1-01", **other: Any) -> dict[str, Any]:
    return {
        "number": number,
        "service": "SJ-0019",
        "queue": "A",
        "issued_at": "2026-11-30T09:00:01.2+08:00",
        "arrived_at": "2026-11-30T09:00:01.2+08:00",
        "ahead": 0,
        "state": "waiting",
        **other,
    }


def test_a_ticket_that_is_in_as_it_was_told_has_no_flaw() -> None:
    assert flaws_of_tickets([Found(ticket(), ticket(issued_at="2026-11-30T01:00:01Z"))]) == []


def test_it_finds_what_is_missing_changed_or_of_another_time() -> None:
    later = ticket(issued_at="2026-11-30T09:10:00+08:00")
    found = [Found(ticket(), None), Found(ticket(), ticket("A-K1-02")), Found(ticket(), later)]
    assert len(flaws_of_tickets(found)) == 3


def test_it_finds_a_number_that_was_taken_from_its_visitor() -> None:
    found = [Found(ticket(), ticket(state="cancelled"))]
    assert flaws_of_tickets(found) == ["A-K1-01 was cancelled, and its visitor has it"]


def test_it_finds_a_number_in_the_record_that_nobody_was_told() -> None:
    given = {"a": "A001", "b": "A-K1-01", "c": "A002"}
    assert flaws_of_the_record(given, {"a": "A001"}, cancelled={"c"}) == [
        "A-K1-01 is in, and no visitor was told"
    ]
    assert flaws_of_the_record(given, {"a": "A001", "b": "A-K1-01"}, cancelled={"c"}) == []


def test_it_finds_a_number_that_no_kiosk_gave_by_the_record() -> None:
    assert flaws_of_the_record({}, {"a": "A001"}, cancelled=()) == ["A001 was told, and no kiosk gave it"]


def test_it_finds_a_touch_without_an_answer() -> None:
    assert flaws_of_answers(7, 7) == []
    assert flaws_of_answers(7, 6) == ["7 touches have 6 answers"]


class FakeKiosk:
    """A kiosk that answers, or whose answer is none that anybody understands."""

    code = "QK-1"

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def ask(self, _path: str, _body: Any) -> Any:
        return self.answer


def visitors_at(answer: Any) -> Visitors:
    kiosk: Any = FakeKiosk(answer)
    return Visitors([kiosk], itertools.repeat(Visit(0, "A")), 200, seed=1)


def test_every_touch_has_its_answer() -> None:
    visitors = visitors_at({"state": "given", "ticket": ticket()})
    told = visitors.come(0.05)
    assert len(told) == visitors.touched > 0


def test_what_goes_wrong_in_a_touch_is_raised() -> None:
    with pytest.raises(KeyError):
        visitors_at({"nothing": "known"}).come(0.02)


def test_what_goes_wrong_with_a_kiosk_meanwhile_is_raised() -> None:
    def fails() -> None:
        raise AssertionError("in vain: the start of QK-1")

    with pytest.raises(AssertionError, match="QK-1"):
        visitors_at({"state": "given", "ticket": ticket()}).come(0.02, {0.0: fails})


def test_it_finds_somebody_who_stands_before_an_earlier_one_of_the_same_queue_only() -> None:
    early = ticket("A-K1-01", ahead=4)
    late = ticket("A-K2-01", ahead=3, arrived_at="2026-11-30T09:00:02+08:00")
    other = ticket("B-K2-01", ahead=0, queue="B", arrived_at="2026-11-30T09:00:02+08:00")
    assert flaws_of_order([late, other, early]) == ["A-K2-01 stands before A-K1-01"]
    assert flaws_of_order([early, late | {"ahead": 5}, other]) == []


def test_it_finds_what_is_there_twice() -> None:
    assert doubled(["a", "b", "a"]) == ["a"]


def test_percentiles() -> None:
    assert [percentile(range(1, 101), part) for part in (0.5, 0.99)] == [51, 100]
    assert percentile([], 0.5) == 0.0
