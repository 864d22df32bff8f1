"""The rating page before ratings open: honest, without script, and keeping nothing."""

import pytest

from tests.web.site import Site
from ui.words import say


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_that_ratings_open_later_and_that_nothing_is_kept(site: Site, language: str) -> None:
    text = site.client.get(f"/c/town/rate/1?lang={language}").text
    assert say("face.rate_page.soon", language) in text
    assert say("face.rate_page.nothing", language) in text


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
