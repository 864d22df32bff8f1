"""Contacts in the record: sealed, in no fact, gone by night, at a cancellation, or on request."""

import secrets
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from queue_server.actions.booking import Details, Wish, book_at_once, cancel, move
from queue_server.actions.excusing import assign
from queue_server.actions.forgetting import SLICE, erase_bookings
from queue_server.actions.visiting import open_contact, open_contacts
from queue_server.domain.appointments import Appointment, Visitor
from queue_server.domain.contacts import Contact
from queue_server.domain.policy import BookingPolicy, QueuePolicy, VisitKind
from queue_server.erasing import line_of_booking
from queue_server.retention import forget_now, overview
from queue_server.store import tables
from queue_server.store.copying import copy_record
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from queue_server.store.writer import CentreWriter
from queue_server.web import sealing
from tests import makers
from tests.makers import TUESDAY, at
from tests.store import conftest
from tests.store import town as towns
from tests.store.postgres import a_database
from tests.store.test_forgetting import clean, forget, pass_days
from tests.store.town import Answer, StillClock, Town, read_catalogue, whole_record
from ui.terminal import Words

SECRET = b"k" * 32
TEN = at("10:00")
CHEN = Contact("Ms Chen", "13800138000", "1 Changfu Road, flat 301")


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Visits at home can be booked in every town of these tests."""
    plain = makers.a_catalogue
    queues = {"cards": QueuePolicy(visit=VisitKind.HOME, places_per_slot=60)}

    def with_visits(**policy: Any) -> Any:
        return plain(**{"booking": BookingPolicy(), "queues": queues, **policy})

    monkeypatch.setattr(towns, "a_catalogue", with_visits)
    monkeypatch.setattr(conftest, "a_catalogue", with_visits)


def visit(town: Town, clock: str = "10:00") -> Appointment:
    name = secrets.token_urlsafe(16)
    sealed = sealing.seal_contact(SECRET, town.code, name, CHEN)
    details = Details(Visitor(phone=f"phone-of-{name}", phone_mask="138******00"), contact=sealed)
    with town.begin() as tx:
        booked: Appointment = book_at_once(tx, Wish(at(clock), queue="cards"), name, details)
        return booked


def kept(town: Town, booking: Appointment) -> Contact | None:
    with town.begin() as tx:
        sealed = tx.find_contact(booking.id)
    return sealing.open_contact(SECRET, town.code, booking.id, sealed) if sealed else None


def everything(town: Town) -> str:
    """Every value of every row of a town, as text; other tests' towns stand in the same database."""
    of_towns = [table for table in tables.metadata.sorted_tables if "centre" in table.c]
    with town.sql.reading() as connection:
        asked = [select(table).where(table.c.centre == town.code) for table in of_towns]
        rows = [row for each in asked for row in connection.execute(each)]
    return "\n".join(str(value) for row in rows for value in row)


def test_a_contact_is_kept_for_who_has_the_secret(town: Town) -> None:
    assert kept(town, visit(town)) == CHEN
    assert clean(town)


def test_the_visits_of_a_day_are_found_behind_its_other_bookings(town: Town) -> None:
    for _ in range(2):
        with town.begin() as tx:
            wish = Wish(at("10:00"), queue="life")
            book_at_once(tx, wish, secrets.token_urlsafe(16), Details(Visitor(phone=secrets.token_hex(8))))
    later, sooner, gone = visit(town, "10:30"), visit(town), visit(town)
    with town.begin() as tx:
        cancel(tx, gone.id, 0.5)
    with town.begin() as tx:
        (found,), count = tx.visits_on(TUESDAY, 1)
        assert (found[0].id, found[1], count) == (sooner.id, tx.find_contact(sooner.id), 2)
        assert [a.id for a, _ in tx.visits_on(TUESDAY, 9)[0]] == [sooner.id, later.id]
        assert tx.visits_on(TUESDAY + timedelta(days=1), 9) == ([], 0)


def test_a_contact_beside_another_booking_or_with_another_secret_cannot_be_read(town: Town) -> None:
    booking, other = visit(town), visit(town)
    with town.begin() as tx:
        sealed = tx.find_contact(booking.id)
    assert sealing.open_contact(SECRET, town.code, other.id, sealed) is None
    assert sealing.open_contact(SECRET, "elsewhere", booking.id, sealed) is None
    assert sealing.open_contact(b"x" * 32, town.code, booking.id, sealed) is None
    assert sealing.open_contact(SECRET, town.code, booking.id, "bm90IGl0") is None


def test_nothing_of_a_contact_stands_in_the_record_in_clear(sql: Town) -> None:
    booking = visit(sql)
    with sql.begin() as tx:
        open_contact(tx, booking.id)
        open_contacts(tx, TUESDAY, 9)
    told = everything(sql)
    assert "ContactOpened" in told
    assert [part for part in (CHEN.name, CHEN.phone, CHEN.address) if part in told] == []


def test_how_long_a_short_address_is_cannot_be_seen() -> None:
    near = sealing.seal_contact(SECRET, "town", "booking", Contact("C", "13800138000", "1 Rd"))
    assert len(near) == len(sealing.seal_contact(SECRET, "town", "booking", CHEN))


def test_a_cancelled_visit_is_forgotten_at_once(town: Town) -> None:
    booking = visit(town)
    with town.begin() as tx:
        cancel(tx, booking.id, 0.5)
    assert kept(town, booking) is None
    assert clean(town)


def test_a_contact_is_forgotten_by_night_after_its_time(town: Town) -> None:
    booking = visit(town)
    pass_days(town, 30)
    assert forget(town).contacts == 0
    assert kept(town, booking) == CHEN
    pass_days(town, 1)
    assert forget(town).contacts == 1
    assert kept(town, booking) is None
    assert not forget(town)
    assert clean(town)


def test_a_slice_of_contacts_is_small(town: Town) -> None:
    for at_time in range(SLICE + 1):
        visit(town, ("10:00", "10:30")[at_time % 2])
    pass_days(town, 31)
    assert [forget(town).contacts for _ in range(3)] == [SLICE, 1, 0]


def test_a_command_says_how_many_are_kept_and_forgets_them(sql: Town) -> None:
    visit(sql)
    pass_days(sql, 31)
    assert "1 bookings at home or by an agent have a contact" in "\n".join(
        overview(sql.sql, sql.code, Words("en"))
    )
    assert forget_now(sql.sql, sql.code, "tests").contacts == 1


def test_who_asks_is_erased_with_the_contact(sql: Town) -> None:
    booking = visit(sql)
    pass_days(sql, 1)
    assert line_of_booking(sql.sql, sql.code, booking, Words("en")).count("contact") == 1
    with sql.begin() as tx:
        erase_bookings(tx, [booking.id])
    assert kept(sql, booking) is None
    assert "contact" in whole_record(sql)
    assert clean(sql)


def test_a_contact_that_belongs_to_nobody_is_found(sql: Town) -> None:
    visit(sql)
    with sql.tampering() as connection:
        change = text("UPDATE contact SET appointment = 'nobodys' WHERE centre = :c")
        connection.execute(change, {"c": sql.code})
    found = [flaw.code for flaw in verify(sql.sql, sql.code).flaws]
    assert found == ["contact_without_booking", "contact_missing"]


def test_a_visit_whose_contact_is_gone_is_found(sql: Town) -> None:
    booking, other = visit(sql), visit(sql)
    with sql.begin() as tx:
        assign(tx, booking.id, "C4")
        move(tx, booking.id, at("15:00"), 0.5)
    assert clean(sql)
    with sql.tampering() as connection:
        connection.execute(text("DELETE FROM contact WHERE appointment = :a"), {"a": other.id})
    [flaw] = verify(sql.sql, sql.code).flaws
    assert (flaw.code, flaw.values["queue"]) == ("contact_missing", "cards")


def test_what_is_booked_and_cancelled_in_one_act_leaves_no_contact(town: Town) -> None:
    name = secrets.token_urlsafe(16)
    sealed = sealing.seal_contact(SECRET, town.code, name, CHEN)
    details = Details(Visitor(phone="phone", phone_mask="138******00"), contact=sealed)
    with town.begin() as tx:
        booking = book_at_once(tx, Wish(TEN, queue="cards"), name, details)
        cancel(tx, name, 0.5)
    assert kept(town, booking) is None
    assert clean(town)


def test_what_is_booked_and_cancelled_in_one_commit_leaves_no_contact(sql: Town) -> None:
    name = secrets.token_urlsafe(16)
    sealed = sealing.seal_contact(SECRET, sql.code, name, CHEN)
    details = Details(Visitor(phone="phone", phone_mask="138******00"), contact=sealed)
    writer = CentreWriter(sql.sql, Answer)
    writer.start()
    booked, gone = writer.act_each(
        sql.code,
        "tests",
        [
            lambda tx: book_at_once(tx, Wish(TEN, queue="cards"), name, details),
            lambda tx: cancel(tx, name, 0.5),
        ],
    )
    writer.stop()
    assert isinstance(booked, Appointment)
    assert isinstance(gone, Appointment)
    assert kept(sql, booked) is None
    assert clean(sql)


def test_a_contact_is_copied_to_another_database(sqlite_sql: Town) -> None:
    booking = visit(sqlite_sql)
    with a_database() as url, closing(SqlStore(url, StillClock(), read_catalogue)) as copy:
        copy.open()
        counts = copy_record(sqlite_sql.sql, copy, lambda _done, _total: None)
        copied = Town(sqlite_sql.code, copy)
        assert counts["contact"] == 1
        assert kept(copied, booking) == CHEN
        assert clean(copied)
