"""Reminders over HTTP: asked for with the ticket's id, told to nobody."""

from typing import Any, cast

import pytest

from queue_server.actions.ports import Channel
from queue_server.actions.reminding import MOST_NAMING
from queue_server.web.sealing import unseal
from tests.channels.fake_channel import FakeChannel
from tests.web.site import Site, error_of, json_of

PHONE = "13800138000"


@pytest.fixture
def site(site: Site) -> Site:
    """A site with a channel that takes addresses, and one with a sign-in of its own."""
    channels = cast("dict[str, Channel]", site.services.channels)
    channels.update(sms=FakeChannel(), app=FakeChannel("app", takes_addresses=False))
    return site


def asked(site: Site, ticket: dict[str, Any], **more: Any) -> Any:
    body = {"channel": "sms", "ahead": 3, "address": PHONE} | more
    return site.tell(f"/tickets/{ticket['public_id']}/reminders", body)


def test_a_reminder_is_told_without_where_it_goes(site: Site) -> None:
    answer = asked(site, site.take())
    assert json_of(answer, 201)["reminders"] == [{"channel": "sms", "ahead": 3, "within_s": None, "told": []}]


def test_the_address_is_sealed_in_memory_and_in_the_record(site: Site) -> None:
    asked(site, site.take())
    (kept,) = site.hall().reminders.values()
    assert PHONE not in repr(kept)
    assert unseal(site.services.settings.secret, "town", kept.address) == PHONE


def test_asked_again_alike_nothing_is_recorded(site: Site) -> None:
    ticket = site.take()
    asked(site, ticket)
    before = site.hall().seq
    assert json_of(asked(site, ticket), 201)["reminders"][0]["ahead"] == 3
    assert site.hall().seq == before


def test_asked_again_with_another_number_the_new_one_counts(site: Site) -> None:
    ticket = site.take()
    asked(site, ticket)
    asked(site, ticket, address="13900139000")
    (kept,) = site.hall().reminders.values()
    assert unseal(site.services.settings.secret, "town", kept.address) == "13900139000"


def test_one_phone_is_reminded_of_a_few_tickets_and_no_more(site: Site) -> None:
    few = [asked(site, site.take()).status_code for _ in range(MOST_NAMING)]
    assert few == [201] * MOST_NAMING
    assert error_of(asked(site, site.take()), 422) == "reminder_limit"


def test_it_can_be_stopped(site: Site) -> None:
    ticket = site.take()
    asked(site, ticket)
    path = f"/tickets/{ticket['public_id']}/reminders/stop"
    assert json_of(site.tell(path, {"channel": "sms"})) == {"reminders": []}


@pytest.mark.parametrize("channel", ["app", "mail"])
def test_a_channel_that_takes_no_address_is_refused(site: Site, channel: str) -> None:
    assert error_of(asked(site, site.take(), channel=channel), 422) == "unknown_channel"


@pytest.mark.parametrize("wrong", [{"ahead": 51}, {"ahead": None}, {"within_s": 1}, {"address": ""}], ids=str)
def test_a_wish_beyond_reason_is_refused(site: Site, wrong: dict[str, Any]) -> None:
    assert error_of(asked(site, site.take(), **wrong), 422) == "bad_value"


def test_an_unknown_ticket_is_unknown(site: Site) -> None:
    assert error_of(asked(site, {"public_id": "nobody"}), 404) == "unknown_ticket"
