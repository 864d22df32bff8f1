"""The words: both languages say the same things with the same values."""

from pathlib import Path
from string import Formatter

import pytest

from ui import words
from ui.words import area, best_language, languages, say

AREAS = sorted({path.stem for path in Path(words.__file__).parent.glob("*/*.json")})


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("name", AREAS)
def test_every_sentence_exists_in_every_language(name: str) -> None:
    keys = {language: set(area(name, language)) for language in languages()}
    assert keys["zh"] == keys["en"]


@pytest.mark.parametrize("name", AREAS)
def test_every_language_fills_in_the_same_values(name: str) -> None:
    zh, en = area(name, "zh"), area(name, "en")
    assert {k: placeholders(v) for k, v in zh.items()} == {k: placeholders(v) for k, v in en.items()}


@pytest.mark.parametrize("name", AREAS)
def test_nobody_is_shouted_at(name: str) -> None:
    for language in languages():
        loud = [key for key, text in area(name, language).items() if "!" in text or "！" in text]
        assert loud == []


def test_chinese_comes_first() -> None:
    assert languages() == ("zh", "en")


def test_a_language_without_words_is_answered_in_chinese() -> None:
    assert (best_language("de"), best_language("en-GB"), best_language(None)) == ("zh", "en", "zh")


def test_a_sentence_carries_its_values() -> None:
    assert "B012" in say("refusals.no_steps", "en", number="B012")


def test_a_missing_sentence_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        say("refusals.never_said", "zh")


def test_a_missing_value_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        say("refusals.no_steps", "zh")


def test_a_missing_area_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        area("nowhere", "zh")
