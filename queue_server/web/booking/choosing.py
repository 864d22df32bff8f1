"""Which days and times can be booked for an item, as its pages say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from queue_server.domain.calendar import local, moment_of
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.places_left import bookable_slots
from queue_server.domain.policy import BookingPolicy, VisitKind
from queue_server.domain.slots import Slot, next_release, open_days, rules_of
from queue_server.web.public.listing import NotOffered
from queue_server.web.public.spoken import day_text, moment_text, zone_of
from ui.words import say

from .asking import consent_text

NOON = 12
LONGEST_CODE = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A day or a time; `left` is nothing where it is booked out. `code` is how an address names it."""

    code: str
    name: str
    left: int
    left_text: str


@dataclass(frozen=True, slots=True)
class Half:
    """The times of a morning or an afternoon."""

    name: str
    slots: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An item and how far the choice has come.

    `kind` says where it takes place. `day` and `slot` are empty until they are chosen and can be booked.
    `gone` says that what was chosen cannot be booked any more. `rules` are the centre's.
    """

    code: str
    name: str
    place: str
    kind: str
    real_name: bool
    cross_town: bool
    rules: BookingPolicy
    consent: str
    days: tuple[Row, ...]
    released: str
    day: str
    day_name: str
    halves: tuple[Half, ...]
    slot: str
    slot_name: str
    gone: bool

    @property
    def stage(self) -> str:
        """What is to be chosen next: the day, the time, or who comes."""
        return "who" if self.slot else "slot" if self.day else "day"


def choice_of(hall: Hall, code: str, day: str, slot: str, now: datetime, language: str) -> Choice:
    """The choice that an address names. Raises NotOffered, or NotBookable."""
    catalogue = hall.catalogue
    if not catalogue.offers(code):
        raise NotOffered(code)
    service = catalogue.services[code]
    rules = rules_of(catalogue, service.queue)
    days = {each: bookable_slots(hall, service.queue, each, now) for each in open_days(catalogue, rules, now)}
    chosen = next((each for each in days if each.isoformat() == day), None)
    slots = days.get(chosen, []) if chosen else []
    own = catalogue.policy.queue(service.queue)
    real_name = own.real_name
    taken = next((s for s, left in slots if clock_of(catalogue, s.starts_at) == slot and left > 0), None)
    return Choice(
        code=code,
        name=in_language(service.names, language),
        place=place_of(catalogue, service.queue, language),
        kind=own.visit.value,
        real_name=real_name,
        cross_town=catalogue.is_cross_town(code),
        rules=rules,
        consent=consent_text(catalogue, real_name, own.visit, language),
        days=tuple(_days(hall, service.queue, days, language)),
        released=_released(hall, service.queue, now, language),
        day=chosen.isoformat() if chosen and slots else "",
        day_name=long_day(chosen, language) if chosen else "",
        halves=tuple(_halves(catalogue, slots, language)),
        slot=slot if taken else "",
        slot_name=span_of(catalogue, taken.starts_at, taken.ends_at) if taken else "",
        gone=bool((day and not slots) or (slot and not taken)),
    )


def starts_at(catalogue: Catalogue, day: str, slot: str) -> datetime | None:
    """The moment that a form names; None where it names none."""
    if max(len(day), len(slot)) > LONGEST_CODE:
        return None
    try:
        return moment_of(catalogue, date.fromisoformat(day), time.fromisoformat(slot))
    except (ValueError, OverflowError):
        return None


def place_of(catalogue: Catalogue, queue: str, language: str) -> str:
    """The hall and the zone in which most windows of a queue are; or that it is done elsewhere."""
    kind, place = catalogue.policy.queue(queue).visit, catalogue.queues[queue]
    if kind is not VisitKind.HALL:
        return say(f"booking.place.{kind.value}", language)
    hall = in_language(catalogue.halls[place.hall].names, language)
    zone = catalogue.zones.get(zone_of(catalogue, catalogue.windows_of(queue)) or "")
    return say("phone.and", language).join([hall, in_language(zone.names, language)] if zone else [hall])


def long_day(day: date, language: str) -> str:
    """9月16日 星期三."""
    weekday = say(f"public.weekday.{day.weekday()}", language)
    return say("booking.long_day", language, day=day_text(day, language), weekday=weekday)


def clock_of(catalogue: Catalogue, at: datetime) -> str:
    """09:30."""
    return f"{local(catalogue, at):%H:%M}"


def span_of(catalogue: Catalogue, start: datetime, end: datetime) -> str:
    """09:30–10:00."""
    return f"{clock_of(catalogue, start)}\u2060–\u2060{clock_of(catalogue, end)}"


def _days(hall: Hall, queue: str, days: dict[date, list[tuple[Slot, int]]], language: str) -> Iterator[Row]:
    """The days on which the queue has slots at all; today only while one of them can still be booked."""
    for day, slots in days.items():
        free = sum(left > 0 for _, left in slots)
        if not hall.slots(queue, day) or (not slots and day == next(iter(days))):
            continue
        word = "booking.day.free" if free else "booking.full"
        yield Row(day.isoformat(), long_day(day, language), free, say(word, language, count=free))


def _halves(catalogue: Catalogue, slots: list[tuple[Slot, int]], language: str) -> Iterator[Half]:
    for name, is_morning in (("booking.morning", True), ("booking.afternoon", False)):
        part = [(slot, left) for slot, left in slots if _is_morning(catalogue, slot) is is_morning]
        yield Half(say(name, language), tuple(_row(catalogue, slot, left, language) for slot, left in part))


def _is_morning(catalogue: Catalogue, slot: Slot) -> bool:
    """The break parts the day, and noon where there is none."""
    if catalogue.halls[catalogue.queues[slot.queue].hall].lunch is not None:
        return slot.half == "am"
    return local(catalogue, slot.starts_at).hour < NOON


def _row(catalogue: Catalogue, slot: Slot, left: int, language: str) -> Row:
    word = "booking.full" if left <= 0 else "booking.left.one" if left == 1 else "booking.left"
    return Row(
        code=clock_of(catalogue, slot.starts_at),
        name=span_of(catalogue, slot.starts_at, slot.ends_at),
        left=left,
        left_text=say(word, language, count=left),
    )


def _released(hall: Hall, queue: str, now: datetime, language: str) -> str:
    catalogue = hall.catalogue
    found = next_release(catalogue, queue, now, hall.slots)
    if found is None:
        return ""
    at, day = found
    when = moment_text(catalogue, at, now, language)
    return say("booking.released", language, when=when, day=day_text(day, language))
