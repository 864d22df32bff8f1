"""Tickets over HTTP."""

from tests.web.site import Site, error_of, json_of
from wire.tickets import Ticket


def test_a_kiosk_gets_a_number(site: Site) -> None:
    ticket = site.take(service="LF-1")
    assert ticket["number"] == "A001"
    assert ticket["ahead"] == 0
    assert ticket["link"] == f"https://hall.example/t/{ticket['public_id']}"
    Ticket.model_validate(ticket)


def test_a_guide_gives_a_number_too(site: Site) -> None:
    assert site.tell("/tickets", {"queue": "permits"}, site.staff("guide")).status_code == 201


def test_a_number_needs_a_token(site: Site) -> None:
    answer = site.tell("/tickets", {"service": "LF-1"})
    assert error_of(answer, 401) == "not_signed_in"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_screen_gives_no_numbers(site: Site) -> None:
    assert error_of(site.tell("/tickets", {"service": "LF-1"}, site.screen()), 403) == "not_permitted"


def test_nothing_or_two_things_cannot_be_asked_for(site: Site) -> None:
    kiosk = site.kiosk()
    assert error_of(site.tell("/tickets", {}, kiosk), 422) == "bad_value"
    assert error_of(site.tell("/tickets", {"service": "LF-1", "queue": "life"}, kiosk), 422) == "bad_value"


def test_an_unknown_item_is_named_in_the_refusal(site: Site) -> None:
    answer = json_of(site.tell("/tickets", {"service": "XX"}, site.kiosk()), 422)
    assert answer["error"]["code"] == "unknown_service"
    assert answer["error"]["details"] == {"service": "XX"}


def test_an_unknown_field_is_refused(site: Site) -> None:
    answer = json_of(site.tell("/tickets", {"service": "LF-1", "colour": "red"}, site.kiosk()), 422)
    assert answer["error"]["details"]["field"] == "colour"


def test_whoever_has_the_id_sees_the_ticket(site: Site) -> None:
    ticket = site.take()
    seen = json_of(site.ask(f"/tickets/{ticket['public_id']}"))
    assert seen == ticket
    assert error_of(site.ask("/tickets/nobody"), 404) == "unknown_ticket"


def test_a_ticket_speaks_its_own_language_unless_asked_otherwise(site: Site) -> None:
    ticket = site.take(service="LF-1", language="en")
    path = f"/tickets/{ticket['public_id']}"
    assert "missed" in json_of(site.ask(path))["missed_rule"].lower()
    assert "过号" in json_of(site.ask(path, language="zh-CN"))["missed_rule"]


def test_a_centre_refuses_a_language_that_it_does_not_speak(site: Site) -> None:
    answer = site.tell("/tickets", {"service": "LF-1", "language": "fr"}, site.kiosk())
    assert error_of(answer, 422) == "bad_value"


def test_a_guide_finds_a_ticket_by_its_number(site: Site) -> None:
    ticket = site.take()
    found = json_of(site.ask("/tickets?number=a001", site.staff("guide")))
    assert found["public_id"] == ticket["public_id"]
    assert error_of(site.ask("/tickets?number=A001"), 401) == "not_signed_in"
    assert error_of(site.ask("/tickets?number=A001", site.kiosk()), 403) == "not_permitted"
    assert error_of(site.ask("/tickets?number=A999", site.staff("guide")), 404) == "unknown_ticket"
    assert error_of(site.ask("/tickets", site.staff("guide")), 422) == "bad_value"


def test_a_manager_stands_in_for_a_guide(site: Site) -> None:
    ticket = site.take()
    found = json_of(site.ask("/tickets?number=A001", site.staff("manager")))
    assert found["public_id"] == ticket["public_id"]
    assert error_of(site.ask("/tickets?number=A001", site.staff("auditor")), 403) == "not_permitted"


def test_a_visitor_cancels_with_the_id_alone(site: Site) -> None:
    path = f"/tickets/{site.take()['public_id']}/cancel"
    assert json_of(site.tell(path))["state"] == "cancelled"
    assert error_of(site.tell(path), 409) == "wrong_state"


def test_a_missed_ticket_is_revived_once_and_again_by_a_guide(site: Site) -> None:
    clerk = site.clerk(1)
    revive = f"/tickets/{site.take()['public_id']}/revive"
    miss(site, clerk)
    assert json_of(site.tell(revive))["state"] == "waiting"
    miss(site, clerk)
    assert error_of(site.tell(revive), 422) == "revivals_used"
    assert json_of(site.tell(revive, token=site.staff("guide")))["state"] == "waiting"


def test_a_held_ticket_goes_back_in_line(site: Site) -> None:
    clerk, ticket = site.clerk(1), site.take()
    site.tell("/windows/1/next", {"expect": None}, clerk)
    site.tell("/windows/1/hold", {"expect": ticket["public_id"], "note": "copy"}, clerk)
    path = f"/tickets/{ticket['public_id']}/requeue"
    assert error_of(site.tell(path), 401) == "not_signed_in"
    assert json_of(site.tell(path, token=clerk))["state"] == "waiting"


def test_a_reprint_is_counted(site: Site) -> None:
    path = f"/tickets/{site.take()['public_id']}/reprint"
    assert json_of(site.tell(path, token=site.kiosk()))["reprints"] == 1
    assert error_of(site.tell(path), 401) == "not_signed_in"


def test_a_guide_sets_the_class_after_a_look_at_the_document(site: Site) -> None:
    path, guide = f"/tickets/{site.take()['public_id']}/class", site.staff("guide")
    unseen = {"visitor_class": "elderly", "document_checked": False}
    assert error_of(site.tell(path, unseen, guide), 422) == "document_not_checked"
    assert json_of(site.tell(path, unseen | {"document_checked": True}, guide))["visitor_class"] == "elderly"
    assert error_of(site.tell(path, unseen, site.kiosk()), 403) == "not_permitted"


def test_a_closed_queue_says_when_it_opens(site: Site) -> None:
    kiosk = site.kiosk()
    site.clock.hall += 10 * (site.clock.hall - site.clock.hall.replace(hour=0))
    answer = json_of(site.tell("/tickets", {"service": "LF-1"}, kiosk, language="en"), 422)
    assert answer["error"]["code"] == "closed"
    assert "16 September, 08:30" in answer["error"]["message"]


def miss(site: Site, clerk: str) -> None:
    """Call and miss the one who waits."""
    current = json_of(site.tell("/windows/1/next", {"expect": None}, clerk))["current"]["public_id"]
    json_of(site.tell("/windows/1/missed", {"expect": current}, clerk))
