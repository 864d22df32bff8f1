"""What a panel over a window says: a number, where to go, how the window is; never a name or an ID number."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ui.words import say

TICKET_NUMBER = re.compile(r"[A-Z]{1,4}(?:-[A-Z0-9]{1,6}-)?[0-9]{2,5}", re.ASCII)
"""A series and a serial, `A012` or offline `A-K1-07`: too short for any document and never a name."""
FORMS = ("long", "middle", "short")


class Sign(StrEnum):
    """How a window is, as far as its panel is concerned; `unknown` when nobody has said so for a while."""

    CLOSED = "closed"
    IDLE = "idle"
    CALLED = "called"
    SERVING = "serving"
    PAUSED = "paused"
    LEAVE = "leave"
    UNKNOWN = "unknown"


NUMBERED = frozenset({Sign.CALLED, Sign.SERVING})


@dataclass(frozen=True, slots=True)
class WindowContent:
    """What is to be said about a window. `call` is the call's seq: a recall has another, and blinks again."""

    sign: Sign
    number: str | None = None
    call: int = 0


NOTHING_KNOWN = WindowContent(Sign.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Message:
    """What stands on a panel; an empty text is a dark panel."""

    text: str
    blinks: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How one panel speaks: `width` in half characters (a Chinese one takes two), a call blinks `blink_s`."""

    window: int
    width: int
    language: str = "zh"
    idle_text: str = ""
    blink_s: float = 10.0


def message_of(content: WindowContent, look: Look, age_s: float) -> Message:
    """What the panel shows `age_s` seconds after this was to be said.

    The longest sentence that fits is taken. A number that would be cut, or what is no number at all, is not
    shown: then the panel sends people to the hall's screen.
    """
    if content.sign is Sign.IDLE and look.idle_text:
        return Message(look.idle_text)
    if content.sign in NUMBERED and not _is_showable(content.number, look):
        content = NOTHING_KNOWN
    blinks = content.sign is Sign.CALLED and age_s < look.blink_s
    return Message(_sentence(content, look), blinks)


def cells(text: str) -> int:
    """The width of a text in half characters."""
    return sum(1 if letter.isascii() else 2 for letter in text)


def _is_showable(number: str | None, look: Look) -> bool:
    return number is not None and TICKET_NUMBER.fullmatch(number) is not None and cells(number) <= look.width


def _sentence(content: WindowContent, look: Look) -> str:
    sentences = [
        say(f"panel.{content.sign}.{form}", look.language, number=content.number, window=look.window)
        for form in FORMS
    ]
    return next((text for text in sentences if cells(text) <= look.width), sentences[-1])
