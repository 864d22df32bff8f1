"""Visits at home and agents on a phone: what is asked, what is refused, what is shown again, what is said."""

from collections.abc import Iterator
from typing import Any

import pytest

from queue_server.actions.excusing import assign
from queue_server.domain.policy import BookingPolicy, QueuePolicy, VisitKind
from queue_server.web.booking.proof import WITHOUT_SCRIPT_S
from tests.pages.test_booking_pages import TOMORROW, key_of, page, press, shown
from tests.web.site import Site, a_site
from ui.words import say

HOME, AGENT = "/c/town/services/CD-1", "/c/town/services/PM-1"
ADDRESS = "1 Changfu Road, block 2, flat 301"
GIVEN = {"name": "Ms Chen", "phone": "13800138000", "address": ADDRESS, "consent": "yes"}


@pytest.fixture
def site() -> Iterator[Site]:
    queues = {
        "cards": QueuePolicy(visit=VisitKind.HOME, places_per_slot=2),
        "permits": QueuePolicy(visit=VisitKind.AGENT, places_per_slot=2, real_name=True),
    }
    with a_site(booking=BookingPolicy(), queues=queues) as site:
        yield site


def form(site: Site, item: str = HOME, language: str = "en") -> str:
    return page(site, f"{item}/book?day=2026-09-16&slot=09:30", language=language)


def send(site: Site, item: str = HOME, **changed: Any) -> Any:
    """The form without script, as it is sent after a while."""
    key = key_of(form(site, item))
    site.later(seconds=WITHOUT_SCRIPT_S)
    sent = {"key": key, **TOMORROW, **GIVEN, **changed}
    return site.client.post(f"{item}/book?lang=en", data=sent)


def booked(site: Site, item: str = HOME, **changed: Any) -> str:
    answer = send(site, item, **changed)
    assert answer.status_code == 303, shown(answer.text)
    return str(answer.headers["Location"]).partition("?")[0]


@pytest.mark.parametrize(
    ("item", "asked"),
    [(HOME, {"name", "phone", "address"}), (AGENT, {"name", "phone", "task", "id_number"})],
    ids=["home", "agent"],
)
def test_it_is_asked_for_what_is_needed_and_no_more(site: Site, item: str, asked: set[str]) -> None:
    text = form(site, item)
    fields = {name for name in ("name", "phone", "address", "task", "id_number") if f'name="{name}"' in text}
    assert fields == asked


def test_the_hall_asks_for_no_address(site: Site) -> None:
    text = form(site, "/c/town/services/LF-1")
    assert 'name="address"' not in text
    assert 'name="name"' not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_consent_says_who_sees_it_and_for_how_long(site: Site, language: str) -> None:
    text = form(site, HOME, language)
    assert say("booking.consent.text.home", language, days=30) in text
    assert say("booking.consent.text.known.phone", language, days=30) in text
    agents = form(site, AGENT, language)
    assert say("booking.consent.text.agent", language, days=30) in agents
    assert say("booking.consent.text.known.id", language, days=30) in agents


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "12"}, "phone"),
        ({"address": ""}, "address"),
        ({"address": "301"}, "address"),
    ],
    ids=["name", "phone", "no-address", "short-address"],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(site: Site, changed: Any, field: str) -> None:
    answer = send(site, **changed)
    assert answer.status_code == 422
    before, _, after = answer.text.partition('aria-invalid="true"')
    assert before.rpartition('id="')[2].startswith(f'{field}"')
    assert after
    kept = [value for name, value in (GIVEN | changed).items() if name != "consent"]
    assert [value for value in kept if value.strip() and f'value="{value}"' not in answer.text] == []
    assert site.hall().appointments == {}


def test_what_was_wrong_is_put_right_without_waiting_again(site: Site) -> None:
    key = key_of(send(site, address="301").text)
    answer = site.client.post(f"{HOME}/book?lang=en", data={"key": key, **TOMORROW, **GIVEN})
    assert answer.status_code == 303


def test_a_form_sent_twice_is_one_visit(site: Site) -> None:
    key = key_of(form(site))
    site.later(seconds=WITHOUT_SCRIPT_S)
    sent = {"key": key, **TOMORROW, **GIVEN}
    places = {site.client.post(f"{HOME}/book", data=sent).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert len(site.hall().appointments) == 1


def test_the_bookings_page_shows_what_was_given_masked(site: Site) -> None:
    text = page(site, booked(site))
    assert "Ms Chen"[:1] + "****" in text
    assert "138****" in text
    assert "1 C****" in text
    assert [part for part in (GIVEN["phone"], ADDRESS, GIVEN["name"]) if part in text] == []


def test_it_is_said_who_comes_once_it_is_known(site: Site) -> None:
    address = booked(site)
    assert "It is not settled yet who does it" in page(site, address)
    site.act(lambda tx: assign(tx, address.rpartition("/")[2], "C4"))
    assert "clerk 4 comes to you" in page(site, address)
    assert "clerk 4" in page(site, address, language="zh")


def test_nobody_is_sent_to_the_hall(site: Site) -> None:
    address = booked(site)
    text = shown(page(site, address))
    assert "Expect somebody between 09:30 and 10:00; there is no need to come to the hall" in text
    assert "check in" not in text.lower()
    for verb in ("check-in",):
        assert press(site, address, verb).status_code == 422


def test_a_visit_is_moved_and_its_contact_stays(site: Site) -> None:
    address = booked(site)
    assert press(site, address, "move", day="2026-09-17", slot="10:00").status_code == 303
    text = page(site, address)
    assert "Thursday 17 September" in text
    assert "138****" in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("item", "more", "kept"),
    [
        (HOME, {}, "booking.consent.text.known.phone"),
        (AGENT, {"task": "fetch it", "id_number": "11010519491231002X"}, "booking.consent.text.known.id"),
    ],
    ids=["home", "agent"],
)
def test_a_cancelled_visit_says_what_is_gone_and_what_is_kept(
    site: Site, item: str, more: Any, kept: str, language: str
) -> None:
    address = booked(site, item, **more)
    press(site, address, "cancel")
    text = page(site, address, language=language)
    assert {"zh": "填的内容已经删除", "en": "what you gave for the visit is deleted"}[language] in text
    assert say(kept, language, days=30) in text
    assert "138****" not in text


def test_an_agents_time_is_said_as_a_sentence(site: Site) -> None:
    address = booked(site, AGENT, task="fetch it", id_number="11010519491231002X")
    assert "It is done between 09:30 and 10:00;" in shown(page(site, address))
    assert "09:30 到 10:00 之间替您办。" in shown(page(site, address, language="zh"))


@pytest.mark.parametrize(
    ("item", "more", "title"),
    [(HOME, {}, "At home: CD-1"), (AGENT, {"task": "fetch it", "id_number": "11010519491231002X"}, "Done")],
    ids=["home", "agent"],
)
def test_the_calendar_sends_nobody_to_the_hall(site: Site, item: str, more: Any, title: str) -> None:
    entry = site.client.get(f"{booked(site, item, **more)}/calendar.ics?lang=en").text
    assert title in entry
    assert "check in" not in entry
    assert ADDRESS not in entry


@pytest.mark.parametrize("item", [HOME, AGENT], ids=["home", "agent"])
def test_the_guide_sends_nobody_to_a_kiosk(site: Site, item: str) -> None:
    text = shown(page(site, item))
    assert "It is booked ahead" in text
    assert "kiosk" not in text
    assert "Take a number" not in text


def test_the_days_of_a_visit_speak_of_no_walk_in(site: Site) -> None:
    assert say("booking.walk_in", "en") not in page(site, f"{HOME}/book")
    assert say("booking.walk_in", "en") in page(site, "/c/town/services/LF-1/book")


def test_the_halls_page_lists_no_queue_of_visits(site: Site) -> None:
    text = page(site, "/c/town/halls")
    assert "pickup" in text
    assert "cards" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_rules_tell_of_visits_where_there_are_some(site: Site, language: str) -> None:
    sentence = say("rules.data.elsewhere", language, days=30)
    assert sentence in page(site, "/c/town/rules", language=language)
    with a_site(booking=BookingPolicy()) as other:
        assert sentence not in page(other, "/c/town/rules", language=language)
