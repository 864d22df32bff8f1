"""Numbers: a series and a serial."""

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.counters import Counters
from queue_server.domain.numbering import number
from tests.makers import TUESDAY

serials = st.integers(1, 99_999)


def test_a_serial_has_at_least_three_digits() -> None:
    assert [number("A", serial) for serial in (1, 12, 999)] == ["A001", "A012", "A999"]


def test_a_fourth_digit_appears_after_999() -> None:
    assert number("A", 1000) == "A1000"


def test_a_kiosk_offline_has_a_series_of_its_own() -> None:
    assert number("A-K1-", 7) == "A-K1-007"


@given(serials, serials)
def test_two_serials_never_share_a_number(one: int, other: int) -> None:
    assert (number("A", one) == number("A", other)) == (one == other)


def test_each_series_counts_from_one() -> None:
    counted = Counters(business_date=TUESDAY).counted("A").counted("A").counted("X")
    assert (counted.serial("A"), counted.serial("X"), counted.serial("B")) == (2, 1, 0)


@given(st.lists(st.sampled_from(["A", "B", "X"])))
def test_ids_count_every_ticket_and_serials_their_series(series: list[str]) -> None:
    counters = Counters()
    for letter in series:
        counters = counters.counted(letter)
    assert counters.last_ticket == len(series)
    assert all(counters.serial(letter) == series.count(letter) for letter in "ABX")
