"""Opening: which queue issues tickets when, in the centre's own time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from .catalogue import Catalogue, DayKind
from .windows import HallState

LOOK_AHEAD_DAYS = 60
SATURDAY = 5

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a queue is open and issues tickets at a moment; `until` ends the present state of issuing,
    `opens` is when issuing begins again (None while it goes on, or beyond two months)."""

    open_now: bool
    issuing: bool
    on_lunch: bool
    until: datetime | None
    opens: datetime | None


def is_workday(catalogue: Catalogue, day: date) -> bool:
    """Monday to Friday, unless the calendar says holiday or make-up workday."""
    kind = catalogue.calendar.get(day)
    if kind is not None:
        return kind is DayKind.MAKEUP_WORKDAY
    return day.weekday() < SATURDAY


def working_day_after(catalogue: Catalogue, day: date, count: int) -> date:
    """The date of the so many-th working day after a date, which itself does not count."""
    for _ in range(count):
        later = (day + timedelta(days=n) for n in range(1, LOOK_AHEAD_DAYS))
        day = next((d for d in later if is_workday(catalogue, d)), day + timedelta(days=LOOK_AHEAD_DAYS))
    return day


def hall_hours(catalogue: Catalogue, hall: str, day: date) -> Span | None:
    """When a hall is open on a date, lunch included; None on a closed day."""
    if not is_workday(catalogue, day):
        return None
    place = catalogue.halls[hall]
    return _at(catalogue, day, place.open), _at(catalogue, day, place.close)


def queue_hours(catalogue: Catalogue, queue: str, day: date) -> list[Span]:
    """The open spans of a queue on a date: the hall's, and its own extended hours except on holidays."""
    spans = [hours] if (hours := hall_hours(catalogue, catalogue.queues[queue].hall, day)) else []
    if catalogue.calendar.get(day) is not DayKind.HOLIDAY:
        extra = catalogue.policy.queue(queue).extended
        spans += [
            (_at(catalogue, day, e.open), _at(catalogue, day, e.close))
            for e in extra
            if e.weekday == day.weekday()
        ]
    return _merged(sorted(spans))


def is_open_at(catalogue: Catalogue, queue: str, day: date, at: datetime) -> bool:
    """Whether a queue is open at a moment of a date, its lunch break included."""
    return any(start <= at < end for start, end in queue_hours(catalogue, queue, day))


def working_spans(catalogue: Catalogue, queue: str, day: date) -> list[Span]:
    """When a queue's windows work on a date: its open spans without the lunch break."""
    spans = queue_hours(catalogue, queue, day)
    pause = lunch(catalogue, catalogue.queues[queue].hall, day)
    return spans if pause is None else [part for span in spans for part in _without(span, pause)]


def lunch(catalogue: Catalogue, hall: str, day: date) -> Span | None:
    """The lunch break of a hall on a workday."""
    pause = catalogue.halls[hall].lunch
    if pause is None or not is_workday(catalogue, day):
        return None
    return _at(catalogue, day, pause[0]), _at(catalogue, day, pause[1])


def opening(catalogue: Catalogue, queue: str, at: datetime) -> Opening:
    """What a queue is doing at a moment."""
    day = local(catalogue, at).date()
    open_now = any(start <= at < end for start, end in queue_hours(catalogue, queue, day))
    pause = lunch(catalogue, catalogue.queues[queue].hall, day)
    on_lunch = bool(open_now and pause and pause[0] <= at < pause[1])
    present = next((s for s in issuing_spans(catalogue, queue, day) if s[0] <= at < s[1]), None)
    if present:
        return Opening(open_now, True, on_lunch, present[1], None)
    opens = next_issuing(catalogue, queue, at)
    return Opening(open_now, False, on_lunch, opens, opens)


def issuing_spans(catalogue: Catalogue, queue: str, day: date) -> list[Span]:
    """When tickets are issued on a date: until closing less policy's margin, in lunch if policy says so.

    A queue that left the files and lives on for today's tickets issues none.
    """
    if queue in catalogue.retiring.queues:
        return []
    policy = catalogue.policy
    margin = timedelta(seconds=policy.last_ticket_before_close_s)
    spans = [
        (start, end - margin) for start, end in queue_hours(catalogue, queue, day) if end - margin > start
    ]
    pause = lunch(catalogue, catalogue.queues[queue].hall, day)
    if policy.during_lunch or pause is None:
        return spans
    return [part for span in spans for part in _without(span, pause)]


def next_issuing(catalogue: Catalogue, queue: str, at: datetime) -> datetime | None:
    """When issuing begins next after a moment; None if not within two months."""
    first = local(catalogue, at).date()
    days = (first + timedelta(days=n) for n in range(LOOK_AHEAD_DAYS))
    return next((s for day in days for s, _ in issuing_spans(catalogue, queue, day) if s > at), None)


def issuing_from(catalogue: Catalogue, queue: str, at: datetime) -> datetime | None:
    """The first moment from `at` on at which tickets are issued; None if not within two months."""
    present = opening(catalogue, queue, at)
    return at if present.issuing else present.opens


def next_workday(catalogue: Catalogue, queue: str, day: date) -> date | None:
    """The first date after `day` on which a queue opens."""
    later = (day + timedelta(days=n) for n in range(1, LOOK_AHEAD_DAYS))
    return next((d for d in later if queue_hours(catalogue, queue, d)), None)


def hall_state(catalogue: Catalogue, hall: str, at: datetime) -> HallState:
    """What the clock makes of a hall: open while people may wait in one of its queues, lunch in its break."""
    day = local(catalogue, at).date()
    queues = (q.code for q in catalogue.hall_queues.values() if q.hall == hall)
    if not any(start <= at < end for q in queues for start, end in queue_hours(catalogue, q, day)):
        return HallState.CLOSED
    pause = lunch(catalogue, hall, day)
    return HallState.LUNCH if pause and pause[0] <= at < pause[1] else HallState.OPEN


def half_day(catalogue: Catalogue, queue: str, at: datetime) -> str:
    """Which half-day a time belongs to ("am", "pm"); the afternoon starts when the lunch break starts."""
    place = catalogue.queues.get(queue)
    pause = catalogue.halls[place.hall].lunch if place else None
    return "am" if pause is None or local(catalogue, at).time() < pause[0] else "pm"


def business_date(catalogue: Catalogue, at: datetime) -> date:
    """The date of a moment's numbers; a day close before noon ends the date of the evening before."""
    moment = local(catalogue, at)
    closes = catalogue.centre.day_close
    early = closes < time(12) and moment.time() < closes
    return moment.date() - timedelta(days=1) if early else moment.date()


def day_is_over(catalogue: Catalogue, day: date, at: datetime) -> bool:
    """Whether the day close of a business date has passed."""
    closes = catalogue.centre.day_close
    end_date = day + timedelta(days=1) if closes < time(12) else day
    return at >= _at(catalogue, end_date, closes)


def moment_of(catalogue: Catalogue, day: date, clock: time) -> datetime:
    """A time of day in the centre, in UTC."""
    return _at(catalogue, day, clock)


def local(catalogue: Catalogue, at: datetime) -> datetime:
    """A moment as the centre's clocks show it."""
    return at.astimezone(catalogue.centre.zone)


def _at(catalogue: Catalogue, day: date, clock: time) -> datetime:
    """A moment in UTC: two times of one zone would be compared by the clock on the wall, which may jump."""
    return datetime.combine(day, clock, tzinfo=catalogue.centre.zone).astimezone(UTC)


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
