"""Ten more minutes, reminders and the end of a visit on a ticket's page, as the server writes it."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, cast

import pytest
from werkzeug.test import TestResponse

from queue_server.actions.ports import Channel
from tests.channels.fake_channel import FakeChannel
from tests.web.site import Site, a_site

PHONE = "13800138000"


@pytest.fixture
def reaching() -> Iterator[Site]:
    """A site that can send short messages."""
    with a_site() as site:
        cast("dict[str, Channel]", site.services.channels)["sms"] = FakeChannel()
        yield site


def page(site: Site, ticket: dict[str, Any]) -> str:
    """What stands inside the page."""
    return site.client.get(f"/t/{ticket['public_id']}?lang=en&part=1").text


def whole(site: Site, ticket: dict[str, Any]) -> str:
    return site.client.get(f"/t/{ticket['public_id']}?lang=en").text


def send(site: Site, ticket: dict[str, Any], verb: str, key: str = "k", **filled: str) -> TestResponse:
    form = {"key": key, **filled}
    return site.client.post(f"/t/{ticket['public_id']}/{verb}?lang=en", data=form)


def watched(text: str) -> dict[str, Any]:
    found = re.search(r'data-watched="([^"]*)"', text)
    assert found
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told


def done(site: Site, **wanted: Any) -> dict[str, Any]:
    ticket, clerk = site.take(**wanted), site.clerk(1)
    site.tell("/windows/1/next", {"expect": None}, clerk)
    site.tell("/windows/1/finish", {"expect": ticket["public_id"]}, clerk)
    return ticket


def test_a_waiting_visitor_is_offered_ten_more_minutes(site: Site) -> None:
    text = page(site, site.take())
    assert "I need 10 more minutes" in text
    assert "You can do this 2 more times." in text


def test_while_away_the_page_says_until_when_and_offers_to_be_back(site: Site) -> None:
    site.take()
    ticket = site.take()
    assert send(site, ticket, "away").status_code == 303
    text = page(site, ticket)
    assert "You will not be called before 09:10." in text
    assert "People ahead of you once you are back: 1." in text
    assert "I am back" in text


def test_its_title_says_so_too_and_its_script_looks_again(site: Site) -> None:
    ticket = site.take()
    send(site, ticket, "away")
    text = whole(site, ticket)
    assert f"<title>{ticket['number']}: others go first for now" in text
    assert watched(text)["again_s"] > 0


def test_back_again_the_page_is_as_before(site: Site) -> None:
    ticket = site.take()
    send(site, ticket, "away")
    send(site, ticket, "back", key="k2")
    text = page(site, ticket)
    assert ("data-ahead-none" in text, "/back?" in text) == (True, False)


def test_the_same_form_sent_twice_is_one_time_away(site: Site) -> None:
    ticket = site.take()
    for _ in range(2):
        send(site, ticket, "away")
    assert "You can do this once more." in page(site, ticket)


def test_when_it_is_used_up_it_is_not_offered_and_an_old_form_says_why_not(site: Site) -> None:
    ticket = site.take()
    for key in ("k1", "k2"):
        send(site, ticket, "away", key=key)
    assert "I need 10 more minutes" not in page(site, ticket)
    answer = send(site, ticket, "away", key="k3")
    assert (answer.status_code, "as often as is possible" in answer.text) == (422, True)


def test_the_reasons_say_that_others_pass(site: Site) -> None:
    ticket = site.take()
    send(site, ticket, "away")
    assert "others are called before you until 09:10" in page(site, ticket)


@pytest.mark.parametrize("verb", ["missed", "start"])
def test_who_does_not_wait_is_not_offered_it(site: Site, verb: str) -> None:
    ticket, clerk = site.take(), site.clerk(1)
    site.tell("/windows/1/next", {"expect": None}, clerk)
    assert "I need 10 more minutes" not in page(site, ticket)
    site.tell(f"/windows/1/{verb}", {"expect": ticket["public_id"]}, clerk)
    assert "I need 10 more minutes" not in page(site, ticket)


def test_without_a_channel_no_short_message_is_promised(site: Site) -> None:
    assert "text message" not in page(site, site.take())


def test_a_short_message_is_asked_for_and_stopped_by_form(reaching: Site) -> None:
    ticket = reaching.take()
    asked = send(reaching, ticket, "remind", channel="sms", when="people-5", address=PHONE)
    assert asked.status_code == 303
    text = page(reaching, ticket)
    assert "when 5 people are ahead" in text
    assert PHONE not in text
    send(reaching, ticket, "stop-reminding", key="k2", channel="sms")
    assert "Send me messages" in page(reaching, ticket)


@pytest.mark.parametrize("when", ["", "people", "people-x", "hours-3", "people-999"])
def test_a_form_that_is_not_ours_in_what_it_says_is_refused(reaching: Site, when: str) -> None:
    answer = send(reaching, reaching.take(), "remind", channel="sms", when=when, address=PHONE)
    assert answer.status_code == 422
    assert not reaching.hall().reminders


def test_a_visit_that_is_over_says_what_comes_next_and_reloads_no_more(site: Site) -> None:
    text = whole(site, done(site, service="LF-1"))
    assert "check that you have your documents" in text
    assert 'href="/c/town/services/LF-1?lang=en"' in text
    assert 'http-equiv="refresh"' not in text
    assert watched(text)["over"] is True


def test_a_visit_that_ended_unserved_is_asked_to_check_nothing(site: Site) -> None:
    ticket = site.take()
    send(site, ticket, "cancel")
    text = page(site, ticket)
    assert ("What next" in text, "check that you have" in text) == (True, False)


def test_a_visit_that_goes_on_reloads_without_script(site: Site) -> None:
    ticket = site.take()
    assert ('http-equiv="refresh"' in whole(site, ticket), "What next" in page(site, ticket)) == (True, False)


def test_each_step_to_come_says_hall_zone_and_what_to_bring(site: Site) -> None:
    text = page(site, site.take(scenario="open"))
    catalogue = site.hall().catalogue
    service = catalogue.services[catalogue.scenarios["open"].steps[0]]
    assert all(each in text for each in service.materials)
    zone = catalogue.zones[catalogue.windows[catalogue.windows_of(service.queue)[0]].zone]
    assert zone.names["en"] in text
