"""Booking: places are held, booked, moved and given back, and no slot has more than its quota."""

from datetime import datetime, timedelta

import pytest

from queue_server.actions.booking import Details, book
from queue_server.domain.appointments import BookingState, Visitor
from queue_server.domain.places_left import places_left
from queue_server.domain.policy import QueuePolicy
from queue_server.domain.quotas import quota_left
from queue_server.domain.refusals import (
    AppointmentLimit,
    BookedAlready,
    BookingOver,
    ChangeOver,
    ContactNeeded,
    HoldOver,
    MovesUsed,
    NotBookable,
    NotCrossTown,
    NotReleased,
    QuotaUsed,
    RealNameNeeded,
    Refusal,
    SlotFull,
    TooManyHolds,
    UnknownSlot,
    WrongAppointmentState,
)
from queue_server.store.replay import Replay
from tests.actions.bookings import HALF_PAST_NINE, WEDNESDAY, BookingTown, bookable, somebody
from tests.actions.town import Town
from tests.makers import NINE, SHANGHAI, TUESDAY, at

TEN = {"life": QueuePolicy(quota_per_half_day=10)}


def left(town: BookingTown, starts_at: datetime = HALF_PAST_NINE, queue: str = "life") -> int:
    day = starts_at.astimezone(SHANGHAI).date()
    (slot,) = (s for s in town.hall.slots(queue, day) if s.starts_at == starts_at)
    return places_left(town.hall, slot, town.clock.hall)


def fill(town: BookingTown, count: int, starts_at: datetime = HALF_PAST_NINE) -> None:
    for _ in range(count):
        town.book(starts_at)


def test_a_slot_gives_as_many_places_as_it_has() -> None:
    town = BookingTown()
    fill(town, 3)
    with pytest.raises(SlotFull):
        town.book()
    assert sorted(a.place for a in town.hall.appointments.values()) == [1, 2, 3]


def test_a_held_place_is_nobody_elses_and_comes_free_by_itself() -> None:
    town = BookingTown()
    held = town.hold()
    assert left(town) == 2
    town.later(200)
    town.until(town.clock.hall)
    assert (left(town), town.booked(held).state) == (3, BookingState.EXPIRED)
    with pytest.raises(HoldOver):
        town.act(book, held.id, Details(somebody(1)))


def test_the_next_booking_frees_what_is_due_without_the_clock() -> None:
    town = BookingTown()
    for _ in range(3):
        town.hold()
    town.later(181)
    assert town.book().place == 1


def test_a_held_place_becomes_a_booking() -> None:
    town = BookingTown()
    held = town.hold()
    booked = town.act(book, held.id, Details(somebody(1), "en"))
    assert (booked.state, booked.language, booked.place) == (BookingState.BOOKED, "en", held.place)
    assert booked.holder is None


def test_an_address_holds_so_many_at_once() -> None:
    town = BookingTown(bookable(holds_per_address=2))
    town.hold()
    town.hold()
    with pytest.raises(TooManyHolds):
        town.hold()
    assert town.hold(holder="another").place == 3


@pytest.mark.parametrize(
    ("starts_at", "refusal"),
    [
        (at("09:10", WEDNESDAY), UnknownSlot),
        (at("12:30", WEDNESDAY), UnknownSlot),
        (at("09:30", TUESDAY + timedelta(days=4)), UnknownSlot),
        (at("09:30", TUESDAY + timedelta(days=8)), NotReleased),
        (at("09:00"), BookingOver),
        (at("09:30", TUESDAY - timedelta(days=1)), BookingOver),
    ],
    ids=["no-slot", "lunch", "weekend", "not-open-yet", "begun", "yesterday"],
)
def test_only_slots_of_open_days_can_be_booked(starts_at: datetime, refusal: type[Refusal]) -> None:
    town = BookingTown()
    with pytest.raises(refusal):
        town.book(starts_at)


def test_a_day_opens_at_its_hour_a_week_before() -> None:
    town = BookingTown()
    slot = at("09:30", TUESDAY + timedelta(days=8))
    town.until(at("07:59", WEDNESDAY))
    with pytest.raises(NotReleased):
        town.book(slot)
    town.until(at("08:00", WEDNESDAY))
    assert town.book(slot).starts_at == slot


def test_without_rules_nothing_can_be_booked() -> None:
    for town in (BookingTown(Town().catalogue), BookingTown(bookable({"life": QueuePolicy(bookable=False)}))):
        with pytest.raises(NotBookable):
            town.book()


def test_a_queue_may_have_slots_and_places_of_its_own() -> None:
    town = BookingTown(bookable({"life": QueuePolicy(slot_minutes=60, places_per_slot=7)}))
    fill(town, 7)
    assert left(town, at("10:30", WEDNESDAY)) == 7
    with pytest.raises(UnknownSlot):
        town.book(at("10:00", WEDNESDAY))


# --- the walk-in share ---------------------------------------------------------------------------


def test_bookings_never_take_the_walk_in_share() -> None:
    town = BookingTown(bookable(TEN))
    fill(town, 3)
    fill(town, 3, starts_at=at("10:00", WEDNESDAY))
    with pytest.raises(SlotFull):
        town.book(at("10:30", WEDNESDAY))
    assert town.book(at("14:00", WEDNESDAY)).state is BookingState.BOOKED


def test_walk_ins_may_use_everything_that_is_not_booked() -> None:
    town = BookingTown(bookable(TEN))
    fill(town, 3, starts_at=at("11:00"))
    for _ in range(7):
        town.issue()
    with pytest.raises(QuotaUsed):
        town.issue()


def test_what_walk_ins_have_taken_cannot_be_booked_today() -> None:
    town = BookingTown(bookable(TEN))
    for _ in range(9):
        town.issue()
    town.book(at("11:00"))
    with pytest.raises(SlotFull):
        town.book(at("11:00"))


def test_places_that_nobody_came_for_are_the_walk_ins_at_the_slots_end() -> None:
    town = BookingTown(bookable(TEN))
    fill(town, 3, starts_at=at("10:00"))
    town.until(at("10:29"))
    assert quota_left(town.hall, "life", town.clock.hall) == 7
    town.until(at("10:30"))
    assert quota_left(town.hall, "life", town.clock.hall) == 10


# --- one person ----------------------------------------------------------------------------------


def test_a_person_books_a_queue_once_a_day() -> None:
    town = BookingTown()
    town.book(who=somebody(1))
    for same in (Visitor(person="person-1"), Visitor(phone="phone-1")):
        with pytest.raises(BookedAlready):
            town.book(at("15:00", WEDNESDAY), who=same)
    assert town.book(at("09:30", TUESDAY + timedelta(days=2)), who=somebody(1)).place == 1


def test_a_person_has_so_many_bookings_a_day() -> None:
    town = BookingTown()
    town.book(who=somebody(1))
    town.book(queue="permits", who=somebody(1))
    with pytest.raises(AppointmentLimit):
        town.book(queue="cards", who=somebody(1))


def test_a_booking_needs_somebody() -> None:
    town = BookingTown(bookable({"cards": QueuePolicy(real_name=True)}))
    with pytest.raises(ContactNeeded):
        town.book(who=Visitor())
    with pytest.raises(RealNameNeeded):
        town.book(queue="cards", who=Visitor(phone="phone-1"))


def test_a_matter_of_another_town_needs_an_item_that_allows_it() -> None:
    with pytest.raises(NotCrossTown):
        BookingTown().book(service="LF-1", elsewhere=True)


def test_a_refused_booking_leaves_no_place_taken() -> None:
    town = BookingTown()
    with pytest.raises(ContactNeeded):
        town.book(who=Visitor())
    assert (left(town), town.hall.appointments) == (3, {})


# --- giving back ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("draw", "seconds"), [(0.0, 60), (0.5, 360), (1.0, 660)])
def test_a_place_comes_back_after_a_time_that_is_drawn(draw: float, seconds: int) -> None:
    town = BookingTown()
    fill(town, 2)
    booked = town.book()
    town.cancel(booked, draw)
    town.later(seconds - 2)
    with pytest.raises(SlotFull):
        town.book()
    town.later(1)
    assert town.book().place == booked.place


def test_walk_ins_need_not_wait_for_a_place_that_was_given_back() -> None:
    town = BookingTown(bookable(TEN))
    booked = town.book(at("11:00"))
    assert quota_left(town.hall, "life", NINE) == 9
    town.cancel(booked)
    assert quota_left(town.hall, "life", NINE) == 10


def test_a_hold_that_is_given_up_is_free_at_once() -> None:
    town = BookingTown()
    town.cancel(town.hold())
    assert left(town) == 3


def test_a_booking_moves_and_its_place_comes_back_later() -> None:
    town = BookingTown()
    booked = town.book()
    moved = town.move(booked, at("10:00", WEDNESDAY))
    assert (moved.id, moved.starts_at, moved.moves) == (booked.id, at("10:00", WEDNESDAY), 1)
    assert (left(town), left(town, at("10:00", WEDNESDAY))) == (2, 2)
    town.later(400).until(town.clock.hall)
    assert left(town) == 3


def test_a_booking_moves_so_often_and_so_late() -> None:
    town = BookingTown(bookable(moves=1))
    booked = town.move(town.book(), at("10:00", WEDNESDAY))
    with pytest.raises(MovesUsed):
        town.move(booked, at("11:00", WEDNESDAY))
    town.until(at("09:01", WEDNESDAY))
    with pytest.raises(ChangeOver):
        town.move(booked, at("11:00", WEDNESDAY))


def test_a_booking_is_cancelled_until_it_begins() -> None:
    town = BookingTown()
    first, second = town.book(), town.book()
    town.until(at("09:29", WEDNESDAY))
    assert town.cancel(first).state is BookingState.CANCELLED
    town.until(at("09:31", WEDNESDAY))
    with pytest.raises(ChangeOver):
        town.cancel(second)


def test_a_booking_moves_within_a_half_day_that_is_full() -> None:
    town = BookingTown(bookable({"life": QueuePolicy(quota_per_half_day=5)}))
    fill(town, 2)
    booked = town.book()
    with pytest.raises(SlotFull):
        town.book(at("11:00", WEDNESDAY))
    moved = town.move(booked, at("11:00", WEDNESDAY))
    assert town.hall.bookings.taken_in(("life", WEDNESDAY, "am")) == 3
    replay = Replay()
    assert [f for entry in town.store.journal("town") for f in replay.apply(entry)] == []
    town.cancel(moved)
    with pytest.raises(SlotFull):
        town.book(at("11:00", WEDNESDAY))


def test_a_booking_moves_to_no_full_slot_and_keeps_its_own() -> None:
    town = BookingTown()
    fill(town, 3, starts_at=at("10:00", WEDNESDAY))
    booked = town.book()
    with pytest.raises(SlotFull):
        town.move(booked, at("10:00", WEDNESDAY))
    assert town.booked(booked) == booked


def test_what_is_cancelled_stays_so() -> None:
    town = BookingTown()
    booked = town.cancel(town.book())
    with pytest.raises(WrongAppointmentState):
        town.cancel(booked)
    with pytest.raises(WrongAppointmentState):
        town.move(booked, at("10:00", WEDNESDAY))


def test_facts_tell_nothing_of_the_visitor() -> None:
    town = BookingTown()
    town.cancel(town.book(who=somebody(7)))
    told = str([entry.fact for entry in town.store.journal("town")])
    assert "PlaceHeld" in told
    assert not [word for word in ("person-7", "phone-7", "138***", "441***") if word in told]
