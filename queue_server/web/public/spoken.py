"""Waits, times and places as the public pages say them: the words are the kiosk's."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from queue_server.boards.queues import open_windows
from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.waiting import wait_for_new
from queue_server.web.page_face import consult_windows, staffed_consult_windows
from queue_server.web.page_names import runs
from queue_server.web.page_ticket_row import minutes
from ui.words import say

UNBROKEN_DASH = "\u2060–\u2060"
"""A dash at which no line ends."""


def waiting_text(count: int, language: str) -> str:
    """How many people wait."""
    return say("taking.fact.people", language, count=count) if count else say("taking.fact.nobody", language)


def wait_text(hall: Hall, queue: str, now: datetime, language: str) -> str:
    """How long it would take somebody who came now: a range, or in words why it is not known."""
    wait = wait_for_new(hall, queue, now)
    if wait is None:
        is_open = open_windows(hall, queue) > 0
        return say("taking.fact.wait_unknown" if is_open else "taking.fact.no_window", language)
    low, high = minutes(wait.low_s, wait.high_s)
    if low:
        return say("taking.fact.wait", language, span=f"{low}–{high}")
    if high == 1 and not hall.waiting_count(queue):
        return say("taking.fact.no_wait", language)
    return say("taking.fact.soon", language, high=high)


def windows_text(windows: Iterable[int], language: str) -> str:
    """6–13 号窗口; nothing where there is none."""
    numbers = list(windows)
    if not numbers:
        return ""
    word = "taking.fact.windows" if len(numbers) > 1 else "taking.fact.window"
    text = runs(numbers, say("taking.fact.windows_and", language))
    return say(word, language, windows=text.replace("–", UNBROKEN_DASH))


def desk_text(hall: Hall, code: str, language: str) -> str:
    """Whom to ask in a hall: the enquiry windows where somebody sits, else the guide."""
    if not consult_windows(hall.catalogue, code):
        return say("taking.desk.staff", language)
    windows = staffed_consult_windows(hall, code)
    if not windows:
        return say("taking.desk.guide", language)
    numbers = runs(windows, say("taking.desk.or", language))
    word = "taking.desk.windows" if "–" in numbers else "taking.desk.window"
    names = hall.catalogue.halls[code].names
    return say(word, language, windows=numbers, hall=in_language(names, language))


def moment_text(catalogue: Catalogue, at: datetime, now: datetime, language: str) -> str:
    """14:00 today, with the date on another day."""
    there, clock = local(catalogue, at), f"{local(catalogue, at):%H:%M}"
    if there.date() == local(catalogue, now).date():
        return say("refusals.at.today", language, clock=clock)
    month = say(f"refusals.month.{there.month}", language)
    return say("refusals.at.day", language, clock=clock, day=there.day, month=month)


def day_text(day: date, language: str) -> str:
    """9月15日."""
    return say("phone.day", language, day=day.day, month=say(f"refusals.month.{day.month}", language))


def hours_text(hours: str, language: str) -> str:
    """A machine's hours."""
    return say("taking.machine.all_day", language) if hours == "00:00-24:00" else hours.replace("-", "–")


def second_name(names: Mapping[str, str], language: str) -> str:
    """The name in another language, for whoever shows the page to a clerk."""
    return next((name for one, name in names.items() if one != language), "")


def zone_of(catalogue: Catalogue, windows: Iterable[int]) -> str | None:
    """The zone in which most of these windows are."""
    zones = [catalogue.windows[n].zone for n in windows if n in catalogue.windows]
    return max(dict.fromkeys(zones), key=zones.count, default=None)
