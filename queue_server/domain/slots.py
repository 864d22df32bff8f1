"""Slots: the times for which places of a queue can be booked, how many, and when a day opens for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .calendar import LOOK_AHEAD_DAYS, half_day, local, moment_of, working_spans
from .catalogue import Catalogue
from .policy import BookingPolicy
from .refusals import NotBookable


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of a queue on a date and how many can be booked for it. Times in UTC; `half` is "am" or "pm"."""

    queue: str
    date: date
    starts_at: datetime
    ends_at: datetime
    places: int
    half: str = "am"


SlotsOf = Callable[[str, date], Sequence[Slot]]
"""The slots of a queue on a date; the hall remembers them."""


def rules_of(catalogue: Catalogue, queue: str) -> BookingPolicy:
    """How places of a queue are booked. Raises NotBookable where they are not."""
    rules = catalogue.policy.booking
    if rules is None or not is_bookable(catalogue, queue):
        raise NotBookable(queue=queue)
    return rules


def rules_or_last(catalogue: Catalogue) -> BookingPolicy:
    """Policy's rules; once they are taken out of it, the usual ones for what is still booked."""
    return catalogue.policy.booking or BookingPolicy()


def is_bookable(catalogue: Catalogue, queue: str) -> bool:
    """Whether places of a queue can be booked at all."""
    there = queue in catalogue.queues and queue not in catalogue.retiring.queues
    return there and catalogue.policy.booking is not None and catalogue.policy.queue(queue).bookable


def places_per_slot(catalogue: Catalogue, queue: str) -> int:
    """The queue's own number, else policy's for each window that the catalogue plans for it."""
    own = catalogue.policy.queue(queue).places_per_slot
    if own is not None:
        return own
    return rules_of(catalogue, queue).per_window * len(catalogue.windows_of(queue))


def slots_of(catalogue: Catalogue, queue: str, day: date) -> list[Slot]:
    """The slots of a date: whole ones only, from the beginning of each span in which windows work.

    Raises NotBookable.
    """
    rules, own = rules_of(catalogue, queue), catalogue.policy.queue(queue).slot_minutes
    length = timedelta(minutes=own or rules.slot_minutes)
    places = places_per_slot(catalogue, queue)
    return [
        Slot(queue, day, start, start + length, places, half_day(catalogue, queue, start))
        for span in working_spans(catalogue, queue, day)
        for start in _starts(span, length)
    ]


def released_at(catalogue: Catalogue, rules: BookingPolicy, day: date) -> datetime:
    """When a date opens for booking."""
    return moment_of(catalogue, day - timedelta(days=rules.days_ahead), rules.release_at)


def open_days(catalogue: Catalogue, rules: BookingPolicy, now: datetime) -> Iterator[date]:
    """The dates that are open for booking, from today on."""
    day = local(catalogue, now).date()
    while released_at(catalogue, rules, day) <= now:
        yield day
        day += timedelta(days=1)


def next_release(
    catalogue: Catalogue, queue: str, now: datetime, slots: SlotsOf
) -> tuple[datetime, date] | None:
    """When the next date on which a queue has `slots` opens, and which; None if not within two months."""
    rules = rules_of(catalogue, queue)
    day = local(catalogue, now).date()
    for _ in range(LOOK_AHEAD_DAYS):
        opens = released_at(catalogue, rules, day)
        if opens > now and slots(queue, day):
            return opens, day
        day += timedelta(days=1)
    return None


def _starts(span: tuple[datetime, datetime], length: timedelta) -> Iterator[datetime]:
    start, end = span
    while start + length <= end:
        yield start
        start += length
