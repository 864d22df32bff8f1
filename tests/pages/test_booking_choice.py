"""What a page of booking offers: the halves of a day as the hall has them, and every day worked out once."""

from dataclasses import replace
from datetime import time
from unittest.mock import patch

import pytest

from queue_server.domain import hall as halls
from queue_server.domain.hall import Hall
from queue_server.domain.policy import BookingPolicy
from queue_server.domain.slots import slots_of
from queue_server.web.booking.choosing import Choice, choice_of
from tests.makers import NINE, a_catalogue

BREAK = time(12, 30), time(14)


def a_hall(lunch: tuple[time, time] | None) -> Hall:
    plain = a_catalogue(booking=BookingPolicy())
    places = {code: replace(place, lunch=lunch) for code, place in plain.halls.items()}
    return Hall(replace(plain, halls=places))


def tomorrow(hall: Hall) -> Choice:
    return choice_of(hall, "LF-1", "2026-09-16", "", NINE, "en")


@pytest.mark.parametrize(
    ("lunch", "morning", "afternoon"),
    [(BREAK, "12:00", "14:00"), (None, "11:30", "12:00")],
    ids=["break", "no-break"],
)
def test_the_break_parts_the_day_and_noon_where_there_is_none(
    lunch: tuple[time, time] | None, morning: str, afternoon: str
) -> None:
    before, after = tomorrow(a_hall(lunch)).halves
    assert (before.slots[-1].code, after.slots[0].code) == (morning, afternoon)


def test_the_slots_of_a_day_are_worked_out_once_for_all_who_look() -> None:
    hall = a_hall(BREAK)
    with patch.object(halls, "slots_of", wraps=slots_of) as worked_out:
        tomorrow(hall)
        first = worked_out.call_count
        tomorrow(hall)
    assert worked_out.call_count == first == len({call.args[1:] for call in worked_out.call_args_list})
