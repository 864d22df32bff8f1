"""The page behind a window's rating code: how to rate on the own ticket's page, and who listens today.

The code is the same for everybody, so this page knows no visit: it asks nothing and keeps nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask, Response, request

from queue_server.domain.catalogue import Catalogue, WindowPlace
from queue_server.domain.hall import Hall
from queue_server.domain.names import Names
from queue_server.domain.refusals import UnknownCentre
from queue_server.domain.windows import HallState
from ui.words import best_language, languages, say

from .page_evacuation import Evacuation, evacuation_of
from .page_face import staffed_consult_windows
from .page_names import window_number
from .page_screens import hours_of, names_of_window
from .qr import qr_answer
from .services import Services

Render = Callable[..., Response]
Missing = Callable[[str], Response]


@dataclass(frozen=True, slots=True)
class Listener:
    """A window where visitors may say what went well and what did not."""

    number: int
    name: str
    hall: Names
    zone: Names


@dataclass(frozen=True, slots=True)
class Today:
    """What a window's visitors can do now: whom to tell, or when the hall opens, or that they must leave."""

    window: int
    days: int
    """So long after its end a visit can be rated."""
    listeners: tuple[Listener, ...]
    opens: str | None
    """When the hall usually opens, while it is closed."""
    evacuation: tuple[Evacuation, ...]
    """While everybody leaves the hall."""


@dataclass(frozen=True, slots=True)
class RatingPage:
    """A window's rating page and the code that leads to it."""

    services: Services
    render: Render
    missing: Missing

    def show(self, centre: str, number: str) -> Response:
        """What can be done today."""
        language = best_language(request.args.get("lang") or request.accept_languages.best_match(languages()))
        try:
            found: Today = self._look(centre, partial(_seen, key=number, language=language))
        except (UnknownCentre, LookupError):
            return self.missing(language)
        title = say("face.rate_page.title", language, window=found.window)
        return self.render("rate.html", language, title=title, today=found)

    def code(self, centre: str, number: str) -> Response:
        """The address as a QR code, drawn by the server."""
        try:
            place: WindowPlace = self._look(centre, partial(_place, key=number))
        except (UnknownCentre, LookupError):
            return self.missing(best_language(None))
        return qr_answer(self.services, f"/c/{centre}/rate/{place.number}", shared=True)

    def _look(self, centre: str, see: Callable[[Hall], Any]) -> Any:
        return self.services.writer.look(centre, see)


def register_rating_page(app: Flask, services: Services, render: Render, missing: Missing) -> None:
    """Add `/c/{centre}/rate/{n}` and its code."""
    page = RatingPage(services, render, missing)
    app.add_url_rule("/c/<centre>/rate/<number>", "page_rate", page.show)
    app.add_url_rule("/c/<centre>/rate/<number>/code.svg", "page_rate_code", page.code)


def _place(hall: Hall, key: str) -> WindowPlace:
    return hall.catalogue.windows[window_number(key)]


def _seen(hall: Hall, key: str, language: str) -> Today:
    """Only windows where somebody sits now: an empty one would listen to nobody."""
    place = _place(hall, key)
    now_in = hall.halls[place.hall]
    is_closed = now_in.state is HallState.CLOSED
    staffed = [] if is_closed else staffed_consult_windows(hall, place.hall)
    return Today(
        window=place.number,
        days=hall.catalogue.policy.rating_open_days,
        listeners=tuple(_listener(hall.catalogue, number, language) for number in staffed),
        opens=hours_of(hall.catalogue.halls[place.hall])["open"] if is_closed else None,
        evacuation=evacuation_of(hall, now_in, language),
    )


def _listener(catalogue: Catalogue, number: int, language: str) -> Listener:
    place = catalogue.windows[number]
    names = names_of_window(catalogue, place)
    return Listener(
        number=number,
        name=names.get(language) or next(iter(names.values())),
        hall=catalogue.halls[place.hall].names,
        zone=catalogue.zones[place.zone].names,
    )
