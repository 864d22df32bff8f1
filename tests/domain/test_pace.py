"""Learned service times."""

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.hall import Hall
from queue_server.domain.pace import Pace
from tests.makers import a_catalogue

seconds = st.floats(0, 7200)


def test_a_queue_begins_with_the_catalogue_s_time() -> None:
    assert Hall(a_catalogue()).pace_s("life") == 540


def test_one_service_moves_the_mean_a_sixth_of_the_way() -> None:
    assert Pace(0, 540.0).after(600.0) == Pace(1, 550.0)


def test_a_changed_procedure_is_noticed() -> None:
    pace = Pace(10_000, 540.0)
    for _ in range(600):
        pace = pace.after(240.0)
    assert 240 < pace.mean_s < 260


@given(st.integers(0, 1000), seconds, seconds)
def test_the_mean_lies_between_what_was_and_what_is(learned: int, mean: float, served: float) -> None:
    after = Pace(learned, mean).after(served).mean_s
    assert min(mean, served) - 1e-6 <= after <= max(mean, served) + 1e-6


@given(seconds)
def test_what_was_learned_can_be_taken_back(served: float) -> None:
    hall = Hall(a_catalogue())
    hall.learn("life", served)()
    assert (hall.paces, hall.pace_s("life")) == ({}, 540)


def test_what_was_learned_before_stays() -> None:
    hall = Hall(a_catalogue())
    hall.learn("life", 600.0)
    hall.learn("life", 60.0)()
    assert hall.pace_s("life") == 550
