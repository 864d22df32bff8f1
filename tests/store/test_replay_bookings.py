"""Bookings told again: each half-day counts what stands in it, also after the lunch break was changed."""

from datetime import timedelta

from queue_server.domain import facts as f
from queue_server.domain.appointments import Appointment
from queue_server.store.flaws import Flaw
from queue_server.store.replay_bookings import ReplayedBookings
from tests.makers import NINE, TUESDAY, at

NOON = at("12:00")


def told(bookings: ReplayedBookings, seq: int, fact: f.Fact) -> list[Flaw]:
    return list(bookings.apply(fact, f.Entry(seq, NINE, NINE, "tests", fact)))


def held(name: str, place: int, half: str) -> f.PlaceHeld:
    born = Appointment(name, "life", TUESDAY, NOON, NOON + timedelta(minutes=30), place, 9, NINE)
    return f.PlaceHeld(name, born, half, 2)


def test_a_slot_that_changes_its_half_takes_its_count_along() -> None:
    bookings = ReplayedBookings()
    facts = [held("a", 1, "pm"), held("b", 2, "am"), f.HoldExpired("a"), held("c", 1, "am")]
    assert [flaw for seq, fact in enumerate(facts, 1) for flaw in told(bookings, seq, fact)] == []
    assert [flaw.code for flaw in told(bookings, 5, held("d", 3, "am"))] == ["half_beyond_quota"]
    assert [flaw.code for flaw in told(bookings, 6, held("e", 4, "pm"))] == ["half_beyond_quota"]
