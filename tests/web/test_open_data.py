"""Open data: what everybody may take away, true, whole, and without a person."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from werkzeug.test import TestResponse

from queue_server.actions import places
from queue_server.domain.catalogue import DayKind, Service
from queue_server.domain.policy import QueuePolicy, VisitKind
from queue_server.web.spreadsheets import flat, table
from tests.web.site import Site, a_site, json_of

TABLES = ("halls", "services", "calendar")


def rows(answer: TestResponse) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def taken(site: Site, name: str) -> list[dict[str, str]]:
    return rows(site.client.get(f"/api/v1/centres/town/open-data/{name}.csv"))


def queue_of(site: Site, code: str) -> dict[str, Any]:
    queues = json_of(site.ask("/open-data/halls"))["queues"]
    return next(row for row in queues if row["queue"] == code)


def test_a_queue_says_how_many_wait_and_no_wait_where_nobody_calls(site: Site) -> None:
    site.take()
    before = queue_of(site, "life")
    site.clerk(1)
    after = queue_of(site, "life")
    assert (before["waiting"], before["open_windows"], before["wait"]) == (1, 0, None)
    assert (after["open_windows"], after["issuing"]) == (1, True)
    assert after["wait"]["low_s"] <= after["wait"]["high_s"]


def test_an_evacuated_hall_gives_no_numbers(site: Site) -> None:
    site.act(lambda tx: places.set_evacuation(tx, "N", True, None))
    assert (queue_of(site, "life")["hall_state"], queue_of(site, "life")["issuing"]) == ("evacuation", False)
    assert queue_of(site, "cards")["issuing"]


def test_a_quota_that_is_used_up_gives_no_numbers() -> None:
    with a_site(queues={"life": QueuePolicy(quota_per_half_day=1)}) as site:
        site.take()
        assert (queue_of(site, "life")["quota_left"], queue_of(site, "life")["issuing"]) == (0, False)


def test_every_item_is_there_with_the_address_of_its_guide(site: Site) -> None:
    services = json_of(site.ask("/open-data/services"))["services"]
    assert [row["service"] for row in services] == list(site.hall().catalogue.services)
    pages = [row["page"].removeprefix("https://hall.example") for row in services]
    assert {site.client.get(page).status_code for page in pages} == {200}


def test_where_an_item_takes_place_is_told_and_a_visit_has_no_queue_of_the_hall() -> None:
    visits = {"cards": QueuePolicy(visit=VisitKind.HOME), "permits": QueuePolicy(visit=VisitKind.AGENT)}
    with a_site(queues=visits) as site:
        items = {row["service"]: row["visit"] for row in json_of(site.ask("/open-data/services"))["services"]}
        assert {code: items[code] for code in ("LF-1", "CD-1", "PM-1")} == {
            "LF-1": "hall",
            "CD-1": "home",
            "PM-1": "agent",
        }
        assert {row["service"]: row["visit"] for row in taken(site, "services")} == items
        told = {row["queue"] for row in json_of(site.ask("/open-data/halls"))["queues"]}
        assert told == {row["queue"] for row in taken(site, "halls")} == {"life", "pickup"}


def test_a_new_catalogue_is_told_at_once(site: Site) -> None:
    site.ask("/open-data/services")
    catalogue = site.hall().catalogue
    renamed = replace(catalogue.services["LF-1"], names={"zh": "新", "en": "New"})
    new = replace(catalogue, version=2, services={**catalogue.services, "LF-1": renamed})
    site.act(lambda tx: setattr(tx.hall, "catalogue", new))
    assert json_of(site.ask("/open-data/services"))["services"][0]["names"]["en"] == "New"
    assert taken(site, "services")[0]["name_en"] == "New"


def test_the_calendar_covers_this_month_and_the_next_without_a_gap(site: Site) -> None:
    days = json_of(site.ask("/open-data/calendar"))["days"]
    north = [row["day"] for row in days if row["hall"] == "N" and row["queue"] is None]
    assert (north[0], north[-1], len(set(north))) == ("2026-09-01", "2026-10-31", 61)


def test_a_holiday_is_closed_and_a_day_in_exchange_is_open(site: Site) -> None:
    special = {date(2026, 10, 1): DayKind.HOLIDAY, date(2026, 9, 20): DayKind.MAKEUP_WORKDAY}
    catalogue = replace(site.hall().catalogue, calendar=special)
    site.act(lambda tx: setattr(tx.hall, "catalogue", catalogue))
    told = json_of(site.ask("/open-data/calendar"))
    found = {row["day"]: (row["kind"], row["open"]) for row in told["days"] if row["hall"] == "N"}
    assert found["2026-10-01"] == ("holiday", None)
    assert found["2026-09-20"] == ("makeup_workday", "08:30")
    assert told["years_with_a_calendar"] == [2026]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_rows_of_its_json(site: Site, name: str) -> None:
    told = json_of(site.ask(f"/open-data/{name}"))
    key = {"halls": "queues", "services": "services", "calendar": "days"}[name]
    found = taken(site, name)
    assert len(found) == len(told[key])
    same = {"halls": "queue", "services": "service", "calendar": "day"}[name]
    assert [row[same] for row in found] == [row[same] for row in told[key]]


def test_a_cell_is_never_computed_and_lists_stand_in_one_cell(site: Site) -> None:
    services = cast("dict[str, Service]", site.hall().catalogue.services)
    names = {"zh": "=1+1", "en": "One, two"}
    services["LF-1"] = replace(services["LF-1"], names=names, materials=("甲", "乙"), online=True)
    row = taken(site, "services")[0]
    assert (row["name_zh"], row["name_en"], row["materials"]) == ("'=1+1", "One, two", "甲;乙")
    assert (row["online"], row["windows"]) == ("yes", "1;2;3")


def test_what_is_not_known_is_an_empty_cell() -> None:
    row = flat({"names": {"zh": "甲"}, "wait": None, "opens": None, "issuing": False}, ("zh", "en"))
    assert row == {
        "name_zh": "甲",
        "name_en": "",
        "wait_low_s": "",
        "wait_high_s": "",
        "opens": "",
        "issuing": "no",
    }
    assert table([], []) == "\ufeff\r\n"


@pytest.mark.parametrize("name", [*TABLES, *(f"{name}.csv" for name in TABLES)])
def test_no_ticket_and_no_clerk_is_in_it(site: Site, name: str) -> None:
    site.clerk(1)
    ticket = site.take()
    text = site.client.get(f"/api/v1/centres/town/open-data/{name}").text
    clerk = site.hall().catalogue.staff["C1"]
    assert [word for word in (ticket["public_id"], ticket["number"], clerk.name) if word in text] == []


def test_an_unknown_centre_has_no_data(site: Site) -> None:
    paths = [f"/api/v1/centres/no/open-data/{name}" for name in (*TABLES, "halls.csv", "services.csv")]
    assert {site.client.get(path).status_code for path in paths} == {404}


def test_the_page_leads_to_every_table(site: Site) -> None:
    text = site.client.get("/c/town/open-data?lang=en").text
    assert all(
        f'/api/v1/centres/town/open-data/{name}{end}"' in text for name in TABLES for end in ("", ".csv")
    )
