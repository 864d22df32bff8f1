"""Visits at home and agents over HTTP: a contact comes in, is kept from everybody, and a manager opens it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from queue_server.actions.access import revoke_token, token_key
from queue_server.boards.halls import hall_board
from queue_server.domain.facts import ContactOpened
from queue_server.domain.policy import BookingPolicy, Extended, QueuePolicy, VisitKind
from queue_server.store.sql import SqlStore
from queue_server.web import appointments
from queue_server.web.booking.asking import Asked
from tests import makers
from tests.store import town as towns
from tests.store.town import FILES, read_catalogue
from tests.web.site import Site, TwoClocks, a_site, error_of, json_of
from wire.appointments import Book, GivenContact

TOMORROW = "2026-09-16T10:00:00+08:00"
DAY = "day=2026-09-16"
HOME = QueuePolicy(visit=VisitKind.HOME, places_per_slot=3)
AGENT = QueuePolicy(visit=VisitKind.AGENT, places_per_slot=3)
POLICY: dict[str, Any] = {"booking": BookingPolicy(), "queues": {"cards": HOME, "permits": AGENT}}
ADDRESS = "1 Changfu Road, block 2, flat 301"
phones = (f"136{number:08d}" for number in count(1))


@pytest.fixture
def town() -> Iterator[Site]:
    with a_site(**POLICY) as site:
        yield site


def contact(**changed: Any) -> dict[str, Any]:
    return {"name": "Ms Chen", "phone": next(phones), "address": ADDRESS, **changed}


def visit(site: Site, given: dict[str, Any] | None = None, service: str = "CD-1", **more: Any) -> Any:
    body = {"service": service, "starts_at": TOMORROW, "contact": given or contact(), **more}
    return site.tell("/appointments", body)


def told(site: Site) -> list[ContactOpened]:
    entries = site.writer._store.journal("town")  # type: ignore[attr-defined]
    return [entry.fact for entry in entries if isinstance(entry.fact, ContactOpened)]


def test_a_visit_is_booked_and_its_answer_tells_nothing_of_the_contact(town: Site) -> None:
    given = contact()
    booked = json_of(visit(town, given), 201)
    assert (booked["kind"], booked["can"], booked["comes"]) == ("home", ["cancel", "move"], None)
    assert [part for part in given.values() if part in str(booked)] == []


def test_a_held_place_becomes_a_visit(town: Site) -> None:
    held = json_of(town.tell("/appointments/holds", {"service": "CD-1", "starts_at": TOMORROW}), 201)["hold"]
    json_of(town.tell("/appointments", {"hold": held, "contact": (given := contact())}), 201)
    opened = json_of(town.ask(f"/appointments/{held}/contact", town.staff("manager")))
    assert opened == {"public_id": held, "contact": {**given, "task": ""}}


@pytest.mark.parametrize(
    ("service", "given", "code"),
    [
        ("CD-1", {"address": ""}, "address_needed"),
        ("CD-1", {"address": "", "task": "fetch the papers"}, "address_needed"),
        ("CD-1", {"phone": "12"}, "phone_wrong"),
        ("CD-1", {"name": ""}, "bad_value"),
        ("PM-1", {}, "task_needed"),
        ("LF-1", {}, "bad_value"),
    ],
    ids=["no-address", "task-at-home", "phone", "name", "no-task", "in-the-hall"],
)
def test_what_cannot_be_visited_is_refused(town: Site, service: str, given: Any, code: str) -> None:
    answer = visit(town, contact(**given), service)
    assert error_of(answer, 422) == code
    assert ADDRESS not in answer.get_data(as_text=True)
    assert town.hall().appointments == {}


def test_a_visit_without_a_contact_is_refused(town: Site) -> None:
    body = {"service": "CD-1", "starts_at": TOMORROW, "phone": next(phones)}
    assert error_of(town.tell("/appointments", body), 422) == "contact_needed"


def test_a_phone_stands_in_the_contact_alone(town: Site) -> None:
    assert error_of(visit(town, phone=next(phones)), 422) == "bad_value"


def test_an_agent_is_told_what_to_do(town: Site) -> None:
    booked = json_of(visit(town, contact(task="fetch the permit"), "PM-1"), 201)
    opened = json_of(town.ask(f"/appointments/{booked['public_id']}/contact", town.staff("manager")))
    assert (opened["contact"]["task"], opened["contact"]["address"]) == ("fetch the permit", "")


def test_the_same_phone_is_the_same_person_in_the_hall_and_at_home(town: Site) -> None:
    phone = next(phones)
    json_of(visit(town, contact(phone=phone)), 201)
    assert error_of(visit(town, contact(phone=f"+86 {phone}")), 409) == "booked_already"


def test_a_command_sent_again_tells_no_more_and_books_once(town: Site) -> None:
    body = {"service": "CD-1", "starts_at": TOMORROW, "contact": contact()}
    first = json_of(town.tell("/appointments", body, key="once"), 201)
    assert json_of(town.tell("/appointments", body, key="once")) == first
    assert len(town.hall().appointments) == 1


def test_who_opens_a_contact_stands_in_the_record(town: Site) -> None:
    booked = json_of(visit(town), 201)
    json_of(town.ask(f"/appointments/{booked['public_id']}/contact", town.staff("manager")))
    [entry] = [e for e in town.writer._store.journal("town") if e.kind == "ContactOpened"]  # type: ignore[attr-defined]
    assert (entry.by, entry.fact.queue, entry.fact.place) == ("manager:chen", "cards", 1)


@pytest.mark.parametrize("role", ["guide", "administrator", "auditor"])
def test_nobody_else_opens_one(town: Site, role: str) -> None:
    booked, staff = json_of(visit(town), 201), town.staff(role)
    assert error_of(town.ask(f"/appointments/{booked['public_id']}/contact", staff), 403) == "not_permitted"
    assert error_of(town.ask(f"/appointments/contacts?{DAY}", staff), 403) == "not_permitted"
    assert told(town) == []


@pytest.mark.parametrize("path", ["contacts?" + DAY, "{}/contact"], ids=["day", "one"])
def test_who_was_signed_out_meanwhile_opens_nothing(
    town: Site, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    booked, manager = json_of(visit(town), 201)["public_id"], town.staff("manager")
    act = town.writer.act

    def after_signing_out(*args: Any, **more: Any) -> Any:
        act("town", "tests", lambda tx: revoke_token(tx, token_key(manager)))
        return act(*args, **more)

    monkeypatch.setattr(town.services.writer, "act", after_signing_out)
    answer = town.ask(f"/appointments/{path.format(booked)}", manager)
    assert error_of(answer, 401) == "not_signed_in"
    assert told(town) == []


def test_a_days_contacts_are_opened_together_and_each_is_told(town: Site) -> None:
    one, two = json_of(visit(town), 201)["public_id"], json_of(visit(town), 201)["public_id"]
    shown = json_of(town.ask(f"/appointments/contacts?{DAY}", town.staff("manager")))
    assert shown["date"] == "2026-09-16"
    assert {row["public_id"] for row in shown["contacts"]} == {one, two}
    assert {fact.appointment for fact in told(town)} == {one, two}
    assert json_of(town.ask("/appointments/contacts", town.staff("manager")))["contacts"] == []


def test_a_days_paper_tells_the_visit_of_each_contact_in_one_answer(town: Site) -> None:
    manager = town.staff("manager")
    booked = json_of(visit(town, language="en"), 201)["public_id"]
    json_of(town.tell(f"/appointments/{booked}/assign", {"employee_no": "C4"}, manager))
    [listed] = json_of(town.ask(f"/appointments?{DAY}", manager))["appointments"]
    [shown] = json_of(town.ask(f"/appointments/contacts?{DAY}", manager))["contacts"]
    assert shown.pop("contact")["address"] == ADDRESS
    assert (shown["language"], shown["assigned_to"], shown["comes"]) == ("en", "C4", "clerk 4")
    assert shown.items() <= listed.items()


def test_no_visit_is_missing_on_a_day_with_many_bookings(town: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appointments, "MOST_SHOWN", 1)
    for clock in ("09:00", "09:30"):
        hall = {"service": "LF-1", "starts_at": f"2026-09-16T{clock}:00+08:00", "phone": next(phones)}
        json_of(town.tell("/appointments", hall), 201)
    booked, manager = json_of(visit(town), 201)["public_id"], town.staff("manager")
    listed = json_of(town.ask(f"/appointments?{DAY}", manager))
    assert [row["kind"] for row in listed["appointments"]] == ["hall", "home"]
    assert (listed["more"], bool(listed["staff"])) == (1, True)
    opened = json_of(town.ask(f"/appointments/contacts?{DAY}", manager))
    assert ([row["public_id"] for row in opened["contacts"]], opened["more"]) == ([booked], 0)
    json_of(visit(town), 201)
    opened = json_of(town.ask(f"/appointments/contacts?{DAY}", manager))
    assert ([row["public_id"] for row in opened["contacts"]], opened["more"]) == ([booked], 1)


def test_a_contact_that_is_gone_cannot_be_opened(town: Site) -> None:
    booked = json_of(visit(town), 201)["public_id"]
    json_of(town.tell(f"/appointments/{booked}/cancel"))
    manager = town.staff("manager")
    assert error_of(town.ask(f"/appointments/{booked}/contact", manager), 404) == "unknown_contact"
    assert error_of(town.ask("/appointments/nobodys/contact", manager), 404) == "unknown_appointment"


def test_after_the_secret_was_changed_it_is_said_that_nothing_can_be_read(town: Site) -> None:
    booked = json_of(visit(town), 201)["public_id"]
    object.__setattr__(town.services.settings, "secret", b"x" * 32)
    opened = json_of(town.ask(f"/appointments/{booked}/contact", town.staff("manager")))
    assert opened == {"public_id": booked, "contact": None}


def test_a_manager_sends_somebody_and_the_visitor_is_told_who_comes(town: Site) -> None:
    booked, manager = json_of(visit(town), 201)["public_id"], town.staff("manager")
    listed = json_of(town.ask(f"/appointments?{DAY}", manager))
    assert [row["assigned_to"] for row in listed["appointments"]] == [None]
    assert {"employee_no": "C4", "name": "clerk 4", "skills": ["cards"]} in listed["staff"]
    json_of(town.tell(f"/appointments/{booked}/assign", {"employee_no": "C4"}, manager))
    assert json_of(town.ask(f"/appointments/{booked}"))["comes"] == "clerk 4"


def test_a_guide_and_a_day_without_visits_are_told_no_staff(town: Site) -> None:
    assert json_of(town.ask(f"/appointments?{DAY}", town.staff("manager")))["staff"] == []
    json_of(visit(town), 201)
    assert json_of(town.ask(f"/appointments?{DAY}", town.staff("guide")))["staff"] == []


def test_no_kiosk_and_no_board_of_the_hall_offers_a_visit(town: Site) -> None:
    answer = town.tell("/tickets", {"service": "CD-1"}, town.kiosk())
    assert error_of(answer, 422) == "not_a_hall_visit"
    board = hall_board(town.hall(), "S", now=town.clock.hall)
    assert [row["queue"] for row in board["queues"]] == ["pickup"]


def test_no_number_is_to_be_had_for_a_visit_while_its_hall_is_open(town: Site) -> None:
    opening = {row["queue"]: row for row in json_of(town.ask("/opening"))["queues"]}
    assert {queue: row["issuing"] for queue, row in opening.items()} == {
        "life": True,
        "pickup": True,
        "cards": False,
        "permits": False,
    }
    assert opening["cards"]["open_now"]


def test_nothing_in_clear_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = makers.a_catalogue
    monkeypatch.setattr(towns, "a_catalogue", lambda **more: plain(**{**POLICY, **more}))
    stores: list[SqlStore] = []

    def store(clock: TwoClocks) -> SqlStore:
        stores.append(SqlStore(f"sqlite:///{tmp_path}/yimen.db", clock, read_catalogue))
        stores[0].open()
        stores[0].create("town", FILES)
        return stores[0]

    given = contact(phone="13800138000")
    with a_site(store=store) as site:
        booked = json_of(visit(site, given), 201)["public_id"]
        manager = site.staff("manager")
        assert json_of(site.ask(f"/appointments/{booked}/contact", manager))["contact"]["address"] == ADDRESS
        error_of(visit(site, contact(phone="12")), 422)
        written = b"".join(file.read_bytes() for file in sorted(tmp_path.iterdir()))
        assert b"ContactOpened" in written
        assert [part for part in given.values() if part.encode() in written] == []
    stores[0].close()


def test_the_own_hours_of_visits_open_no_day_of_the_hall() -> None:
    saturdays = (Extended(5, time(9), time(12)),)
    for policy, kind, own in (
        (replace(HOME, extended=saturdays), "closed", 0),
        (QueuePolicy(extended=saturdays), "part", 1),
    ):
        with a_site(booking=BookingPolicy(), queues={"cards": policy}) as site:
            days = json_of(site.ask("/open-data/calendar"))["days"]
        rows = [row for row in days if row["day"] == "2026-09-19" and row["hall"] == "S"]
        assert {row["kind"] for row in rows} == {kind}
        assert sum(row["queue"] == "cards" for row in rows) == own


def test_no_log_that_shows_a_form_shows_a_contact() -> None:
    given = contact(task="fetch the papers")
    wish = {"service": "CD-1", "starts_at": TOMORROW, "id_number": "X1234567"}
    shown = [
        repr(Book.model_validate({**wish, "contact": given})),
        repr(Book.model_validate({**wish, "phone": given["phone"]})),
        repr(GivenContact(**given)),
        repr(Asked(**given, id_number="X1234567")),
    ]
    assert [part for part in (*given.values(), "X1234567") if part in "".join(shown)] == []
    assert "CD-1" in shown[0]
