"""The pages: addresses of boards, PADs, signs and tickets, each a thin shell around its data.

An installation may hold several centres, so a page's full address names its centre: `/c/dalang/hall/N`. The
short form `/hall/N` leads there as long as there is only one. A ticket's address is `/t/{public_id}` alone.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, redirect, request
from jinja2 import Environment, FileSystemLoader
from werkzeug.exceptions import NotFound as NoSuchAddress
from werkzeug.wrappers import Response as AnyResponse

from queue_server.domain.names import in_language
from queue_server.domain.refusals import UnknownCentre
from ui import vendor
from ui.serving import add_shared_files, data_block, secured
from ui.words import area, best_language, languages, say

from . import page_screens as screens
from .booking.pages import register_booking_pages
from .errors import answer_of
from .page_audit import AUDIT
from .page_face import FACE
from .page_follow_ups import FIGURES, FOLLOW_UPS
from .page_guide import GUIDE
from .page_index import index_view
from .page_items import register_item_names
from .page_kinds import Screen
from .page_manage import ADMIN, BOOKINGS, DEVICES, MANAGE, STAFF
from .page_pad import PAD
from .page_rate import register_rating_page
from .page_ticket import register_ticket_page
from .public.pages import PLACES_WITH_PAGES, register_public_pages
from .public.site_map import PLACES
from .refusals import NotFound
from .services import Services
from .sign_on import register_way_back

HERE = Path(__file__).parent
DESKS = (STAFF, MANAGE, DEVICES, BOOKINGS, FOLLOW_UPS, FIGURES, ADMIN, AUDIT, GUIDE)
SCREENS: tuple[Screen, ...] = (*screens.SCREENS, FACE, PAD, *DESKS)


Beside = Callable[[Flask, Services, Callable[..., Response], Callable[[str], Response]], None]
"""Adds what another room has to show: given the application, its services, and how pages are rendered and
missed."""


def register_pages(app: Flask, services: Services, beside: Sequence[Beside] = ()) -> None:
    """Add every page, and the files that pages are made of.

    Where `npm ci` was not run, the pages say so and everything else works.
    """
    add_shared_files(app, HERE / "static", lambda file, coding: services.offload(file.packed, coding))
    site = Site(services)
    app.add_url_rule("/", "page_index", site.index)
    for screen in SCREENS:
        short = partial(site.short, screen.kind)
        page = partial(site.screen, screen)
        app.add_url_rule(f"/{screen.path}", f"short_{screen.kind}", short)
        app.add_url_rule(f"/c/<centre>/{screen.path}", f"page_{screen.kind}", page)
    register_ticket_page(app, services, site.render, site.missing)
    app.add_url_rule("/rate/<key>", "short_rate", partial(site.short, "rate"))
    register_rating_page(app, services, site.render, site.missing)
    for place in PLACES:
        app.add_url_rule(f"/{place}", f"short_{place}", partial(site.short, place))
    for place in PLACES_WITH_PAGES:
        app.add_url_rule(f"/{place}/<key>", f"short_{place}_key", partial(site.short, place))
    register_public_pages(app, services, site.render, site.missing)
    register_booking_pages(app, services, site.render, site.missing)
    register_way_back(app)
    register_item_names(app, services, site.missing)
    for add in beside:
        add(app, services, site.render, site.missing)
    app.register_error_handler(404, site.no_such_address)


class Site:
    """Renders the pages of one installation."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )

    def index(self) -> Response:
        """Where everything is."""
        language = page_language()
        now = self._services.clock.hall_now()
        see = partial(index_view, now=now, language=language)
        centres = [self._services.writer.look(code, see) for code in self._services.centres()]
        title = say("pages.index.title", language)
        demo = self._services.in_demo
        return self.render("index.html", language, title=title, centres=centres, demo=demo)

    def short(self, kind: str, key: str = "") -> AnyResponse:
        """To the only centre's page; with several, to the list of all pages."""
        centres = self._services.centres()
        query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
        if len(centres) != 1:
            return redirect(f"/{query}", 302)
        return redirect(f"/c/{centres[0]}/{kind}{'/' + quote(key, safe='') if key else ''}{query}", 302)

    def screen(self, screen: Screen, centre: str, key: str = "") -> Response:
        """A page that lives by script: its shell, its data and its words."""
        language = page_language()
        try:
            data = self._services.writer.look(
                centre,
                lambda hall: {**screen.build(hall, key, language), "catalogue": hall.catalogue.version},
            )
        except (UnknownCentre, LookupError):
            return self.missing(language)
        one = () if "voices" in data else screen.words  # a public screen brings them in all languages
        words = {k: v for name in one for k, v in area(name, language).items()}
        whole = {
            **data,
            "centre": centre,
            "api": f"/api/v1/centres/{centre}",
            "language": language,
            "words": words,
            "sign_on": self._services.settings.sign_on is not None,
        }
        return self.render(
            "screen.html", language, screen=screen, title=data["title"], data=data_block(whole)
        )

    def missing(self, language: str) -> Response:
        """A page that does not exist."""
        return self.render("missing.html", language, 404, title=say("pages.missing.title", language))

    def no_such_address(self, _: NoSuchAddress) -> Response:
        """404 below /api is the contract's; elsewhere it is a page."""
        if request.path.startswith("/api"):
            return answer_of(NotFound(), self._services)
        return self.missing(page_language())

    def render(self, template: str, language: str, status: int = 200, **values: Any) -> Response:
        """A page with its headers."""
        others = [other for other in languages() if other != language]
        try:
            import_map = vendor.import_map()
        except vendor.VendorMissing as missing:
            return Response(f"{missing}\n", 503, mimetype="text/plain")
        text = self._templates.get_template(template).render(
            language=language,
            html_language="zh-CN" if language == "zh" else language,
            other=others[0] if others else None,
            import_map=import_map,
            say=lambda key, **more: say(key, language, **more),
            name=lambda names: in_language(names, language),
            **values,
        )
        return secured(Response(text, status, mimetype="text/html"))


def page_language() -> str:
    """`?lang=en`, else the browser's wish, else the default."""
    return best_language(request.args.get("lang") or request.accept_languages.best_match(languages()))
