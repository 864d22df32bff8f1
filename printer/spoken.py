"""What `yimen printer` says to whoever stands beside a printer, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from printer.addresses import WAYS
from printer.job import JobState
from printer.status import Status
from printer.ticket import Language


@dataclass(frozen=True)
class Spoken:
    """Every sentence of the command; a language that lacks one does not type-check."""

    states: Mapping[Status, str]
    asked: Mapping[int, str]
    """What the four questions DLE EOT 1 to 4 are about."""
    answer: str
    """One question, the byte that was said, and what it means."""
    ends: Mapping[JobState, str]
    verdicts: tuple[str, str, str]
    """By exit status: it can print, something is wrong, unknown."""
    verdict: str
    because: str
    """A trouble, and what the engineer is told of it."""
    no_answer_yet: str
    joint: str
    away: str
    failed: str
    no_printer: str
    no_font: str
    sample_columns: str
    samples: str
    not_written: str


SPOKEN = {
    Language.CHINESE: Spoken(
        states={
            Status.READY: "正常",
            Status.OFFLINE: "离线",
            Status.COVER_OPEN: "盖子开着",
            Status.PAPER_NEAR_END: "纸快用完了",
            Status.PAPER_OUT: "没纸了",
            Status.CUTTER_ERROR: "切纸刀卡住了",
            Status.DEVICE_ERROR: "有故障，原因要问厂家",
            Status.UNREACHABLE: "连不上",
            Status.UNKNOWN: "没有应答，或无法识别",
        },
        asked={1: "打印机", 2: "停下的原因", 3: "故障", 4: "纸"},
        answer="DLE EOT {question}  {byte}  {asked}：{found}",
        ends={
            JobState.CONFIRMED: "已打印并确认，用时 {ms:.0f} 毫秒：切纸后打印机已应答。",
            JobState.SENT: "已发送，用时 {ms:.0f} 毫秒，没有确认：{why}。请看看纸出来没有。",
            JobState.FAILED: "没有打印（{ms:.0f} 毫秒）：{why}。",
            JobState.UNKNOWN: "{ms:.0f} 毫秒后仍不清楚：{why}。可能过后才出来，重打之前先看一眼。",
            JobState.QUEUED: "{ms:.0f} 毫秒后还在排队，打印机正忙。",
        },
        verdicts=("可以打印", "有问题", "不清楚"),
        verdict="{verdict}：{states}。",
        because="{trouble}（{reason}）",
        no_answer_yet="还没有应答",
        joint="、",
        away="连不上打印机：{why}。",
        failed="出错：{why}",
        no_printer="“{address}”不是打印机地址。可以写：virtual:FOLDER、tcp://host:port、"
        "serial:/dev/ttyS0?baud=19200、usb:04b8:0202、file:PATH，或直接写路径",
        no_font="没有能画中文的字体：apt-get install fonts-noto-cjk，或用 --font 指定字体文件",
        sample_columns="号票          打印机           字节  生成毫秒",
        samples="{folder}/：每张都有 .bin 和 .png",
        not_written="写不进去：{why}。用 --out 指定一个能写的文件夹",
    ),
    Language.ENGLISH: Spoken(
        states={
            Status.READY: "in order",
            Status.OFFLINE: "offline",
            Status.COVER_OPEN: "the cover is open",
            Status.PAPER_NEAR_END: "the roll ends soon",
            Status.PAPER_OUT: "no paper",
            Status.CUTTER_ERROR: "the knife is jammed",
            Status.DEVICE_ERROR: "an error that only the printer's maker can explain",
            Status.UNREACHABLE: "cannot be reached",
            Status.UNKNOWN: "no answer that could be understood",
        },
        asked={1: "printer", 2: "why it stopped", 3: "errors", 4: "paper"},
        answer="DLE EOT {question}  {byte}  {asked}: {found}",
        ends={
            JobState.CONFIRMED: "Printed and confirmed in {ms:.0f} ms: the printer answered behind the cut.",
            JobState.SENT: "Sent in {ms:.0f} ms, not confirmed: {why}. Look whether a page came out.",
            JobState.FAILED: "Nothing was printed ({ms:.0f} ms): {why}.",
            JobState.UNKNOWN: "Unknown after {ms:.0f} ms: {why}. It may come out later: look before you print"
            " again.",
            JobState.QUEUED: "Still in line after {ms:.0f} ms; the printer is busy.",
        },
        verdicts=("It can print", "Something is wrong", "Unknown"),
        verdict="{verdict}: {states}.",
        because="{trouble} ({reason})",
        no_answer_yet="it has not answered yet",
        joint=", ",
        away="The printer cannot be reached: {why}.",
        failed="Error: {why}",
        no_printer=f"“{{address}}” is no printer. It may be {WAYS}",
        no_font="There is no font to draw with: apt-get install fonts-noto-cjk, or name a file with --font",
        sample_columns="ticket        printer         bytes  build ms",
        samples="{folder}/: each as .bin and .png",
        not_written="cannot be written: {why}. Name a folder that can, by --out",
    ),
}


def language_here(environ: Mapping[str, str]) -> Language:
    """The language of whoever sits at a terminal, as all commands find it (`ui/terminal.py`)."""
    english = environ.get("TERM") == "linux" or environ.get("LANG", "").lower().startswith("en")
    return Language.ENGLISH if english else Language.CHINESE
