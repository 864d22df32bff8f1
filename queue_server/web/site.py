"""The whole site: every route of the contract, its documentation, health, errors and headers."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.middleware.proxy_fix import ProxyFix

from queue_server.domain.refusals import NotSignedIn
from ui.words import best_language, languages

from . import (
    alarms,
    appointments,
    boards,
    follow_ups,
    halls,
    handing_in,
    rating_figures,
    ratings,
    reminders,
    tickets,
    trail,
    windows,
)
from .catalogue import catalogue_routes
from .checking_in import check_in_routes
from .commands import run
from .devices import device_routes
from .docs import register_docs
from .errors import register_errors
from .health import register_health
from .limits import Flow
from .packing import register_packing
from .pages import Beside, register_pages
from .photos import register_photos
from .public.open_data import open_data_routes
from .questions import ask, serve
from .refusals import NotFound
from .requestlog import present_request, register_request_log, request_id
from .routes import Call, Command, Question, Route, Served, Several
from .rules import FewDigits, LateRule
from .security import register_security
from .services import Services
from .sessions import session_routes
from .several import run_several

API = "/api/v1/centres/<centre>"
LONGEST_PART = 200
KNOWN_WISHES = 500
"""How many different wishes for languages are remembered."""

PAGES = ("page_", "short_", "ticket_")
"""How the names of pages begin."""


def create_web(services: Services, beside: Sequence[Beside] = ()) -> Flask:
    """A Flask application with everything that the web serves, and what other rooms add beside it."""
    app = Flask("queue_server", static_folder=None)
    register(app, services, beside)
    return app


def register(app: Flask, services: Services, beside: Sequence[Beside] = ()) -> None:
    """Add everything that the web serves to an application."""
    app.url_rule_class = LateRule
    app.url_map.converters["int"] = FewDigits
    routes = all_routes(services)
    if proxies := services.settings.trusted_proxies:
        # Flask's documented way to wrap an application is to put another in its method's place.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    register_request_log(app, services.requested)
    register_security(app, services.settings.body_bytes, services.settings.base_url)
    register_packing(app)
    register_errors(app, services)
    flow = Flow(services.clock.real_now, services.settings.public_per_s, services.settings.public_burst)
    register_health(app, services, flow)
    register_docs(app, services, routes)
    register_pages(app, services, beside)
    register_photos(app, services)
    app.before_request(partial(_slow_down_pages, flow))
    for route in routes:
        view = partial(_answer, route, services, flow)
        app.add_url_rule(API + flask_path(route.path), route.name, view, methods=[route.method])


def all_routes(services: Services) -> tuple[Route, ...]:
    """The contract's table."""
    return (
        *tickets.ROUTES,
        ratings.ROUTE,
        *ratings.AT_WINDOW,
        *reminders.ROUTES,
        handing_in.ROUTE,
        *appointments.ROUTES,
        *check_in_routes(services),
        *session_routes(services),
        *windows.ROUTES,
        *alarms.ROUTES,
        *halls.ROUTES,
        *catalogue_routes(),
        *boards.ROUTES,
        *device_routes(services),
        *follow_ups.ROUTES,
        *rating_figures.ROUTES,
        *trail.ROUTES,
        *open_data_routes(),
    )


def flask_path(path: str) -> str:
    """The contract's spelling of an address as Flask's; windows are numbers with few digits."""
    return path.replace("{n}", "<int:n>").replace("{", "<").replace("}", ">")


def _slow_down_pages(flow: Flow) -> None:
    """Pages count like public questions; the files that they are made of do not."""
    if (request.endpoint or "").startswith(PAGES):
        flow.take(request.remote_addr or "")


def _answer(route: Route, services: Services, flow: Flow, centre: str, **path: Any) -> Response:
    if not all(_is_plain(part) for part in (centre, *path.values())):
        raise NotFound
    call = _call(services, centre, path)
    g.call, g.route = call, route
    if call.secret is None or route.who.public:
        flow.take(call.address)
    try:
        return _answered(route, call)
    except NotSignedIn:
        if call.secret is not None and not route.who.public:
            flow.take(call.address)  # who guesses tokens is as slow as who has none
        raise


def _answered(route: Route, call: Call) -> Response:
    if isinstance(route, Command):
        return run(route, call, request)
    if isinstance(route, Several):
        return run_several(route, call, request)
    if isinstance(route, Question):
        return ask(route, call)
    assert isinstance(route, Served)
    return serve(route, call)


def _call(services: Services, centre: str, path: dict[str, Any]) -> Call:
    asked = present_request()
    wanted = _wanted(asked.headers.get("Accept-Language", ""))
    return Call(
        services=services,
        centre=centre,
        language=best_language(wanted),
        named_language=wanted is not None,
        path=path,
        args=asked.args,
        address=asked.remote_addr or "",
        secret=_bearer(asked.headers.get("Authorization", "")),
        request_id=request_id(),
    )


@lru_cache(KNOWN_WISHES)
def _wanted(header: str) -> str | None:
    """The language of ours that a reader prefers, None without a wish: browsers of a kind wish alike."""
    return parse_accept_header(header, LanguageAccept).best_match(languages())


def _is_plain(part: str | int) -> bool:
    """Whether a part of an address can be a code or an id at all."""
    return isinstance(part, int) or (part.isprintable() and len(part) <= LONGEST_PART)


def _bearer(header: str) -> str | None:
    scheme, _, secret = header.partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None
