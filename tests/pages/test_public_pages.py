"""What everybody may read without signing in: halls now, guides, life events; what search engines read."""

import re
from dataclasses import replace
from datetime import date, time
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest

from queue_server.actions import places
from queue_server.actions.days import tick
from queue_server.actions.watching import set_machine
from queue_server.domain.catalogue import DayKind, Machine, Service
from queue_server.domain.policy import Extended, QueuePolicy
from queue_server.web.public.listing import PER_PAGE, Row, paged
from tests.web.site import Site, a_site
from ui.words import say

PAGES = (
    "halls",
    "services",
    "services?all=1",
    "services/LF-1",
    "scenarios",
    "scenarios/open",
    "calendar",
    "rules",
    "open-data",
)
LIVE = '<script type="module" src="/static/public/live.js"></script>'
"""What keeps the halls' figures new; the page is whole without it."""


def page(site: Site, path: str, language: str = "en") -> str:
    joint = "&" if "?" in path else "?"
    answer = site.client.get(f"/c/town/{path}{joint}lang={language}")
    assert answer.status_code == 200
    return without_gaps(answer.text)


def without_gaps(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u2060", ""))


def shown(text: str) -> str:
    """What is read of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text.partition("<main>")[2]))


def with_service(site: Site, code: str, **change: Any) -> None:
    services = cast("dict[str, Service]", site.hall().catalogue.services)
    services[code] = replace(services[code], **change)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_in_both_languages_and_holds_no_script_of_its_own(
    site: Site, path: str, language: str
) -> None:
    text = page(site, path, language).replace(LIVE if path == "halls" else "", "")
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in text
    assert re.findall(r"<script|<style|\sstyle=|\son\w+=|http-equiv", text) == []
    assert text.count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_strict_policy_and_is_kept_by_nobody(site: Site, path: str) -> None:
    headers = site.client.get(f"/c/town/{path}").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere_and_keeps_the_language(site: Site, path: str) -> None:
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/c/[^"]*)"', page(site, path))}
    assert links
    assert {link for link in links if "lang=en" not in link} == set()
    assert {link for link in links if site.client.get(link).status_code != 200} == set()


def test_the_other_language_is_the_same_question(site: Site) -> None:
    assert 'href="?q=LF&amp;lang=zh"' in page(site, "services?q=LF")


@pytest.mark.parametrize("path", ["halls", "services", "services/LF-1", "scenarios/open"])
def test_the_short_address_leads_to_the_only_centre(site: Site, path: str) -> None:
    answer = site.client.get(f"/{path}?lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/c/town/{path}?lang=en")


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("services/none", "services"),
        ("services?department=none", "services"),
        ("services?theme=none", "services"),
        ("scenarios/none", "scenarios"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_unknown_is_told_in_words_with_a_way_on(
    site: Site, path: str, word: str, language: str
) -> None:
    answer = site.client.get(f"/c/town/{path}", headers={"Accept-Language": language})
    assert answer.status_code == 404
    assert say(f"public.unknown.{word}", language) in answer.text
    assert 'role="search"' in answer.text


def test_an_unknown_centre_has_no_pages(site: Site) -> None:
    assert [site.client.get(f"/c/no/{path}").status_code for path in (*PAGES, "services?q=a")] == [404] * 10


def test_public_pages_are_slowed_down_like_all_others() -> None:
    with a_site({"public_burst": 2, "public_per_s": 0.1}) as site:
        answers = [site.client.get(f"/c/town/{path}").status_code for path in ("halls", "services", "halls")]
    assert answers == [200, 200, 429]


# --- halls now ---------------------------------------------------------------------------------


def test_an_open_hall_says_until_when_and_how_many_windows_are_open(site: Site) -> None:
    site.clerk(1)
    text = shown(page(site, "halls"))
    assert "Open Until 17:30 1 of 3 windows open now" in text


def test_a_queue_says_how_many_wait_and_is_honest_about_how_long(site: Site) -> None:
    site.take()
    nobody = shown(page(site, "halls"))
    site.clerk(1)
    somebody = shown(page(site, "halls"))
    assert "Waiting 1 Wait no window open Open now 0" in nobody
    assert re.search(r"Waiting 1 Wait (about \d+–\d+|within \d+) min Open now 1", somebody)


def test_lunch_and_evening_say_when_it_goes_on(site: Site) -> None:
    tick_later(site, hours=3, minutes=30)
    assert "Lunch break Calls go on at 14:00" in shown(page(site, "halls"))
    tick_later(site, hours=6)
    text = shown(page(site, "halls"))
    assert re.search(r"Closed now Numbers from \d+ September, 08:30", text)
    assert "No numbers now; again from" in text


def test_a_hall_that_is_left_says_so_before_anything_else(site: Site) -> None:
    site.act(lambda tx: places.set_evacuation(tx, "N", True, None))
    text = page(site, "halls")
    assert text.index('role="alert"') < text.index("Being evacuated") < text.index('id="hall-S"')


def test_used_up_numbers_are_told_with_the_time_of_the_next_ones() -> None:
    with a_site(queues={"life": QueuePolicy(quota_per_half_day=1)}) as site:
        site.take()
        assert "Numbers for this half-day are used up; more from 12:00" in shown(page(site, "halls"))


# --- guides ------------------------------------------------------------------------------------


def test_a_guide_says_what_the_catalogue_knows(site: Site) -> None:
    with_service(site, "LF-1", materials=("身份证", "户口簿"), online=True, immediate=True, cross_town=True)
    text = shown(page(site, "services/LF-1"))
    for known in ("Windows 1–3", "身份证", "about 9 min", "Done on the spot.", "can be done online", "ZZ-1"):
        assert known in text
    assert "Elderly: counts as having come" in text


def test_a_guide_says_plainly_what_the_catalogue_does_not_know(site: Site) -> None:
    with_service(site, "PM-1", materials=(), online=False, immediate=False)
    machines = cast("dict[str, Machine]", site.hall().catalogue.machines)
    machines.clear()
    text = page(site, "services/PM-1")
    unknown = ("bring", "conditions", "time", "fee")
    for sentence in (
        *(say(f"public.guide.{one}.unknown", "en", desk="the staff") for one in unknown),
        say("public.guide.online.no", "en"),
        say("public.guide.machine.no", "en"),
    ):
        assert sentence in text


def test_a_machine_that_is_out_of_order_is_told_so(site: Site) -> None:
    before = shown(page(site, "services/LF-1"))
    site.act(lambda tx: set_machine(tx, "ZZ-1", "out_of_order"))
    after = shown(page(site, "services/LF-1"))
    assert "ZZ-1 corner · day and night" in before
    assert "ZZ-1 corner · out of order now" in after


def test_a_guide_shows_the_wait_of_now_and_names_its_time(site: Site) -> None:
    site.take()
    assert "As of 09:00 Waiting 1 Wait no window open" in shown(page(site, "services/LF-1"))


def tick_later(site: Site, **by: float) -> None:
    """Time goes on, and the halls notice it."""
    site.later(**by)
    site.act(tick)


def test_what_left_the_catalogue_is_not_offered(site: Site) -> None:
    catalogue = site.hall().catalogue
    retiring = replace(catalogue.retiring, services=frozenset({"LF-1"}), scenarios=frozenset({"open"}))
    site.act(lambda tx: setattr(tx.hall, "catalogue", replace(catalogue, retiring=retiring)))
    gone = [site.client.get(f"/c/town/{path}").status_code for path in ("services/LF-1", "scenarios/open")]
    assert gone == [404, 404]
    assert "LF-1" not in page(site, "services?all=1")
    assert "services/LF-1" not in page(site, "services?q=LF-1")


def test_names_are_never_taken_for_marks(site: Site) -> None:
    with_service(site, "LF-1", names={"zh": "<b>甲</b>", "en": "<script>"})
    assert "&lt;script&gt;" in page(site, "services/LF-1")
    assert 'value="&#34;&gt;&lt;i&gt;"' in page(site, "services?q=%22%3E%3Ci%3E")


def test_a_scenario_names_its_steps_in_order_with_their_places(site: Site) -> None:
    text = page(site, "scenarios/open")
    assert re.findall(r"services/([A-Z]+-\d)", text) == ["LF-1", "LF-2", "PM-1", "CD-1"]
    assert "4 steps in all, on one number" in text


# --- lists -------------------------------------------------------------------------------------


def test_a_long_list_is_cut_into_pages_and_no_page_is_missing() -> None:
    rows = [Row(f"services/{n}", str(n), "", "", ()) for n in range(2 * PER_PAGE + 1)]
    found = [paged("all", rows, number, {}) for number in (1, 2, 3)]
    assert [row for each in found for row in each.rows] == rows
    assert paged("all", rows, 99, {}).number == 3


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999999", "²"])
def test_a_page_that_does_not_exist_is_the_nearest_one(site: Site, asked: str) -> None:
    assert "LF-1" in page(site, f"services?all=1&page={asked}")


def test_a_door_leads_to_as_many_items_as_it_says(site: Site) -> None:
    doors = re.findall(
        r'department=(\w+)[^"]*"><span>[^<]*</span><i class="num">(\d+)<', page(site, "services")
    )
    assert doors == [("dep", "4")]
    assert "4 in all" in page(site, "services?department=dep")


# --- the calendar ------------------------------------------------------------------------------


def with_days(site: Site, **days: DayKind) -> None:
    calendar = {date.fromisoformat(f"2026-{day[1:].replace('_', '-')}"): kind for day, kind in days.items()}
    catalogue = site.hall().catalogue
    site.act(lambda tx: setattr(tx.hall, "catalogue", replace(catalogue, calendar=calendar)))


def cells(text: str) -> list[str]:
    """Every day of the calendar with its kind: 2026-09 and 2026-10 one after the other."""
    return re.findall(r'<td class="(\w+)"', text)


def test_the_calendar_shows_this_month_and_the_next_day_by_day(site: Site) -> None:
    with_days(site, d10_01=DayKind.HOLIDAY, d09_20=DayKind.MAKEUP_WORKDAY)
    found = cells(page(site, "calendar"))
    assert (len(found), found[14], found[18], found[19], found[30]) == (
        30 + 31,
        "open",
        "closed",
        "makeup_workday",
        "holiday",
    )


def test_the_calendar_names_unusual_days_in_words_and_marks_today(site: Site) -> None:
    with_days(site, d10_01=DayKind.HOLIDAY)
    text = page(site, "calendar")
    assert "<b>1 October</b> holiday, closed" in text
    assert re.search(r'aria-current="date"><b class="num">15<', text)


def test_a_year_without_a_calendar_is_told_as_not_known(site: Site) -> None:
    assert "The holidays of 2026 are not in our records yet" in page(site, "calendar")
    with_days(site, d01_01=DayKind.HOLIDAY)
    assert "not in our records" not in page(site, "calendar")


def test_a_queue_that_is_open_on_saturdays_is_named_and_the_day_is_open_in_part() -> None:
    saturday = QueuePolicy(extended=(Extended(5, time(9), time(12)),))
    with a_site(queues={"life": saturday}) as site:
        text = page(site, "calendar")
    assert cells(text)[18] == "part"
    assert "Saturday 09:00–12:00" in text


# --- what search engines read ------------------------------------------------------------------


def test_the_map_names_every_public_page_in_every_language(site: Site) -> None:
    found = ET.fromstring(site.client.get("/sitemap.xml").data)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = [str(each.text) for each in found.findall("s:url/s:loc", space)]
    others = [each.attrib["href"] for each in found.findall("s:url/x:link", space)]
    paths = [address.removeprefix("https://hall.example") for address in (*places, *others)]
    assert (len(places), len(others)) == (6 + 1 + 4, 2 * (6 + 1 + 4))
    assert {path for path in paths if site.client.get(path).status_code != 200} == set()


def test_robots_are_kept_from_tickets_and_desks_and_told_of_the_map(site: Site) -> None:
    text = site.client.get("/robots.txt").text
    assert "Disallow: /t/\nDisallow: /b/\n" in text
    assert "Sitemap: https://hall.example/sitemap.xml\n" in text


def test_the_list_of_pages_and_the_phone_lead_to_the_public_pages(site: Site) -> None:
    phone = site.client.get(f"/t/{site.take()['public_id']}?lang=en").text
    index = site.client.get("/?lang=en").text
    assert all(f'href="/c/town/{place}?lang=en"' in index for place in ("halls", "services", "calendar"))
    assert all(f'href="/c/town/{place}?lang=en"' in phone for place in ("halls", "services"))
