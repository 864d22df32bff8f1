"""What is said for a call, in each language."""

import pytest

from display_client.phrases import TONGUES, phrase
from display_client.vocabulary import vocabulary

CALLED = {
    "cmn": "请 A 零 幺 二 号，到 七 号窗口",
    "yue": "请 A 零 一 二 号，到 七 号窗口",
    "en": "Number A zero one two, please go to window seven",
}


@pytest.mark.parametrize("language", TONGUES)
def test_a_number_is_said_digit_by_digit_and_a_window_as_a_number(language: str) -> None:
    assert phrase("A012", [7], language).text == CALLED[language]


def test_the_screen_writes_what_the_voice_says() -> None:
    assert phrase("A012", [7], "cmn").shown == "请 A012 号，到 7 号窗口"
    assert phrase("A012", [7], "en").shown == "Number A012, please go to window 7"


@pytest.mark.parametrize(
    ("window", "mandarin", "english"),
    [
        (2, "二", "two"),
        (10, "十", "ten"),
        (12, "十二", "twelve"),
        (20, "二十", "twenty"),
        (88, "八十八", "eighty-eight"),
        (102, "一 零 二", "one zero two"),
    ],
)
def test_windows_are_numbers(window: int, mandarin: str, english: str) -> None:
    assert f"到 {mandarin} 号窗口" in phrase("A001", [window], "cmn").text
    assert phrase("A001", [window], "en").text.endswith(f"window {english}")


@pytest.mark.parametrize(("one", "other"), [("B", "BB"), ("P", "PS"), ("W", "WS"), ("T", "TV"), ("T", "TC")])
@pytest.mark.parametrize("language", TONGUES)
def test_prefixes_that_look_alike_are_told_apart(one: str, other: str, language: str) -> None:
    said, also = (phrase(f"{prefix}001", [1], language).text for prefix in (one, other))
    assert said not in also
    assert also not in said


def test_twice_the_same_letter_is_double() -> None:
    assert phrase("BB012", [7], "cmn").text.startswith("请 双 B 零")
    assert phrase("BB012", [7], "en").text.startswith("Number double B zero")


def test_a_number_issued_offline_is_read_as_it_is_printed() -> None:
    assert phrase("A-K1-07", [3], "cmn").text == "请 A 杠 K 幺 杠 零 七 号，到 三 号窗口"
    assert phrase("A-K1-07", [3], "en").text.startswith("Number A dash K one dash zero seven,")


@pytest.mark.parametrize("language", TONGUES)
def test_a_recall_says_that_it_is_one(language: str) -> None:
    first, again = phrase("X003", [5], language), phrase("X003", [5], language, recall=True)
    assert first.text != again.text
    assert again.text.startswith("Calling again" if language == "en" else "再次呼叫")


def test_one_of_several_windows_may_be_gone_to() -> None:
    assert phrase("A001", [7, 8], "en").text.endswith("window seven or eight")
    assert phrase("A001", [7, 8], "cmn").shown == "请 A001 号，到 7 或 8 号窗口"


def test_a_language_without_words_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        phrase("A001", [1], "pt")


@pytest.mark.parametrize("language", TONGUES)
def test_the_vocabulary_holds_every_word_of_every_call(language: str) -> None:
    clips = {word.clip for word in vocabulary(["A", "BB", "PS", "-K1-"], range(1, 89), language)}
    numbers = ("A098", "BB123", "PS4567", "A-K1-07")
    calls = [
        phrase(number, [window], language, recall=recall)
        for number in numbers
        for window in range(1, 89)
        for recall in (False, True)
    ]
    assert {word.clip for call in calls for word in call.words} <= clips
