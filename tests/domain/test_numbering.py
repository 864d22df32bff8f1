"""Numbers: a series and a serial."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.counters import Counters
from queue_server.domain.numbering import number, offline_number, offline_serial, offline_series
from queue_server.domain.policy import Policy
from tests.makers import TUESDAY

serials = st.integers(1, 99_999)


def test_a_serial_has_at_least_three_digits() -> None:
    assert [number("A", serial) for serial in (1, 12, 999)] == ["A001", "A012", "A999"]


def test_a_fourth_digit_appears_after_999() -> None:
    assert number("A", 1000) == "A1000"


def test_a_kiosk_offline_has_a_series_of_its_own() -> None:
    assert offline_series(Policy(), "A", "K1") == "A-K1-"
    assert [offline_number("A-K1-", serial) for serial in (7, 99, 100)] == ["A-K1-07", "A-K1-99", "A-K1-100"]


@given(serials)
def test_an_offline_number_tells_its_serial(serial: int) -> None:
    assert offline_serial("A-K1-", offline_number("A-K1-", serial)) == serial


@pytest.mark.parametrize(
    "text", ["A-K1-", "A-K1-7", "A-K1-00", "A-K1-007", "A-K2-07", "A-K1-0７", "A-K1-07 ", "A07", "07", ""]
)
def test_a_number_of_another_spelling_is_none_of_the_series(text: str) -> None:
    assert offline_serial("A-K1-", text) is None


@given(serials, serials)
def test_two_serials_never_share_a_number(one: int, other: int) -> None:
    assert (number("A", one) == number("A", other)) == (one == other)


def test_each_series_counts_from_one() -> None:
    counted = Counters(business_date=TUESDAY).counted("A").counted("A").counted("X")
    assert (counted.serial("A"), counted.serial("X"), counted.serial("B")) == (2, 1, 0)


def test_a_number_that_a_kiosk_counted_is_counted_in_no_series() -> None:
    assert Counters(business_date=TUESDAY).with_ticket() == Counters(last_ticket=1, business_date=TUESDAY)


@given(st.lists(st.sampled_from(["A", "B", "X"])))
def test_ids_count_every_ticket_and_serials_their_series(series: list[str]) -> None:
    counters = Counters()
    for letter in series:
        counters = counters.counted(letter)
    assert counters.last_ticket == len(series)
    assert all(counters.serial(letter) == series.count(letter) for letter in "ABX")
