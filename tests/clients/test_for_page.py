"""What the kiosk's page gets of the catalogue."""

from typing import Any

from kiosk_client.for_page import materials_of, page_catalogue
from tests.clients.a_house import CATALOGUE

SERVICE: dict[str, Any] = {
    "code": "GA-1",
    "names": {"zh": "居住证", "en": "Residence permit"},
    "keywords": ["jzz", "暂住证", "permit"],
    "materials": ["身份证"],
}
SPELLING = {"ju": "居", "zhu": "住", "zheng": "证"}


def sent(**more: Any) -> dict[str, Any]:
    return page_catalogue(CATALOGUE | {"services": [SERVICE], "spelling": SPELLING} | more)


def test_items_travel_as_columns() -> None:
    page = sent()
    assert page["service_columns"]["code"] == ["GA-1"]
    assert page["service_names"] == {"zh": ["居住证"], "en": ["Residence permit"]}


def test_first_letters_that_the_name_says_itself_stay_at_home() -> None:
    assert sent()["service_columns"]["keywords"] == [["暂住证", "permit"]]
    assert sent(spelling={})["service_columns"]["keywords"] == [["jzz", "暂住证", "permit"]]


def test_what_the_page_never_shows_is_not_sent() -> None:
    desk = {"number": 1, "hall": "N", "zone": "N1", "kind": "consult", "retiring": False}
    page = sent(screens=[{"code": "LED"}], windows=[{**desk, "names": {}, "queues": []}])
    assert page["windows"] == [desk]  # whom to ask is found by kind and hall
    assert not {"screens", "services"} & page.keys()


def test_what_to_bring_is_found_by_code() -> None:
    assert materials_of(CATALOGUE, "LF-1") == ["身份证"]
    assert materials_of(CATALOGUE, "nothing") is None
