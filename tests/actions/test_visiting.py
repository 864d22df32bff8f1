"""Visits at home and agents: booked with a sealed contact, which goes by itself and is opened by an act."""

import pytest

from queue_server.actions.calling import call_next
from queue_server.actions.excusing import assign
from queue_server.actions.forgetting import erase_bookings
from queue_server.actions.moving import transfer
from queue_server.actions.places import arrange
from queue_server.actions.visiting import open_contact, open_contacts
from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.facts import AppointmentErased, ContactOpened
from queue_server.domain.policy import QueuePolicy, VisitKind
from queue_server.domain.refusals import (
    BadValue,
    Closed,
    ContactNeeded,
    NotAHallVisit,
    NotAVisit,
    UnknownContact,
)
from tests.actions.bookings import HALF_PAST_NINE, WEDNESDAY, BookingTown, bookable
from tests.makers import TUESDAY, at

SEALED = "sealed-contact"


@pytest.fixture
def town() -> BookingTown:
    return BookingTown(bookable({"cards": QueuePolicy(visit=VisitKind.HOME, places_per_slot=2)}))


def visit(town: BookingTown, starts_at: object = HALF_PAST_NINE) -> Appointment:
    return town.book(starts_at, "cards", contact=SEALED)  # type: ignore[arg-type]


def kept(town: BookingTown) -> dict[str, str]:
    return town.store.recorded["town"].contacts


def opened(town: BookingTown) -> list[ContactOpened]:
    return [e.fact for e in town.store.journal("town") if isinstance(e.fact, ContactOpened)]


def test_a_visit_is_booked_with_its_contact(town: BookingTown) -> None:
    booking = visit(town)
    assert booking.kind is VisitKind.HOME
    assert kept(town) == {booking.id: SEALED}


def test_nobody_visits_who_cannot_be_found(town: BookingTown) -> None:
    with pytest.raises(ContactNeeded):
        town.book(HALF_PAST_NINE, "cards")
    assert town.hall.appointments == {}


def test_the_hall_asks_nobody_for_an_address(town: BookingTown) -> None:
    with pytest.raises(BadValue):
        town.book(HALF_PAST_NINE, "life", contact=SEALED)
    assert kept(town) == {}


def test_a_visit_that_is_cancelled_is_forgotten_at_once(town: BookingTown) -> None:
    booking, other = visit(town), visit(town, at("10:00", WEDNESDAY))
    town.cancel(booking)
    assert kept(town) == {other.id: SEALED}


def test_a_visit_that_moves_takes_its_contact_along(town: BookingTown) -> None:
    booking = visit(town)
    town.move(booking, at("15:00", WEDNESDAY))
    assert kept(town) == {booking.id: SEALED}


def test_a_visit_that_moves_has_nobody_again(town: BookingTown) -> None:
    booking = visit(town)
    town.act(assign, booking.id, "C4")
    town.move(booking, at("15:00", WEDNESDAY))
    assert town.booked(booking).assigned_to is None


def test_nobody_is_sent_to_who_comes_to_the_hall(town: BookingTown) -> None:
    booking = town.book(HALF_PAST_NINE, "life")
    with pytest.raises(NotAVisit):
        town.act(assign, booking.id, "C1")
    assert town.booked(booking).assigned_to is None


def test_who_opens_a_contact_stands_in_the_record(town: BookingTown) -> None:
    booking = visit(town)
    assert town.act(open_contact, booking.id)[1] == SEALED
    assert opened(town) == [ContactOpened(booking.id, "cards", HALF_PAST_NINE, 1)]


def test_a_contact_that_is_not_kept_is_not_opened(town: BookingTown) -> None:
    hall = town.book(HALF_PAST_NINE, "life")
    with pytest.raises(UnknownContact):
        town.act(open_contact, hall.id)
    assert opened(town) == []


def test_a_days_paper_opens_what_is_still_to_be_done_that_day(town: BookingTown) -> None:
    later, sooner = visit(town, at("15:00", WEDNESDAY)), visit(town)
    visit(town, at("15:00", TUESDAY))
    town.book(HALF_PAST_NINE, "life")
    town.cancel(visit(town, at("10:30", WEDNESDAY)))
    found, more = town.act(open_contacts, WEDNESDAY, 9)
    assert [a.id for a, _ in found] == [sooner.id, later.id]
    assert more == 0
    assert [fact.appointment for fact in opened(town)] == [sooner.id, later.id]


def test_a_visit_behind_many_bookings_of_the_hall_is_opened_and_how_many_are_left_out_is_told(
    town: BookingTown,
) -> None:
    for _ in range(3):
        town.book(HALF_PAST_NINE, "life")
    sooner, _ = visit(town, at("15:00", WEDNESDAY)), visit(town, at("15:30", WEDNESDAY))
    found, more = town.act(open_contacts, WEDNESDAY, 1)
    assert ([a.id for a, _ in found], more) == ([sooner.id], 1)
    assert [fact.appointment for fact in opened(town)] == [sooner.id]


def test_a_visitor_who_asks_is_erased_with_the_contact(town: BookingTown) -> None:
    booking = visit(town, at("15:00", TUESDAY))
    town.days_later(1)
    town.act(erase_bookings, [booking.id])
    assert kept(town) == {}
    facts = [entry.fact for entry in town.store.journal("town")]
    assert [fact.kinds[-1] for fact in facts if isinstance(fact, AppointmentErased)] == ["contact"]


def test_no_number_is_given_for_a_visit(town: BookingTown) -> None:
    for wish in ({"queue": "cards"}, {"service": "CD-1"}):
        with pytest.raises(NotAHallVisit):
            town.issue(**wish)


def test_no_ticket_and_no_window_is_sent_to_visits(town: BookingTown) -> None:
    seat = town.sign_in(1)
    town.issue(queue="life")
    called = town.press(call_next, seat)
    assert called is not None
    with pytest.raises(NotAHallVisit):
        town.act(transfer, seat, called.public_id, "cards", None, "")
    with pytest.raises(NotAHallVisit):
        town.act(arrange, 4, None, ("cards",))


def test_what_was_booked_for_the_hall_lapses_where_its_queue_became_one_of_visits() -> None:
    town = BookingTown()
    booking = town.book(at("10:00", TUESDAY))
    queues = {"life": QueuePolicy(visit=VisitKind.HOME, places_per_slot=2)}
    town.hall.adopt(bookable(queues))
    town.until(at("09:50"))
    with pytest.raises(Closed):
        town.come(booking)
    town.until(at("23:31"))
    assert town.booked(booking).state is BookingState.LAPSED
