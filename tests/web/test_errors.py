"""Whatever goes wrong has one shape, a stable code, and a sentence in the visitor's language."""

import re

import pytest

from queue_server.actions.ports import StoreFailed
from queue_server.domain.refusals import Refusal
from queue_server.web import refusals
from queue_server.web.refusals import STATUS, all_refusals
from queue_server.web.sentences import sentence
from tests.makers import NINE, a_catalogue
from tests.web.site import API, Site, error_of, json_of
from ui.words import area
from wire.errors import ErrorAnswer


def test_every_refusal_has_a_status_and_a_sentence() -> None:
    codes = {kind.code for kind in all_refusals()}
    assert codes <= set(STATUS)
    assert set(STATUS) <= set(area("refusals", "zh"))


def test_every_status_belongs_to_a_refusal() -> None:
    assert set(STATUS) == {kind.code for kind in all_refusals()} | {Refusal.code}


@pytest.mark.parametrize("kind", list(all_refusals()), ids=lambda kind: kind.code)
def test_a_sentence_asks_only_for_what_its_refusal_tells(kind: type[Refusal]) -> None:
    told = (kind.__doc__ or "").partition("Details:")[2]
    assert set(re.findall(r"{(\w+)}", area("refusals", "zh")[kind.code])) <= set(re.findall(r"\w+", told))


def test_a_visitor_on_the_way_is_told_by_the_clock() -> None:
    details = {"number": "X001", "callable_from": "2026-09-15T09:05:00+08:00"}
    assert "09:05" in sentence("still_walking", details, "zh", a_catalogue(), NINE)


@pytest.mark.parametrize("code", sorted(STATUS))
def test_a_sentence_never_fails_for_want_of_a_value(code: str) -> None:
    for language in ("zh", "en"):
        assert sentence(code, {}, language, None, NINE)


def test_a_sentence_names_places_and_times_as_people_do() -> None:
    details = {"queue": "life", "again": "2026-09-15T14:00:00+08:00"}
    catalogue = a_catalogue()
    assert "14:00" in sentence("quota_used", details, "zh", catalogue, NINE)
    later = details | {"again": "2026-09-16T08:30:00+08:00"}
    assert "9月16日 08:30" in sentence("quota_used", later, "zh", catalogue, NINE)
    never = sentence("quota_used", details | {"again": None}, "en", catalogue, NINE)
    assert "not yet known" in never


def test_both_languages_are_spoken(site: Site) -> None:
    zh = json_of(site.ask("/tickets/x"), 404)["error"]["message"]
    en = json_of(site.ask("/tickets/x", language="en-GB,en;q=0.9"), 404)["error"]["message"]
    assert zh == area("refusals", "zh")["unknown_ticket"]
    assert en == area("refusals", "en")["unknown_ticket"]


def test_an_error_is_what_the_contract_says(site: Site) -> None:
    ErrorAnswer.model_validate(json_of(site.ask("/tickets/x"), 404))


@pytest.mark.parametrize("body", [b"{", b"[]", b"1", b"\xff", b'{"a": NaN}', b"[" * 50_000, b'"x"'])
def test_what_is_no_json_object_is_unreadable(site: Site, body: bytes) -> None:
    sent = {"Authorization": f"Bearer {site.kiosk()}", "Idempotency-Key": "k"}
    assert error_of(site.client.post(f"{API}/tickets", data=body, headers=sent), 400) == "unreadable"


def test_a_request_can_be_too_long(site: Site) -> None:
    sent = {"Authorization": f"Bearer {site.kiosk()}", "Idempotency-Key": "k"}
    answer = site.client.post(f"{API}/tickets", data=b" " * 65_537, headers=sent)
    assert error_of(answer, 413) == "too_large"


def test_an_unknown_address_below_the_api_is_json(site: Site) -> None:
    for path in ("/api/nothing", f"{API}/nothing", f"{API}/windows/abc/next"):
        assert error_of(site.client.get(path), 404) == "not_found"


def test_a_wrong_method_is_told_the_right_ones(site: Site) -> None:
    answer = site.client.delete(f"{API}/tickets")
    assert error_of(answer, 405) == "method_not_allowed"
    assert "POST" in answer.headers["Allow"]


def test_an_id_that_cannot_be_one_is_not_found(site: Site) -> None:
    assert error_of(site.ask("/tickets/%00"), 404) == "not_found"
    assert error_of(site.ask(f"/tickets/{'x' * 300}"), 404) == "not_found"


@pytest.mark.parametrize("digits", [5, 23, 5000])
def test_a_number_with_too_many_digits_is_no_window(site: Site, digits: int) -> None:
    far = "9" * digits
    assert error_of(site.ask(f"/windows/{far}/why", site.staff("auditor")), 404) == "not_found"
    changed = site.tell(f"/windows/{far}", {"shut": True}, site.staff("manager"), method="PATCH")
    assert error_of(changed, 404) == "not_found"
    assert error_of(site.ask("/windows/9999/why", site.staff("auditor")), 404) == "unknown_window"


def test_a_wrong_value_is_not_repeated_to_anybody(site: Site) -> None:
    body = {"service": "LF-1", "id_number": 11010119900307}
    answer = site.tell("/tickets", body, site.kiosk()).get_data(as_text=True)
    assert "11010119900307" not in answer


def test_a_record_that_cannot_be_kept_is_503(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFailed("the disk is full")

    kiosk = site.kiosk()
    monkeypatch.setattr(site.writer, "act", full)
    answer = site.tell("/tickets", {"service": "LF-1"}, kiosk)
    assert error_of(answer, 503) == "record_failed"
    assert "disk" not in answer.get_data(as_text=True)
    assert answer.headers["Retry-After"] == "1"


def test_a_mistake_of_ours_is_told_with_the_requests_id_only(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(site.writer, "look", broken)
    answer = site.client.get(f"{API}/opening", headers={"X-Request-Id": "abc-1"})
    assert json_of(answer, 500)["error"]["details"] == {"request_id": "abc-1"}
    assert "secret detail" not in answer.get_data(as_text=True)


def test_the_webs_own_refusals_are_documented() -> None:
    own = [kind for kind in all_refusals() if kind.__module__ == refusals.__name__]
    assert all(kind.__doc__ for kind in own)
