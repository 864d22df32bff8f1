"""ID numbers by GB 11643 are checked completely, passports by their form; both are shown masked."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.persons import (
    PROVINCES,
    IdKind,
    check_character,
    check_document,
    check_id_number,
    check_passport,
    mask,
)
from queue_server.domain.refusals import IdNumberWrong, PassportWrong

TODAY = date(2026, 9, 15)
STANDARD = "11010519491231002X"
"""The example of GB 11643-1999 itself."""

births = st.dates(TODAY - timedelta(days=129 * 365), TODAY)
places = st.sampled_from(sorted(PROVINCES)).flatmap(
    lambda province: st.integers(0, 9999).map(lambda district: f"{province}{district:04d}")
)


def number_of(place: str = "441900", born: str = "19900307", order: str = "123") -> str:
    """A right number with its check character."""
    return place + born + order + check_character(place + born + order)


numbers = st.builds(
    lambda place, born, order: number_of(place, f"{born:%Y%m%d}", f"{order:03d}"),
    places,
    births,
    st.integers(0, 999),
)


def why_not(text: str) -> object:
    with pytest.raises(IdNumberWrong) as refused:
        check_id_number(text, TODAY)
    return refused.value.details["why"]


def test_the_example_of_the_standard_is_right() -> None:
    assert check_id_number(STANDARD, TODAY) == STANDARD


def test_a_small_x_and_spaces_around_are_forgiven() -> None:
    assert check_id_number(f" {STANDARD.lower()}\n", TODAY) == STANDARD


@pytest.mark.parametrize("place", ["810000", "820000", "830000"])
def test_residence_permits_of_hong_kong_macao_and_taiwan_are_right(place: str) -> None:
    assert check_id_number(number_of(place), TODAY) == number_of(place)


@pytest.mark.parametrize("place", ["100000", "160000", "840000", "990000", "000000"])
def test_a_place_that_does_not_exist_is_wrong(place: str) -> None:
    assert why_not(number_of(place)) == "place"


@pytest.mark.parametrize("born", ["20260916", "20990101", "18001231", "19000229", "19901301", "00000101"])
def test_a_birthday_that_cannot_be_is_wrong(born: str) -> None:
    assert why_not(number_of(born=born)) == "date"


@pytest.mark.parametrize("born", ["20260915", "20000229", "18960101"])
def test_newborn_leap_day_and_very_old_are_right(born: str) -> None:
    assert check_id_number(number_of(born=born), TODAY) == number_of(born=born)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123",
        STANDARD[:17],
        STANDARD + "1",
        STANDARD[:10] + "X" + STANDARD[11:],
        "１１０１０５１９４９１２３１００２X",
        "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X",
        STANDARD[:17] + "Ｘ",
        "130503670401001",
        "-1010519491231002X",
    ],
)
def test_another_form_is_wrong(text: str) -> None:
    assert why_not(text) == "form"


def test_a_wrong_check_character_is_wrong() -> None:
    assert why_not(STANDARD[:17] + "1") == "check"


def test_staff_see_three_characters_and_the_last_two() -> None:
    assert mask(STANDARD) == "110*************2X"


@given(numbers)
def test_every_right_number_passes(number: str) -> None:
    assert check_id_number(number, TODAY) == number


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_no_single_wrong_digit_passes(number: str, place: int, by: int) -> None:
    """The check of ISO 7064 MOD 11-2 finds every single error."""
    other = str((int(number[place]) + by) % 10)
    with pytest.raises(IdNumberWrong):
        check_id_number(number[:place] + other + number[place + 1 :], TODAY)


@given(numbers, st.integers(0, 16))
def test_no_two_neighbours_exchanged_pass(number: str, place: int) -> None:
    """Nor an exchange of two neighbours."""
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(IdNumberWrong):
            check_id_number(swapped, TODAY)


@given(st.text(max_size=30) | st.text("0123456789xX０１ ", min_size=15, max_size=20))
def test_any_text_is_right_or_refused(text: str) -> None:
    with suppress(IdNumberWrong):
        number = check_id_number(text, TODAY)
        assert number.isascii()
        assert len(number) == 18


@given(numbers)
def test_a_mask_hides_the_birthday(number: str) -> None:
    assert mask(number)[3:16] == "*" * 13
    assert len(mask(number)) == 18


@pytest.mark.parametrize("place", ["931826", "944840", "911124"])
def test_a_foreigners_permanent_resident_card_is_a_number_too(place: str) -> None:
    assert check_id_number(number_of(place), TODAY) == number_of(place)


def test_a_passport_has_letters_and_digits_in_one_spelling() -> None:
    assert [check_passport(text) for text in (" e12345678 ", "12345", "C01X00T47", "GBR123456789012")] == [
        "E12345678", "12345", "C01X00T47", "GBR123456789012",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "E123", "PASSPORT", "E1234567890123456", "E1234-678", "Ｅ12345678", "١٢٣٤٥", "ﬁ123", "12\n345"],
)
def test_another_form_is_no_passport(text: str) -> None:
    with pytest.raises(PassportWrong):
        check_passport(text)


def test_each_kind_of_document_is_checked_by_its_own_rule() -> None:
    assert check_document(IdKind.PASSPORT, "e1234567", TODAY) == "E1234567"
    with pytest.raises(IdNumberWrong):
        check_document(IdKind.RESIDENT, "E1234567", TODAY)


@pytest.mark.parametrize(
    ("number", "seen"),
    [("E12345678", "E1*****78"), ("123456", "1***56"), ("12345", "1**45"), ("1234567", "12***67")],
)
def test_of_a_passport_staff_see_the_two_ends(number: str, seen: str) -> None:
    assert mask(number, IdKind.PASSPORT) == seen
