"""Check-in: a booking becomes a ticket with a class and an arrival."""

from dataclasses import replace
from datetime import timedelta

import pytest

from queue_server.actions.calling import call_next
from queue_server.actions.checking_in import meant, on_time_until
from queue_server.actions.ending import finish
from queue_server.actions.importing import import_catalogue
from queue_server.actions.issuing import Person
from queue_server.actions.places import set_evacuation
from queue_server.actions.visitors import cancel as cancel_ticket
from queue_server.boards.appointments import appointment_view
from queue_server.domain.appointments import Appointment, BookingState, Visitor
from queue_server.domain.catalogue import DayKind
from queue_server.domain.classes import VisitorClass
from queue_server.domain.policy import QueuePolicy, VisitKind
from queue_server.domain.quotas import quota_left
from queue_server.domain.refusals import (
    ClassNotClaimable,
    Closed,
    Evacuated,
    NotAHallVisit,
    PersonLimit,
    QuotaUsed,
    TooEarly,
    UnknownAppointment,
    WrongAppointmentState,
)
from queue_server.domain.tickets import Ticket
from queue_server.web.booking.face import face_of
from tests.actions.bookings import BookingTown, bookable, somebody
from tests.makers import TUESDAY, at, numbers
from ui.words import say

TEN = at("10:00")
FIVE = {"life": QueuePolicy(quota_per_half_day=5)}


def booked_at_ten(town: BookingTown, clock: str) -> tuple[Ticket, bool]:
    """Somebody has booked for ten and checks in at another time."""
    booking = town.book(TEN)
    town.until(at(clock))
    return town.come(booking)


@pytest.mark.parametrize("clock", ["09:45", "10:00", "10:14"])
def test_who_is_on_time_counts_as_arrived_at_the_slots_start(clock: str) -> None:
    ticket, on_time = booked_at_ten(BookingTown(), clock)
    assert on_time
    assert (ticket.arrived_at, ticket.visitor_class) == (TEN, VisitorClass.APPOINTMENT)


def test_who_is_late_counts_as_arrived_now() -> None:
    town = BookingTown()
    ticket, on_time = booked_at_ten(town, "10:16")
    assert not on_time
    assert (ticket.arrived_at, ticket.visitor_class) == (town.clock.hall, VisitorClass.ORDINARY)


def test_who_is_early_is_told_when_to_come_back() -> None:
    with pytest.raises(TooEarly) as refused:
        booked_at_ten(BookingTown(), "09:40")
    assert refused.value.details == {"opens": "2026-09-15T09:45:00+08:00"}


def test_who_comes_on_another_day_is_told_when_to_come_back() -> None:
    town = BookingTown()
    booking = town.book()
    with pytest.raises(TooEarly) as refused:
        town.come(booking)
    assert refused.value.details == {"opens": "2026-09-16T09:15:00+08:00"}


def test_a_booking_becomes_one_ticket() -> None:
    town = BookingTown()
    booking = town.book(TEN)
    town.until(TEN)
    ticket, _ = town.come(booking)
    kept = town.booked(booking)
    assert (kept.state, kept.ticket, kept.number) == (BookingState.CHECKED_IN, ticket.id, ticket.number)
    with pytest.raises(WrongAppointmentState):
        town.come(booking)


def test_a_ticket_of_a_booking_knows_its_visitor() -> None:
    ticket, _ = booked_at_ten(BookingTown(), "10:00")
    assert (ticket.person, ticket.person_mask, ticket.service) == ("person-1", "441***", None)


def test_who_comes_on_time_goes_before_earlier_walk_ins_by_the_head_start_only() -> None:
    town = BookingTown()
    seat = town.sign_in(3)
    booking = town.book(TEN)
    town.until(at("09:29"))
    long_waiting = town.issue()
    town.until(at("09:35"))
    walk_in = town.issue()
    town.until(at("09:58"))
    ticket, _ = town.come(booking)
    called = [town.press(call_next, seat) for _ in range(3)]
    assert numbers(t for t in called if t) == [long_waiting.number, ticket.number, walk_in.number]


def test_of_several_classes_the_one_furthest_ahead_counts() -> None:
    town = BookingTown()
    booking = town.book(TEN)
    town.until(TEN)
    ticket, _ = town.come(booking, visitor_class=VisitorClass.ELDERLY)
    assert ticket.visitor_class is VisitorClass.APPOINTMENT
    late = town.book(at("11:00"))
    town.until(at("11:20"))
    assert town.come(late, visitor_class=VisitorClass.ELDERLY)[0].visitor_class is VisitorClass.ELDERLY


def test_a_right_to_return_counts_beside_a_booking() -> None:
    town = BookingTown()
    seat = town.sign_in(3)
    earlier = town.issue()
    town.press(call_next, seat)
    town.act(finish, seat, earlier.public_id)
    booking = town.book(TEN)
    town.until(TEN)
    ticket, _ = town.come(booking, returning_from=earlier.public_id)
    assert (ticket.visitor_class, ticket.returning_from) == (VisitorClass.APPOINTMENT, earlier.public_id)


def test_the_class_of_a_booking_cannot_be_claimed() -> None:
    town = BookingTown()
    booking = town.book(TEN)
    town.until(TEN)
    with pytest.raises(ClassNotClaimable):
        town.come(booking, visitor_class=VisitorClass.RETURNING)


HOLIDAY = replace(bookable(), calendar={TUESDAY: DayKind.HOLIDAY})


def closing(town: BookingTown) -> BookingTown:
    """The centre makes today a holiday."""
    town.act(import_catalogue, {"small.toml": b""})
    return town


def test_nobody_checks_in_to_a_hall_that_closes_after_all() -> None:
    town = BookingTown(read_catalogue=lambda _, version: replace(HOLIDAY, version=version))
    booking = town.book(TEN)
    closing(town).until(TEN)
    with pytest.raises(Closed):
        town.come(booking)
    face = face_of(town.hall, booking, town.clock.hall, "en")
    assert (face.state, face.may_check_in) == ("shut", False)
    assert "check_in" not in appointment_view(town.hall, booking, now=TEN, base_url="")["can"]


def test_nobody_missed_a_booking_of_a_day_that_closed_after_all() -> None:
    town = BookingTown(read_catalogue=lambda _, version: replace(HOLIDAY, version=version))
    booking = town.book(TEN)
    closing(town).until(at("23:31"))
    assert town.booked(booking).state is BookingState.LAPSED


VISITS = {"life": QueuePolicy(visit=VisitKind.HOME, places_per_slot=2)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_is_promised_on_a_day_that_closed_after_all(language: str) -> None:
    closed = replace(bookable(VISITS), calendar={TUESDAY: DayKind.HOLIDAY})
    town = BookingTown(bookable(VISITS), read_catalogue=lambda _, version: replace(closed, version=version))
    booking = town.book(TEN, contact="sealed")
    promised = face_of(town.hall, booking, town.clock.hall, language)
    assert (promised.state, promised.now) == ("booked", say("booking.now.home", language))
    closing(town)
    face = face_of(town.hall, booking, town.clock.hall, language)
    assert (face.state, face.now) == ("shut", say("booking.now.shut.elsewhere", language))
    assert face.more == say("booking.more.shut.elsewhere", language)
    assert face.may_cancel


def test_a_visit_of_a_day_that_closed_after_all_was_not_made() -> None:
    closed = replace(bookable(VISITS), calendar={TUESDAY: DayKind.HOLIDAY})
    town = BookingTown(bookable(VISITS), read_catalogue=lambda _, version: replace(closed, version=version))
    booking = town.book(TEN, contact="sealed")
    closing(town).until(at("23:31"))
    assert town.booked(booking).state is BookingState.LAPSED


def test_who_is_on_time_has_a_place() -> None:
    town = BookingTown(bookable({"life": QueuePolicy(slot_minutes=5, quota_per_half_day=5)}, late_s=900))
    booking = town.book(TEN)
    assert on_time_until(town.hall, booking) == booking.ends_at
    town.until(at("10:06"))
    assert not town.come(booking)[1]


def test_a_booking_knows_whether_its_visitor_was_on_time() -> None:
    town = BookingTown()
    both = [town.book(TEN), town.book(TEN)]
    for booking, clock in zip(both, ("10:10", "10:20"), strict=True):
        town.until(at(clock))
        town.come(booking)
    assert [town.booked(booking).on_time for booking in both] == [True, False]


# --- places and quotas ---------------------------------------------------------------------------


def test_a_booked_place_is_there_when_walk_ins_have_used_the_rest() -> None:
    town = BookingTown(bookable(FIVE))
    booking = town.book(TEN)
    for _ in range(4):
        town.issue()
    with pytest.raises(QuotaUsed):
        town.issue()
    town.until(TEN)
    assert town.come(booking)[1]
    assert quota_left(town.hall, "life", town.clock.hall) == 0


def test_after_the_slots_end_the_place_may_be_gone() -> None:
    town = BookingTown(bookable(FIVE))
    booking = town.book(TEN)
    town.until(at("10:31"))
    for _ in range(5):
        town.issue()
    with pytest.raises(QuotaUsed):
        town.come(booking)
    assert town.booked(booking).state is BookingState.BOOKED


def test_a_ticket_before_lunch_uses_the_place_of_its_own_half_day() -> None:
    town = BookingTown(bookable(FIVE))
    booking = town.book(at("11:30"))
    town.until(at("11:59"))
    ticket, _ = town.come(booking)
    assert ticket.slot_at == at("11:30")
    assert quota_left(town.hall, "life", at("11:00"), town.clock.hall) == 4


def test_who_books_the_first_slot_checks_in_before_the_hall_opens() -> None:
    town = BookingTown()
    booking = town.book(at("08:30", town.clock.hall.date() + timedelta(days=1)))
    town.until(booking.starts_at - timedelta(minutes=10))
    assert town.come(booking)[1]


def test_nobody_checks_in_after_closing() -> None:
    town = BookingTown()
    booking = town.book(at("17:00"))
    town.until(at("17:31"))
    with pytest.raises(Closed):
        town.come(booking)


def test_nobody_checks_in_to_a_hall_that_is_evacuated() -> None:
    town = BookingTown()
    booking = town.book(TEN)
    town.until(TEN)
    town.act(set_evacuation, "N", True, None)
    with pytest.raises(Evacuated):
        town.come(booking)


def test_who_has_a_number_already_needs_no_second_one() -> None:
    town = BookingTown(bookable({"life": QueuePolicy(real_name=True)}))
    booking = town.book(TEN)
    town.until(TEN)
    town.issue(person=Person("person-1", "441***"))
    with pytest.raises(PersonLimit):
        town.come(booking)


def test_a_visit_at_home_is_not_checked_in() -> None:
    town = BookingTown(bookable({"life": QueuePolicy(visit=VisitKind.HOME)}))
    booking = town.book(TEN, contact="sealed")
    town.until(TEN)
    with pytest.raises(NotAHallVisit):
        town.come(booking)


# --- at a kiosk ----------------------------------------------------------------------------------


def ids(found: list[Appointment]) -> list[str]:
    return [a.id for a in found]


def test_a_phone_or_a_document_means_the_bookings_whose_time_has_come() -> None:
    town = BookingTown()
    first = town.book(TEN, who=somebody(1))
    second = town.book(at("10:30"), queue="permits", who=somebody(1))
    town.until(at("10:10"))
    assert ids(town.act(meant, Visitor(phone="phone-1"))) == [first.id]
    town.until(at("10:20"))
    assert ids(town.act(meant, Visitor(person="person-1"))) == [first.id, second.id]


def test_a_visit_that_goes_on_is_meant_before_a_later_booking() -> None:
    town = BookingTown()
    booking = town.book(TEN, who=somebody(1))
    later = town.book(at("15:00"), queue="permits", who=somebody(1))
    town.until(TEN)
    ticket, _ = town.come(booking)
    assert ids(town.act(meant, somebody(1))) == [booking.id]
    town.act(cancel_ticket, ticket.public_id)
    assert ids(town.act(meant, somebody(1))) == [later.id]


def test_before_its_time_the_next_one_is_meant() -> None:
    town = BookingTown()
    town.book(at("15:00"), who=somebody(1))
    sooner = town.book(TEN, queue="permits", who=somebody(1))
    assert ids(town.act(meant, somebody(1))) == [sooner.id]


def test_without_one_today_the_next_one_says_when() -> None:
    town = BookingTown()
    booking = town.book(who=somebody(1))
    assert ids(town.act(meant, somebody(1))) == [booking.id]
    with pytest.raises(UnknownAppointment):
        town.act(meant, somebody(2))
