"""What a text asks for, and in which language: the words that people type, no more."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Wanted = Literal["number", "queue", "book", "help"]

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[A-Z]{2,}")
NUMBER = re.compile(r"(?<![A-Z0-9-])([A-Z]{1,3})([0-9]{1,5})(?![A-Z0-9-])")
ALONE = re.compile(r"([A-Z]{1,3})[ -]?([0-9]{1,5})")
"""With a gap only where nothing else stands there: "in 10 minutes" is no number of a series IN."""
OFFLINE = re.compile(r"(?<![A-Z0-9-])[A-Z]{1,3}-[A-Z]{1,3}[0-9]{1,3}-[0-9]{2,5}(?![A-Z0-9-])")
LONGEST = 60
DIGITS = 3
QUEUE = re.compile(r"排队|等候|等多久|几个人|\bQUEUES?\b|\bWAIT(ING)?\b|\bLINE\b")
BOOK = re.compile(r"预约|取号|办事|事项|\bBOOK(ING)?\b|\bAPPOINTMENT\b|\bSERVICES?\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted; `number` as it stands on paper. `language` is None where the text has none."""

    wanted: Wanted
    language: str | None = None
    number: str = ""


def asked_in(text: str) -> Asked:
    """What a text asks for. A number goes before words: "A012 还要等多久" asks for A012."""
    said = unicodedata.normalize("NFKC", text)[:LONGEST].upper().strip()
    number = number_in(said)
    language = _language(said)
    if number:
        return Asked("number", language, number)
    if QUEUE.search(said):
        return Asked("queue", language)
    return Asked("book" if BOOK.search(said) else "help", language)


def number_in(said: str) -> str:
    """The first number of a ticket in a text in capitals, its digits filled up; empty where there is none."""
    if found := OFFLINE.search(said):
        return found[0]
    if found := ALONE.fullmatch(said) or NUMBER.search(said):
        return f"{found[1]}{int(found[2]):0{DIGITS}d}"
    return ""


def _language(said: str) -> str | None:
    if HAN.search(said):
        return "zh"
    if ALONE.fullmatch(said):
        return None
    return "en" if LATIN_WORD.search(NUMBER.sub(" ", OFFLINE.sub(" ", said))) else None
