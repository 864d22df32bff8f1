"""Tickets to look at: what `yimen printer sample` and `yimen printer test` print."""

from dataclasses import replace

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
    missed_rule="窗口会叫 3 次，约 2 分钟。过号不作废：当天回取号机扫码，排在 3 位之后接着办。",
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
    place_in_second_language="北厅 综合受理区 6–13 号窗口",
    missed_rule=(
        "We call 3 times, for about 2 minutes. A missed number stays good: scan it at any kiosk today "
        "and go on behind 3 people."
    ),
    materials=("Application form", "Business licence", "Legal representative's ID card", "Floor plan"),
    valid="Valid today",
)


def sample(language: Language) -> PrintedTicket:
    """An ordinary ticket."""
    return _ENGLISH if language is Language.ENGLISH else _CHINESE


def sample_scenario() -> PrintedTicket:
    """One ticket for several steps in two halls."""
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
