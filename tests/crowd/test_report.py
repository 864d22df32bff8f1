"""The closing table."""

import json

import pytest
from rich.console import Console

from crowd.report import figures, show
from crowd.tally import Tally, percentile


def a_tally() -> Tally:
    """A small good day."""
    tally = Tally()
    tally.deeds.update({"tickets": 3, "calls": 4, "recall": 1})
    tally.tickets.update({"done": 2, "cancelled": 1})
    tally.waits["hukou"].extend([1.0, 2.0, 30.0])
    tally.refused("closed", "Come back at 08:30.", "issue")
    tally.retries["again", "same"] += 1
    return tally


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([], 0.5) is None


def test_a_day_without_wrongs_is_clean() -> None:
    assert figures(a_tally(), {})["clean"]


def test_a_refusal_without_a_sentence_is_wrong() -> None:
    tally = a_tally()
    tally.refused("closed", " ", "issue")
    assert not tally.clean


def test_only_a_few_examples_are_kept() -> None:
    tally = a_tally()
    for n in range(100):
        tally.wrong("call_missed", str(n))
    found = figures(tally, {})
    assert found["calls_missed"] == 100
    assert len(found["wrong"]["call_missed"]["samples"]) == 5


def test_the_figures_are_json() -> None:
    found = json.loads(json.dumps(figures(a_tally(), {"speed": 60})))
    assert found["waits_min"]["hukou"] == {"n": 3, "p50": 2.0, "p90": 30.0}


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing went wrong."), ("zh", "一切正常。")])
def test_the_table_speaks_both_languages(language: str, words: str) -> None:
    console = Console(record=True, width=120)
    show(figures(a_tally(), {}), console, language)
    assert words in console.export_text()
