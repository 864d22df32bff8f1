"""Finding one of Dalang's 839 items as people type it, without a script."""

import pytest

from queue_server.catalogue import read
from queue_server.web.public import finding
from queue_server.web.public.catalogue_index import Index, index_of
from queue_server.web.public.finding import find, terms_of
from queue_server.web.public.nearness import Rank
from tests.catalogue.folders import DALANG

CATALOGUE = read(DALANG, 1)


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(CATALOGUE)


def first(index: Index, typed: str) -> str:
    """The Chinese name of what is found first."""
    found = find(index, typed).found[0]
    things = CATALOGUE.services if found.kind == "service" else CATALOGUE.scenarios
    return things[found.code].names["zh"]


@pytest.mark.parametrize(
    "typed",
    [
        *("食品经营许可证新办", "食品经营", "spjyxkz", "SPJY", "shipinjingying", "shipinjy", "ＳＰＪＹ"),
        *("Food business licence", "SJ-0034", "sj-0034"),
    ],
)
def test_one_item_is_found_by_name_sound_first_letters_english_and_code(index: Index, typed: str) -> None:
    assert first(index, typed).startswith("食品经营")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("开饭店", "开餐饮店一件事"),
        ("kaifandian", "开餐饮店一件事"),
        ("身份证 丢失", "居民身份证丢失补领"),
        ("shenfenzheng lost", "居民身份证丢失补领"),
    ],
)
def test_people_say_it_in_their_own_words_and_in_several(index: Index, typed: str, name: str) -> None:
    assert first(index, typed) == name


def test_what_is_only_collected_comes_last_unless_it_is_asked_for(index: Index) -> None:
    assert "领取" not in first(index, "身份证")
    assert "领取" in first(index, "身份证领取")


@pytest.mark.parametrize("typed", ["", "   ", "，。", "\x00", "qqqqqq", "no such thing at all"])
def test_nothing_is_found_where_nothing_fits(index: Index, typed: str) -> None:
    assert find(index, typed).found == []


@pytest.mark.parametrize("typed", ["(", "a" * 5000, "[a-z]*", "ü", "\\", "lü" * 40, "ang" * 20, "shi " * 15])
def test_no_question_takes_long_or_breaks(index: Index, typed: str) -> None:
    assert len(find(index, typed).found) <= len(CATALOGUE.services) + len(CATALOGUE.scenarios)


def test_a_question_is_read_in_small_letters_without_its_punctuation() -> None:
    assert terms_of(" “身份证”，  NÜ ") == ["身份证", "nv"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("shenfenzhegn diushi", "居民身份证丢失补领"),
        ("shenfenzheng diuhsi", "居民身份证丢失补领"),
        ("senfenzen diusi", "居民身份证丢失补领"),
        ("shenfanzheng diushi", "居民身份证丢失补领"),
        ("身份正 丢失", "居民身份证丢失补领"),
        ("identty lost", "居民身份证丢失补领"),
        ("kaifanndian", "开餐饮店一件事"),
        ("spjyxzk", "食品经营许可证新办"),
        ("huzhoa buffa", "普通护照补发"),
        ("kaifndian", "开餐饮店一件事"),
    ],
)
def test_one_slip_of_finger_ear_or_input_method_is_forgiven(index: Index, typed: str, name: str) -> None:
    assert first(index, typed) == name
    assert find(index, typed).nearly


def test_a_slip_is_looked_for_in_two_words_of_a_question_and_no_more(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def nearly(term: str) -> Rank:
        looked.append(term)
        return lambda _: 0

    monkeypatch.setattr(finding, "nearly", nearly)
    assert find(index, "qqa qqb").found
    assert find(index, "qqc qqd qqe qqf").found == []
    assert looked == ["qqa", "qqb", "qqc", "qqd"]


@pytest.mark.parametrize("typed", ["shenfenzheng", "身份证", "sfz", "SJ-0034", "licence"])
def test_what_fits_as_it_stands_is_not_called_near(index: Index, typed: str) -> None:
    assert not find(index, typed).nearly


@pytest.mark.parametrize("typed", ["qqx", "vvz", "shxnfxnzhxng"])
def test_short_words_and_two_slips_are_not_guessed_at(index: Index, typed: str) -> None:
    assert find(index, typed).found == []
