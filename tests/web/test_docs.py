"""The documentation says all that there is, and nothing else."""

import re
from typing import Any

import pytest

from queue_server.web.access import Permission
from queue_server.web.examples import EXAMPLES
from queue_server.web.refusals import STATUS
from queue_server.web.routes import Command
from queue_server.web.site import all_routes
from tests.web.site import Site, json_of
from ui.words import area, knows
from wire import (
    alarms,
    appointments,
    boards,
    devices,
    errors,
    follow_ups,
    halls,
    handing_in,
    ratings,
    reminders,
    sessions,
    tickets,
    trail,
    windows,
)

WIRE = {
    name: model
    for module in (
        ratings,
        reminders,
        alarms,
        appointments,
        tickets,
        trail,
        windows,
        sessions,
        halls,
        boards,
        devices,
        errors,
        follow_ups,
        handing_in,
    )
    for name, model in vars(module).items()
}


KEYED = ("/tickets", "/appointments", "/windows", "/alarms", "/follow-ups")


def document(site: Site, language: str = "en") -> dict[str, Any]:
    return json_of(site.client.get("/api/openapi.json", headers={"Accept-Language": language}))


def test_every_route_is_listed(site: Site) -> None:
    app: Any = site.client.application
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    listed = {(path, method) for path, methods in document(site)["paths"].items() for method in methods}
    assert listed == served


def test_a_window_has_few_digits(site: Site) -> None:
    (found, *_) = document(site)["paths"]["/api/v1/centres/{centre}/windows/{n}/why"]["get"]["parameters"][1:]
    assert found["schema"] == {"type": "integer", "minimum": 1, "maximum": 9999}


def test_every_code_is_listed_with_its_status(site: Site) -> None:
    found = document(site)
    assert {r["code"]: r["status"] for r in found["x-refusals"]} == STATUS
    assert found["components"]["schemas"]["Error"]["properties"]["code"]["enum"] == sorted(STATUS)


def test_every_reference_leads_somewhere(site: Site) -> None:
    found = document(site)
    names = set(re.findall(r"#/components/schemas/(\w+)", str(found)))
    assert names <= set(found["components"]["schemas"])


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_example_is_a_true_one(name: str) -> None:
    WIRE[name].model_validate(EXAMPLES[name])


def test_every_route_has_its_words(site: Site) -> None:
    for route in all_routes(site.services):
        assert knows(f"api.{route.name}")
        assert all(knows(f"refusals.needs.{kind}") for kind in route.who.kinds)


def test_everybody_who_may_is_somebody_that_the_server_knows(site: Site) -> None:
    known = {
        "device", "kiosk", "own_pad", "clerk", "own_window", "guide", "manager", "administrator", "auditor",
    }  # fmt: skip
    permissions = {route.who for route in all_routes(site.services)} - {Permission()}
    assert {kind for permission in permissions for kind in permission.kinds} <= known


def test_tickets_and_windows_ask_for_a_key(site: Site) -> None:
    posts = [r for r in all_routes(site.services) if isinstance(r, Command) and r.method == "POST"]
    needed = {r.path for r in posts if r.key_needed}
    assert needed == {r.path for r in posts if r.path.startswith(KEYED)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_read_it_in_their_language_without_script(site: Site, language: str) -> None:
    page = site.client.get("/api/docs", headers={"Accept-Language": language})
    html = page.get_data(as_text=True)
    assert page.mimetype == "text/html"
    assert area("api", language)["windows.next"] in html
    assert "<script" not in html
    assert " style=" not in html
    assert f'<html lang="{language}">' in html


def test_the_reader_may_choose_the_language(site: Site) -> None:
    html = site.client.get("/api/docs?lang=en", headers={"Accept-Language": "zh"}).get_data(as_text=True)
    assert "Issue a number" in html
    assert site.client.get("/api/docs.css").mimetype == "text/css"


def test_a_room_of_staff_is_refused_as_the_document_says(site: Site) -> None:
    """Found by `make fuzz`: the route is public, some of its rooms are not."""
    named = document(site)["paths"]["/api/v1/centres/{centre}/boards/{room}"]["get"]["responses"]
    assert {"401", "403"} <= named.keys()


def test_the_schema_of_what_a_rating_platform_is_sent_is_served(site: Site) -> None:
    schema = json_of(site.client.get("/api/rating-export.schema.json"))
    assert (schema["title"], schema["$schema"].split("/")[-2]) == ("yimen-rating/1", "2020-12")
    assert {*schema["discriminator"]["mapping"]} == {"rating", "follow_up"}
