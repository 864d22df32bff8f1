"""The check at the end of every fault finds what it is there for."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from crowd.server import Answer
from tests.faults.judging import Record, flaws_of_answers, flaws_of_listener, flaws_of_record
from tests.faults.patience import Given

ISSUED = {"public_id": "k1", "number": "A001"}
CALLED = {"window": 7, "current": {"public_id": "k1", "number": "A001"}}


def fact(kind: str, ticket: int = 1, window: int | None = None) -> Any:
    return SimpleNamespace(kind=kind, ticket=ticket, window=window)


def call(seq: int = 9, number: str = "A001", window: int = 7, *, undone: bool = False) -> Any:
    names = {"public_id": "k1", "number": number, "window": window, "hall": "N", "zone": "N2"}
    return SimpleNamespace(seq=seq, recall=False, undone=undone, **names)


def a_record(**changed: Any) -> Record:
    """A record of three facts without a flaw, unless it is changed."""
    facts = [fact("TicketIssued"), fact("TicketCalled", window=7), fact("ServiceFinished", window=7)]
    whole = {"seqs": [1, 2, 3], "numbers": {"k1": "A001"}, "serials": {("2026-09-15", "A"): [1]}}
    return Record(**(whole | {"calls": [call()], "facts": facts} | changed))


def given(path: str, body: Any) -> Given:
    return Given(0.0, path, Answer(201, body))


def a_listener(*seen: tuple[int, str, bool], room: str = "hall:N", since: int = 5) -> Any:
    return SimpleNamespace(room=room, since=since, chain=SimpleNamespace(seen=Counter(seen)))


def test_a_record_without_a_flaw_has_none() -> None:
    record = a_record()
    answers = [given("/tickets", ISSUED), given("/windows/7/next", CALLED)]
    assert list(flaws_of_record(record)) == []
    assert list(flaws_of_answers(record, answers)) == []
    assert list(flaws_of_listener(record, a_listener((7, "A001", False)))) == []


@pytest.mark.parametrize("seqs", [[1, 3], [1, 2, 2], [2, 3]])
def test_a_gap_or_a_repeat_in_the_journal_is_found(seqs: list[int]) -> None:
    assert "journal" in next(flaws_of_record(a_record(seqs=seqs)))


@pytest.mark.parametrize("serials", [[1, 3], [1, 1, 2], [2]])
def test_a_gap_or_a_repeat_in_the_numbers_is_found(serials: list[int]) -> None:
    assert "series A" in next(flaws_of_record(a_record(serials={("2026-09-15", "A"): serials})))


def test_a_ticket_at_two_windows_is_found() -> None:
    twice = [fact("TicketCalled", window=7), fact("TicketCalled", window=8)]
    moved = [fact("TicketCalled", window=7), fact("TicketTransferred"), fact("TicketCalled", window=8)]
    assert "while it was at 7" in next(flaws_of_record(a_record(facts=twice)))
    assert list(flaws_of_record(a_record(facts=moved))) == []


def test_an_answered_ticket_that_is_missing_or_another_is_found() -> None:
    lost, other = a_record(numbers={}), a_record(numbers={"k1": "A002"})
    assert len(list(flaws_of_answers(lost, [given("/tickets", ISSUED)]))) == 1
    assert len(list(flaws_of_answers(other, [given("/tickets", ISSUED)]))) == 1


def test_an_answered_call_that_is_missing_is_found() -> None:
    elsewhere = a_record(calls=[call(window=8)])
    assert len(list(flaws_of_answers(elsewhere, [given("/windows/7/next", CALLED)]))) == 1


def test_a_call_that_a_listener_missed_or_made_up_is_found() -> None:
    assert "missed" in next(flaws_of_listener(a_record(), a_listener()))
    twice = a_listener((7, "A001", False), (7, "A001", False))
    assert "were not" in next(flaws_of_listener(a_record(), twice))


def test_a_call_of_elsewhere_or_of_before_or_that_was_taken_back_need_not_be_seen() -> None:
    assert list(flaws_of_listener(a_record(), a_listener(room="zone:S1"))) == []
    assert list(flaws_of_listener(a_record(), a_listener(since=9))) == []
    assert list(flaws_of_listener(a_record(calls=[call(undone=True)]), a_listener())) == []
