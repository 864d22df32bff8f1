"""Bookings that nobody came for: they are counted, shut out for a while, and are excused."""

from datetime import timedelta

import pytest

from queue_server.actions.excusing import appeal, assign, excuse
from queue_server.domain.appointments import BookingState, Visitor
from queue_server.domain.policy import QueuePolicy, VisitKind
from queue_server.domain.refusals import AppealedAlready, AppointmentBan, BadValue, NothingToExcuse
from tests.actions.bookings import BookingTown, bookable, somebody
from tests.makers import TUESDAY, at

THURSDAY = TUESDAY + timedelta(days=2)
MONDAY = TUESDAY + timedelta(days=6)


def missing(town: BookingTown, times: int, who: Visitor) -> list[str]:
    """Somebody books for the next day and does not come, as many working days in a row."""
    found = []
    for _ in range(times):
        day = town.clock.hall.date() + timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
        found.append(town.book(at("10:00", day), who=who).id)
        town.until(at("09:00", day)).until(at("09:00", day + timedelta(days=1)))
    return found


def state(town: BookingTown, name: str) -> BookingState:
    with town.store.begin("town") as tx:
        found = tx.find_appointment(name)
    assert found is not None
    return found.state


def test_a_booking_is_missed_when_its_day_ends() -> None:
    town = BookingTown()
    booking = town.book(at("10:00"))
    town.until(at("23:29"))
    assert town.booked(booking).state is BookingState.BOOKED
    town.until(at("23:31"))
    assert town.booked(booking).state is BookingState.MISSED


def test_nobody_missed_a_day_on_which_the_centre_was_not_there() -> None:
    town = BookingTown()
    booking = town.book()
    town.until(at("09:00", THURSDAY))
    assert state(town, booking.id) is BookingState.LAPSED


def test_a_visit_elsewhere_is_done_when_its_day_ends() -> None:
    town = BookingTown(bookable({"life": QueuePolicy(visit=VisitKind.AGENT)}))
    booking = town.book(at("10:00"), contact="sealed")
    town.until(at("23:31"))
    assert town.booked(booking).state is BookingState.DONE


def test_who_missed_too_many_cannot_book_for_a_while() -> None:
    town = BookingTown(bookable(missed_limit=2, ban_days=10))
    missing(town, 2, somebody(1))
    for same in (somebody(1), Visitor(person="person-1")):
        with pytest.raises(AppointmentBan):
            town.book(at("16:00", MONDAY), who=same)
    assert town.book(at("16:00", MONDAY), who=somebody(2)).state is BookingState.BOOKED


def test_nobody_is_shut_out_by_bookings_with_his_phone_alone() -> None:
    town = BookingTown(bookable(missed_limit=2))
    missing(town, 2, Visitor(phone="phone-1"))
    assert town.book(at("16:00", MONDAY), who=somebody(1)).state is BookingState.BOOKED


def missing_on(town: BookingTown, who: Visitor, *days: int) -> None:
    """Somebody misses a booking on each of these days, counted from the town's Tuesday."""
    for day in (TUESDAY + timedelta(days=n) for n in days):
        town.until(at("09:00", day))
        town.book(at("10:00", day), who=who)
        town.until(at("23:31", day))


def test_a_ban_lasts_until_the_day_that_was_told() -> None:
    town = BookingTown(bookable(missed_limit=3, missed_days=30, ban_days=30))
    missing_on(town, somebody(1), 0, 14, 28)
    for day in (29, 31, 57):
        town.until(at("09:00", TUESDAY + timedelta(days=day)))
        with pytest.raises(AppointmentBan) as refused:
            town.book(at("16:00", TUESDAY + timedelta(days=day)), who=somebody(1))
        assert refused.value.details["opens"] == "2026-11-12T08:00:00+08:00"
    town.until(at("09:00", TUESDAY + timedelta(days=58)))
    assert town.book(at("16:00", TUESDAY + timedelta(days=58)), who=somebody(1)).place == 1


def test_bookings_missed_far_apart_shut_nobody_out() -> None:
    town = BookingTown(bookable(missed_limit=3, missed_days=30, ban_days=30))
    missing_on(town, somebody(1), 0, 14, 30)
    town.until(at("09:00", TUESDAY + timedelta(days=31)))
    assert town.book(at("16:00", TUESDAY + timedelta(days=31)), who=somebody(1)).place == 1


def test_a_ban_ends_by_itself() -> None:
    town = BookingTown(bookable(missed_limit=1, ban_days=5))
    missing(town, 1, somebody(1))
    with pytest.raises(AppointmentBan):
        town.book(at("16:00", THURSDAY), who=somebody(1))
    town.days_later(5)
    assert town.book(at("10:00", TUESDAY + timedelta(days=8)), who=somebody(1)).place == 1


def test_walk_ins_are_never_refused_for_it() -> None:
    town = BookingTown(bookable(missed_limit=1))
    missing(town, 1, somebody(1))
    assert town.issue().number == "A001"


def test_a_manager_excuses_all_that_somebody_missed() -> None:
    town = BookingTown(bookable(missed_limit=2))
    first, second = missing(town, 2, somebody(1))
    town.act(excuse, first, "the bus did not run")
    assert town.facts().count("AppointmentExcused") == 2
    assert town.book(at("16:00", MONDAY), who=somebody(1)).state is BookingState.BOOKED
    with pytest.raises(NothingToExcuse):
        town.act(excuse, second, "again")


def test_who_missed_one_says_why_once() -> None:
    town = BookingTown()
    (name,) = missing(town, 1, somebody(1))
    assert town.act(appeal, name, "I was in hospital").appeal == "I was in hospital"
    with pytest.raises(AppealedAlready):
        town.act(appeal, name, "again")
    assert "hospital" not in str([entry.fact for entry in town.store.journal("town")])


def test_a_visit_elsewhere_is_given_to_somebody() -> None:
    town = BookingTown(bookable({"life": QueuePolicy(visit=VisitKind.HOME)}))
    booking = town.book(at("10:00"), contact="sealed")
    assert town.act(assign, booking.id, "C3").assigned_to == "C3"
    with pytest.raises(BadValue):
        town.act(assign, booking.id, "nobody")
