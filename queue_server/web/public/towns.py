"""Other centres at which an item is handled for people of any town, and how it is there now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from queue_server.boards.halls import state_of
from queue_server.domain.calendar import local, queue_hours
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.places_left import next_free_day
from queue_server.domain.slots import is_bookable
from queue_server.domain.windows import HallState
from queue_server.web.booking.choosing import long_day
from queue_server.web.services import Services

from .now import QueueNow, queue_now, until_text

T = TypeVar("T")
WITHIN_S = 0.5
"""Real seconds for all other centres together: a page does not wait longer for its neighbours."""


@dataclass(frozen=True, slots=True)
class Town:
    """An item at another centre, in words.

    `state` is its hall's and `until` when that changes. `day` is the next day with free places; empty where
    all are taken, or nothing can be booked.
    """

    centre: str
    name: str
    hall: str
    state: str
    until: str
    now: QueueNow
    bookable: bool
    day: str

    @property
    def gives_numbers(self) -> bool:
        """Whether a number can be had there now."""
        return not self.now.note and self.state in {HallState.OPEN, HallState.LUNCH}


@dataclass(frozen=True, slots=True)
class Others(Generic[T]):
    """What was seen of the other centres that have an item, and the codes of those that did not answer."""

    seen: tuple[T, ...]
    silent: tuple[str, ...]


def is_for_others(hall: Hall, code: str, now: datetime) -> bool:
    """Whether people of other towns can come to its hall with an item: today, or on a day to be booked."""
    catalogue = hall.catalogue
    if not catalogue.offers(code) or not catalogue.is_cross_town(code):
        return False
    queue = catalogue.services[code].queue
    if queue_hours(catalogue, queue, local(catalogue, now).date()):
        return True
    return is_bookable(catalogue, queue) and next_free_day(hall, queue, now) is not None


def other_towns(services: Services, centre: str, code: str, now: datetime, language: str) -> Others[Town]:
    """The centres to go to instead of this one: first those that give numbers now."""
    found = see_others(services, centre, partial(_town, code, now, language))
    return Others(tuple(sorted(found.seen, key=lambda town: not town.gives_numbers)), found.silent)


def see_others(services: Services, centre: str, see: Callable[[Hall], T | None]) -> Others[T]:
    """What `see` finds in the other centres of the installation; it runs in their writers' threads."""
    others = [code for code in services.centres() if code != centre]
    seen = services.writer.look_each(others, see, WITHIN_S)
    return Others(
        tuple(found for found in seen.values() if found is not None),
        tuple(code for code in others if code not in seen),
    )


def _town(code: str, now: datetime, language: str, hall: Hall) -> Town | None:
    if not is_for_others(hall, code, now):
        return None
    catalogue = hall.catalogue
    place = catalogue.queues[catalogue.services[code].queue]
    state = state_of(hall.halls[place.hall])
    bookable = is_bookable(catalogue, place.code)
    return Town(
        centre=catalogue.centre.code,
        name=in_language(catalogue.centre.names, language),
        hall=in_language(catalogue.halls[place.hall].names, language),
        state=state.value,
        until=until_text(catalogue, place.hall, state, now, language),
        now=queue_now(hall, place.code, now, language),
        bookable=bookable,
        day=_next_day(hall, place.code, now, language) if bookable else "",
    )


def _next_day(hall: Hall, queue: str, now: datetime, language: str) -> str:
    day = next_free_day(hall, queue, now)
    return "" if day is None else long_day(day, language)
