"""A clerk's keys over HTTP."""

from typing import Any

import pytest

from tests.web.site import Site, a_site, error_of, json_of
from wire.windows import WaitingList, Why, WindowBoard

KEYS_ON_A_CALLED_TICKET = ["recall", "start", "missed", "finish", "hold"]


def test_next_calls_and_shows_the_window(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    board = press(site, clerk, "next", None)
    assert board["current"]["public_id"] == ticket["public_id"]
    assert board["current"]["visitor_class"] == "ordinary"
    assert "finish" in board["can"]
    WindowBoard.model_validate(board)


def test_next_with_nobody_waiting_ends_the_current_one(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    press(site, clerk, "next", None)
    assert press(site, clerk, "next", ticket["public_id"])["current"] is None
    assert json_of(site.ask(f"/tickets/{ticket['public_id']}"))["state"] == "done"


def test_next_may_end_with_missed(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    press(site, clerk, "next", None)
    press(site, clerk, "next", ticket["public_id"], outcome="missed")
    assert json_of(site.ask(f"/tickets/{ticket['public_id']}"))["state"] == "missed"


@pytest.mark.parametrize("key", KEYS_ON_A_CALLED_TICKET)
def test_every_key_works_on_a_called_ticket(site: Site, key: str) -> None:
    clerk, ticket = site.clerk(1), site.take()
    press(site, clerk, "next", None)
    board = press(site, clerk, key, ticket["public_id"])
    assert WindowBoard.model_validate(board).window == 1


@pytest.mark.parametrize("key", ["next", *KEYS_ON_A_CALLED_TICKET, "next-step", "undo", "unpause"])
def test_a_mismatch_is_told_with_the_window_as_it_is(site: Site, key: str) -> None:
    clerk, ticket = site.clerk(1), site.take()
    press(site, clerk, "next", None)
    error = json_of(site.tell(f"/windows/1/{key}", {"expect": None}, clerk), 409)["error"]
    assert error["code"] == "expect_mismatch"
    assert error["board"]["current"]["public_id"] == ticket["public_id"]


def test_other_conflicts_carry_the_window_too(site: Site) -> None:
    error = json_of(site.tell("/windows/1/recall", {"expect": None}, site.clerk(1)), 409)["error"]
    assert (error["code"], error["board"]["state"]) == ("nothing_current", "idle")


def test_expect_must_be_said(site: Site) -> None:
    answer = json_of(site.tell("/windows/1/next", {}, site.clerk(1)), 422)
    assert answer["error"]["details"]["field"] == "expect"


def test_a_held_ticket_is_resumed(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    press(site, clerk, "next", None)
    held = press(site, clerk, "hold", ticket["public_id"], note="copy")
    assert held["held"][0]["note"] == "copy"
    assert press(site, clerk, "resume", None, public_id=ticket["public_id"])["state"] == "serving"


def test_a_transfer_goes_to_a_queue_or_a_window_not_both(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    press(site, clerk, "next", None)
    both = {"expect": ticket["public_id"], "queue": "permits", "window": 2}
    assert error_of(site.tell("/windows/1/transfer", both, clerk), 422) == "bad_value"
    assert press(site, clerk, "transfer", ticket["public_id"], queue="permits")["current"] is None


def test_a_scenario_goes_on_by_itself(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take(scenario="open")
    press(site, clerk, "next", None)
    press(site, clerk, "next-step", ticket["public_id"])
    assert json_of(site.ask(f"/tickets/{ticket['public_id']}"))["queue"] == "permits"


def test_undo_takes_the_last_next_back(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    press(site, clerk, "next", None)
    assert press(site, clerk, "undo", ticket["public_id"])["current"] is None


def test_undo_is_over_after_thirty_seconds(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    press(site, clerk, "next", None)
    site.later(seconds=31)
    answer = site.tell("/windows/1/undo", {"expect": ticket["public_id"]}, clerk)
    assert error_of(answer, 409) == "undo_too_late"


def test_a_pause_has_a_reason_of_the_policy(site: Site) -> None:
    clerk = site.clerk(1)
    answer = site.tell("/windows/1/pause", {"expect": None, "reason": "coffee"}, clerk)
    assert error_of(answer, 422) == "unknown_reason"
    assert press(site, clerk, "pause", None, reason="rest")["state"] == "paused"
    assert press(site, clerk, "unpause", None)["state"] == "idle"


def test_a_clerk_picks_with_a_reason(site: Site) -> None:
    site.take()
    second = site.take()
    board = press(site, site.clerk(1), "pick", None, public_id=second["public_id"], reason="unwell")
    assert board["current"]["number"] == second["number"]


def test_picking_is_a_permission_of_its_own() -> None:
    with a_site(may_pick=frozenset()) as site:
        body = {"expect": None, "public_id": site.take()["public_id"], "reason": "unwell"}
        answer = json_of(site.tell("/windows/1/pick", body, site.clerk(1), language="en"), 403)
        assert answer["error"]["code"] == "not_permitted"
        assert "call out of order" in answer["error"]["message"]


def test_a_clerk_presses_at_the_own_window_only(site: Site) -> None:
    assert error_of(site.tell("/windows/2/next", {"expect": None}, site.clerk(1)), 403) == "not_permitted"
    assert error_of(site.tell("/windows/1/next", {"expect": None}, site.kiosk()), 403) == "not_permitted"
    assert error_of(site.tell("/windows/1/next", {"expect": None}), 401) == "not_signed_in"


def test_why_is_told_to_clerk_and_auditor(site: Site) -> None:
    clerk = site.clerk(1)
    site.take()
    press(site, clerk, "next", None)
    for token in (clerk, site.staff("auditor")):
        answer = Why.model_validate(json_of(site.ask("/windows/1/why", token, language="en")))
        assert (answer.number, bool(answer.sentences)) == ("A001", True)
    for other in (site.clerk(2), site.staff("manager")):
        assert error_of(site.ask("/windows/1/why", other), 403) == "not_permitted"
    assert error_of(site.ask("/windows/1/why"), 401) == "not_signed_in"
    assert error_of(site.ask("/windows/77/why", site.staff("auditor")), 404) == "unknown_window"


def test_a_manager_arranges_a_window_for_today(site: Site) -> None:
    manager = site.staff("manager")
    board = json_of(site.tell("/windows/3", {"queues": ["permits"]}, manager, method="PATCH"))
    assert [line["queue"] for line in board["queues"]] == ["permits"]
    shut = json_of(site.tell("/windows/3", {"shut": True}, manager, method="PATCH", key=None))
    assert shut["state"] == "closed"
    assert error_of(site.tell("/windows/3", {}, manager, method="PATCH"), 422) == "bad_value"
    unknown = site.tell("/windows/3", {"queues": ["XX"]}, manager, method="PATCH")
    assert error_of(unknown, 422) == "unknown_queue"
    for role in ("guide", "administrator"):
        answer = site.tell("/windows/3", {"shut": True}, site.staff(role), method="PATCH")
        assert error_of(answer, 403) == "not_permitted"


def press(site: Site, clerk: str, key: str, expect: str | None, **more: Any) -> dict[str, Any]:
    """A key of window 1, and the board that it gives."""
    return json_of(site.tell(f"/windows/1/{key}", {"expect": expect, **more}, clerk))


def test_the_waiting_list_is_told_to_the_own_clerk_and_the_auditor(site: Site) -> None:
    ticket, readers = site.take(), (site.clerk(1), site.staff("auditor"))
    for told in (waiting_told(site, token) for token in readers):
        assert (told.waiting[0].number, told.first) == (ticket["number"], ticket["number"])
    for other in (site.clerk(2), site.staff("manager")):
        assert error_of(site.ask("/windows/1/waiting", other), 403) == "not_permitted"


def test_who_only_looks_is_told_neither_what_acts_on_a_ticket_nor_its_note(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    assert waiting_told(site, clerk).waiting[0].public_id == ticket["public_id"]
    (row,) = json_of(site.ask("/windows/1/waiting", site.staff("auditor")))["waiting"]
    assert not {"public_id", "note"} & row.keys()


def waiting_told(site: Site, token: str) -> WaitingList:
    return WaitingList.model_validate(json_of(site.ask("/windows/1/waiting", token, language="en")))


def test_the_waiting_list_speaks_the_clerks_language(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    told = json_of(site.ask("/windows/1/waiting", clerk, language="en"))
    assert told["sentences"][0].startswith(f"{ticket['number']} first: came at")
