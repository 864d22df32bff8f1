"""Sign-in over HTTP, and who may do what afterwards."""

from typing import Any

from queue_server.actions.access import token_key
from queue_server.domain.tokens import Role, TokenKind
from tests.web.site import PIN, Site, error_of, json_of
from wire.sessions import ClerkSession, StaffFace, StaffSession


def test_a_clerk_signs_in_and_sees_the_window(site: Site) -> None:
    session = sign_in(site, window=1)
    assert ClerkSession.model_validate(session).board.clerk is not None
    assert json_of(site.ask("/sessions/current", session["token"])) == session["board"]


def test_only_the_hash_of_a_token_is_kept(site: Site) -> None:
    token = sign_in(site, window=1)["token"]
    assert token_key(token) in site.hall().tokens
    assert token not in str(site.hall().tokens)


def test_a_wrong_pin_and_an_unknown_clerk_sound_the_same(site: Site) -> None:
    site.login("C1")
    wrong = site.tell("/sessions", {"employee_no": "C1", "pin": "0", "window": 1})
    nobody = site.tell("/sessions", {"employee_no": "C9", "pin": "0", "window": 1})
    assert json_of(wrong, 401) == json_of(nobody, 401)


def test_a_taken_window_is_taken_over_only_on_purpose(site: Site) -> None:
    first = sign_in(site, window=1)["token"]
    site.login("C2")
    body = {"employee_no": "C2", "pin": PIN, "window": 1}
    refused = json_of(site.tell("/sessions", body), 409)["error"]
    assert (refused["code"], refused["details"]["name"]) == ("window_taken", "clerk 1")
    assert refused["details"]["since"] == "2026-09-15T09:00:00+08:00"
    assert site.tell("/sessions", body | {"take_over": True}).status_code == 201
    assert error_of(site.ask("/sessions/current", first), 401) == "not_signed_in"
    pressed = site.tell("/windows/1/next", {"expect": None}, first)
    assert error_of(pressed, 401) == "not_signed_in"


def test_a_clerk_without_the_skills_is_sent_elsewhere(site: Site) -> None:
    site.login("C1")
    body = {"employee_no": "C1", "pin": PIN, "window": 4}
    assert error_of(site.tell("/sessions", body), 422) == "no_common_skill"
    assert error_of(site.tell("/sessions", body | {"window": 99}), 404) == "unknown_window"


def test_signing_out_waits_for_the_current_ticket(site: Site) -> None:
    token, ticket = sign_in(site, window=1)["token"], site.take()
    site.tell("/windows/1/next", {"expect": None}, token)
    answer = json_of(site.tell("/sessions/current", token=token, method="DELETE"), 409)
    assert answer["error"]["code"] == "something_current"
    site.tell("/windows/1/finish", {"expect": ticket["public_id"]}, token)
    assert site.tell("/sessions/current", token=token, method="DELETE").status_code == 204
    assert error_of(site.ask("/sessions/current", token), 401) == "not_signed_in"


def test_five_wrong_pins_lock_the_number_for_a_minute(site: Site) -> None:
    site.login("C1")
    body = {"employee_no": "C1", "pin": "0000", "window": 1}
    for _ in range(5):
        assert error_of(site.tell("/sessions", body), 401) == "bad_credentials"
    locked = site.tell("/sessions", body | {"pin": PIN})
    assert error_of(locked, 429) == "too_many_tries"
    assert locked.headers["Retry-After"] == "60"
    site.later(seconds=61)
    assert site.tell("/sessions", body | {"pin": PIN}).status_code == 201


def test_each_further_failure_locks_for_twice_as_long(site: Site) -> None:
    site.login("C1")
    body = {"employee_no": "C1", "pin": "0000", "window": 1}
    for _ in range(5):
        site.tell("/sessions", body)
    site.later(seconds=61)
    assert error_of(site.tell("/sessions", body), 401) == "bad_credentials"
    assert site.tell("/sessions", body).headers["Retry-After"] == "120"


def test_locking_one_clerk_locks_no_other(site: Site) -> None:
    for _ in range(6):
        site.tell("/sessions", {"employee_no": "C1", "pin": "0000", "window": 1})
    assert sign_in(site, window=2)["token"]


def test_staff_sign_in_with_their_role(site: Site) -> None:
    session = staff_in(site, "manager")
    assert StaffSession.model_validate(session).role == "manager"
    face = json_of(site.ask("/staff-sessions/current", session["token"]))
    assert StaffFace.model_validate(face).user == "chen"


def test_staff_sign_out(site: Site) -> None:
    token = staff_in(site, "guide")["token"]
    assert site.tell("/staff-sessions/current", token=token, method="DELETE").status_code == 204
    assert error_of(site.ask("/staff-sessions/current", token), 401) == "not_signed_in"


def test_a_staff_session_ends_by_itself(site: Site) -> None:
    token = staff_in(site, "guide")["token"]
    site.later(hours=13)
    assert error_of(site.ask("/staff-sessions/current", token), 401) == "not_signed_in"


def test_a_clerks_pin_opens_no_staff_session(site: Site) -> None:
    site.login("C1")
    assert error_of(site.tell("/staff-sessions", {"user": "C1", "password": PIN}), 401) == "bad_credentials"


def test_a_clerk_is_no_staff_and_staff_no_clerk(site: Site) -> None:
    clerk, guide = site.clerk(1), site.staff("guide")
    assert error_of(site.ask("/staff-sessions/current", clerk), 403) == "not_permitted"
    assert error_of(site.ask("/sessions/current", guide), 403) == "not_permitted"


def test_an_invented_token_is_not_signed_in(site: Site) -> None:
    assert error_of(site.ask("/sessions/current", "invented"), 401) == "not_signed_in"
    assert error_of(site.tell("/tickets/x/cancel", token="invented"), 401) == "not_signed_in"


def sign_in(site: Site, window: int) -> dict[str, Any]:
    site.login(f"C{window}")
    body = {"employee_no": f"C{window}", "pin": PIN, "window": window}
    return json_of(site.tell("/sessions", body), 201)


def staff_in(site: Site, role: str) -> dict[str, Any]:
    site.login("chen", TokenKind.STAFF, Role(role))
    return json_of(site.tell("/staff-sessions", {"user": "chen", "password": PIN}), 201)
