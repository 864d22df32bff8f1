"""Booking and check-in over HTTP."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from queue_server.domain.policy import BookingPolicy, QueuePolicy
from queue_server.domain.proof import zero_bits
from tests.makers import at
from tests.web.site import Site, a_site, error_of, json_of

RULES = BookingPolicy(per_window=1, back_least_s=60, back_most_s=60)
TEN = "2026-09-15T10:00:00+08:00"
TOMORROW = "2026-09-16T10:00:00+08:00"
DOCUMENT = "11010519491231002X"
phones = (f"138{number:08d}" for number in count(1))


@pytest.fixture
def town() -> Iterator[Site]:
    with a_site(booking=RULES, queues={"life": QueuePolicy(places_per_slot=2)}) as site:
        yield site


def book(site: Site, starts_at: str = TOMORROW, **body: Any) -> dict[str, Any]:
    """Somebody books for life, unless something else is wanted."""
    wish = {"starts_at": starts_at, "phone": body.pop("phone", None) or next(phones)}
    return json_of(site.tell("/appointments", {"service": "LF-1", **wish, **body}), 201)


def days(site: Site, query: str = "service=LF-1") -> dict[str, Any]:
    return json_of(site.ask(f"/appointments/days?{query}"))


def test_days_show_what_is_left_and_when_the_next_day_opens(town: Site) -> None:
    book(town)
    shown = days(town)
    today, tomorrow = shown["days"][:2]
    assert [day["date"] for day in shown["days"]][-1] == "2026-09-22"
    assert today["slots"][0]["starts_at"] == "2026-09-15T09:30:00+08:00"
    assert {s["starts_at"]: s["left"] for s in tomorrow["slots"]}[TOMORROW] == 1
    assert shown["next_release"] == {"at": "2026-09-16T08:00:00+08:00", "date": "2026-09-23"}
    assert shown["rules"]["hold_s"] == 180


@pytest.mark.parametrize(("query", "code"), [("service=XX", "unknown_service"), ("", "bad_value")])
def test_days_are_of_something_that_there_is(town: Site, query: str, code: str) -> None:
    assert error_of(town.ask(f"/appointments/days?{query}"), 422) == code


def test_a_place_is_held_then_booked_and_shown(town: Site) -> None:
    held = json_of(town.tell("/appointments/holds", {"service": "LF-1", "starts_at": TOMORROW}), 201)
    assert held["until"] == "2026-09-15T09:03:00+08:00"
    booked = json_of(town.tell("/appointments", {"hold": held["hold"], "phone": "13800138000"}), 201)
    shown = json_of(town.ask(f"/appointments/{held['hold']}"))
    assert shown == booked
    assert (shown["state"], shown["can"], shown["hall"]) == ("booked", ["cancel", "move"], "N")
    assert "138" not in str(shown)


def test_a_hold_that_ran_out_cannot_be_booked(town: Site) -> None:
    held = json_of(town.tell("/appointments/holds", {"queue": "life", "starts_at": TOMORROW}), 201)
    town.later(seconds=181)
    answer = town.tell("/appointments", {"hold": held["hold"], "phone": "13800138000"})
    assert error_of(answer, 409) == "hold_over"


def test_a_full_slot_is_told_with_its_time(town: Site) -> None:
    book(town)
    book(town)
    body = {"service": "LF-1", "starts_at": TOMORROW, "phone": next(phones)}
    answer = town.tell("/appointments", body, language="en")
    assert error_of(answer, 409) == "slot_full"
    assert "16 September, 10:00" in answer.get_json()["error"]["message"]


def test_a_command_sent_again_books_once(town: Site) -> None:
    body = {"service": "LF-1", "starts_at": TOMORROW, "phone": "13800138000"}
    first = json_of(town.tell("/appointments", body, key="k"), 201)
    assert json_of(town.tell("/appointments", body, key="k")) == first
    assert len(town.hall().appointments) == 1


def test_the_same_phone_in_another_spelling_is_the_same_person(town: Site) -> None:
    book(town, phone="13800138000")
    body = {"service": "LF-1", "starts_at": "2026-09-16T15:00:00+08:00", "phone": "+86 138-0013-8000"}
    assert error_of(town.tell("/appointments", body), 409) == "booked_already"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"phone": "12345"}, "phone_wrong"),
        ({"id_number": "110105194912310021"}, "id_number_wrong"),
        ({}, "contact_needed"),
        ({"phone": "13800138000", "elsewhere": True}, "not_cross_town"),
        ({"phone": "13800138000", "language": "fr"}, "bad_value"),
        ({"phone": "13800138000", "queue": "life"}, "bad_value"),
    ],
    ids=["phone", "document", "nobody", "other-town", "language", "two-wishes"],
)
def test_what_is_wrong_is_told(town: Site, body: dict[str, Any], code: str) -> None:
    wish = {"service": "LF-1", "starts_at": TOMORROW}
    assert error_of(town.tell("/appointments", {**wish, **body}), 422) == code
    assert town.hall().appointments == {}


def test_a_booking_is_moved_and_given_back(town: Site) -> None:
    booked = book(town)
    path = f"/appointments/{booked['public_id']}"
    moved = json_of(town.tell(f"{path}/move", {"starts_at": "2026-09-16T11:00:00+08:00"}))
    assert (moved["starts_at"], moved["moves_left"]) == ("2026-09-16T11:00:00+08:00", 1)
    assert json_of(town.tell(f"{path}/cancel"))["state"] == "cancelled"
    again = town.tell(f"{path}/cancel", language="en")
    assert error_of(again, 409) == "appointment_state"
    assert "is cancelled" in again.get_json()["error"]["message"]


def test_nobody_knows_an_unknown_booking(town: Site) -> None:
    assert error_of(town.ask("/appointments/nobodys"), 404) == "unknown_appointment"
    assert error_of(town.tell("/appointments/nobodys/cancel"), 404) == "unknown_appointment"


# --- check-in ------------------------------------------------------------------------------------


def test_a_phone_checks_in_by_the_public_id(town: Site) -> None:
    booked = book(town, TEN)
    path = f"/appointments/{booked['public_id']}/check-in"
    early = town.tell(path, language="en")
    assert error_of(early, 422) == "too_early"
    assert "09:45" in early.get_json()["error"]["message"]
    town.clock.hall = at("09:50")
    answer = json_of(town.tell(path), 201)
    assert (answer["on_time"], answer["ticket"]["visitor_class"]) == (True, "appointment")
    assert answer["ticket"]["arrived_at"] == TEN
    shown = json_of(town.ask(f"/appointments/{booked['public_id']}"))
    assert (shown["state"], shown["number"]) == ("checked_in", answer["ticket"]["number"])


@pytest.mark.parametrize("by", ["public_id", "phone", "id_number"])
def test_a_kiosk_checks_in_by_what_somebody_has(town: Site, by: str) -> None:
    booked = book(town, TEN, phone="13800138000", id_number=DOCUMENT)
    known = {"public_id": booked["public_id"], "phone": "138 0013 8000", "id_number": DOCUMENT.lower()}
    town.clock.hall = at("10:05")
    answer = json_of(town.tell("/appointments/check-in", {by: known[by]}, town.kiosk()), 201)
    assert (answer["ticket"]["number"], answer["other_hall"], answer["choices"]) == ("A001", False, [])


def test_a_kiosk_lets_choose_among_several(town: Site) -> None:
    book(town, TEN, phone="13800138000")
    cards = {"queue": "cards", "starts_at": "2026-09-15T11:00:00+08:00", "phone": "13800138000"}
    json_of(town.tell("/appointments", cards), 201)
    town.clock.hall = at("10:50")
    answer = json_of(town.tell("/appointments/check-in", {"phone": "13800138000"}, town.kiosk()))
    assert (answer["ticket"], [c["queue"] for c in answer["choices"]]) == (None, ["life", "cards"])


def test_a_kiosk_in_the_other_hall_says_so(town: Site) -> None:
    body = {"queue": "cards", "starts_at": TEN, "phone": "13800138000"}
    json_of(town.tell("/appointments", body), 201)
    town.clock.hall = at("10:00")
    answer = json_of(town.tell("/appointments/check-in", {"phone": "13800138000"}, town.kiosk()), 201)
    assert (answer["other_hall"], answer["ticket"]["hall"]) == (True, "S")


def test_only_kiosks_and_guides_check_others_in(town: Site) -> None:
    body = {"phone": "13800138000"}
    assert error_of(town.tell("/appointments/check-in", body), 401) == "not_signed_in"
    assert (
        error_of(town.tell("/appointments/check-in", body, town.staff("guide")), 404) == "unknown_appointment"
    )


def test_a_phone_claims_nothing_beside_the_booking(town: Site) -> None:
    path = f"/appointments/{book(town, TEN)['public_id']}/check-in"
    town.clock.hall = at("09:50")
    assert error_of(town.tell(path, {"visitor_class": "military"}), 422) == "bad_value"
    assert town.hall().tickets == {}


def test_after_its_slot_a_number_is_given_in_the_hall_alone(town: Site) -> None:
    booked = book(town, TEN)
    path = f"/appointments/{booked['public_id']}"
    town.clock.hall = at("10:30")
    assert error_of(town.tell(f"{path}/check-in"), 422) == "only_in_the_hall"
    assert json_of(town.ask(path))["can"] == []
    row = json_of(town.ask("/appointments", town.staff("guide")))["appointments"][0]
    assert row["can"] == ["check_in"]
    kiosk = town.tell("/appointments/check-in", {"public_id": booked["public_id"]}, town.kiosk())
    assert json_of(kiosk, 201)["on_time"] is False


def test_a_real_name_is_no_phone_number() -> None:
    named = {"life": QueuePolicy(real_name=True)}
    with a_site(booking=RULES, queues=named) as town:
        book(town, TEN, phone="13800138000", id_number=DOCUMENT)
        town.clock.hall = at("09:50")
        by_phone = town.tell("/appointments/check-in", {"phone": "13800138000"}, town.kiosk())
        assert error_of(by_phone, 422) == "document_needed"
        by_document = town.tell("/appointments/check-in", {"id_number": DOCUMENT}, town.kiosk())
        assert json_of(by_document, 201)["ticket"]["number"] == "A001"


def test_a_phone_number_alone_gets_no_second_paper(town: Site) -> None:
    booked = book(town, TEN, phone="13800138000")
    town.clock.hall = at("09:50")
    kiosk = town.kiosk()
    json_of(town.tell("/appointments/check-in", {"phone": "13800138000"}, kiosk), 201)
    again = town.tell("/appointments/check-in", {"phone": "13800138000"}, kiosk, language="en")
    assert error_of(again, 409) == "checked_in_before"
    assert "its number is A001" in again.get_json()["error"]["message"]
    ticket = json_of(town.ask(f"/appointments/{booked['public_id']}"))["ticket"]
    assert ticket not in again.text


def test_a_kiosk_tries_phone_numbers_no_faster_than_people(town: Site) -> None:
    kiosk = town.kiosk()
    tries = [town.tell("/appointments/check-in", {"phone": next(phones)}, kiosk) for _ in range(21)]
    assert [answer.status_code for answer in tries] == [404] * 20 + [429]
    other = town.tell("/appointments/check-in", {"phone": next(phones)}, town.kiosk())
    assert error_of(other, 404) == "unknown_appointment"


# --- staff ---------------------------------------------------------------------------------------


def test_a_manager_sees_a_day_with_masked_visitors(town: Site) -> None:
    booked = book(town, phone="13800138000", id_number=DOCUMENT)
    shown = json_of(town.ask("/appointments?day=2026-09-16", town.staff("manager")))
    row = shown["appointments"][0]
    assert shown["more"] == 0
    assert (row["public_id"], row["phone_mask"]) == (booked["public_id"], "138******00")
    assert DOCUMENT not in str(shown)
    assert json_of(town.ask("/appointments", town.staff("manager")))["appointments"] == []


def test_a_manager_lifts_a_ban_after_an_appeal() -> None:
    rules = BookingPolicy(missed_limit=1)
    with a_site(booking=rules) as town:
        booked = book(town, TEN, phone="13800138000", id_number=DOCUMENT)
        path = f"/appointments/{booked['public_id']}"
        town.later(days=1)
        thursday = {"service": "LF-1", "starts_at": "2026-09-17T10:00:00+08:00", "id_number": DOCUMENT}
        banned = town.tell("/appointments", thursday, language="en")
        assert error_of(banned, 422) == "appointment_ban"
        assert json_of(town.tell(f"{path}/appeal", {"text": "the bus did not run"}))["appealed"]
        manager = town.staff("manager")
        row = json_of(town.ask("/appointments?day=2026-09-15", manager))["appointments"][0]
        assert (row["state"], row["appeal"]) == ("missed", "the bus did not run")
        of_guide = json_of(town.ask("/appointments?day=2026-09-15", town.staff("guide")))["appointments"][0]
        assert of_guide == {**row, "appeal": ""}
        assert json_of(town.tell(f"{path}/excuse", {"reason": "it did not"}, manager))["excused"]
        assert json_of(town.tell("/appointments", thursday), 201)["state"] == "booked"


# --- proof of work -------------------------------------------------------------------------------


def answer_to(challenge: str, bits: int) -> str:
    return next(str(n) for n in count() if zero_bits(challenge, str(n)) >= bits)


def proved(site: Site) -> dict[str, str]:
    found = json_of(site.ask("/appointments/challenge"))
    return {"challenge": found["challenge"], "answer": answer_to(found["challenge"], found["bits"])}


@pytest.fixture
def guarded() -> Iterator[Site]:
    with a_site(booking=BookingPolicy(proof_bits=6)) as site:
        yield site


def held(site: Site, **proof: Any) -> Any:
    return site.tell("/appointments/holds", {"service": "LF-1", "starts_at": TOMORROW, **proof})


def test_a_hold_may_cost_a_proof_that_is_good_once(guarded: Site) -> None:
    assert error_of(held(guarded), 422) == "proof_needed"
    proof = proved(guarded)
    assert json_of(held(guarded, proof=proof), 201)["queue"] == "life"
    assert error_of(held(guarded, proof=proof), 422) == "proof_wrong"


def test_a_refused_try_costs_its_proof(guarded: Site) -> None:
    proof, body = proved(guarded), {"service": "LF-1", "starts_at": "2026-09-16T12:30:00+08:00"}
    assert error_of(guarded.tell("/appointments/holds", {**body, "proof": proof}), 422) == "unknown_slot"
    assert error_of(held(guarded, proof=proof), 422) == "proof_wrong"
    assert json_of(held(guarded, proof=proved(guarded)), 201)["queue"] == "life"


def test_a_proved_command_sent_again_is_answered_again(guarded: Site) -> None:
    body = {"service": "LF-1", "starts_at": TOMORROW, "proof": proved(guarded)}
    first = json_of(guarded.tell("/appointments/holds", body, key="k"), 201)
    assert json_of(guarded.tell("/appointments/holds", body, key="k")) == first


def test_a_proof_is_of_our_own_challenge_and_in_time(guarded: Site) -> None:
    proof = proved(guarded)
    foreign = {**proof, "challenge": proof["challenge"][:-1] + "x"}
    assert error_of(held(guarded, proof=foreign), 422) == "proof_wrong"
    assert error_of(held(guarded, proof={**proof, "answer": "no"}), 422) == "proof_wrong"
    guarded.later(seconds=301)
    assert error_of(held(guarded, proof=proof), 422) == "proof_wrong"


def test_where_no_proof_is_asked_for_none_is_needed(town: Site) -> None:
    assert json_of(town.ask("/appointments/challenge"))["bits"] == 0
    assert json_of(held(town), 201)["queue"] == "life"
