"""The words and those who say them: no sentence that nobody says, nobody without a sentence."""

import pytest

from tests.words.test_words import AREAS
from tests.words.usage import Source, fits, is_said, sources
from ui.words import area

GAP = "\0"


def unknown_to(source: Source) -> list[str]:
    """The keys that a source says and nobody has written."""
    if source.path.endswith(".js") and not source.areas:
        return [key for key in source.said() if not any(key in area(name, "zh") for name in AREAS)]
    within = {key for name in source.areas for key in area(name, "zh")}
    whole = {f"{name}.{key}" for name in AREAS for key in area(name, "zh")}
    return [key for key in source.said() if key not in within | whole]


@pytest.mark.parametrize("name", AREAS)
def test_every_sentence_is_said_somewhere(name: str) -> None:
    assert [key for key in area(name, "zh") if not is_said(name, key)] == []


def test_whatever_is_said_has_its_sentence() -> None:
    found = {source.path: unknown_to(source) for source in sources()}
    assert {path: keys for path, keys in found.items() if keys} == {}


def test_a_gap_is_filled_with_names_that_exist() -> None:
    assert fits("state.waiting", f"state.{GAP}")
    assert not fits("state.dreaming-of-electric-sheep", f"state.{GAP}")


def test_a_string_that_is_all_gap_says_nothing() -> None:
    assert not fits("state.waiting", f"{GAP}.{GAP}")


def test_a_choice_between_two_sentences_names_both() -> None:
    source = Source("page.js", 'say(state === "idle" ? "one.a" : "one.b", { n: 1 })', ("x",))
    assert list(source.said()) == ["one.a", "one.b"]
