"""A booking as an entry for the calendar of a phone: text/calendar by RFC 5545."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
END = "\r\n"
REMIND_BEFORE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the calendar shows; `made_at` is when this file was made.

    `uid` stays the same when the booking is moved and `sequence` goes up: the phone moves its entry and makes
    no second one.
    """

    uid: str
    made_at: datetime
    start: datetime
    end: datetime
    title: str
    place: str
    text: str
    link: str
    reminder: str
    sequence: int = 0
    cancelled: bool = False
    language: str = "zh-CN"


def calendar_file(entry: Entry) -> bytes:
    """The whole file. Times are UTC, so that it needs no table of time zones."""
    return "".join(_folded(line) + END for line in _lines(entry)).encode()


def _lines(entry: Entry) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//yimen//booking//EN", "CALSCALE:GREGORIAN")
    yield from ("BEGIN:VEVENT", f"UID:{entry.uid}", f"SEQUENCE:{entry.sequence}")
    yield f"DTSTAMP:{_utc(entry.made_at)}"
    yield f"DTSTART:{_utc(entry.start)}"
    yield f"DTEND:{_utc(entry.end)}"
    yield f"SUMMARY;LANGUAGE={entry.language}:{_text(entry.title)}"
    yield f"LOCATION;LANGUAGE={entry.language}:{_text(entry.place)}"
    yield f"DESCRIPTION;LANGUAGE={entry.language}:{_text(entry.text)}"
    yield f"URL:{entry.link}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield "CLASS:PRIVATE"
    if not entry.cancelled:
        yield from _alarm(entry)
    yield from ("END:VEVENT", "END:VCALENDAR")


def _alarm(entry: Entry) -> Iterator[str]:
    minutes = int(REMIND_BEFORE.total_seconds() // 60)
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{minutes}M")
    yield f"DESCRIPTION;LANGUAGE={entry.language}:{_text(entry.reminder)}"
    yield "END:VALARM"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """A TEXT value (3.3.11): what would end it is escaped, and no control sign stays."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = ("".join(sign for sign in line if sign.isprintable()) for line in escaped.splitlines())
    return "\\n".join(lines)


def _folded(line: str) -> str:
    """Cut into lines of 75 octets, each further one behind a blank; no sign is torn apart."""
    parts, size = [""], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            parts.append("")
            size = 1  # the blank that says that the line goes on
        parts[-1] += sign
        size += octets
    return f"{END} ".join(parts)
