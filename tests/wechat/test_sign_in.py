"""Whoever has a ticket's page may be told of it in WeChat: signed in there, asked, and free to stop."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.test import TestResponse

from queue_server.actions.reminding import reminder_of
from queue_server.domain.facts import ReminderAsked
from queue_server.domain.reminders import Reminder
from queue_server.web.sealing import unseal
from queue_server.wechat.proofs import state_of, ticket_in
from tests.makers import NINE, minutes
from tests.web.site import Site
from tests.wechat.wechat import APP_ID, OPENID, Sent, Wechat, an_event, content_of, encrypted, plain

IN_WECHAT = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50",
    "Accept-Language": "zh-CN",
}
SECRET = b"s" * 32


def began(town: Site, public_id: str) -> dict[str, str]:
    """What WeChat is asked when somebody presses the key on the ticket's page."""
    answer = town.client.get(f"/wechat/ticket/{public_id}", headers=IN_WECHAT)
    assert answer.status_code == 302
    parts = urlsplit(answer.location)
    assert (parts.path, parts.fragment) == ("/connect/oauth2/authorize", "wechat_redirect")
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def came_back(town: Site, wechat: Wechat, state: str, openid: str = OPENID) -> TestResponse:
    code = f"code-{len(wechat.codes)}-{openid}"
    wechat.codes[code] = openid
    return town.client.get(f"/wechat/back?code={code}&state={state}", headers=IN_WECHAT)


def form_in(page: TestResponse) -> dict[str, str]:
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))


def said_yes(town: Site, form: dict[str, str]) -> TestResponse:
    return town.client.post("/wechat/yes", data=form, headers=IN_WECHAT)


def reminder(town: Site, public_id: str) -> Reminder | None:
    hall = town.hall()
    return reminder_of(hall, hall.tickets[hall.by_public[public_id]], "wechat")


def bound(town: Site, wechat: Wechat, public_id: str) -> TestResponse:
    return said_yes(town, form_in(came_back(town, wechat, began(town, public_id)["state"])))


def scanned(town: Site, sent: Sent) -> str:
    """What stands on the phone after a code of the account was scanned."""
    return content_of(town.client.post(f"/wechat?{sent.query}", data=sent.body).data)


@pytest.fixture
def public_id(plain_town: Site) -> str:
    return str(plain_town.take()["public_id"])


def test_the_page_offers_it_in_wechat_only(plain_town: Site, public_id: str) -> None:
    assert f"/wechat/ticket/{public_id}" in plain_town.client.get(f"/t/{public_id}", headers=IN_WECHAT).text
    assert "/wechat/" not in plain_town.client.get(f"/t/{public_id}").text


def test_wechat_is_asked_silently_who_it_is(plain_town: Site, public_id: str) -> None:
    asked = began(plain_town, public_id)
    assert (asked["appid"], asked["scope"]) == (APP_ID, "snsapi_base")
    assert asked["redirect_uri"] == "https://hall.example/wechat/back"
    assert re.fullmatch(r"[a-z0-9]{1,128}", asked["state"])


def test_who_says_yes_is_told(plain_town: Site, wechat: Wechat, public_id: str) -> None:
    answer = bound(plain_town, wechat, public_id)
    assert (answer.status_code, answer.location.split("?")[0]) == (303, f"/t/{public_id}")
    found = reminder(plain_town, public_id)
    assert found is not None
    assert unseal(SECRET, "town", found.address) == OPENID
    assert "快到时会在微信里告诉您" in plain_town.client.get(f"/t/{public_id}", headers=IN_WECHAT).text


def test_nobody_is_told_before_saying_yes(plain_town: Site, wechat: Wechat, public_id: str) -> None:
    page = came_back(plain_town, wechat, began(plain_town, public_id)["state"])
    assert "A001" in page.text
    assert OPENID not in page.text
    assert reminder(plain_town, public_id) is None


def test_who_wants_no_more_is_told_no_more(plain_town: Site, wechat: Wechat, public_id: str) -> None:
    bound(plain_town, wechat, public_id)
    form = form_in(plain_town.client.get(f"/t/{public_id}", headers=IN_WECHAT))
    assert form["channel"] == "wechat"
    assert plain_town.client.post(f"/t/{public_id}/stop-reminding", data=form).status_code == 303
    assert reminder(plain_town, public_id) is None


@pytest.mark.parametrize("changed", ["ticket", "who", "until", "proof"])
def test_a_form_that_is_not_ours_binds_nobody(
    plain_town: Site, wechat: Wechat, public_id: str, changed: str
) -> None:
    form = form_in(came_back(plain_town, wechat, began(plain_town, public_id)["state"]))
    form[changed] = plain_town.take()["public_id"] if changed == "ticket" else form[changed][:-1] + "0x"
    assert said_yes(plain_town, form).status_code == 403
    assert not plain_town.hall().reminders


def test_a_form_from_another_site_binds_nobody(plain_town: Site, wechat: Wechat, public_id: str) -> None:
    form = form_in(came_back(plain_town, wechat, began(plain_town, public_id)["state"]))
    answer = plain_town.client.post("/wechat/yes", data=form, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert reminder(plain_town, public_id) is None


def test_nobody_names_an_openid_of_somebody_else(plain_town: Site, public_id: str) -> None:
    body = {"channel": "wechat", "ahead": 3, "address": OPENID}
    assert plain_town.tell(f"/tickets/{public_id}/reminders", body).status_code in {404, 422}
    form = {"key": "k", "channel": "wechat", "when": "people-3", "address": OPENID}
    assert plain_town.client.post(f"/t/{public_id}/remind", data=form).status_code >= 400
    assert reminder(plain_town, public_id) is None


def test_a_form_left_lying_is_too_late(plain_town: Site, wechat: Wechat, public_id: str) -> None:
    form = form_in(came_back(plain_town, wechat, began(plain_town, public_id)["state"]))
    plain_town.later(minutes=11)
    assert said_yes(plain_town, form).status_code == 403


@pytest.mark.parametrize("state", ["", "0", "zz" * 40, "é" * 84], ids=["none", "short", "no_hex", "no_ascii"])
def test_a_state_that_we_never_gave_is_refused(plain_town: Site, wechat: Wechat, state: str) -> None:
    assert came_back(plain_town, wechat, state).status_code == 403


def test_a_state_is_for_one_ticket_and_some_minutes() -> None:
    state = state_of(SECRET, "ticket-one", NINE)
    assert ticket_in(SECRET, state, NINE + minutes(10)) == "ticket-one"
    assert ticket_in(SECRET, state, NINE + minutes(11)) is None
    assert ticket_in(SECRET, b"ticket-two".hex() + state[20:], NINE) is None
    assert ticket_in(b"t" * 32, state, NINE) is None


def test_a_code_that_wechat_does_not_know_is_too_late(plain_town: Site, public_id: str) -> None:
    state = began(plain_town, public_id)["state"]
    assert plain_town.client.get(f"/wechat/back?code=forged&state={state}").status_code == 403


def test_wechat_is_asked_only_so_often_for_one_ticket(
    plain_town: Site, wechat: Wechat, public_id: str
) -> None:
    def forged(ticket: str) -> int:
        state = began(plain_town, ticket)["state"]
        return plain_town.client.get(f"/wechat/back?code=forged&state={state}").status_code

    assert [forged(public_id) for _ in range(7)] == [403] * 5 + [429] * 2
    assert wechat.sign_ins == 5
    assert forged(plain_town.take()["public_id"]) == 403
    plain_town.later(minutes=2)
    assert forged(public_id) == 403


def test_a_wechat_that_is_away_is_said_to_be(plain_town: Site, wechat: Wechat, public_id: str) -> None:
    wechat.status = 502
    answer = came_back(plain_town, wechat, began(plain_town, public_id)["state"])
    assert answer.status_code == 503
    assert "微信现在连不上" in answer.text


@pytest.mark.parametrize("path", ["/wechat/ticket/unknown", "/wechat/ticket/" + "x" * 100])
def test_a_ticket_that_nobody_has_leads_nowhere(plain_town: Site, path: str) -> None:
    assert plain_town.client.get(path).status_code == 404


def test_a_visit_that_is_over_is_not_told_of(plain_town: Site, wechat: Wechat, public_id: str) -> None:
    state = began(plain_town, public_id)["state"]
    plain_town.tell(f"/tickets/{public_id}/cancel")
    assert came_back(plain_town, wechat, state).status_code == 404


def test_the_journal_knows_no_openid(plain_town: Site, wechat: Wechat, public_id: str) -> None:
    bound(plain_town, wechat, public_id)
    entry = plain_town.act(lambda tx: tx.hall.reminders)
    assert OPENID not in str(entry)
    assert set(ReminderAsked.__dataclass_fields__) == {"ticket", "channel", "wish"}


@pytest.mark.parametrize(("event", "before"), [("subscribe", "qrscene_"), ("SCAN", "")], ids=["new", "known"])
def test_a_code_that_names_a_ticket_binds_it(hidden_town: Site, event: str, before: str) -> None:
    public_id = hidden_town.take()["public_id"]
    text = scanned(hidden_town, encrypted(an_event(event, before + public_id), NINE))
    assert text.startswith("A001：前面还有 3 人时")
    assert f"https://hall.example/t/{public_id}" in text
    assert reminder(hidden_town, public_id) is not None


@pytest.mark.parametrize("event", ["subscribe", "SCAN"])
@pytest.mark.parametrize("town", ["plain_town", "open_town"])
def test_a_code_in_a_message_whose_text_nobody_signed_binds_nobody(
    request: pytest.FixtureRequest, town: str, event: str
) -> None:
    site = request.getfixturevalue(town)
    public_id = site.take()["public_id"]
    assert public_id not in scanned(site, plain(an_event(event, public_id), NINE))
    assert reminder(site, public_id) is None


def test_a_code_that_names_no_ticket_is_a_welcome(plain_town: Site) -> None:
    assert "欢迎" in scanned(plain_town, plain(an_event("subscribe", "qrscene_nothing"), NINE))
    assert not plain_town.hall().reminders
