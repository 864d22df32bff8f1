"""Ten more minutes over HTTP, on the boards and for the clerk."""

from typing import Any

import pytest

from tests.web.site import Site, a_site, error_of, json_of


def away(site: Site, ticket: dict[str, Any], **more: Any) -> dict[str, Any]:
    return json_of(site.tell(f"/tickets/{ticket['public_id']}/away", **more))


def waiting(site: Site) -> list[str]:
    board = json_of(site.ask("/boards/queue:life"))["board"]
    return [number for number, *_ in board["waiting"]]


def test_whoever_has_the_id_may_let_others_pass_and_be_back(site: Site) -> None:
    ticket = site.take()
    gone = away(site, ticket)
    assert (gone["away_until"], gone["aways_left"]) == ("2026-09-15T09:10:00+08:00", 1)
    back = json_of(site.tell(f"/tickets/{ticket['public_id']}/back"))
    assert (back["away_until"], back["arrived_at"]) == (None, ticket["arrived_at"])


def test_the_same_key_is_one_time_away(site: Site) -> None:
    ticket = site.take()
    assert [away(site, ticket, key="once")["aways_left"] for _ in range(2)] == [1, 1]


def test_the_third_time_is_refused_with_what_to_do(site: Site) -> None:
    ticket = site.take()
    for _ in range(2):
        away(site, ticket)
    answer = site.tell(f"/tickets/{ticket['public_id']}/away", language="en")
    assert error_of(answer, 422) == "aways_used"
    assert "(2)" in json_of(answer, 422)["error"]["message"]


def test_the_board_shows_who_is_away_behind_the_others(site: Site) -> None:
    first, second = site.take(), site.take()
    away(site, first)
    assert waiting(site) == [second["number"], first["number"]]
    assert json_of(site.ask(f"/tickets/{second['public_id']}"))["ahead"] == 0


def test_the_window_does_not_see_who_is_away_as_next(site: Site) -> None:
    clerk, first, second = site.clerk(1), site.take(), site.take()
    away(site, first)
    board = json_of(site.tell("/windows/1/pause", {"expect": None, "reason": "rest"}, clerk))
    assert board["next_up"] == [second["number"]]
    assert board["queues"][0]["waiting"] == 2


def test_the_clerks_list_says_why_it_cannot_be_called(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    away(site, ticket)
    row = json_of(site.ask("/windows/1/waiting", clerk))["waiting"][0]
    assert (row["callable"], row["why_not"]) == (False, "away")
    assert row["callable_from"] == "2026-09-15T09:10:00+08:00"


def test_a_clerk_who_picks_it_is_told_until_when(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    away(site, ticket)
    body = {"expect": None, "public_id": ticket["public_id"], "reason": "asked"}
    answer = site.tell("/windows/1/pick", body, clerk, language="en")
    assert error_of(answer, 409) == "visitor_away"
    assert "09:10" in json_of(answer, 409)["error"]["message"]


def test_who_is_called_is_told_to_come(site: Site) -> None:
    ticket = site.take()
    site.tell("/windows/1/next", {"expect": None}, site.clerk(1))
    assert error_of(site.tell(f"/tickets/{ticket['public_id']}/away"), 409) == "wrong_state"


@pytest.mark.parametrize("verb", ["away", "back"])
def test_an_unknown_ticket_is_unknown(site: Site, verb: str) -> None:
    assert error_of(site.tell(f"/tickets/nobody/{verb}"), 404) == "unknown_ticket"


def test_a_centre_may_leave_it_out() -> None:
    with a_site(aways=0) as site:
        ticket = site.take()
        assert ticket["aways_left"] == 0
        assert error_of(site.tell(f"/tickets/{ticket['public_id']}/away"), 422) == "aways_used"
