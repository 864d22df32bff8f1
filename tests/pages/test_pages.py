"""Pages of halls, zones, windows and desks: a shell, its data, and a strict policy."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_server.web.site import create_web
from tests.web.site import Site


def data_of(page: TestResponse) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="page-data">(.*?)</script>', page.text)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize(
    "path", ["/", "/c/town/hall/N", "/c/town/window/1", "/c/town/pad", "/c/town/hall/none"]
)
def test_every_page_has_the_strict_policy(site: Site, path: str) -> None:
    policy = site.client.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/c/town/hall/N", "/c/town/window/1", "/c/town/pad"])
def test_no_page_holds_a_script_or_a_style_of_its_own(site: Site, path: str) -> None:
    text = site.client.get(path).text
    scripts = re.findall(r"<script(?![^>]*(?:src=|importmap|application/json))", text)
    assert (scripts, re.findall(r"<style|\sstyle=|\son\w+=", text)) == ([], [])


def test_a_hall_page_knows_its_room_and_its_names(site: Site) -> None:
    data = data_of(site.client.get("/c/town/hall/N?lang=en"))
    assert (data["room"], data["api"], data["language"]) == ("hall:N", "/api/v1/centres/town", "en")
    assert set(data["queues"]) == {"life", "permits"}


def test_a_zone_page_knows_the_queues_of_its_windows(site: Site) -> None:
    zone = next(iter(site.hall().catalogue.zones))
    data = data_of(site.client.get(f"/c/town/zone/{zone}"))
    assert data["room"] == f"zone:{zone}"
    assert data["queues"]


def test_a_screen_brings_its_words_in_every_language_of_the_centre(site: Site) -> None:
    data = data_of(site.client.get("/c/town/hall/N?lang=en"))
    assert (list(data["voices"]), data["words"]) == (["zh", "en"], {})
    assert data["voices"]["zh"]["note.missed"] != data["voices"]["en"]["note.missed"]


def test_a_hall_page_knows_its_hours_and_its_usual_size(site: Site) -> None:
    data = data_of(site.client.get("/c/town/hall/N"))
    assert (set(data["hours"]), data["inches"]) == ({"open", "close", "lunch"}, 65)


@pytest.mark.parametrize("path", ["/c/town/face/1", "/c/town/pad"])
def test_a_page_of_a_window_does_not_carry_the_items(site: Site, path: str) -> None:
    text = site.client.get(path).text
    items = {code for code in site.hall().catalogue.services if f'"{code}"' in text}
    assert (items, data_of(site.client.get("/c/town/face/1"))["room"]) == (set(), "window:1")


@pytest.mark.parametrize("kind", ["hall/N", "window/1", "face/1"])
def test_the_short_address_leads_to_the_only_centre(site: Site, kind: str) -> None:
    answer = site.client.get(f"/{kind}?lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/c/town/{kind}?lang=en")


@pytest.mark.parametrize(
    "path",
    ["/c/town/hall/X", "/c/town/zone/X", "/c/town/window/999", "/c/town/face/x", "/c/no/pad", "/nowhere"],
)
def test_a_page_that_does_not_exist_says_so_kindly(site: Site, path: str) -> None:
    answer = site.client.get(path, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "There is no such page" in answer.text


def test_an_api_address_that_does_not_exist_stays_an_api_error(site: Site) -> None:
    answer = site.client.get("/api/v1/nothing")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "not_found")


def test_the_language_is_the_address_then_the_browser_then_chinese(site: Site) -> None:
    def spoken(path: str, **headers: str) -> str:
        return str(data_of(site.client.get(path, headers=headers))["language"])

    english = {"Accept-Language": "en-GB,en;q=0.9"}
    assert spoken("/c/town/hall/N?lang=zh", **english) == "zh"
    assert (spoken("/c/town/hall/N", **english), spoken("/c/town/hall/N")) == ("en", "zh")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../pages.py",
        "/static/..%2fpages.py",
        "/ui/live_model.test.js",
        "/ui/none.js",
        "/vendor/preact.js",
    ],
)
def test_nothing_but_the_pages_files_is_given_out(site: Site, path: str) -> None:
    assert site.client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/ui/live.js", "/ui/tokens.css", "/ui/mark.svg", "/static/hall/page.js"])
def test_what_pages_are_made_of_is_served_and_checked_again_each_time(site: Site, path: str) -> None:
    answer = site.client.get(path)
    again = site.client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (answer.status_code, answer.headers["Cache-Control"], again.status_code) == (200, "no-cache", 304)


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_is_light_where_the_browser_can_unpack(site: Site, packed: bool) -> None:
    headers = {"Accept-Encoding": "gzip"} if packed else {}
    page = site.client.get("/c/town/hall/N").text
    made_of = {*re.findall(r'(?:href|src)="(/[^"]+)"', page), *re.findall(r'"(/vendor/[^"]+)"', page)}
    sizes = [len(site.client.get(path, headers=headers).data) for path in made_of]
    assert (sum(sizes) < 60_000) == packed


def test_the_first_page_lists_where_everything_is(site: Site) -> None:
    text = site.client.get("/").text
    assert all(path in text for path in ("/c/town/hall/N", "/c/town/window/1", "/c/town/pad", "/api/docs"))


@pytest.mark.parametrize("centres", [[], ["town", "village"]])
@pytest.mark.parametrize("path", ["/hall/N", "/rate/7", "/pad"])
def test_without_one_only_centre_the_short_address_leads_to_the_list(
    site: Site, path: str, centres: list[str]
) -> None:
    services = replace(site.services, centres=lambda: centres)
    to = create_web(services).test_client().get(f"{path}?lang=en")
    assert (to.status_code, to.headers["Location"]) == (302, "/?lang=en")


@pytest.mark.parametrize(
    "page", ["face/{}", "window/{}", "rate/{}", "rate/{}/code.svg", "hall/{}", "zone/{}"]
)
@pytest.mark.parametrize("key", ["9" * 5000, "%00", "1%0A", "%0D%0AX: y", "%ED%A0%80"])
def test_a_name_that_no_place_can_have_is_a_page_that_does_not_exist(site: Site, page: str, key: str) -> None:
    assert site.client.get(f"/c/town/{page.format(key)}").status_code == 404


@pytest.mark.parametrize("kind", ["hall", "window", "rate"])
@pytest.mark.parametrize("key", ["1%0A", "%0D%0AX: y", "%00", "%E5%8E%85", "9" * 5000])
def test_the_short_address_hands_any_name_on_in_one_line(site: Site, kind: str, key: str) -> None:
    to = site.client.get(f"/{kind}/{key}").headers["Location"]
    assert to.startswith(f"/c/town/{kind}/")
    assert (to.isascii(), to.isprintable()) == (True, True)
