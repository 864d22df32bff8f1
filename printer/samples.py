"""Tickets to look at: what `yimen printer sample` and `yimen printer test` print."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from printer.ticket import Language, PrintedTicket, Step

_CHINESE = PrintedTicket(
    centre="一门政务服务中心",
    number="B012",
    service="食品经营许可证新办",
    hall="北厅",
    zone="综合受理区",
    windows="6–13",
    place_in_second_language="North Hall, Windows 6–13",
    ahead=9,
    wait_low_min=15,
    wait_high_min=25,
    link="https://example.org/t/centre/5pXm2Qk8sVYw3nR7cJt4Ha",
    missed_rule="过号不作废：当天扫号票上的码重新排队，排在 3 位之后，限 1 次；再过号，请找导办员。",
    materials=("业务申请表", "营业执照", "法定代表人身份证", "场所平面布局图", "管理制度文本"),
    issued_at="2026-09-15 09:41",
    kiosk="QK-N1",
    valid="当天有效",
    hotline="12345",
)

_ENGLISH = replace(
    _CHINESE,
    language=Language.ENGLISH,
    centre="Yimen Government Service Centre",
    service="Food business licence: new application",
    hall="North Hall",
    zone="Comprehensive Windows",
    place_in_second_language="北厅 6–13 号窗口",
    missed_rule=(
        "A missed number is not lost. Scan its code that day to rejoin behind 3 others (limit: 1). "
        "After that, ask a guide."
    ),
    materials=("Application form", "Business licence", "Legal representative's ID card", "Floor plan"),
    valid="Valid today",
)


_UNKNOWN: dict[str, Any] = {"ahead": None, "wait_low_min": None, "wait_high_min": None}
_CLASS = {Language.CHINESE: "老年人", Language.ENGLISH: "Elderly"}
_RARE = {Language.CHINESE: "㛃䶮𠮷餐饮店许可证变更", Language.ENGLISH: "Licence of 㛃䶮𠮷 Restaurant: change"}
"""Hanzi of Extension A and B, as they stand in names; the middle one is GB18030's own."""
_TRIAL: dict[Language, dict[str, Any]] = {
    Language.CHINESE: {
        "service": "打印测试，不是号票",
        "missed_rule": "这一页能看清、两边不缺字、二维码能扫开，打印机就可以用。生僻字：㛃䶮𠮷。",
        "materials": (),
    },
    Language.ENGLISH: {
        "service": "Printer test, not a ticket",
        "missed_rule": "If this page is clear and whole at both sides, and its code can be scanned, the "
        "printer is in order. Rare characters: 㛃䶮𠮷.",
        "materials": (),
    },
}


def sample(language: Language) -> PrintedTicket:
    """An ordinary ticket."""
    return _ENGLISH if language is Language.ENGLISH else _CHINESE


def every_sample() -> dict[str, PrintedTicket]:
    """One ticket of every kind, by a name for its file."""
    return {f"{name}-{ticket.language}": ticket for ticket, name in _kinds()}


def trial(language: Language, profile: str) -> PrintedTicket:
    """A page to try a printer with: laid out as a ticket, and nobody can take it for one."""
    nowhere = replace(sample(language), zone="", windows="", place_in_second_language="")
    return replace(nowhere, number="TEST", hall=profile, **_TRIAL[language])


def _kinds() -> Iterator[tuple[PrintedTicket, str]]:
    for language in Language:
        ticket = sample(language)
        yield ticket, "ordinary"
        yield replace(ticket, reprints=1, visitor_class=_CLASS[language]), "reprint"
        yield replace(ticket, number="A-K1-07", offline=True, **_UNKNOWN), "offline"
        yield replace(ticket, number="BB1012", windows="7", **_UNKNOWN), "unknown"
        yield replace(ticket, service=_RARE[language]), "rare"
        yield sample_scenario(language), "scenario"


def sample_scenario(language: Language = Language.CHINESE) -> PrintedTicket:
    """One ticket for several steps in two halls."""
    if language is Language.ENGLISH:
        return _scenario_in_english()
    north, south = "北厅 综合受理区", "南厅 办税服务区"
    return replace(
        _CHINESE,
        number="X003",
        service="企业开办一件事",
        steps=(
            Step("公司设立登记", north),
            Step("食品经营许可证新办", north),
            Step("公章刻制备案", "南厅 公安户政区"),
            Step("税务登记信息确认", south),
            Step("发票领用", south),
        ),
        materials=(),
    )


def _scenario_in_english() -> PrintedTicket:
    north, south = "North Hall, Comprehensive Windows", "South Hall, Taxes"
    return replace(
        _ENGLISH,
        number="X003",
        service="Start a company",
        steps=(
            Step("Company registration", north),
            Step("Food business licence: new application", north),
            Step("Record of the company's seals", "South Hall, Police and Households"),
            Step("Confirmation of tax registration", south),
            Step("Invoices", south),
        ),
        materials=(),
    )
