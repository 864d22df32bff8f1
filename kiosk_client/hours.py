"""When numbers are given, by the catalogue alone: what the server would say, while nobody can ask it.

The rules are those of the hall's calendar; a test compares both for every queue and any moment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk_client.server import Body

LOOK_AHEAD_DAYS = 60
SATURDAY = 5

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Hours:
    """Whether a queue is open and gives numbers at a moment, and when it gives some again if not."""

    open_now: bool
    issuing: bool
    on_lunch: bool
    opens: datetime | None


def row(catalogue: Body, table: str, code: str) -> dict[str, Any] | None:
    """One row of the catalogue; None where there is none."""
    found: dict[str, Any] | None = next((row for row in catalogue[table] if row["code"] == code), None)
    return found


def hours_of(catalogue: Body, queue: Body, at: datetime) -> Hours:
    """What a queue is doing at a moment."""
    day = local(catalogue, at).date()
    open_now = _within(at, _open_spans(catalogue, queue, day))
    pause = _lunch(catalogue, queue, day)
    on_lunch = open_now and pause is not None and _within(at, [pause])
    issuing = _within(at, _issuing_spans(catalogue, queue, day))
    return Hours(open_now, issuing, on_lunch, None if issuing else _next(catalogue, queue, at))


def gives_from(catalogue: Body, queue: Body, at: datetime) -> datetime | None:
    """The first moment from `at` on at which numbers are given; None if not within two months."""
    hours = hours_of(catalogue, queue, at)
    return at if hours.issuing else hours.opens


def half_day(catalogue: Body, queue: Body, at: datetime) -> str:
    """The half-day of a moment, e.g. 2026-11-23 am; the afternoon begins with the lunch break."""
    moment = local(catalogue, at)
    pause = _hall(catalogue, queue)["lunch"]
    afternoon = pause is not None and moment.time() >= time.fromisoformat(pause[0])
    return f"{business_date(catalogue, at)} {'pm' if afternoon else 'am'}"


def next_half_day(catalogue: Body, queue: Body, at: datetime) -> datetime:
    """When the half-day after that of a moment begins."""
    now, pause = local(catalogue, at), _hall(catalogue, queue)["lunch"]
    if pause is not None and now.time() < time.fromisoformat(pause[0]):
        return datetime.combine(now.date(), time.fromisoformat(pause[0]), tzinfo=now.tzinfo).astimezone(UTC)
    return datetime.combine(now.date() + timedelta(days=1), time(0), tzinfo=now.tzinfo).astimezone(UTC)


def business_date(catalogue: Body, at: datetime) -> date:
    """The date of a moment's numbers; a day close before noon ends the date of the evening before."""
    moment, closes = local(catalogue, at), time.fromisoformat(catalogue["centre"]["day_close"])
    early = closes < time(12) and moment.time() < closes
    return moment.date() - timedelta(days=1) if early else moment.date()


def local(catalogue: Body, at: datetime) -> datetime:
    """A moment as the centre's clocks show it."""
    return at.astimezone(ZoneInfo(catalogue["centre"]["time_zone"]))


def _open_spans(catalogue: Body, queue: Body, day: date) -> list[Span]:
    """The hall's hours on workdays, and the queue's own extended ones except on holidays."""
    hall, kind = _hall(catalogue, queue), _kind(catalogue, day)
    spans = [_span(catalogue, day, hall["open"], hall["close"])] if _is_workday(kind, day) else []
    if kind != "holiday":
        spans += [
            _span(catalogue, day, extra["open"], extra["close"])
            for extra in queue.get("extended", ())
            if extra["weekday"] == day.weekday()
        ]
    return _merged(sorted(spans))


def _issuing_spans(catalogue: Body, queue: Body, day: date) -> list[Span]:
    if queue.get("retiring"):
        return []
    rules = catalogue.get("issuing", {})
    margin = timedelta(seconds=rules.get("last_ticket_before_close_s", 0))
    spans = [
        (start, end - margin) for start, end in _open_spans(catalogue, queue, day) if end - margin > start
    ]
    pause = _lunch(catalogue, queue, day)
    if rules.get("during_lunch", True) or pause is None:
        return spans
    return [part for span in spans for part in _without(span, pause)]


def _next(catalogue: Body, queue: Body, at: datetime) -> datetime | None:
    first = local(catalogue, at).date()
    days = (first + timedelta(days=n) for n in range(LOOK_AHEAD_DAYS))
    return next(
        (start for day in days for start, _ in _issuing_spans(catalogue, queue, day) if start > at), None
    )


def _lunch(catalogue: Body, queue: Body, day: date) -> Span | None:
    pause = _hall(catalogue, queue)["lunch"]
    if pause is None or not _is_workday(_kind(catalogue, day), day):
        return None
    return _span(catalogue, day, *pause)


def _kind(catalogue: Body, day: date) -> str | None:
    kind: str | None = catalogue.get("calendar", {}).get(day.isoformat())
    return kind


def _is_workday(kind: str | None, day: date) -> bool:
    return day.weekday() < SATURDAY if kind is None else kind == "makeup_workday"


def _hall(catalogue: Body, queue: Body) -> dict[str, Any]:
    found = row(catalogue, "halls", queue["hall"])
    assert found is not None, "a queue of the catalogue has a hall of the catalogue"
    return found


def _span(catalogue: Body, day: date, start: str, end: str) -> Span:
    """In UTC: two times of one zone would be compared by the clock on the wall, which may jump."""
    zone = ZoneInfo(catalogue["centre"]["time_zone"])
    clocks = (time.fromisoformat(clock) for clock in (start, end))
    first, last = (datetime.combine(day, clock, tzinfo=zone).astimezone(UTC) for clock in clocks)
    return first, last


def _within(at: datetime, spans: Iterable[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(span: Span, pause: Span) -> Iterator[Span]:
    if span[0] < min(span[1], pause[0]):
        yield span[0], min(span[1], pause[0])
    if max(span[0], pause[1]) < span[1]:
        yield max(span[0], pause[1]), span[1]
