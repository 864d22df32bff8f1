"""What a centre asks with a rating: days, reasons for each level in all its languages, the list's name."""

from queue_server.catalogue import Fault, read
from tests.catalogue.folders import DALANG, HARBOUR, Files, problems_of, with_text

REASON = 'slow = { zh = "办理时间长", en = "It took long" }'


def faults(files: Files) -> list[Fault]:
    return [problem.fault for problem in problems_of(files)]


def test_dalang_has_reasons_for_the_two_lowest_levels() -> None:
    policy = read(DALANG, 1).policy
    assert (policy.rating_open_days, policy.rating_list_version) == (15, "2026-12")
    assert {level: len(reasons) for level, reasons in policy.rating_reasons.items()} == {
        "dissatisfied": 6,
        "very_dissatisfied": 6,
    }
    assert policy.rating_reasons["dissatisfied"]["slow"] == {"zh": "办理时间长", "en": "It took long"}


def test_a_centre_that_says_nothing_has_fifteen_days_and_no_list() -> None:
    policy = read(HARBOUR, 1).policy
    assert (policy.rating_open_days, policy.rating_reasons) == (15, {})


def test_a_level_that_there_is_not_is_named() -> None:
    files = with_text(DALANG, "policy.toml", "[ratings.reasons.dissatisfied]", "[ratings.reasons.angry]")
    assert faults(files) == [Fault.UNKNOWN_KEY]


def test_a_reason_needs_every_language_and_a_fit_code() -> None:
    half = with_text(DALANG, "policy.toml", REASON, 'slow = { zh = "办理时间长" }')
    odd = with_text(DALANG, "policy.toml", REASON, REASON.replace("slow", '"so slow"'))
    assert faults(half) == [Fault.MISSING_LANGUAGE]
    assert faults(odd) == [Fault.BAD_CODE]


def test_a_list_needs_its_name() -> None:
    files = with_text(DALANG, "policy.toml", 'list_version = "2026-12"', "")
    assert faults(files) == [Fault.MISSING_KEY]


def test_days_are_whole_and_not_endless() -> None:
    for days in ("0", "366", '"15"', "1.5"):
        assert problems_of(with_text(DALANG, "policy.toml", "open_days = 15", f"open_days = {days}"))


def test_a_centre_without_reasons_needs_no_list() -> None:
    assert problems_of({**HARBOUR}) == []
