"""Phone numbers: one spelling, and a masked one."""

import pytest

from queue_server.domain.phones import check_phone, mask_phone
from queue_server.domain.refusals import PhoneWrong


@pytest.mark.parametrize(
    "typed", ["13800138000", "138 0013 8000", "+86 138-0013-8000", "008613800138000", "8613800138000"]
)
def test_a_number_has_one_spelling(typed: str) -> None:
    assert check_phone(typed) == "13800138000"


@pytest.mark.parametrize(
    ("typed", "known"), [("+852 9123 4567", "+85291234567"), ("0044 20 7946 0958", "+442079460958")]
)
def test_a_number_from_abroad_names_its_country(typed: str, known: str) -> None:
    assert check_phone(typed) == known


@pytest.mark.parametrize(
    "typed", ["", "12345", "23800138000", "1380013800", "+0123456789", "phone", "１３８００１３８０００"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(PhoneWrong):
        check_phone(typed)


def test_staff_see_three_and_two_digits() -> None:
    assert mask_phone("13800138000") == "138******00"
