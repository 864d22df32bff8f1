"""Ratings over HTTP: one's own visit, once, in time; who served is the record's and never the asker's."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_server.domain.facts import VisitRated
from queue_server.domain.tokens import TokenKind
from queue_server.store.memory import MemoryStore
from tests.web.site import Site, json_of

FINE = {"level": "satisfied"}
SLOW = {"level": "dissatisfied", "reasons": ["slow"], "text": "又等了一小时"}


def served(site: Site) -> str:
    """The public id of a visit that is done at window 1."""
    public_id = str(site.take()["public_id"])
    clerk = site.clerk(1)
    site.tell("/windows/1/next", {"expect": None}, clerk)
    site.tell("/windows/1/finish", {"expect": public_id}, clerk)
    return public_id


def rate(site: Site, public_id: str, body: Any = None, **more: Any) -> TestResponse:
    return site.tell(f"/tickets/{public_id}/ratings", body or FINE, **more)


def code(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]["code"]


def step(site: Site, public_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json_of(site.ask(f"/tickets/{public_id}"))["done_steps"][0]
    return found


def test_a_visitor_rates_and_is_answered_without_the_own_words(site: Site) -> None:
    given = json_of(rate(site, served(site), SLOW), 201)
    assert (given["level"], given["reasons"], given["list_version"]) == ("dissatisfied", ["slow"], "test-1")
    assert "text" not in given


def test_a_ticket_says_which_steps_can_be_rated_and_never_how_they_were(site: Site) -> None:
    public_id = served(site)
    assert (step(site, public_id)["rating"], step(site, public_id)["window"]) == ("open", 1)
    rate(site, public_id, SLOW)
    assert step(site, public_id)["rating"] == "rated"
    assert "dissatisfied" not in site.ask(f"/tickets/{public_id}").text


def test_the_same_command_again_is_answered_the_same(site: Site) -> None:
    public_id = served(site)
    first, again = rate(site, public_id, key="k"), rate(site, public_id, key="k")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()
    assert code(rate(site, public_id, SLOW, key="k")) == (409, "idempotency_key_reused")


def test_a_second_rating_is_refused_in_a_sentence(site: Site) -> None:
    public_id = served(site)
    rate(site, public_id)
    again = rate(site, public_id, SLOW, language="en")
    assert code(again) == (409, "rated_already")
    assert "rated already" in again.get_json()["error"]["message"]


@pytest.mark.parametrize("field", ["window", "clerk", "service", "queue", "ticket"])
def test_nobody_says_who_is_rated(site: Site, field: str) -> None:
    assert code(rate(site, served(site), {**FINE, field: "2"})) == (422, "bad_value")


def test_who_is_rated_stands_in_the_record(site: Site) -> None:
    rate(site, served(site))
    store = site.writer._store
    assert isinstance(store, MemoryStore)
    fact = list(store.journal("town"))[-1].fact
    assert isinstance(fact, VisitRated)
    assert (fact.window, fact.clerk, fact.services, fact.queue) == (1, "C1", ("LF-1",), "life")


def test_a_guessed_address_rates_nothing(site: Site) -> None:
    public_id = served(site)
    assert code(rate(site, public_id[:-1] + "~")) == (404, "unknown_ticket")
    assert code(rate(site, str(site.hall().by_public[public_id]))) == (404, "unknown_ticket")


def test_before_its_end_a_visit_is_not_rated(site: Site) -> None:
    assert code(rate(site, site.take()["public_id"])) == (409, "step_not_done")


def test_a_step_that_the_visit_does_not_have_is_not_rated(site: Site) -> None:
    assert code(rate(site, served(site), {**FINE, "step": 2})) == (409, "step_not_done")


def test_after_its_days_a_visit_is_not_rated(site: Site) -> None:
    public_id = served(site)
    site.later(days=15, seconds=1)
    assert code(rate(site, public_id)) == (409, "rating_over")
    assert step(site, public_id)["rating"] == "over"


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"level": "splendid"}, "bad_value"),
        ({"reasons": ["slow"]}, "bad_value"),
        ({"level": "satisfied", "step": 0}, "bad_value"),
        ({"level": "satisfied", "text": "danke"}, "bad_value"),
        ({"level": "dissatisfied"}, "rating_reason_needed"),
        ({"level": "very_dissatisfied", "reasons": ["slow"]}, "unknown_rating_reason"),
        ({"level": "dissatisfied", "reasons": ["slow", "slow"]}, "bad_value"),
        ({"level": "dissatisfied", "reasons": ["slow"], "text": "x" * 501}, "bad_value"),
        ({"level": "dissatisfied", "reasons": ["slow"], "text": "two\nlines"}, "bad_value"),
    ],
)
def test_what_cannot_be_right_is_refused_and_the_visit_stays_open(
    site: Site, body: dict[str, Any], refusal: str
) -> None:
    public_id = served(site)
    assert code(rate(site, public_id, body)) == (422, refusal)
    assert step(site, public_id)["rating"] == "open"


def test_the_window_board_tells_its_clerk_nothing_of_a_rating(site: Site) -> None:
    public_id = served(site)
    clerk = site.clerk(1)
    before = site.ask("/sessions/current", clerk).get_json()
    rate(site, public_id, SLOW)
    assert site.ask("/sessions/current", clerk).get_json() == before


def test_the_catalogue_has_levels_and_reasons_in_both_languages(site: Site) -> None:
    rules = json_of(site.ask("/catalogue"))["ratings"]
    assert (rules["open_days"], rules["list_version"], len(rules["levels"])) == (15, "test-1", 5)
    slow = {"code": "slow", "names": {"zh": "办理时间长", "en": "It took long"}}
    assert rules["levels"][3]["reasons"][0] == slow


def face(site: Site, window: int = 1) -> str:
    """The token of a window's face."""
    return site.token(TokenKind.DEVICE, f"PAD-{window}", device_kind="pad")


def number_of(site: Site, public_id: str) -> str:
    return str(json_of(site.ask(f"/tickets/{public_id}"))["number"])


def test_the_face_is_told_a_number_and_never_what_opens_its_ticket(recorded: Site) -> None:
    public_id = served(recorded)
    answer = recorded.ask("/windows/1/to-rate", face(recorded))
    assert json_of(answer) == {"number": number_of(recorded, public_id)}
    assert public_id not in answer.text


def offered(site: Site, window: int = 1) -> str | None:
    """What the face of a window may offer now."""
    number: str | None = json_of(site.ask(f"/windows/{window}/to-rate", face(site, window)))["number"]
    return number


def test_the_face_is_told_by_a_question_that_no_act_waits_for(
    recorded: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = number_of(recorded, served(recorded))
    token = face(recorded)
    with monkeypatch.context() as during:
        during.setattr(recorded.writer, "act", lambda *_: pytest.fail("an act"))
        assert json_of(recorded.ask("/windows/1/to-rate", token)) == {"number": number}


def test_the_face_offers_only_what_has_just_ended_there_and_was_not_rated(recorded: Site) -> None:
    assert offered(recorded) is None
    public_id = served(recorded)
    assert offered(recorded, 2) is None
    rate(recorded, public_id)
    assert offered(recorded) is None


def test_the_face_offers_it_for_ninety_seconds(recorded: Site) -> None:
    number = number_of(recorded, served(recorded))
    recorded.later(seconds=90)
    assert offered(recorded) == number
    recorded.later(seconds=1)
    assert offered(recorded) is None


def test_a_touch_at_the_face_rates_the_visit_once(site: Site) -> None:
    public_id = served(site)
    body = {"number": number_of(site, public_id), "level": "satisfied"}
    assert json_of(site.tell("/windows/1/ratings", body, face(site)), 201) == {"level": "satisfied"}
    assert code(site.tell("/windows/1/ratings", body, face(site))) == (409, "step_not_done")
    assert code(rate(site, public_id)) == (409, "rated_already")


def test_only_the_face_of_this_window_rates_there(site: Site) -> None:
    body = {"number": number_of(site, served(site)), "level": "very_satisfied"}
    others = [site.clerk(1), site.kiosk(), site.screen(), site.staff("manager"), face(site, 2)]
    for token in others:
        assert code(site.tell("/windows/1/ratings", body, token)) == (403, "not_permitted")
        assert code(site.ask("/windows/1/to-rate", token)) == (403, "not_permitted")
    assert code(site.tell("/windows/1/ratings", body)) == (401, "not_signed_in")


def test_a_touch_carries_no_words(site: Site) -> None:
    body = {
        "number": number_of(site, served(site)),
        "level": "dissatisfied",
        "reasons": ["slow"],
        "text": "x",
    }
    assert code(site.tell("/windows/1/ratings", body, face(site))) == (422, "bad_value")
