"""People type as they like."""

import pytest

from queue_server.wechat.asked import Asked, asked_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A012", "A012"),
        ("a12", "A012"),
        ("ａ０１２", "A012"),
        (" a 12 ", "A012"),
        ("a-12", "A012"),
        ("ps 12", "PS012"),
        ("PS1003", "PS1003"),
        ("A012号还要等多久", "A012"),
        ("number A012 please", "A012"),
        ("A-K1-07", "A-K1-07"),
        ("a-k1-07 排队", "A-K1-07"),
    ],
)
def test_a_number_is_found(text: str, number: str) -> None:
    asked = asked_in(text)
    assert (asked.wanted, asked.number) == ("number", number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "A",
        "hello",
        "ABCD12",
        "A1234567",
        "A-K1-07-99",
        "in 10 minutes",
        "110101199001011234",
        "🙂" * 500,
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert asked_in(text).number == ""


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("排队", Asked("queue", "zh")),
        ("现在几个人？", Asked("queue", "zh")),
        ("Queue", Asked("queue", "en")),
        ("how long is the line?", Asked("queue", "en")),
        ("online", Asked("help", "en")),
        ("预约", Asked("book", "zh")),
        ("book", Asked("book", "en")),
        ("你好", Asked("help", "zh")),
        ("?", Asked("help", None)),
    ],
)
def test_words_are_understood_in_their_language(text: str, asked: Asked) -> None:
    assert asked_in(text) == asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A012", None),
        ("A012 多久", "zh"),
        ("when is A012", "en"),
        ("a12", None),
        ("ps 12", None),
        ("A-K1-07", None),
    ],
)
def test_a_bare_number_has_no_language(text: str, language: str | None) -> None:
    assert asked_in(text).language == language
