"""Booking on a phone: plain pages for the day, the time and who comes; then the booking's own page."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any
from unittest.mock import patch

import pytest
from werkzeug.test import TestResponse

from queue_server.actions.days import tick
from queue_server.domain.policy import BookingPolicy, QueuePolicy, VisitKind
from queue_server.web.booking.proof import WITHOUT_SCRIPT_S, has_worked
from tests.web.site import Site, a_site
from ui.words import say

BITS = 6
RULES = BookingPolicy(proof_bits=BITS)
FORM = "/c/town/services/LF-1/book"
TOMORROW = {"day": "2026-09-16", "slot": "09:30"}
PHONE = "138 0013 8000"
AT_HOME = {"name": "Ms Chen", "address": "1 Changfu Road, block 2, flat 301"}
SHOWN = re.compile(r"<[^>]*>")


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site(booking=RULES) as site:
        yield site


def page(site: Site, address: str, status: int = 200, language: str = "en") -> str:
    joint = "&" if "?" in address else "?"
    answer = site.client.get(f"{address}{joint}lang={language}")
    assert answer.status_code == status
    return answer.text


def shown(text: str) -> str:
    """What is read of a page, without its marks."""
    return re.sub(r"\s+", " ", SHOWN.sub(" ", text.partition("<main>")[2])).replace("\u2060", "")


def key_of(text: str) -> str:
    return str(re.findall(r'name="key" value="([^"]+)"', text)[0])


def proof_of(key: str) -> str:
    return next(str(n) for n in count() if has_worked(key, str(n), BITS))


def send(site: Site, key: str | None = None, **more: Any) -> TestResponse:
    """The form as a browser with script sends it, unless told otherwise."""
    key = key or key_of(page(site, f"{FORM}?day=2026-09-16&slot=09:30"))
    sent = {"key": key, "proof": proof_of(key), "phone": PHONE, "consent": "yes", **TOMORROW, **more}
    return site.client.post(f"{FORM}?lang=en", data=sent)


def booked(site: Site, **more: Any) -> str:
    """The address of a booking."""
    answer = send(site, **more)
    assert answer.status_code == 303, shown(answer.text)
    return answer.headers["Location"].partition("?")[0]


def press(site: Site, address: str, verb: str, **form: str) -> TestResponse:
    form = {"key": f"{verb}-key-1", **form}
    return site.client.post(f"{address}/{verb}?lang=en", data=form)


def to_the_time(site: Site, **later: float) -> None:
    """Tomorrow at half past nine, or so."""
    site.later(hours=24, minutes=30)
    site.later(**later)


def two_days_on(site: Site) -> None:
    """The hall was open on the day of the booking, which is over now."""
    for _ in range(2):
        site.later(days=1)
        site.act(tick)


# --- choosing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_of_an_item_leads_to_its_days(site: Site, language: str) -> None:
    text = page(site, "/c/town/services/LF-1", language=language)
    assert f'href="{FORM}?lang={language}"' in text
    assert say("booking.go", language) in text


def test_where_nothing_can_be_booked_the_guide_offers_nothing() -> None:
    with a_site() as site:
        assert "/book" not in page(site, "/c/town/services/LF-1")
        assert "cannot be booked" in site.client.get(f"{FORM}?lang=en").text


def test_a_queue_that_is_not_booked_offers_nothing() -> None:
    with a_site(booking=RULES, queues={"life": QueuePolicy(bookable=False)}) as site:
        assert "/book" not in page(site, "/c/town/services/LF-1")


def test_days_lead_to_times_and_times_to_the_form(site: Site) -> None:
    days = page(site, FORM)
    assert "Wednesday 16 September 14 times free" in shown(days)
    times = page(site, re.findall(r'href="([^"]*day=2026-09-16[^"]*)"', days)[0].replace("&amp;", "&"))
    assert "09:30–10:00 6 places left" in shown(times)
    form = page(site, re.findall(r'href="([^"]*slot=09%3A30[^"]*)"', times)[0].replace("&amp;", "&"))
    assert "You chose Wednesday 16 September 09:30–10:00" in shown(form)


def test_it_is_said_when_the_next_places_can_be_booked(site: Site) -> None:
    assert "Places for 23 September can be booked from 16 September, 08:00" in shown(page(site, FORM))


@pytest.mark.parametrize(
    "query", ["day=2026-09-19", "day=x", "day=2026-09-16&slot=12:30", "day=2026-09-16&slot=²"]
)
def test_what_cannot_be_booked_is_chosen_anew(site: Site, query: str) -> None:
    text = page(site, f"{FORM}?{query}")
    assert say("booking.gone", "en") in text
    assert "<form" not in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/c/town/services/none/book", 404),
        ("/c/none/services/LF-1/book", 404),
        ("/b/guessed", 404),
        ("/b/guessed/qr.svg", 404),
    ],
)
def test_what_there_is_not_is_said(site: Site, path: str, status: int) -> None:
    page(site, path, status)


def test_only_the_form_has_a_script_and_it_is_ours(site: Site) -> None:
    days, form = page(site, FORM), page(site, f"{FORM}?day=2026-09-16&slot=09:30")
    assert "<script" not in days
    assert re.findall(r"<script[^>]*>", form) == ['<script type="module" src="/static/booking/form.js">']
    assert re.findall(r"<style|\sstyle=|\son\w+=", form) == []


def test_a_document_is_asked_for_only_where_the_queue_asks(site: Site) -> None:
    assert "id_number" not in page(site, f"{FORM}?day=2026-09-16&slot=09:30")
    with a_site(booking=RULES, queues={"life": QueuePolicy(real_name=True)}) as named:
        assert 'name="id_number"' in page(named, f"{FORM}?day=2026-09-16&slot=09:30")


def test_the_consent_says_what_is_kept_and_how_long(site: Site) -> None:
    text = shown(page(site, f"{FORM}?day=2026-09-16&slot=09:30"))
    assert "The number itself is not stored" in text
    assert "deleted after 30 days" in text


# --- booking -----------------------------------------------------------------------------------


def test_a_form_is_a_booking_with_its_own_page(site: Site) -> None:
    text = page(site, booked(site))
    told = shown(text)
    assert "Wednesday 16 September 09:30" in told
    assert "Check in between 09:15 and 09:45" in told
    assert "/qr.svg" in text
    assert "<script" not in text


def test_the_same_form_sent_twice_is_one_booking(site: Site) -> None:
    key = key_of(page(site, f"{FORM}?day=2026-09-16&slot=09:30"))
    first, again = send(site, key), send(site, key)
    assert first.headers["Location"] == again.headers["Location"]
    assert len(site.hall().appointments) == 1


def test_the_page_tells_nobody_the_phone_number(site: Site) -> None:
    text = page(site, booked(site))
    assert not [part for part in ("13800138000", "138", "00138") if part in text]


def test_a_phone_number_that_is_none_is_refused_where_it_stands(site: Site) -> None:
    answer = send(site, phone="12")
    assert answer.status_code == 422
    assert re.search(r'value="12"[^>]*aria-invalid="true"', answer.text)
    assert 'name="consent" value="yes" required checked' in answer.text


def test_without_consent_nothing_is_booked(site: Site) -> None:
    answer = send(site, consent="")
    assert (answer.status_code, len(site.hall().appointments)) == (422, 0)
    assert "please agree below" in answer.text


def test_a_wrong_document_is_refused_where_it_stands() -> None:
    with a_site(booking=RULES, queues={"life": QueuePolicy(real_name=True)}) as site:
        answer = send(site, id_number="440301199001011235")
        assert (answer.status_code, len(site.hall().appointments)) == (422, 0)
        assert re.search(r'name="id_number"[^>]*aria-invalid="true"', answer.text)
        assert "this ID number is not right" in answer.text


def test_the_last_place_goes_once_and_the_other_chooses_again() -> None:
    with a_site(booking=RULES, queues={"life": QueuePolicy(places_per_slot=1)}) as site:
        text = page(site, f"{FORM}?day=2026-09-16&slot=09:30")
        booked(site)
        answer = send(site, key_of(text), phone="13800138001")
        assert answer.status_code == 409
        assert "has just gone" in answer.text
        assert "Booked out" in answer.text


def test_a_refused_try_costs_its_proof_and_the_next_form_has_another(site: Site) -> None:
    booked(site)
    key = key_of(page(site, f"{FORM}?day=2026-09-16&slot=10:00"))
    refused = send(site, key, slot="10:00")
    assert (refused.status_code, key_of(refused.text) == key) == (409, False)
    assert send(site, key, slot="10:00", phone="13800138001").status_code == 422
    assert send(site, key_of(refused.text), slot="10:00", phone="13800138001").status_code == 303


def test_what_was_typed_wrong_costs_nothing(site: Site) -> None:
    key = key_of(page(site, f"{FORM}?day=2026-09-16&slot=09:30"))
    assert key_of(send(site, key, phone="12").text) == key
    assert send(site, key).status_code == 303


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_a_form_of_another_site_is_refused(site: Site, headers: dict[str, str]) -> None:
    key = key_of(page(site, f"{FORM}?day=2026-09-16&slot=09:30"))
    sent = {"key": key, "proof": proof_of(key), "phone": PHONE, "consent": "yes", **TOMORROW}
    assert site.client.post(FORM, data=sent, headers=headers).status_code == 403
    assert not site.hall().appointments


# --- without script, and against machines ------------------------------------------------------


def test_without_script_the_form_counts_when_it_was_open_for_a_while(site: Site) -> None:
    text = page(site, f"{FORM}?day=2026-09-16&slot=09:30")
    soon = send(site, key_of(text), proof="")
    assert (soon.status_code, len(site.hall().appointments)) == (429, 0)
    assert key_of(soon.text) == key_of(text)
    site.later(seconds=WITHOUT_SCRIPT_S)
    assert send(site, key_of(text), proof="").status_code == 303


def test_without_script_one_address_books_only_so_often(site: Site) -> None:
    keys = [key_of(page(site, f"{FORM}?day=2026-09-16&slot=09:30")) for _ in range(12)]
    site.later(seconds=WITHOUT_SCRIPT_S)
    answers = [send(site, key, proof="", phone=f"138001380{n:02}").status_code for n, key in enumerate(keys)]
    assert answers == [303] * 6 + [409] * 4 + [429] * 2


def test_a_form_of_yesterday_is_filled_in_once_more_and_loses_nothing(site: Site) -> None:
    text = page(site, f"{FORM}?day=2026-09-16&slot=09:30")
    site.later(hours=2)
    old = send(site, key_of(text))
    assert old.status_code == 422
    assert f'value="{PHONE}"' in old.text
    assert send(site, key_of(old.text)).status_code == 303


def test_a_made_up_key_books_nothing(site: Site) -> None:
    assert send(site, "made-up-key").status_code == 422
    assert not site.hall().appointments


def test_where_policy_asks_for_no_proof_nobody_waits() -> None:
    with a_site(booking=BookingPolicy()) as site:
        assert send(site, proof="").status_code == 303
        assert "<script" not in page(site, f"{FORM}?day=2026-09-17&slot=09:30")


# --- the booking's page ------------------------------------------------------------------------


def test_before_its_time_the_page_says_since_when_and_offers_no_check_in(site: Site) -> None:
    address = booked(site)
    text = page(site, address)
    assert "You can check in from 16 September, 09:15" in shown(text)
    assert "/check-in" not in text
    assert press(site, address, "check-in").status_code == 422


def test_in_time_the_phone_checks_in_and_shows_the_ticket(site: Site) -> None:
    address = booked(site)
    to_the_time(site)
    assert "Check in now" in shown(page(site, address))
    answer = press(site, address, "check-in")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/t/")
    assert "Your number is A001" in shown(page(site, address))


def test_checking_in_twice_is_one_ticket(site: Site) -> None:
    address = booked(site)
    to_the_time(site)
    first, again = (press(site, address, "check-in").headers["Location"] for _ in range(2))
    assert first == again
    assert len(site.hall().tickets) == 1


def test_who_is_late_is_told_and_may_still_come(site: Site) -> None:
    address = booked(site)
    to_the_time(site, minutes=20)
    told = shown(page(site, address))
    assert "Your time has passed You can still check in; you then count as having come now" in told
    assert press(site, address, "check-in").status_code == 303


def test_after_the_slot_the_page_sends_to_a_kiosk(site: Site) -> None:
    address = booked(site)
    to_the_time(site, minutes=30)
    text = page(site, address)
    assert "check in at a kiosk" in shown(text)
    assert "/check-in" not in text
    assert press(site, address, "check-in").status_code == 422


def test_a_booking_is_moved_by_the_same_choice(site: Site) -> None:
    address = booked(site)
    assert "Choose" not in page(site, f"{address}/move")
    text = page(site, f"{address}/move?day=2026-09-17&slot=14:00")
    assert "Your place at Wednesday 16 September 09:30–10:00 is given back" in shown(text)
    assert press(site, address, "move", day="2026-09-17", slot="14:00").status_code == 303
    assert "Thursday 17 September 14:00" in shown(page(site, address))


EDGES = pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31"])
"""No day, and days whose moments no calendar holds."""


@EDGES
def test_a_form_for_no_day_books_nothing(site: Site, day: str) -> None:
    assert send(site, day=day, slot="00:00").status_code == 422
    assert not site.hall().appointments


@EDGES
def test_a_move_to_nowhere_changes_nothing(site: Site, day: str) -> None:
    address = booked(site)
    assert press(site, address, "move", day=day, slot="00:00").status_code == 422
    assert "16 September 09:30" in shown(page(site, address))


def test_a_booking_is_cancelled_once_and_can_be_made_anew(site: Site) -> None:
    address = booked(site)
    assert press(site, address, "cancel").status_code == 303
    text = page(site, address)
    assert "Cancelled" in shown(text)
    assert "/qr.svg" not in text
    assert f'href="{FORM}?lang=en"' in text
    assert press(site, address, "cancel", key="another").status_code == 409


def test_too_late_to_change_is_said_and_no_key_is_there(site: Site) -> None:
    address = booked(site)
    to_the_time(site, minutes=-30)
    text = page(site, address)
    assert "too late to change the time" in text
    assert [verb for verb in ("/move", "/cancel") if verb in text] == ["/cancel"]
    site.later(minutes=31)
    text = page(site, address)
    assert "too late to change or cancel" in text
    assert "/cancel" not in text


def test_who_did_not_come_may_say_why_once(site: Site) -> None:
    address = booked(site)
    two_days_on(site)
    assert "Nobody came" in shown(page(site, address))
    assert press(site, address, "appeal", text=" ").status_code == 422
    assert press(site, address, "appeal", text="the bus\r\nbroke down").status_code == 303
    text = page(site, address)
    assert "a manager will read it" in text
    assert not [part for part in ("the bus", "<textarea") if part in text]


def test_who_missed_too_many_is_told_until_when_and_how_to_appeal() -> None:
    known = {"id_kind": "resident", "id_number": "11010519491231002X"}
    queues = {"life": QueuePolicy(real_name=True)}
    with a_site(booking=BookingPolicy(missed_limit=1), queues=queues) as site:
        booked(site, **known)
        two_days_on(site)
        key = key_of(page(site, f"{FORM}?day=2026-09-18&slot=09:30"))
        answer = send(site, key, day="2026-09-18", **known)
        assert answer.status_code == 422
        assert "appeal on the page of a missed booking" in answer.text
        assert "You can take a number in the hall as ever" in answer.text


def test_a_visit_at_home_needs_no_code_and_no_hall() -> None:
    with a_site(booking=RULES, queues={"life": QueuePolicy(visit=VisitKind.HOME)}) as site:
        text = page(site, booked(site, **AT_HOME))
        assert "no need to come to the hall" in text
        assert "/qr.svg" not in text


def test_a_booking_is_looked_at_without_a_transaction(site: Site) -> None:
    address = booked(site)
    with patch.object(site.writer, "act", side_effect=AssertionError):
        for part in ("", "/qr.svg", "/calendar.ics", "/move"):
            page(site, address + part)


def test_the_code_leads_a_kiosk_to_the_booking(site: Site) -> None:
    address = booked(site)
    answer = site.client.get(f"{address}/qr.svg")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.headers["Cache-Control"].startswith("private")


def test_the_booking_goes_into_a_calendar(site: Site) -> None:
    address = booked(site)
    answer = site.client.get(f"{address}/calendar.ics?lang=en")
    assert answer.content_type == "text/calendar; charset=utf-8"
    lines = answer.text.replace("\r\n ", "").split("\r\n")
    times = {"DTSTART:20260916T013000Z", "DTEND:20260916T020000Z"}
    assert times | {"SEQUENCE:0", "STATUS:CONFIRMED"} <= set(lines)
    press(site, address, "cancel")
    assert {"SEQUENCE:1", "STATUS:CANCELLED"} <= set(
        site.client.get(f"{address}/calendar.ics").text.split("\r\n")
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_booking_speaks_both_languages(site: Site, language: str) -> None:
    text = page(site, booked(site), language=language)
    assert say("booking.now.booked", language) in text
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in text


# --- the same booking elsewhere ----------------------------------------------------------------


def at_kiosk(site: Site, **shown: str) -> dict[str, Any]:
    answer = site.tell("/appointments/check-in", shown, site.kiosk())
    assert answer.status_code in {200, 201}, answer.text
    told: dict[str, Any] = answer.get_json()
    return told


def test_a_kiosk_finds_the_booking_by_its_phone_number(site: Site) -> None:
    address = booked(site)
    to_the_time(site)
    told = at_kiosk(site, phone="+86 13800138000")
    assert (told["ticket"]["number"], told["on_time"], told["again"]) == ("A001", True, False)
    assert "Your number is A001" in shown(page(site, address))


def test_a_booking_that_is_shown_once_more_is_the_same_ticket(site: Site) -> None:
    address = booked(site)
    to_the_time(site)
    first = at_kiosk(site, public_id=address.removeprefix("/b/"))
    again = at_kiosk(site, public_id=address.removeprefix("/b/"))
    assert (again["again"], again["ticket"]["public_id"]) == (True, first["ticket"]["public_id"])
    assert len(site.hall().tickets) == 1


def test_the_link_that_programs_are_told_is_this_page(site: Site) -> None:
    address = booked(site)
    told = site.ask(f"/appointments/{address.removeprefix('/b/')}").get_json()
    assert told["link"] == f"https://hall.example{address}"
