"""Another site's page can do nothing here: no cookie speaks for anybody, and a plain form changes nothing."""

import pytest

from queue_server.web.site import all_routes
from tests.web.site import API, PARTS, Site, a_site

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain")
PATHS = (
    "/",
    "/c/town/hall/N",
    "/c/town/staff",
    "/c/town/admin",
    "/c/town/pad/1",
    "/c/town/kiosk",
    "/healthz",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_sets_a_cookie(site: Site, path: str) -> None:
    assert "Set-Cookie" not in site.client.get(path).headers


def test_no_answer_sets_a_cookie(site: Site) -> None:
    for route in all_routes(site.services):
        path = API + route.path.format(**PARTS)
        assert "Set-Cookie" not in site.client.open(path, method=route.method, json={}).headers, path


def test_a_sign_in_sets_no_cookie(site: Site) -> None:
    site.clerk(1)
    assert not site.client._cookies


@pytest.mark.parametrize("kind", FORMS)
def test_what_a_plain_form_of_another_site_can_send_is_refused(site: Site, kind: str) -> None:
    """Without a question to us beforehand, a browser sends only these three kinds to another site."""
    ticket = site.take()
    for body in ("{}", '{"user": "chen", "password": "2468"}', "user=chen&password=2468"):
        for path in (
            "/staff-sessions",
            "/sessions",
            "/devices/enrol",
            f"/tickets/{ticket['public_id']}/cancel",
        ):
            sent = {"Content-Type": kind, "Idempotency-Key": "k", "Origin": "https://elsewhere.example"}
            answer = site.client.post(API + path, data=body, headers=sent)
            assert answer.status_code == 415, (path, kind)
    assert site.hall().tickets[1].state == "waiting"


def test_a_command_without_a_body_needs_no_kind(site: Site) -> None:
    ticket = site.take()
    path = f"{API}/tickets/{ticket['public_id']}/cancel"
    for kind in ({}, {"Content-Type": FORMS[0]}):
        assert site.client.post(path, headers={"Idempotency-Key": "k", **kind}).status_code == 200


def test_a_token_in_a_cookie_speaks_for_nobody() -> None:
    with a_site() as site:
        token = site.staff("manager")
        answer = site.client.get(f"{API}/staff-sessions/current", headers={"Cookie": f"token={token}"})
        assert answer.status_code == 401
