"""How many places can be booked now, and until when something can be done about a booking."""

from collections import Counter
from datetime import date, datetime, timedelta

from .appointments import Appointment
from .bookings import Half
from .calendar import half_day
from .hall import Hall
from .policy import BookingPolicy
from .quotas import bookable, quota_left
from .slots import Slot, open_days, rules_of


def places_left(hall: Hall, slot: Slot, now: datetime, moving: Appointment | None = None) -> int:
    """How many of a slot's places can be booked now; a booking that moves takes its own number along."""
    in_half = unpromised(hall, slot, now)
    if in_half is not None and moving is not None and _of_half(hall, moving) == _half(slot):
        in_half += 1
    return _places_left(hall, slot, in_half)


def left_in_half(hall: Hall, slot: Slot, now: datetime) -> int | None:
    """How many can be booked now in the half-day of a slot; None where the queue has no quota."""
    left = unpromised(hall, slot, now)
    return None if left is None else max(0, left)


def unpromised(hall: Hall, slot: Slot, now: datetime) -> int | None:
    """What bookings may still take of a half-day's numbers; below zero after a quota was made smaller.

    Never more than the quota leaves beside the walk-in share, nor than walk-ins have left of it.
    """
    share = bookable(hall, slot.queue)
    if share is None:
        return None
    walk_ins = quota_left(hall, slot.queue, slot.starts_at, now) or 0
    return min(share - hall.bookings.taken_in(_half(slot)), walk_ins)


def day_left(hall: Hall, queue: str, day: date, now: datetime) -> tuple[list[tuple[Slot, int]], int]:
    """The slots of an open day that can still be booked, each with the places left; and of the whole day.

    A day may have fewer left than its slots together, where its halves have quotas.
    """
    rules = rules_of(hall.catalogue, queue)
    slots = [slot for slot in hall.slots(queue, day) if not is_over(rules, slot, now)]
    halves = {slot.half: slot for slot in slots}
    most = {half: left_in_half(hall, slot, now) for half, slot in halves.items()}
    found = [(slot, _places_left(hall, slot, most[slot.half])) for slot in slots]
    sums: Counter[str] = Counter()
    for slot, left in found:
        sums[slot.half] += left
    return found, sum(n if (limit := most[half]) is None else min(n, limit) for half, n in sums.items())


def bookable_slots(hall: Hall, queue: str, day: date, now: datetime) -> list[tuple[Slot, int]]:
    """The slots of an open day that can still be booked, each with the places left."""
    return day_left(hall, queue, day, now)[0]


def next_free_day(hall: Hall, queue: str, now: datetime) -> date | None:
    """The first open day on which something can be booked; None where all are full. Raises NotBookable."""
    days = open_days(hall.catalogue, rules_of(hall.catalogue, queue), now)
    return next((d for d in days if any(left > 0 for _, left in bookable_slots(hall, queue, d, now))), None)


def _places_left(hall: Hall, slot: Slot, in_half: int | None) -> int:
    left = slot.places - len(hall.bookings.taken(slot.queue, slot.starts_at))
    return max(0, left if in_half is None else min(left, in_half))


def _half(slot: Slot) -> Half:
    return slot.queue, slot.date, slot.half


def _of_half(hall: Hall, booked: Appointment) -> Half:
    return booked.queue, booked.date, half_day(hall.catalogue, booked.queue, booked.starts_at)


def is_over(rules: BookingPolicy, slot: Slot, now: datetime) -> bool:
    """Whether a slot begins too soon to be booked."""
    return now > slot.starts_at - timedelta(seconds=rules.book_until_s)


def change_until(rules: BookingPolicy, appointment: Appointment) -> datetime:
    """The last moment at which a booking can be moved; it can be cancelled until its slot begins."""
    return appointment.starts_at - timedelta(seconds=rules.change_until_s)
