"""The form on which a visitor rates the own visit: plain, without script, once."""

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_server.store.memory import MemoryStore
from tests.web.site import Site
from tests.web.test_ratings import served
from ui.words import say

LEVELS = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")


def form(site: Site, public_id: str, query: str = "?lang=en", step: int = 1) -> str:
    return site.client.get(f"/t/{public_id}/rate/{step}{query}").text


def send(site: Site, public_id: str, key: str = "key-1", step: int = 1, **more: Any) -> TestResponse:
    headers = more.pop("headers", {})
    data = {"key": key, **{name.replace("__", "."): value for name, value in more.items()}}
    return site.client.post(f"/t/{public_id}/rate/{step}?lang=en", data=data, headers=headers)


def ratings(site: Site) -> int:
    store = site.writer._store
    assert isinstance(store, MemoryStore)
    return sum(entry.kind == "VisitRated" for entry in store.journal("town"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_ticket_page_leads_to_the_form_once_the_visit_is_done(site: Site, language: str) -> None:
    public_id = served(site)
    text = site.client.get(f"/t/{public_id}?lang={language}").text
    assert f'href="/t/{public_id}/rate/1?lang={language}"' in text
    assert say("rating.go", language) in text


def test_before_its_end_the_ticket_page_asks_nothing(site: Site) -> None:
    assert "/rate/" not in site.client.get(f"/t/{site.take()['public_id']}").text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_has_five_levels_and_needs_no_script(site: Site, language: str) -> None:
    text = form(site, served(site), f"?lang={language}")
    assert re.findall(r'type="radio" name="level" id="\w+" value="(\w+)"', text) == list(LEVELS)
    assert all(say(f"rating.level.{level}", language) in text for level in LEVELS)
    assert "<script" not in text


def test_a_rating_is_sent_and_the_ticket_page_says_thanks(site: Site) -> None:
    public_id = served(site)
    answer = send(site, public_id, level="very_satisfied")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/t/{public_id}?lang=en")
    text = site.client.get(answer.headers["Location"]).text
    assert "Thank you: you have rated" in text
    assert f"/t/{public_id}/rate/" not in text


def test_the_same_form_sent_twice_is_kept_once(site: Site) -> None:
    public_id = served(site)
    first, again = (send(site, public_id, level="satisfied") for _ in range(2))
    assert (first.status_code, again.status_code, ratings(site)) == (303, 303, 1)


def test_a_second_form_is_refused_with_the_reason(site: Site) -> None:
    public_id = served(site)
    send(site, public_id, level="satisfied")
    again = send(site, public_id, "key-2", level="very_dissatisfied", reason__very_dissatisfied="rude")
    assert (again.status_code, ratings(site)) == (409, 1)
    assert "rated already" in again.text
    assert "<form" not in again.text


def test_a_refused_form_keeps_what_was_filled_in(site: Site) -> None:
    answer = send(site, served(site), level="dissatisfied", text="two\r\nlines")
    assert answer.status_code == 422
    assert "needs a reason" in answer.text
    assert re.search(r'value="dissatisfied" required checked', answer.text)
    assert "two lines</textarea>" in answer.text


def test_what_is_hidden_when_a_better_level_is_chosen_does_not_count(site: Site) -> None:
    public_id = served(site)
    sent = send(site, public_id, level="satisfied", reason__dissatisfied="slow", text="forget it")
    assert sent.status_code == 303


def test_without_a_level_nothing_is_kept(site: Site) -> None:
    public_id = served(site)
    assert (send(site, public_id).status_code, send(site, public_id, level="x").status_code) == (422, 422)
    assert ratings(site) == 0


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_a_form_of_another_site_is_refused(site: Site, headers: dict[str, str]) -> None:
    assert send(site, served(site), level="satisfied", headers=headers).status_code == 403
    assert ratings(site) == 0


def test_a_form_without_its_key_is_refused(site: Site) -> None:
    assert send(site, served(site), "", level="satisfied").status_code == 403


def test_a_guessed_address_has_no_form(site: Site) -> None:
    served(site)
    assert site.client.get("/t/guessed/rate/1").status_code == 404
    assert send(site, "guessed", level="satisfied").status_code == 404


@pytest.mark.parametrize("digits", [5, 5000])
def test_a_number_with_too_many_digits_is_no_step(site: Site, digits: int) -> None:
    assert site.client.get(f"/t/{served(site)}/rate/{'9' * digits}").status_code == 404


@pytest.mark.parametrize("step", [0, 2])
def test_a_step_that_is_not_done_has_no_form(site: Site, step: int) -> None:
    public_id = served(site)
    assert site.client.get(f"/t/{public_id}/rate/{step}").status_code == 409
    assert send(site, public_id, step=step, level="satisfied").status_code == 409


def test_when_its_days_are_over_the_form_says_so(site: Site) -> None:
    public_id = served(site)
    site.later(days=16)
    answer = site.client.get(f"/t/{public_id}/rate/1?lang=en")
    assert (answer.status_code, "<form" in answer.text) == (409, False)
    assert "that time is over" in answer.text
    assert "/rate/" not in site.client.get(f"/t/{public_id}").text


def test_the_page_never_shows_how_it_was_rated(site: Site) -> None:
    public_id = served(site)
    send(site, public_id, level="dissatisfied", reason__dissatisfied="slow", text="so slow")
    shown = site.client.get(f"/t/{public_id}?lang=en").text + form(site, public_id)
    assert not [told for told in ("so slow", "Dissatisfied", "It took long") if told in shown]


def test_no_link_chooses_a_level_for_the_visitor(site: Site) -> None:
    form = site.client.get(f"/t/{served(site)}/rate/1?level=very_satisfied").text
    assert "checked" not in form
