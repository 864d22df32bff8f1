"""A ticket of the contract becomes a ticket on paper."""

from typing import Any

import pytest

from printer.ticket import Language, Step
from printer.wire_ticket import Names, ranges, ticket_from_wire

NAMES = Names(
    centre={"zh": "大朗镇政务服务中心", "en": "Dalang Government Service Centre"},
    halls={"N": {"zh": "北厅", "en": "North Hall"}},
    zones={"N2": {"zh": "综合受理区", "en": "Comprehensive Windows"}},
    queues={"zs": {"zh": "综合受理·证照申报", "en": "Licences"}},
    services={"SJ-0019": {"zh": "食品经营许可证新办", "en": "Food business licence"}},
    scenarios={"qyqb": {"zh": "企业开办一件事", "en": "Start a company"}},
    classes={"elderly": {"zh": "老年人", "en": "Elderly"}},
    materials={"SJ-0019": ("业务申请表", "营业执照")},
    time_zone="Asia/Shanghai",
)


def a_payload(**changes: Any) -> dict[str, Any]:
    return {
        "number": "B012",
        "queue": "zs",
        "hall": "N",
        "zone": "N2",
        "windows": [6, 7, 8, 9, 10, 11, 12, 13],
        "visitor_class": "ordinary",
        "service": "SJ-0019",
        "issued_at": "2026-09-15T01:41:20+00:00",
        "ahead": 9,
        "wait": {"low_s": 905, "high_s": 1450},
        "missed_rule": "过号不作废。",
        "link": "https://example.org/t/1",
        "reprints": 0,
        **changes,
    }


def test_codes_become_names() -> None:
    ticket = ticket_from_wire(a_payload(), NAMES, Language.CHINESE)
    assert (ticket.hall, ticket.zone, ticket.windows) == ("北厅", "综合受理区", "6–13")
    assert ticket.service == "食品经营许可证新办"


def test_the_place_is_said_in_the_other_language_too() -> None:
    assert ticket_from_wire(a_payload(), NAMES, Language.CHINESE).place_in_second_language == (
        "North Hall, Windows 6–13"
    )
    assert ticket_from_wire(a_payload(), NAMES, Language.ENGLISH).place_in_second_language == (
        "北厅 6–13 号窗口"
    )


def test_seconds_become_minutes_that_promise_nothing_too_short() -> None:
    ticket = ticket_from_wire(a_payload(), NAMES, Language.CHINESE)
    assert (ticket.wait_low_min, ticket.wait_high_min) == (15, 25)


def test_an_unknown_wait_stays_unknown() -> None:
    assert ticket_from_wire(a_payload(wait=None), NAMES, Language.CHINESE).wait_low_min is None


def test_the_time_is_the_centres() -> None:
    assert ticket_from_wire(a_payload(), NAMES, Language.CHINESE).issued_at == "2026-09-15 09:41"


def test_only_a_class_with_a_name_is_printed() -> None:
    assert ticket_from_wire(a_payload(), NAMES, Language.CHINESE).visitor_class is None
    elder = ticket_from_wire(a_payload(visitor_class="elderly"), NAMES, Language.CHINESE)
    assert elder.visitor_class == "老年人"


def test_a_scenario_brings_its_steps() -> None:
    steps = [{"service": "SJ-0019", "queue": "zs", "hall": "N", "state": "waiting"}]
    ticket = ticket_from_wire(a_payload(service=None, scenario="qyqb", steps=steps), NAMES, Language.CHINESE)
    assert ticket.service == "企业开办一件事"
    assert ticket.steps == (Step("食品经营许可证新办", "北厅 综合受理·证照申报"),)


def test_a_ticket_for_a_queue_alone_carries_its_name() -> None:
    assert ticket_from_wire(a_payload(service=None), NAMES, Language.ENGLISH).service == "Licences"


@pytest.mark.parametrize(
    ("windows", "text"), [([], ""), ([7], "7"), ([7, 6], "6–7"), ([6, 7, 8, 20, 34, 35], "6–8, 20, 34–35")]
)
def test_neighbouring_windows_are_a_range(windows: list[int], text: str) -> None:
    assert ranges(windows, Language.ENGLISH) == text
    assert ranges(windows, Language.CHINESE) == text.replace(", ", "、")
