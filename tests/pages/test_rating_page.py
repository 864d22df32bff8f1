"""The page behind a window's rating code: it leads to the ticket's page, without script, keeping nothing."""

import re
from dataclasses import replace
from html import unescape
from typing import cast

import pytest

from queue_server.domain.catalogue import WindowPlace
from queue_server.domain.windows import HallState
from tests.web.site import Site
from ui.words import say


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_where_and_how_long_a_visit_can_be_rated_and_keeps_nothing(site: Site, language: str) -> None:
    text = site.client.get(f"/c/town/rate/1?lang={language}").text
    assert say("face.rate_page.how", language) in unescape(text)
    assert say("face.rate_page.text", language, days=15) in unescape(text)


LISTENERS = (2, 3)


def with_listeners(site: Site) -> None:
    """Two enquiry windows in the north hall, and nobody there."""
    places = cast("dict[int, WindowPlace]", site.hall().catalogue.windows)
    for number in LISTENERS:
        places[number] = replace(places[number], kind="consult")


def listeners(site: Site) -> list[int]:
    text = site.client.get("/c/town/rate/1?lang=en").text
    return [int(number) for number in re.findall(r'<li><b class="num">(\d+)</b>', text)]


def test_it_names_only_windows_where_somebody_sits_now(site: Site) -> None:
    with_listeners(site)
    assert listeners(site) == []
    second, _ = site.clerk(2), site.clerk(3)
    assert listeners(site) == [2, 3]
    site.tell("/windows/2/pause", {"expect": None, "reason": "rest"}, second)
    assert listeners(site) == [3]


def test_where_nobody_sits_it_says_to_tell_a_guide(site: Site) -> None:
    with_listeners(site)
    text = site.client.get("/c/town/rate/1?lang=zh").text
    assert (say("face.rate_page.guide_alone", "zh") in text, say("face.rate_page.desk", "zh") in text) == (
        True,
        False,
    )


def test_in_a_closed_hall_it_says_when_to_come_and_sends_nobody_in(site: Site) -> None:
    with_listeners(site)
    site.clerk(2)
    site.act(lambda tx: tx.hall.put(replace(tx.hall.halls["N"], state=HallState.CLOSED)))
    text = site.client.get("/c/town/rate/1?lang=en").text
    assert listeners(site) == []
    assert "The hall is closed now. It usually opens at " in text
    assert "guide in the hall" not in text


def test_while_everybody_leaves_it_sends_nobody_in_either(site: Site) -> None:
    with_listeners(site)
    site.clerk(2)
    site.tell("/halls/N/evacuation", {"on": True}, site.staff("guide"), method="PUT", key=None)
    text = site.client.get("/c/town/rate/1?lang=en").text
    assert listeners(site) == []
    assert all(say("boards.evacuation", language) in text for language in ("zh", "en"))


def test_it_needs_no_script_and_asks_nothing(site: Site) -> None:
    text = site.client.get("/c/town/rate/1").text
    assert not any(tag in text for tag in ("<script", "<form", "<input", "<button"))


def test_its_code_leads_to_it(site: Site) -> None:
    answer = site.client.get("/c/town/rate/1/code.svg")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert b"<svg" in answer.data


def test_the_short_address_leads_there(site: Site) -> None:
    assert site.client.get("/rate/1?lang=en").headers["Location"] == "/c/town/rate/1?lang=en"


@pytest.mark.parametrize("path", ["/c/town/rate/999", "/c/none/rate/1", "/c/town/rate/x/code.svg"])
def test_a_window_that_does_not_exist_has_none(site: Site, path: str) -> None:
    assert site.client.get(path).status_code == 404
