"""A booking in the calendar of a phone: the file is as RFC 5545 wants it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from queue_server.web.booking.calendar_entry import Entry, calendar_file
from tests.makers import SHANGHAI

START = datetime(2026, 9, 16, 9, 30, tzinfo=SHANGHAI)
ENTRY = Entry(
    uid="q3vPzJ0mT7yWc1RkXn5s2A@hall.example",
    made_at=datetime(2026, 9, 15, 1, 0, tzinfo=UTC),
    start=START,
    end=START + timedelta(minutes=30),
    title="食品经营许可证新办；预约",
    place="北厅, 综合受理区",
    text="请带：身份证;营业执照\n改期或取消：https://hall.example/b/q3vPzJ0mT7yWc1RkXn5s2A",
    link="https://hall.example/b/q3vPzJ0mT7yWc1RkXn5s2A",
    reminder="一小时后到大厅办事",
)


def unfolded(entry: Entry) -> list[str]:
    text = calendar_file(entry).decode()
    assert text.endswith("END:VCALENDAR\r\n")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_times_are_utc_and_the_entry_reminds_an_hour_before() -> None:
    lines = unfolded(ENTRY)
    assert {"DTSTAMP:20260915T010000Z", "DTSTART:20260916T013000Z", "DTEND:20260916T020000Z"} <= set(lines)
    assert lines[lines.index("BEGIN:VALARM") + 1 :][:2] == ["ACTION:DISPLAY", "TRIGGER:-PT60M"]


def test_what_must_be_there_is_there_once_and_parts_are_closed_in_order() -> None:
    lines = unfolded(ENTRY)
    names = [line.split(":")[0].split(";")[0] for line in lines]
    once = ("VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "SEQUENCE")
    assert [names.count(name) for name in once] == [1] * len(once)
    ends = [line for line in lines if line.startswith("END:")]
    assert ends == ["END:VALARM", "END:VEVENT", "END:VCALENDAR"]


@pytest.mark.parametrize(
    "title", ["x" * 300, "办" * 200, "a" + "办" * 100, "😀" * 60], ids=["ascii", "han", "mixed", "wide"]
)
def test_lines_are_folded_at_75_octets_and_no_sign_is_torn(title: str) -> None:
    entry = replace(ENTRY, title=title)
    lines = calendar_file(entry).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]
    assert f"SUMMARY;LANGUAGE=zh-CN:{title}" in unfolded(entry)


def test_what_would_end_a_value_is_escaped() -> None:
    entry = replace(ENTRY, title="a,b;c\\d\r\nEND:VEVENT\x07")
    assert "SUMMARY;LANGUAGE=zh-CN:a\\,b\\;c\\\\d\\nEND:VEVENT" in unfolded(entry)


def test_no_line_ends_in_a_bare_feed_or_return() -> None:
    content = calendar_file(ENTRY)
    assert content.count(b"\r") == content.count(b"\n") == content.count(b"\r\n")


def test_a_cancelled_booking_takes_its_entry_back_and_rings_no_more() -> None:
    lines = unfolded(replace(ENTRY, cancelled=True, sequence=2))
    assert {"STATUS:CANCELLED", "SEQUENCE:2", f"UID:{ENTRY.uid}"} <= set(lines)
    assert "BEGIN:VALARM" not in lines
