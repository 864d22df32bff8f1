"""Headers, limits, logs, and what is never kept."""

import io
import json

import pytest
import structlog

from queue_server.domain.persons import IdKind
from queue_server.domain.refusals import TooManyTries
from queue_server.loglines import write_json_lines
from queue_server.tries import TriesHere
from queue_server.web.limits import Flow, who_asks
from queue_server.web.refusals import RateLimited
from queue_server.web.secrets import keyed
from queue_server.web.visitors import KEYED_AS
from tests.makers import NINE, minutes
from tests.web.site import API, PIN, Site, a_site, error_of, json_of

ID_NUMBER = "11010519491231002X"


def test_every_answer_is_hardened(site: Site) -> None:
    for path in ("/healthz", "/api/docs", f"{API}/opening", "/api/nothing"):
        headers = site.client.get(path).headers
        assert "script" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers


def test_a_file_of_a_page_comes_under_a_short_head(site: Site) -> None:
    head = site.client.get("/ui/html.js", headers={"Accept-Encoding": "gzip"}).headers
    assert head["X-Content-Type-Options"] == "nosniff"
    assert head["Cache-Control"] == "no-cache"
    assert len(str(head)) < 250


def test_a_file_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    tag = site.client.get("/ui/html.js").headers["ETag"]
    assert site.client.get("/ui/html.js", headers={"If-None-Match": tag}).status_code == 304


def test_a_file_that_does_not_exist_is_hardened_as_a_page(site: Site) -> None:
    assert "Content-Security-Policy" in site.client.get("/ui/nothing.js").headers


def test_answers_are_kept_by_nobody_on_the_way(site: Site) -> None:
    assert site.ask("/opening").headers["Cache-Control"] == "no-store"


def test_a_request_id_is_returned_if_it_is_a_fit_one(site: Site) -> None:
    given = site.client.get("/healthz", headers={"X-Request-Id": "kiosk-1.42"})
    assert given.headers["X-Request-Id"] == "kiosk-1.42"
    made = site.client.get("/healthz", headers={"X-Request-Id": "a b"})
    assert made.headers["X-Request-Id"] != "a b"


def test_the_journal_knows_who_spoke(site: Site) -> None:
    site.take()
    token = site.clerk(1)
    site.tell("/windows/1/next", {"expect": None}, token)
    store = site.services.centres.__self__  # type: ignore[attr-defined]
    spoken = [entry.by for entry in store.journal("town")]
    assert "device:K1" in spoken
    assert spoken[-1] == "clerk:C1"


def test_a_line_is_logged_with_request_and_ticket_but_no_secret(site: Site) -> None:
    log = io.StringIO()
    write_json_lines(log)
    try:
        ticket = site.take(service="LF-1", id_number=ID_NUMBER)
        site.ask(f"/tickets/{ticket['public_id']}")
    finally:
        structlog.reset_defaults()
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(line["method"], line["status"]) for line in lines] == [("POST", 201), ("GET", 200)]
    assert lines[0]["ticket"] == 1
    assert lines[0]["request_id"]
    for secret in (ID_NUMBER, ticket["public_id"], "K1-secret"):
        assert secret not in log.getvalue()


def test_an_id_number_is_kept_only_as_keyed_hash_and_mask(site: Site) -> None:
    site.take(service="LF-1", id_number=ID_NUMBER)
    kept = site.hall().tickets[1]
    assert kept.person_mask == "110*************2X"
    assert kept.person
    assert ID_NUMBER not in str(kept)
    store = site.services.centres.__self__  # type: ignore[attr-defined]
    assert all(kept.person not in str(entry.fact) for entry in store.journal("town"))


def test_a_wrong_id_number_is_refused_without_being_repeated(site: Site) -> None:
    body = {"service": "LF-1", "id_number": "110105194912310021"}
    answer = site.tell("/tickets", body, site.kiosk())
    assert error_of(answer, 422) == "id_number_wrong"
    assert "110105" not in answer.get_data(as_text=True)


def test_a_passport_is_kept_like_an_id_number_and_never_taken_for_one(site: Site) -> None:
    for number, kind in (("e12345678", "passport"), ("E12345678", "passport"), (ID_NUMBER, "resident")):
        site.take(service="LF-1", id_number=number, id_kind=kind)
    kept = site.hall().tickets
    assert [kept[i].person_mask for i in (1, 3)] == ["E1*****78", "110*************2X"]
    assert kept[1].person == kept[2].person != kept[3].person
    assert "E12345678" not in str(kept)


def test_the_same_characters_on_two_kinds_of_document_are_two_people() -> None:
    secret = b"town"
    assert len({keyed(secret, KEYED_AS[kind], "town", "12345") for kind in IdKind}) == len(IdKind)


def test_a_wrong_passport_number_is_refused_without_being_repeated(site: Site) -> None:
    body = {"service": "LF-1", "id_number": "EPASSPORT", "id_kind": "passport"}
    answer = site.tell("/tickets", body, site.kiosk())
    assert error_of(answer, 422) == "passport_wrong"
    assert "EPASSPORT" not in answer.get_data(as_text=True)


def test_strangers_are_slowed_down_and_devices_never(site: Site) -> None:
    flow = Flow(site.clock.real_now, per_s=1, burst=3)
    for _ in range(3):
        flow.take("10.0.0.1")
    with pytest.raises(RateLimited):
        flow.take("10.0.0.1")
    flow.take("10.0.0.2")
    site.later(seconds=1)
    flow.take("10.0.0.1")


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.1"),
        ("", ""),
    ],
    ids=["ipv6", "mapped", "ipv4", "none"],
)
def test_of_ipv6_a_network_is_one_who_asks(address: str, who: str) -> None:
    assert who_asks(address) == who


def test_a_stranger_with_a_network_of_addresses_is_slowed_down_as_one(site: Site) -> None:
    flow = Flow(site.clock.real_now, per_s=1, burst=2)
    for n in range(2):
        flow.take(f"2001:db8::{n}")
    with pytest.raises(RateLimited):
        flow.take("2001:db8::ffff:1")
    flow.take("2001:db8:0:1::1")


def test_a_public_address_answers_429_with_the_time_to_wait() -> None:
    with a_site(settings={"public_per_s": 0.5, "public_burst": 2}) as site:
        kiosk = site.kiosk()
        assert [site.ask("/opening").status_code for _ in range(3)] == [200, 200, 429]
        assert site.ask("/opening").headers["Retry-After"] == "2"
        assert site.tell("/tickets", {"service": "LF-1"}, kiosk).status_code == 201


def test_guessing_tokens_is_slowed_down_too() -> None:
    with a_site(settings={"public_per_s": 0.5, "public_burst": 3}) as site:
        guesses = [site.tell("/tickets", {"service": "LF-1"}, f"guess-{n}").status_code for n in range(5)]
        assert guesses == [401, 401, 401, 429, 429]


def test_signing_in_from_one_address_has_an_end() -> None:
    with a_site(settings={"sign_in_per_s": 0.1, "sign_in_burst": 2}) as site:
        body = {"employee_no": "C1", "pin": PIN, "window": 1}
        codes = [site.tell("/sessions", body | {"employee_no": f"C{n}"}).status_code for n in range(3)]
        assert codes == [401, 401, 429]


def test_names_nobody_has_do_not_fill_the_memory() -> None:
    tries = TriesHere(lambda: NINE)
    for n in range(25_000):
        tries.begin("town", f"nobody-{n}")
    assert len(tries._names) <= 10_000


def test_a_lock_never_lasts_longer_than_an_hour() -> None:
    now = [NINE]
    tries = TriesHere(lambda: now[0])
    for _ in range(40):
        tries.begin("town", "C1")
        now[0] += minutes(60)
    tries.begin("town", "C1")
    with pytest.raises(TooManyTries) as locked:
        tries.begin("town", "C1")
    assert locked.value.details == {"retry_after_s": 3600}


def test_a_ticket_carries_nobodys_id_number(site: Site) -> None:
    ticket = site.take(service="LF-1", id_number=ID_NUMBER)
    assert "110" not in json.dumps({k: v for k, v in ticket.items() if k != "public_id" and k != "link"})
    assert json_of(site.ask(f"/tickets/{ticket['public_id']}")) == ticket


def test_behind_a_proxy_the_limit_counts_the_visitors_address() -> None:
    with a_site(settings={"public_per_s": 0.5, "public_burst": 1, "trusted_proxies": 1}) as site:
        path = f"{API}/opening"
        codes = [
            site.client.get(path, headers={"X-Forwarded-For": address}).status_code
            for address in ("10.0.0.1", "10.0.0.2", "10.0.0.1")
        ]
        assert codes == [200, 200, 429]


def test_without_a_proxy_nobody_can_claim_an_address() -> None:
    with a_site(settings={"public_per_s": 0.5, "public_burst": 1}) as site:
        path = f"{API}/opening"
        codes = [
            site.client.get(path, headers={"X-Forwarded-For": address}).status_code
            for address in ("10.0.0.1", "10.0.0.2")
        ]
        assert codes == [200, 429]


def test_pages_are_slowed_down_in_words() -> None:
    with a_site(settings={"public_per_s": 0.5, "public_burst": 1}) as site:
        assert site.client.get("/t/nobody").status_code == 404
        slowed = site.client.get("/t/nobody", headers={"Accept-Language": "en"})
        assert (slowed.status_code, slowed.mimetype) == (429, "text/plain")
        assert "Too many requests" in slowed.get_data(as_text=True)
