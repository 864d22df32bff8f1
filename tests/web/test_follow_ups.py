"""Follow-ups over HTTP: managers handle, a second person judges, clerks and visitors learn nothing."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from queue_server.domain.tokens import Role, TokenKind
from tests.web.site import Site, error_of, json_of
from tests.web.test_ratings import FINE, SLOW, rate, served


def person(site: Site, name: str, role: str = "manager") -> str:
    return site.token(TokenKind.STAFF, name, role=Role(role))


def bad(site: Site) -> tuple[str, int]:
    """A bad rating: the visit's public id, and the number of its follow-up."""
    public_id = served(site)
    rate(site, public_id, SLOW)
    found = json_of(site.ask("/follow-ups", person(site, "chen")))["follow_ups"]
    return public_id, max(row["id"] for row in found)


def does(site: Site, who: str, number: int, act: str, **body: Any) -> TestResponse:
    return site.tell(f"/follow-ups/{number}/{act}", body, who)


def resolved(site: Site) -> int:
    _, number = bad(site)
    json_of(does(site, person(site, "chen"), number, "contact", reached=True, text="by phone"))
    json_of(does(site, person(site, "chen"), number, "resolve", measures=["explained"]))
    return number


def test_a_bad_rating_stands_in_the_list_with_the_visit_and_without_its_ticket(recorded: Site) -> None:
    public_id, number = bad(recorded)
    ticket = json_of(recorded.ask(f"/tickets/{public_id}"))
    answer = recorded.ask("/follow-ups", person(recorded, "chen"))
    (row,) = json_of(answer)["follow_ups"]
    assert (row["services"], row["window"], row["level"], row["reasons"]) == (
        ["LF-1"],
        1,
        "dissatisfied",
        ["slow"],
    )
    one = recorded.ask(f"/follow-ups/{number}", person(recorded, "chen"))
    for text in (answer.text, one.text):
        assert public_id not in text
        assert f'"{ticket["number"]}"' not in text


def test_one_shows_the_visitors_own_words_and_what_can_be_done(recorded: Site) -> None:
    _, number = bad(recorded)
    one = json_of(recorded.ask(f"/follow-ups/{number}", person(recorded, "chen")))
    assert (one["words"], one["clerk"], one["can"]) == (
        SLOW["text"],
        "C1",
        ["contact", "appeal", "assign"],
    )
    assert one["done_at"] == "2026-09-15T09:00:00+08:00"


def test_two_people_bring_it_to_its_end(recorded: Site) -> None:
    number = resolved(recorded)
    done = json_of(does(recorded, person(recorded, "wang"), number, "verify", text="called back"))
    assert done["stage"] == "closed"
    one = json_of(recorded.ask(f"/follow-ups/{number}", person(recorded, "li", "auditor")))
    told = [(line["deed"], line["by"], line["text"]) for line in one["history"]]
    assert told == [
        ("opened", "visitor", ""),
        ("contacted", "manager:chen", "by phone"),
        ("resolved", "manager:chen", ""),
        ("verified", "manager:wang", "called back"),
    ]


@pytest.mark.parametrize("role", ["manager", "administrator"])
def test_who_resolved_it_does_not_verify_it_under_any_role(recorded: Site, role: str) -> None:
    number = resolved(recorded)
    refused = does(recorded, person(recorded, "chen", role), number, "verify")
    assert error_of(refused, 409) == "second_person_needed"


def test_an_administrator_judges_and_does_nothing_else(recorded: Site) -> None:
    number = resolved(recorded)
    li = person(recorded, "li", "administrator")
    assert json_of(recorded.ask(f"/follow-ups/{number}", li))["can"] == ["verify", "send-back"]
    assert error_of(does(recorded, li, number, "resolve", measures=["guide"]), 403) == "not_permitted"


def test_an_auditor_reads_and_does_nothing(recorded: Site) -> None:
    number = resolved(recorded)
    auditor = person(recorded, "zhao", "auditor")
    assert json_of(recorded.ask(f"/follow-ups/{number}", auditor))["can"] == []
    assert error_of(does(recorded, auditor, number, "verify"), 403) == "not_permitted"


@pytest.mark.parametrize("path", ["/follow-ups", "/follow-ups/1", "/rating-figures", "/rating-figures.csv"])
def test_a_clerk_learns_nothing_of_ratings(recorded: Site, path: str) -> None:
    bad(recorded)
    assert error_of(recorded.ask(path, recorded.clerk(1)), 403) == "not_permitted"
    assert error_of(recorded.ask(path), 401) == "not_signed_in"


def test_a_visitor_with_the_ticket_cannot_touch_its_follow_up(recorded: Site) -> None:
    public_id, number = bad(recorded)
    for path in (f"/follow-ups/{number}/contact", f"/follow-ups/{public_id}/contact"):
        assert error_of(recorded.tell(path, {"reached": True}, public_id), 401) == "not_signed_in"


def test_the_same_command_again_leaves_one_line(recorded: Site) -> None:
    _, number = bad(recorded)
    chen = person(recorded, "chen")
    for _ in range(2):
        recorded.tell(f"/follow-ups/{number}/contact", {"reached": False}, chen, key="once")
    assert len(json_of(recorded.ask(f"/follow-ups/{number}", chen))["history"]) == 2


@pytest.mark.parametrize(
    ("act", "body", "refusal"),
    [
        ("resolve", {"measures": ["explained"]}, (409, "follow_up_state")),
        ("verify", {}, (409, "follow_up_state")),
        ("decide", {"accepted": True}, (409, "follow_up_state")),
        ("appeal", {"on_behalf": "visitor", "text": "x"}, (422, "bad_value")),
        ("appeal", {"on_behalf": "clerk", "text": ""}, (422, "bad_value")),
        ("assign", {"department": "nowhere"}, (422, "unknown_department")),
        ("contact", {"reached": True, "by": "manager:wang"}, (422, "bad_value")),
    ],
)
def test_what_cannot_be_done_now_is_refused(
    recorded: Site, act: str, body: dict[str, Any], refusal: tuple[int, str]
) -> None:
    _, number = bad(recorded)
    answer = does(recorded, person(recorded, "chen"), number, act, **body)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == refusal


@pytest.mark.parametrize("number", ["0", "999999999999999999999999", "-1", "x", "1e3"])
def test_a_guessed_number_leads_nowhere(recorded: Site, number: str) -> None:
    answer = recorded.ask(f"/follow-ups/{number}", person(recorded, "chen"))
    assert error_of(answer, 404) == "unknown_follow_up"


def test_a_list_that_is_not_there_is_refused(recorded: Site) -> None:
    assert error_of(recorded.ask("/follow-ups?list=all", person(recorded, "chen")), 422) == "bad_value"


def test_lists_follow_the_calendar(recorded: Site) -> None:
    bad(recorded)
    recorded.later(days=2)
    counts = json_of(recorded.ask("/follow-ups", person(recorded, "chen")))["counts"]
    assert (counts["open"], counts["overdue"], counts["due_today"]) == (1, 1, 0)


def test_a_list_marks_whom_nobody_has_reached(recorded: Site) -> None:
    _, number = bad(recorded)
    chen = person(recorded, "chen")
    for reached in (False, True):
        json_of(does(recorded, chen, number, "contact", reached=reached))
        (row,) = json_of(recorded.ask("/follow-ups", chen))["follow_ups"]
        assert (row["stage"], row["not_reached"]) == ("contacted", not reached)


def test_an_order_of_the_hotline_comes_in_once(recorded: Site) -> None:
    chen = person(recorded, "chen")
    order = {"reference": "DG-1", "department": "dep", "text": "a complaint"}
    assert json_of(recorded.tell("/follow-ups", order, chen), 201)["source"] == "hotline"
    assert error_of(recorded.tell("/follow-ups", order, chen), 409) == "reference_known"


def test_figures_count_the_town_and_leave_an_accepted_appeal_out(recorded: Site) -> None:
    rate(recorded, served(recorded), FINE)
    _, number = bad(recorded)
    chen, wang = person(recorded, "chen"), person(recorded, "wang")
    before = json_of(recorded.ask("/rating-figures?by=clerk", chen))
    assert (before["rows"][0]["key"], before["total"]["good_share"]) == ("C1", 0.5)
    json_of(does(recorded, chen, number, "appeal", on_behalf="clerk", text="another window"))
    json_of(does(recorded, wang, number, "decide", accepted=True))
    total = json_of(recorded.ask("/rating-figures?by=item", chen))["total"]
    assert (total["visits"], total["rated"], total["set_aside"], total["good_share"]) == (2, 1, 1, 1.0)


def test_figures_come_as_a_table_with_their_sum(recorded: Site) -> None:
    rate(recorded, served(recorded), FINE)
    answer = recorded.client.get(
        "/api/v1/centres/town/rating-figures.csv?by=window",
        headers={"Authorization": f"Bearer {person(recorded, 'chen')}"},
    )
    lines = answer.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert lines[0].startswith("key,visits,rated,not_rated,set_aside")
    assert [line.split(",")[:3] for line in lines[1:]] == [["1", "1", "1"], ["*", "1", "1"]]


@pytest.mark.parametrize(
    "query", ["by=ticket", "first=x", "first=2026-09-16&last=2026-09-15", "first=2020-01-01"]
)
def test_figures_that_cannot_be_asked_for_are_refused(recorded: Site, query: str) -> None:
    answer = recorded.ask(f"/rating-figures?{query}", person(recorded, "chen"))
    assert error_of(answer, 422) == "bad_value"


def test_the_trail_tells_of_a_follow_up_and_names_no_ticket(recorded: Site) -> None:
    public_id, number = bad(recorded)
    json_of(does(recorded, person(recorded, "chen"), number, "contact", reached=True, text="by phone"))
    auditor = person(recorded, "zhao", "auditor")
    opened, contacted = (
        json_of(recorded.ask(f"/facts?kind={kind}", auditor))["facts"]
        for kind in ("FollowUpOpened", "FollowUpContacted")
    )
    assert (len(opened), contacted[0]["object"]) == (1, {"kind": "follow_up", "name": str(number)})
    told = json.dumps([opened, contacted])
    ticket = json_of(recorded.ask(f"/tickets/{public_id}"))["number"]
    assert not [word for word in (public_id, f'"{ticket}"', '"ticket"', "by phone") if word in told]
