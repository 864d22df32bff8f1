"""The paper's own words in each language. Names of services and places come with the ticket."""

from dataclasses import dataclass

from printer.ticket import Language


@dataclass(frozen=True)
class Words:
    """Every sentence of the paper; a language that lacks one does not type-check."""

    your_number: str
    class_of: str
    windows: str
    window: str
    ahead: tuple[str, str]
    """Before and behind the figure of people ahead."""
    wait: tuple[str, str]
    wait_within: tuple[str, str]
    """The wait when its lower end is nothing: within so many minutes."""
    wait_unknown: str
    offline: str
    offline_unknown: str
    follow: str
    follow_later: str
    missed: str
    bring: str
    item_joint: str
    steps: str
    kiosk: str
    hotline: str
    valid_today: str
    reprint: str


WORDS = {
    Language.CHINESE: Words(
        your_number="您的号",
        class_of="优先类别：{name}",
        windows="{numbers} 号窗口",
        window="{numbers} 号窗口",
        ahead=("前面", "人"),
        wait=("大约", "分钟"),
        wait_within=("", "分钟以内"),
        wait_unknown="现在没有窗口办这项。有窗口开了就按顺序叫号，您的位置不变。",
        offline="网络断开时取的号，一样有效",
        offline_unknown="现在查不到前面有几人，请听叫号、看大屏。",
        follow="扫码看进度",
        follow_later="网络恢复后可以看",
        missed="没听到叫号怎么办",
        bring="请带好",
        item_joint="、",
        steps="一张号票，{count} 步办完",
        kiosk="{code}",
        hotline="咨询 {number}",
        valid_today="当天有效",
        reprint="补打 第 {sheet} 张",
    ),
    Language.ENGLISH: Words(
        your_number="Your number",
        class_of="Priority class: {name}",
        windows="Windows {numbers}",
        window="Window {numbers}",
        ahead=("", "before you"),
        wait=("about", "min"),
        wait_within=("within", "min"),
        wait_unknown=(
            "No window serves this just now. When one opens, calls go on in order and you keep your place."
        ),
        offline="Issued while offline, equally valid",
        offline_unknown="People ahead are not known just now. Listen for your number and watch the screens.",
        follow="Scan to follow",
        follow_later="once the network is back",
        missed="If you miss your call",
        bring="Have these ready",
        item_joint=", ",
        steps="One ticket, {count} steps",
        kiosk="Kiosk {code}",
        hotline="Help {number}",
        valid_today="Valid today",
        reprint="Reprint: copy no. {sheet}",
    ),
}
