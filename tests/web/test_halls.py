"""Notices and evacuation over HTTP."""

from tests.web.site import Site, error_of, json_of
from wire.boards import HallBoard

TEXT = {"zh": "今天 16:30 停止取号", "en": "No numbers after 16:30 today"}


def test_a_notice_stands_on_the_hall_board(site: Site) -> None:
    board = put(site, "N/notice", {"text": TEXT}, "manager")
    assert HallBoard.model_validate(board).notice == TEXT
    assert put(site, "N/notice", {"text": None}, "manager")["notice"] is None


def test_a_notice_is_the_managers(site: Site) -> None:
    answer = site.tell("/halls/N/notice", {"text": TEXT}, site.staff("guide"), method="PUT")
    assert error_of(answer, 403) == "not_permitted"


def test_an_unknown_hall_has_no_notice(site: Site) -> None:
    answer = site.tell("/halls/X/notice", {"text": TEXT}, site.staff("manager"), method="PUT")
    assert error_of(answer, 404) == "unknown_hall"


def test_a_guide_stops_a_hall_and_lets_it_go_on(site: Site) -> None:
    assert put(site, "N/evacuation", {"on": True}, "guide")["state"] == "evacuation"
    refused = json_of(site.tell("/tickets", {"service": "LF-1"}, site.kiosk(), language="zh"), 409)
    assert refused["error"]["code"] == "evacuated"
    assert put(site, "N/evacuation", {"on": False}, "guide")["state"] == "open"
    assert site.take()["number"] == "A001"


def put(site: Site, path: str, body: dict[str, object], role: str) -> dict[str, object]:
    return json_of(site.tell(f"/halls/{path}", body, site.staff(role), method="PUT"))
