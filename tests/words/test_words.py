"""The words: both languages say the same things with the same values."""

import re
from pathlib import Path
from string import Formatter

import pytest

from ui import words
from ui.words import area, best_language, knows, languages, say

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


EMPTY_PHRASES = (
    *("请注意", "温馨提示", "敬请谅解", "不便之处", "亲爱的", "尊敬的", "谢谢配合"),
    *("inconvenience", "kindly", "please note"),
)
AMERICAN = re.compile(
    r"\b(license|centers?|colors?|favorites?|behavior|gray|labor|neighbor\w*|traveler\w*|enroll|enrolls|enrollment"
    r"|fulfill|canceled|canceling|signaled|catalog|sidewalk|elevator|restroom|cell ?phone|toward|gotten)\b",
    re.IGNORECASE,
)
HAN = r"[\u4e00-\u9fff]"


def sentences(language: str) -> list[tuple[str, str]]:
    return [(f"{name}.{key}", text) for name in AREAS for key, text in area(name, language).items()]


@pytest.mark.parametrize("language", languages())
def test_nobody_is_given_an_empty_phrase(language: str) -> None:
    assert [k for k, text in sentences(language) if any(phrase in text for phrase in EMPTY_PHRASES)] == []


def test_nobody_is_only_told_that_it_failed() -> None:
    """The name of a level stands before a sentence of the doctor's."""
    zh, en = (
        [(k, text) for k, text in sentences(language) if not k.startswith("doctor.level.")]
        for language in ("zh", "en")
    )
    assert [k for k, text in zh if re.fullmatch(r".{0,4}失败[。]?", text)] == []
    assert [k for k, text in en if re.fullmatch(r"(\w+ )?(failed|error)\.?", text.lower())] == []


def test_visitors_and_staff_are_spoken_to_politely() -> None:
    assert [k for k, text in sentences("zh") if "你" in text] == []


def test_nobody_is_asked_twice_in_one_breath() -> None:
    assert [k for k, text in sentences("en") if text.lower().count("please") > 1] == []


def test_english_is_british() -> None:
    assert [(k, text) for k, text in sentences("en") if AMERICAN.search(text)] == []


def test_chinese_has_chinese_punctuation() -> None:
    narrow = re.compile(rf"{HAN}[,;?]|[,;?]{HAN}|{HAN}\.\.\.")
    assert [(k, text) for k, text in sentences("zh") if narrow.search(text)] == []


def test_english_has_no_chinese_signs() -> None:
    assert [(k, text) for k, text in sentences("en") if re.search(r"[，。；：？（）]", text)] == []


def test_english_is_written_in_sentence_case() -> None:
    names = "API|QR|PIN|PAD|ID|JSON|HTTP|CSV|TOML|UTF|SQL|ASCII|FOLDER|NAME|FILE|DATE|DEVICE|PATH"
    shouted = re.compile(rf"\b(?!{names})[A-Z]{{4,}}\b")
    assert [(k, text) for k, text in sentences("en") if shouted.search(text)] == []


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


@pytest.mark.parametrize("key", ["", "kiosk", "kiosk.no_such", "nowhere.title", "dialog button"])
def test_a_key_of_no_sentence_is_not_known(key: str) -> None:
    assert not knows(key)


def test_a_key_of_a_sentence_is_known() -> None:
    assert knows("kiosk.home.closed")
