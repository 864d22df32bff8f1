"""Bookings in the record: no place twice, proved by their facts, followed by other servers, forgotten."""

import json
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from queue_server.actions.booking import Details, Wish, book_at_once, cancel, hold, move
from queue_server.actions.checking_in import Claim, check_in
from queue_server.actions.days import tick
from queue_server.actions.excusing import appeal, excuse
from queue_server.actions.forgetting import erase_bookings, forget_some
from queue_server.actions.importing import import_catalogue
from queue_server.actions.ports import StoreFailed
from queue_server.domain.appointments import Appointment, BookingState, Visitor
from queue_server.domain.facts import PlaceHeld
from queue_server.domain.policy import BookingPolicy, QueuePolicy
from queue_server.domain.refusals import (
    AppointmentBan,
    NotBookable,
    SlotFull,
    UnknownQueue,
    WrongAppointmentState,
)
from queue_server.domain.tickets import Ticket
from queue_server.store.ledger import ItemRejected
from queue_server.store.scribe import acting
from queue_server.store.verify import verify
from tests import makers
from tests.makers import TUESDAY, at
from tests.store import conftest
from tests.store import town as towns
from tests.store.test_forgetting import clean, pass_days
from tests.store.town import Town, picture

TEN = at("10:00")
CHEN = Visitor("hash-of-chen", "441***01", "phone-of-chen", "138***00")


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places can be booked in every town of these tests: two per slot, three bookings in a half-day."""
    plain = makers.a_catalogue
    queues = {"life": QueuePolicy(quota_per_half_day=5, places_per_slot=2)}
    booking = BookingPolicy(missed_limit=1, back_least_s=60, back_most_s=60)

    def with_booking(**policy: Any) -> Any:
        return plain(**{"booking": booking, "queues": queues, **policy})

    monkeypatch.setattr(towns, "a_catalogue", with_booking)
    monkeypatch.setattr(conftest, "a_catalogue", with_booking)


def book(town: Town, starts_at: Any = TEN, who: Visitor | None = None) -> Appointment:
    known = who or Visitor(phone=secrets.token_hex(4))
    with town.begin() as tx:
        wish = Wish(starts_at, queue="life")
        booked: Appointment = book_at_once(tx, wish, secrets.token_urlsafe(16), Details(known))
        return booked


def come(town: Town, booking: Appointment) -> Ticket:
    with town.begin() as tx:
        ticket, _ = check_in(tx, booking.id, secrets.token_urlsafe(16), Claim())
        found: Ticket = ticket
        return found


def move_to(town: Town, moment: Any) -> None:
    town.clock.now = moment
    with town.begin() as tx:
        tick(tx)


def find(town: Town, booking: Appointment) -> Appointment:
    with town.begin() as tx:
        found = tx.find_appointment(booking.id)
    assert isinstance(found, Appointment)
    return found


def a_days_bookings(town: Town) -> list[Appointment]:
    """One moved, one given back, one that expired, one whose visitor comes, one that nobody comes for."""
    moved, gone, coming, missed = (book(town, at(clock)) for clock in ("10:00", "10:00", "11:00", "14:00"))
    with town.begin() as tx:
        hold(tx, Wish(at("15:00"), queue="life"), secrets.token_urlsafe(16), "address")
    with town.begin() as tx:
        move(tx, moved.id, at("16:00"), 0.5)
    with town.begin() as tx:
        cancel(tx, gone.id, 0.5)
    move_to(town, at("11:00"))
    come(town, coming)
    return [moved, gone, coming, missed]


def test_a_full_slot_stays_full_after_a_restart(town: Town) -> None:
    book(town)
    book(town)
    with pytest.raises(SlotFull):
        book(town)
    assert sorted(a.place for a in town.hall().appointments.values()) == [1, 2]
    assert clean(town)


def test_the_walk_in_share_is_kept_in_the_record(town: Town) -> None:
    for clock in ("10:00", "10:00", "10:30"):
        book(town, at(clock))
    with pytest.raises(SlotFull):
        book(town, at("11:00"))
    assert clean(town)


def test_a_days_bookings_prove_themselves(town: Town) -> None:
    a_days_bookings(town)
    assert clean(town)
    pass_days(town, 1)
    assert clean(town)


def test_a_days_bookings_are_listed_by_their_slots(town: Town) -> None:
    later, sooner = book(town, at("11:00")), book(town)
    with town.begin() as tx:
        assert tx.bookings_on(TUESDAY, 1) == ([sooner], 2)
        assert tx.bookings_on(TUESDAY, 9) == ([sooner, later], 2)
        assert tx.bookings_on(TUESDAY + timedelta(days=1), 9) == ([], 0)


def test_what_was_only_held_is_nobodys_and_not_listed(town: Town) -> None:
    booked = book(town)
    with town.begin() as tx:
        hold(tx, Wish(TEN, queue="life"), secrets.token_urlsafe(16), "address")
    with town.begin() as tx:
        assert tx.bookings_on(TUESDAY, 1) == ([booked], 1)
    move_to(town, at("10:30"))
    with town.begin() as tx:
        tick(tx)
        cancel(tx, hold(tx, Wish(at("15:00"), queue="life"), secrets.token_urlsafe(16), "address").id, 0.5)
    with town.begin() as tx:
        assert tx.bookings_on(TUESDAY, 9) == ([booked], 1)


def test_a_hall_that_is_read_again_knows_the_same(sql: Town) -> None:
    a_days_bookings(sql)
    with sql.begin() as tx:
        known = picture(tx.hall)
    assert picture(sql.hall()) == known
    assert known["appointments"]


def test_a_refused_act_leaves_no_booking(town: Town) -> None:
    booked = book(town)
    with suppress(WrongAppointmentState), town.begin() as tx:
        book_at_once(tx, Wish(TEN, queue="life"), "another", Details(CHEN))
        cancel(tx, booked.id, 0.5)
        cancel(tx, booked.id, 0.5)
    assert [a.state for a in town.hall().appointments.values()] == [BookingState.BOOKED]
    assert clean(town)


def test_the_record_itself_gives_no_place_twice(town: Town) -> None:
    booked = book(town)
    twice = replace(booked, id="another")
    with pytest.raises(StoreFailed) as refused, town.begin() as tx:
        tx.record(PlaceHeld("another", twice.without_person()), twice)
    assert isinstance(refused.value, ItemRejected)
    beyond = replace(booked, id="another", place=3)
    with pytest.raises(StoreFailed), town.begin() as tx:
        tx.record(PlaceHeld("another", beyond.without_person()), beyond)
    assert clean(town)


def test_a_missed_booking_is_found_in_the_record_days_later(town: Town) -> None:
    booked = book(town, who=CHEN)
    pass_days(town, 3)
    assert find(town, booked).state is BookingState.MISSED
    friday = at("15:00", TUESDAY + timedelta(days=3))
    with pytest.raises(AppointmentBan):
        book(town, friday, Visitor(person=CHEN.person))
    with town.begin() as tx:
        excuse(tx, booked.id, "hospital")
    assert book(town, friday, CHEN).state is BookingState.BOOKED
    assert clean(town)


def test_a_visitor_of_a_booking_is_forgotten_by_night(town: Town) -> None:
    booked = book(town, who=CHEN)
    pass_days(town, 31)
    with town.begin() as tx:
        assert forget_some(tx).bookings == 1
    with town.begin() as tx:
        assert forget_some(tx).bookings == 0
    assert find(town, booked) == replace(booked, **_as_missed(find(town, booked))).without_person()
    assert clean(town)


def _as_missed(now: Appointment) -> dict[str, Any]:
    return {"state": BookingState.MISSED, "since": now.since, "seq": now.seq}


def test_a_visitor_of_a_booking_is_erased_on_request(town: Town) -> None:
    booked = book(town, who=CHEN)
    with pytest.raises(WrongAppointmentState), town.begin() as tx:
        erase_bookings(tx, [booked.id])
    pass_days(town, 1)
    with town.begin() as tx:
        appeal(tx, booked.id, "the bus did not run")
        erase_bookings(tx, [booked.id])
    assert not find(town, booked).personal
    assert clean(town)


def test_nothing_of_an_erased_visitor_is_left(sql: Town) -> None:
    booked = book(sql, who=CHEN)
    with sql.begin() as tx:
        cancel(tx, booked.id, 0.5)
        erase_bookings(tx, [booked.id])
    with sql.sql.reading() as connection:
        found = [
            [str(value) for value in row]
            for name in ("journal", "appointment", "answer")
            for row in connection.execute(text(f"SELECT * FROM {name} WHERE centre = :c"), {"c": sql.code})
        ]
    told = json.dumps(found)
    assert "AppointmentErased" in told
    assert not [kept for kept in (CHEN.person, CHEN.phone, CHEN.person_mask) if str(kept) in told]


def test_another_process_follows_bookings(sql: Town) -> None:
    here, there = sql.sql.scribe(), sql.sql.scribe()
    there.hall(sql.code)
    with acting(here, sql.code, "tests") as tx:
        book_at_once(tx, Wish(TEN, queue="life"), secrets.token_urlsafe(16), Details(CHEN))
        held = hold(tx, Wish(TEN, queue="life"), secrets.token_urlsafe(16), "address")
    with pytest.raises(SlotFull), acting(there, sql.code, "tests") as tx:
        hold(tx, Wish(TEN, queue="life"), secrets.token_urlsafe(16), "another")
    with acting(there, sql.code, "tests") as tx:
        cancel(tx, held.id, 0.5)
    with acting(here, sql.code, "tests") as tx:
        assert picture(tx.hall) == picture(sql.hall())
    here.close()
    there.close()


def test_a_queue_that_is_gone_takes_its_bookings_along(town: Town) -> None:
    with town.begin() as tx:
        booked = book_at_once(tx, Wish(TEN, queue="pickup"), secrets.token_urlsafe(16), Details(CHEN))
    with town.begin() as tx:
        import_catalogue(tx, {"small.toml": b""})
    with pytest.raises(NotBookable), town.begin() as tx:
        move(tx, booked.id, at("15:00"), 0.5)
    move_to(town, TEN)
    with pytest.raises(UnknownQueue):
        come(town, booked)
    pass_days(town, 1)
    assert find(town, booked).state is BookingState.LAPSED
    assert clean(town)


SAID = "UPDATE journal SET payload = replace(payload, '{0}', '{1}') WHERE centre = :c AND kind = 'PlaceHeld'"
TAMPERED = {
    "booking_differs": "UPDATE appointment SET state = 'cancelled' WHERE centre = :c",
    "booking_missing": "UPDATE appointment SET id = 'another' WHERE centre = :c",
    "booking_count_differs": "DELETE FROM appointment WHERE centre = :c",
    "slot_beyond_quota": SAID.format(r'"places"\:2', r'"places"\:0'),
    "half_beyond_quota": SAID.format(r'"half_places"\:3', r'"half_places"\:0'),
}


@pytest.mark.parametrize("flaw", TAMPERED)
def test_a_booking_that_was_tampered_with_is_found(sql: Town, flaw: str) -> None:
    book(sql)
    with sql.tampering() as connection:
        connection.execute(text(TAMPERED[flaw]), {"c": sql.code})
    assert flaw in {found.code for found in verify(sql.sql, sql.code).flaws}
