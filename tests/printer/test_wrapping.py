"""Where lines break."""

import pytest

from printer.typesetting import airy
from printer.wrapping import balance, unbroken, wrap

RULE = "窗口会叫 3 次，约 2 分钟。过号不作废：当天回取号机扫码，排在 3 位之后接着办。"


def columns(text: str) -> float:
    return sum(1 if character.isascii() else 2 for character in text)


@pytest.mark.parametrize("width", range(10, 60))
def test_no_line_is_wider_than_the_paper(width: int) -> None:
    assert all(columns(line) <= width for line in wrap(RULE, width, columns))


@pytest.mark.parametrize("width", range(10, 60))
def test_nothing_is_lost_at_any_width(width: int) -> None:
    assert "".join(wrap(RULE, width, columns)).replace(" ", "") == RULE.replace(" ", "")


@pytest.mark.parametrize("width", range(10, 60))
def test_no_line_begins_with_punctuation(width: int) -> None:
    assert not any(line[0] in "，。、：；）" for line in wrap(RULE, width, columns))


@pytest.mark.parametrize("width", range(12, 60))
def test_the_last_line_is_never_a_single_character(width: int) -> None:
    assert len(wrap(RULE, width, columns)[-1].strip("。")) > 1


@pytest.mark.parametrize("width", range(10, 60))
def test_a_figure_stays_with_its_unit(width: int) -> None:
    text = " ".join(wrap(RULE, width, columns))
    assert "3 次" in text
    assert "2 分钟" in text
    assert "3 位" in text


def test_an_opening_bracket_goes_to_the_next_line() -> None:
    assert wrap("增值税申报(小规模)", 12, columns)[0] == "增值税申报"


def test_words_are_not_cut() -> None:
    assert wrap("Household registration of settlers", 14, columns) == [
        "Household",
        "registration",
        "of settlers",
    ]


def test_a_thing_to_bring_stays_in_one_line() -> None:
    things = "、".join(map(unbroken, ("业务申请表", "营业执照", "法定代表人身份证")))
    assert wrap(things, 24, columns) == ["业务申请表、营业执照、", "法定代表人身份证"]


def test_a_thing_longer_than_the_line_breaks_at_its_words() -> None:
    assert wrap(unbroken("Comprehensive Windows"), 14, columns) == ["Comprehensive", "Windows"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrap("https://example.org", 10, columns) == ["https://ex", "ample.org"]


def test_a_title_breaks_into_even_lines() -> None:
    assert balance("国有建设用地使用权及房屋所有权首次登记", 30, columns) == [
        "国有建设用地使用权及",
        "房屋所有权首次登记",
    ]


def test_an_empty_text_has_no_lines() -> None:
    assert wrap("", 10, columns) == []


def test_figures_stand_apart_from_hanzi_by_a_thin_space() -> None:
    assert airy("第2张A") == "第\u20092\u2009张\u2009A"
    assert airy("3 位，约") == "3 位，约"
