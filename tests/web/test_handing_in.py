"""Handing in over HTTP: every offline ticket once, whatever else stands in the message."""

import itertools
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox
from werkzeug.test import TestResponse

from queue_server.domain.facts import TicketHandedIn
from queue_server.domain.policy import QueuePolicy
from queue_server.domain.tickets import State
from queue_server.web.sealing import unseal
from queue_server.web.secrets import new_public_id
from tests.web.site import API, Site, a_site, error_of, json_of
from wire.handing_in import HandIn, OfflineTicket

SERIALS = itertools.count(1)
ID_NUMBER = "11010519491231002X"
NAMED: dict[str, Any] = {"queues": {"life": QueuePolicy(real_name=True)}}


def an_item(**changed: Any) -> dict[str, Any]:
    """A ticket as a kiosk hands it in, issued ten minutes ago."""
    item = {
        "public_id": new_public_id(),
        "number": f"A-K1-{next(SERIALS):02d}",
        "issued_at": "2026-09-15T08:50:00+08:00",
        "service": "LF-1",
        "visitor_class": "ordinary",
        "language": "zh",
        "clock": "sure",
    }
    return {name: value for name, value in (item | changed).items() if value is not None}


def tell(site: Site, *items: Any, token: str | None = None, **how: Any) -> TestResponse:
    return site.tell("/tickets/hand-in", {"tickets": [*items]}, token or site.kiosk(), **how)


def the_answers(site: Site, *items: Any) -> list[dict[str, Any]]:
    """What became of each, in the order of the message."""
    return list(json_of(tell(site, *items)).values())


def the_answer(site: Site, item: dict[str, Any]) -> dict[str, Any]:
    told = json_of(tell(site, item))
    assert list(told) == [item["public_id"]]
    return dict(told[item["public_id"]])


def code_of(answer: dict[str, Any]) -> str:
    assert answer["error"]["message"]
    return str(answer["error"]["code"])


def told(site: Site) -> TicketHandedIn:
    """The newest fact of its kind."""
    store: Any = site.services.centres.__self__  # type: ignore[attr-defined]
    facts = [entry.fact for entry in store.journal("town")]
    return [fact for fact in facts if isinstance(fact, TicketHandedIn)][-1]


def sealed(site: Site, text: str) -> str:
    """As a kiosk seals: with the key that the answer to its heartbeat told."""
    orders = json_of(site.tell("/devices/current/heartbeat", {"state": "ok"}, site.kiosk()))
    key = PublicKey(urlsafe_b64decode(orders["sealing_key"] + "="))
    return urlsafe_b64encode(SealedBox(key).encrypt(text.encode())).decode().rstrip("=")


def test_a_ticket_is_answered_as_if_it_were_issued_now(site: Site) -> None:
    item = an_item(party="family")
    ticket = the_answer(site, item)
    assert {name: ticket[name] for name in ("number", "state", "ahead", "service")} == {
        "number": item["number"], "state": "waiting", "ahead": 0, "service": "LF-1",
    }  # fmt: skip
    assert ticket["issued_at"] == ticket["arrived_at"] == item["issued_at"]
    assert json_of(site.ask(f"/tickets/{item['public_id']}")) == ticket


def test_its_page_works_from_now_on(site: Site) -> None:
    item = an_item()
    before = site.client.get(f"/t/{item['public_id']}", headers={"Accept-Language": "en"})
    assert before.status_code == 404
    assert "stays valid and will be called" in before.get_data(as_text=True)
    the_answer(site, item)
    after = site.client.get(f"/t/{item['public_id']}")
    assert after.status_code == 200
    assert item["number"] in after.get_data(as_text=True)


def test_a_list_alone_is_taken_too(site: Site) -> None:
    item = an_item()
    answer = json_of(site.tell("/tickets/hand-in", [item], site.kiosk()))
    assert answer[item["public_id"]]["number"] == item["number"]


def test_a_message_of_nothing_is_answered_with_nothing(site: Site) -> None:
    assert site.held(site.client.post(
        "/api/v1/centres/town/tickets/hand-in", json=[], headers={"Authorization": f"Bearer {site.kiosk()}"}
    )).get_json() == {}  # fmt: skip


def test_sent_again_it_is_answered_the_same_and_happens_once(site: Site) -> None:
    items = [an_item(), an_item()]
    first = json_of(tell(site, *items))
    site.later(minutes=5)
    site.take()
    assert json_of(tell(site, *reversed(items))) == first
    assert len(site.hall().tickets) == 3


def test_a_new_token_of_the_kiosk_changes_nothing(site: Site) -> None:
    item = an_item()
    first = the_answer(site, item)
    assert json_of(tell(site, item, token=site.kiosk()))[item["public_id"]] == first


def test_the_same_public_id_with_other_content_is_refused_alone(site: Site) -> None:
    item, other = an_item(), an_item()
    the_answer(site, item)
    changed, taken = the_answers(site, item | {"service": "LF-2"}, other)
    assert code_of(changed) == "public_id_taken"
    assert taken["number"] == other["number"]


def test_two_of_one_public_id_in_a_message_are_told_apart(site: Site) -> None:
    item = an_item()
    answers = json_of(tell(site, item, item, item | {"number": "A-K1-99"}))
    assert list(answers) == [item["public_id"], "#2"]
    assert code_of(answers["#2"]) == "public_id_taken"


SPOILT: dict[str, tuple[dict[str, Any], str]] = {
    "another kiosk's number": ({"number": "A-K2-07"}, "not_this_kiosks_number"),
    "another queue's number": ({"number": "B-K1-07"}, "not_this_kiosks_number"),
    "an unknown item": ({"service": "none"}, "unknown_service"),
    "an unknown queue": ({"service": None, "queue": "none"}, "unknown_queue"),
    "an unknown scenario": ({"service": None, "scenario": "none"}, "unknown_scenario"),
    "two wishes": ({"queue": "life"}, "bad_value"),
    "a malformed public id": ({"public_id": "guess"}, "bad_value"),
    "a public id of 23 characters": ({"public_id": "A" * 23}, "bad_value"),
    "an unknown field": ({"surplus": 1}, "bad_value"),
    "a time without offset": ({"issued_at": "2026-09-15T08:50:00"}, "bad_value"),
    "a time that is a number": ({"issued_at": 1789433400}, "bad_value"),
    "a time before time": ({"issued_at": "0001-01-01T00:00:00+08:00"}, "bad_value"),
    "a time after time": ({"issued_at": "9999-12-31T23:59:59-08:00"}, "bad_value"),
    "a time long ago": ({"issued_at": "2026-09-08T08:59:00+08:00"}, "too_long_ago"),
    "the end of an outage before all clocks": ({"issued_at": "1970-01-02T08:00:00+08:00"}, "bad_value"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_bad_ticket_spoils_no_other(site: Site, what: str) -> None:
    changed, code = SPOILT[what]
    answers = the_answers(site, an_item(), an_item(**changed), an_item())
    assert ["error" in answer for answer in answers] == [False, True, False]
    assert code_of(answers[1]) == code


@pytest.mark.parametrize("odd", [None, 7, "ticket", [], {}, {"public_id": 7}, {"public_id": "x" * 65}])
def test_what_has_no_public_id_is_answered_under_its_place(site: Site, odd: Any) -> None:
    item = an_item()
    answers = json_of(tell(site, item, odd))
    assert list(answers) == [item["public_id"], "#1"]
    assert code_of(answers["#1"]) == "bad_value"


def test_a_number_belongs_to_one_public_id(site: Site) -> None:
    item = an_item()
    the_answer(site, item)
    assert code_of(the_answer(site, an_item(number=item["number"]))) == "number_taken"


@pytest.mark.parametrize("body", [{"tickets": {}}, {"tickets": [], "more": 1}, {"other": []}])
def test_a_message_of_another_form_is_refused_whole(site: Site, body: Any) -> None:
    assert error_of(site.tell("/tickets/hand-in", body, site.kiosk()), 422) == "bad_value"


def test_more_than_a_hundred_are_too_many(site: Site) -> None:
    assert error_of(tell(site, *range(101)), 422) == "bad_value"
    assert len(json_of(tell(site, *range(100)))) == 100


def test_only_kiosks_hand_in(site: Site) -> None:
    for token in (site.screen(), site.staff("guide"), site.clerk(1)):
        assert error_of(tell(site, an_item(), token=token), 403) == "not_permitted"
    assert error_of(site.tell("/tickets/hand-in", [an_item()]), 401) == "not_signed_in"
    assert not site.hall().tickets


def test_a_key_may_be_sent_and_is_not_needed(site: Site) -> None:
    for key in (None, "once", "once"):
        assert tell(site, an_item(), key=key).status_code == 200
    assert error_of(tell(site, an_item(), key="x" * 201), 400) == "idempotency_key_missing"


def test_a_message_is_ranked_by_issue_whatever_its_order(site: Site) -> None:
    times = [f"2026-09-15T08:{minute:02d}:00+08:00" for minute in (*range(40, 60), *range(20, 40))]
    items = [an_item(issued_at=time) for time in times]
    the_answers(site, *items)
    earliest = sorted(items, key=lambda item: item["issued_at"])
    assert [t.number for t in site.hall().waiting("life")] == [item["number"] for item in earliest]


@settings(max_examples=settings().max_examples // 10, deadline=None)
@given(data=st.data())
def test_in_any_batches_and_repetitions_the_line_is_the_same(data: st.DataObject) -> None:
    minutes = data.draw(st.lists(st.integers(1, 600), min_size=1, max_size=8, unique=True))
    items = [
        an_item(issued_at=f"2026-09-15T08:{n // 60:02d}:{n % 60:02d}+08:00", number=f"A-K1-{place:02d}")
        for place, n in enumerate(minutes, start=1)
    ]
    with a_site() as site:
        kiosk = site.kiosk()
        first: dict[str, Any] = {}
        for batch in data.draw(st.lists(st.lists(st.sampled_from(items), max_size=4), max_size=5)):
            for public_id, ticket in json_of(tell(site, *batch, token=kiosk)).items():
                assert first.setdefault(public_id, ticket) == ticket
        json_of(tell(site, *items, token=kiosk))
        in_order = sorted(items, key=lambda item: item["issued_at"])
        assert [t.number for t in site.hall().waiting("life")] == [item["number"] for item in in_order]


def test_the_same_message_twice_at_once_happens_once(site: Site) -> None:
    kiosk, items = site.kiosk(), [an_item() for _ in range(40)]
    app: Any = site.client.application

    def send() -> Any:
        headers = {"Authorization": f"Bearer {kiosk}"}
        return app.test_client().post(f"{API}/tickets/hand-in", json=items, headers=headers).get_json()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: send(), range(4)))
    assert all(answer == answers[0] for answer in answers)
    assert {ticket["state"] for ticket in answers[0].values()} == {"waiting"}
    assert len(site.hall().tickets) == len(items)


def test_a_ticket_given_back_later_is_cancelled(site: Site) -> None:
    item = an_item()
    first = the_answer(site, item)
    assert the_answer(site, item | {"cancelled": True})["state"] == "cancelled"
    assert the_answer(site, item | {"cancelled": True})["state"] == "cancelled"
    assert the_answer(site, item) == first
    assert site.hall().waiting_count("life") == 0


def test_a_clock_that_was_found_out_is_no_other_content(site: Site) -> None:
    item = an_item()
    assert the_answer(site, item | {"clock": "unsure"}) == the_answer(site, item)
    assert told(site).clock_sure is False


def test_a_refusal_speaks_the_language_that_is_asked_for(site: Site) -> None:
    item = an_item(number="A-K2-01")
    answer = json_of(tell(site, item, language="en"))[item["public_id"]]
    assert answer["error"]["message"].startswith("A-K2-01 is none that this kiosk gives")


def test_a_language_that_the_centre_does_not_speak_becomes_its_first(site: Site) -> None:
    the_answer(site, an_item(language="fr"))
    assert site.hall().tickets[1].language == "zh"


def test_a_sealed_id_number_is_opened_and_kept_as_hash_and_mask() -> None:
    with a_site(**NAMED) as site:
        online = site.take(service="LF-1", id_number=ID_NUMBER)
        the_answer(site, an_item(id_sealed=sealed(site, ID_NUMBER)))
        issued, handed_in = site.hall().tickets[1], site.hall().tickets[2]
        assert online["number"] == "A001"
        assert (handed_in.person, handed_in.person_mask) == (issued.person, issued.person_mask)
        assert told(site).beyond == ("person_limit",)
        assert ID_NUMBER not in str(handed_in)


def test_a_sealed_passport_is_the_same_person_as_an_open_one(site: Site) -> None:
    site.take(service="LF-1", id_number="E12345678", id_kind="passport")
    told_apart, named = an_item(id_sealed=sealed(site, "e12345678")), {"id_kind": "passport"}
    the_answers(site, told_apart, an_item(id_sealed=sealed(site, "E12345678"), **named))
    assert len({ticket.person for ticket in site.hall().tickets.values()}) == 1


@pytest.mark.parametrize("box", ["rubbish", "好", "====", "A" * 88, urlsafe_b64encode(bytes(80)).decode()])
def test_a_box_that_cannot_be_opened_costs_nobody_the_place(box: str) -> None:
    with a_site(**NAMED) as site:
        assert the_answer(site, an_item(id_sealed=box))["state"] == "waiting"
        assert told(site).beyond == ("passport_wrong", "real_name_needed")


def test_a_wrong_number_in_a_box_is_left_out(site: Site) -> None:
    the_answer(site, an_item(id_sealed=sealed(site, "110105194912310021")))
    assert site.hall().tickets[1].person is None
    assert told(site).beyond == ("id_number_wrong",)


def test_a_box_opens_only_with_the_secret_and_the_centre_that_it_is_for(site: Site) -> None:
    box, secret = sealed(site, ID_NUMBER), site.services.settings.secret
    assert unseal(secret, "town", box) == ID_NUMBER
    assert unseal(secret, "village", box) is None
    assert unseal(secrets.token_bytes(32), "town", box) is None


def test_nothing_of_a_box_is_answered_or_kept(site: Site) -> None:
    item = an_item(id_sealed=sealed(site, ID_NUMBER))
    answer = json.dumps(the_answer(site, item))
    store: Any = site.services.centres.__self__  # type: ignore[attr-defined]
    kept = f"{answer}{list(store.journal('town'))}{store.recorded['town'].answers}"
    assert item["id_sealed"] not in kept
    assert ID_NUMBER not in kept


def test_an_offline_ticket_takes_nobodys_place_twice_and_is_cancelled_by_its_page(site: Site) -> None:
    item = an_item()
    the_answer(site, item)
    assert json_of(site.tell(f"/tickets/{item['public_id']}/cancel"))["state"] == "cancelled"
    assert site.hall().tickets[1].state is State.CANCELLED


def test_a_guide_finds_it_by_its_number(site: Site) -> None:
    item = an_item()
    the_answer(site, item)
    found = site.ask(f"/tickets?number={item['number'].lower()}", site.staff("guide"))
    assert json_of(found)["public_id"] == item["public_id"]


def test_the_models_of_the_wire_take_what_is_sent() -> None:
    item = an_item(id_sealed="box", cancelled=True, clock="unsure")
    assert OfflineTicket.model_validate(item).number == item["number"]
    assert HandIn.model_validate({"tickets": [item]}).tickets[0].cancelled
