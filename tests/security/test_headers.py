"""What browsers are told to do with every page and every answer."""

import pytest
from werkzeug.datastructures import Headers

from queue_server.web.pages import SCREENS
from queue_server.web.site import all_routes
from tests.web.site import API, PARTS, Site, a_site

KEYS = {"hall": "N", "zone": "N1", "window": "1", "pad": "1"}
FIXED = (
    "/",
    "/api/docs",
    "/api/openapi.json",
    "/healthz",
    "/t/nobodys",
    "/nothing",
    "/ui/nothing.js",
    "/c/town/nothing",
    "/c/town/halls",
    "/c/town/services/LF-1",
    "/c/town/services/nothing",
    "/c/town/scenarios/open",
    "/robots.txt",
    "/sitemap.xml",
)
PAGES = (*FIXED, *(f"/c/town/{screen.kind}/{KEYS.get(screen.kind, '')}".rstrip("/") for screen in SCREENS))


def protects(headers: Headers) -> bool:
    policy = headers["Content-Security-Policy"]
    return (
        "default-src 'none'" in policy
        and "frame-ancestors 'none'" in policy
        and "base-uri 'none'" in policy
        and "unsafe" not in policy
        and headers["X-Content-Type-Options"] == "nosniff"
        and headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
        and headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        and "Access-Control-Allow-Origin" not in headers
    )


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_protected(site: Site, path: str) -> None:
    assert protects(site.client.get(path).headers)


def test_every_answer_is_protected_and_kept_by_nobody(site: Site) -> None:
    """Whether done, refused, or for nobody: what is personal must not lie in a cache on the way."""
    for route in all_routes(site.services):
        path = API + route.path.format(**PARTS)
        for token in (None, site.kiosk(), site.staff("manager")):
            sent = {"Authorization": f"Bearer {token}"} if token else {}
            headers = site.client.open(path, method=route.method, json={}, headers=sent).headers
            assert protects(headers), route.name
            public = route.name == "catalogue" or headers.get("Content-Type") != "application/json"
            assert public or "no-store" in headers["Cache-Control"], route.name


@pytest.mark.parametrize("path", ["/t/nobodys", "/c/town/staff", "/c/town/admin", "/c/town/pad/1"])
def test_personal_pages_are_kept_by_nobody(site: Site, path: str) -> None:
    assert site.client.get(path).headers["Cache-Control"] == "no-store"


def test_a_hall_without_https_does_not_demand_it() -> None:
    with a_site(settings={"base_url": "http://hall.example"}) as plain:
        assert "Strict-Transport-Security" not in plain.client.get("/healthz").headers
