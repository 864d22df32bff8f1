"""The soak's own judgement: it sees growth, a call that was missed, and a page that complains."""

from dataclasses import replace

import pytest

from tests.soak.judging import Sample, TooFewSamples, after_last, doubled, faults, judge, missed

RUN_S = 1200.0
STEADY = Sample(0, 4_000_000, 900, 60, 1)


def a_run(**per_minute: float) -> list[Sample]:
    """A page that is looked at every 15 s and grows by so much a minute."""
    samples = []
    for at in range(0, 1201, 15):
        grown = {name: int(getattr(STEADY, name) + by * at / 60) for name, by in per_minute.items()}
        samples.append(replace(STEADY, at_s=at, **grown))
    return samples


def bad(samples: list[Sample]) -> list[str]:
    return [verdict.figure for verdict in judge(samples, RUN_S) if not verdict.good]


def test_a_page_that_stays_as_it_is_passes() -> None:
    assert bad(a_run()) == []


@pytest.mark.parametrize(
    ("figure", "per_minute"), [("heap", 80_000), ("nodes", 15), ("listeners", 2), ("documents", 0.3)]
)
def test_a_page_that_grows_does_not_pass(figure: str, per_minute: float) -> None:
    assert bad(a_run(**{figure: per_minute})) == [figure]


def test_a_page_that_shows_more_rows_later_has_not_grown() -> None:
    fuller = [
        replace(s, rows=45 + 6 * (s.at_s % 45 > 0), nodes=382 + 58 * (s.at_s % 45 > 0)) for s in a_run()
    ]
    later = [replace(s, rows=51, nodes=440) if s.at_s > 1000 and s.at_s % 60 else s for s in fuller]
    assert bad(later) == []
    assert bad([replace(s, nodes=s.nodes + int(s.at_s / 6)) for s in later]) == ["nodes"]


def test_the_first_minutes_may_fill_what_is_kept() -> None:
    samples = [replace(s, heap=s.heap // 2) if s.at_s < 280 else s for s in a_run()]
    assert bad(samples) == []


def test_one_large_moment_is_no_growth() -> None:
    samples = [replace(s, heap=s.heap * 5) if s.at_s == 1005 else s for s in a_run()]
    assert bad(samples) == []


def test_what_comes_from_nothing_is_growth() -> None:
    samples = [replace(s, listeners=0 if s.at_s < 700 else 40) for s in a_run()]
    assert bad(samples) == ["listeners"]


def test_a_page_that_did_not_answer_is_not_judged_good() -> None:
    with pytest.raises(TooFewSamples):
        judge(a_run()[:30], RUN_S)


def test_a_call_between_two_that_were_heard_is_missed() -> None:
    assert missed([[10, 12, 15]], [8, 10, 12, 14, 15, 17]) == [14]


def test_calls_while_a_page_was_read_again_are_nobodys() -> None:
    assert missed([[10, 12], [17, 18]], [10, 12, 15, 17, 18]) == []


def test_a_page_that_fell_silent_is_noticed() -> None:
    assert after_last([[10, 12]], [10, 12, 15, 17]) == 2
    assert after_last([[]], [10]) == 1


def test_a_call_that_was_taken_for_new_twice_is_noticed() -> None:
    assert doubled([[10, 12, 12], [10]]) == [12]


GOOD = [[10, 12]]
MADE = [10, 12]
REFUSED = "error: Failed to load resource: the server responded with a status of {}"


def test_a_page_that_heard_everything_and_said_nothing_has_no_fault() -> None:
    assert faults(GOOD, MADE, []) == []
    assert faults(GOOD, [*MADE, 13, 14, 15], []) == []


@pytest.mark.parametrize(
    ("heard", "made"),
    [([[10, 15]], [10, 12, 15]), ([[10, 12, 12]], MADE), (GOOD, [*MADE, 13, 14, 15, 16]), ([[]], MADE)],
)
def test_each_wrong_with_calls_is_a_fault(heard: list[list[int]], made: list[int]) -> None:
    assert len(faults(heard, made, [])) == 1


def test_a_run_without_any_call_proves_nothing() -> None:
    assert faults([[]], [], []) == ["no call was made", "no call was heard"]


@pytest.mark.parametrize(
    "complaint",
    [
        "exception: TypeError: x is undefined",
        "script-src-elem https://elsewhere.example/x.js",
        "warning: slow",
        REFUSED.format("500 (INTERNAL SERVER ERROR)"),
        REFUSED.format("404 (NOT FOUND)"),
    ],
)
def test_a_page_that_complains_has_a_fault(complaint: str) -> None:
    assert faults(GOOD, MADE, [complaint, complaint]) == [complaint]


@pytest.mark.parametrize("status", ["401 (UNAUTHORIZED)", "409 (CONFLICT)"])
def test_a_press_that_the_hall_refuses_is_an_answer(status: str) -> None:
    assert faults(GOOD, MADE, [REFUSED.format(status)]) == []
