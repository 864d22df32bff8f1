"""The public pages: halls, services, scenarios, and what search engines read. No script, no sign-in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, request

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.refusals import UnknownCentre
from queue_server.web.services import Services
from ui.coding import Staying, packed_answer, wanted_coding
from ui.words import best_language, languages, say

from . import listing
from .calendar_page import opening_calendar
from .catalogue_index import Index, index_of
from .finding import Hits, find, terms_of
from .guide import guide
from .now import halls_now
from .rules import rules
from .scenarios import scenario_guide, scenario_rows
from .site_map import robots_text, site_map
from .towns import other_towns

Render = Callable[..., Response]
Missing = Callable[[str], Response]
Build = Callable[[Hall, str], Mapping[str, Any]]
"""A page's values from a hall and a language. Raises NotOffered."""
Beside = Callable[[Mapping[str, Any], str], Mapping[str, Any]]
"""What a page says beside its values and is not the hall's, on the loop."""
TABLES = ("halls", "services", "calendar")
PLACES_WITH_PAGES = ("services", "scenarios")
MOST_DIGITS = 4
XML = "application/xml; charset=utf-8"


def register_public_pages(app: Flask, services: Services, render: Render, missing: Missing) -> None:
    """Add the pages below `/c/{centre}/`, and what search engines read."""
    pages = PublicPages(services, render, missing)
    base = "/c/<centre>"
    app.add_url_rule(f"{base}/halls", "page_public_halls", pages.halls)
    app.add_url_rule(f"{base}/services", "page_public_services", pages.services_list)
    app.add_url_rule(f"{base}/services/<code>", "page_public_service", pages.service)
    app.add_url_rule(f"{base}/scenarios", "page_public_scenarios", pages.scenarios)
    app.add_url_rule(f"{base}/scenarios/<code>", "page_public_scenario", pages.scenario)
    app.add_url_rule(f"{base}/calendar", "page_public_calendar", pages.calendar)
    app.add_url_rule(f"{base}/rules", "page_public_rules", pages.rules)
    app.add_url_rule(f"{base}/open-data", "page_public_open_data", pages.open_data)
    app.add_url_rule("/robots.txt", "page_robots", pages.robots)
    app.add_url_rule("/sitemap.xml", "page_site_map", pages.map)


@dataclass(frozen=True, slots=True)
class PublicPages:
    """Shows what everybody may know. Indexes are made once for as long as a catalogue stays the same."""

    services: Services
    render: Render
    missing: Missing
    indexes: dict[str, tuple[Catalogue, Index]] = field(default_factory=dict)
    maps: dict[str, tuple[tuple[Catalogue, ...], Staying]] = field(default_factory=dict)

    def halls(self, centre: str) -> Response:
        """Every hall now; asked again it is new."""
        now = self.services.clock.hall_now()

        def build(hall: Hall, language: str) -> dict[str, Any]:
            return {"title": say("public.halls.title", language), "cards": halls_now(hall, now, language)}

        return self._show(centre, "halls", "public/halls.html", build)

    def services_list(self, centre: str) -> Response:
        """The doors to all items, or a list of those that were asked for."""
        typed = request.args.get("q", "").strip()
        if terms_of(typed):
            return self._found(centre, typed)
        part = next((kind for kind in listing.PARTS if request.args.get(kind)), None)
        code, number, is_all = request.args.get(part or "", ""), page_number(), bool(request.args.get("all"))

        def build(hall: Hall, language: str) -> dict[str, Any]:
            if part:
                page = listing.part_of(hall.catalogue, part, code, number, language)
                return {"title": page.title, "page": page}
            if is_all:
                page = listing.all_of(hall.catalogue, number, language)
                return {"title": page.title, "page": page}
            return {
                "title": say("public.services.title", language),
                "doors": listing.doors(hall.catalogue, language),
            }

        return self._show(centre, "services", "public/services.html", build)

    def _found(self, centre: str, typed: str) -> Response:
        try:
            catalogue = self.services.writer.look(centre, lambda hall: hall.catalogue)
        except UnknownCentre:
            return self.missing(wished_language())
        hits = self.services.offload(self._find, catalogue, typed)
        number = page_number()

        def build(hall: Hall, language: str) -> dict[str, Any]:
            page = listing.found_page(hall.catalogue, hits.found, typed, number, language)
            return {"title": page.title, "page": page, "typed": typed, "nearly": hits.nearly}

        return self._show(centre, "services", "public/services.html", build)

    def _find(self, catalogue: Catalogue, typed: str) -> Hits:
        """In a native thread."""
        kept = self.indexes.get(catalogue.centre.code)
        if kept is None or kept[0] is not catalogue:
            kept = self.indexes[catalogue.centre.code] = (catalogue, index_of(catalogue))
        return find(kept[1], typed)

    def service(self, centre: str, code: str) -> Response:
        """The guide of an item, and the other centres that handle it."""
        now = self.services.clock.hall_now()

        def build(hall: Hall, language: str) -> dict[str, Any]:
            found = guide(hall, code, now, language)
            return {"title": found.name, "guide": found}

        def beside(values: Mapping[str, Any], language: str) -> dict[str, Any]:
            if not values["guide"].cross_town:
                return {}
            others = other_towns(self.services, centre, code, now, language)
            return {"others": others, "elsewhere": wants_elsewhere()}

        return self._show(centre, "services", "public/service.html", build, beside)

    def scenarios(self, centre: str) -> Response:
        """All scenarios."""

        def build(hall: Hall, language: str) -> dict[str, Any]:
            rows = scenario_rows(hall.catalogue, language)
            return {"title": say("public.scenarios.title", language), "things": rows}

        return self._show(centre, "scenarios", "public/scenarios.html", build)

    def scenario(self, centre: str, code: str) -> Response:
        """A scenario with its steps."""
        now = self.services.clock.hall_now()

        def build(hall: Hall, language: str) -> dict[str, Any]:
            found = scenario_guide(hall, code, now, language)
            return {"title": found.name, "guide": found}

        return self._show(centre, "scenarios", "public/scenario.html", build)

    def calendar(self, centre: str) -> Response:
        """This month and the next, and the hours."""
        now = self.services.clock.hall_now()

        def build(hall: Hall, language: str) -> dict[str, Any]:
            opening = opening_calendar(hall.catalogue, now, language)
            return {"title": say("public.calendar.title", language), "opening": opening}

        return self._show(centre, "calendar", "public/calendar.html", build)

    def rules(self, centre: str) -> Response:
        """Every rule that touches a visitor."""

        def build(hall: Hall, language: str) -> dict[str, Any]:
            chapters = rules(hall.catalogue, language, self.services.channels)
            return {"title": say("rules.title", language), "rules": chapters}

        return self._show(centre, "rules", "public/rules.html", build)

    def open_data(self, centre: str) -> Response:
        """Where programs find the same."""
        api = f"/api/v1/centres/{quote(centre, safe='')}"

        def build(hall: Hall, language: str) -> dict[str, Any]:
            return {"title": say("public.open_data.title", language), "api": api, "tables": TABLES}

        return self._show(centre, "open-data", "public/open_data.html", build)

    def robots(self) -> Response:
        """What search engines may visit."""
        return Response(robots_text(self.services.settings.base_url), mimetype="text/plain")

    def map(self) -> Response:
        """Where search engines find everything that they may visit."""
        look = self.services.writer.look
        catalogues = tuple(look(centre, lambda hall: hall.catalogue) for centre in self.services.centres())
        kept = self.maps.get("")
        if kept is None or list(map(id, kept[0])) != list(map(id, catalogues)):
            text = self.services.offload(site_map, self.services.settings.base_url, catalogues)
            kept = self.maps[""] = (catalogues, Staying(text.encode()))
        self.services.offload(kept[1].packed, wanted_coding())
        return packed_answer(kept[1], XML)

    def _show(
        self, centre: str, place: str, template: str, build: Build, beside: Beside | None = None
    ) -> Response:
        """A page whose values are made in the writer's thread; in words where there is no such thing."""
        language = wished_language()
        try:
            frame = frame_of(self.services, centre, place, language)
        except UnknownCentre:
            return self.missing(language)
        values = self.services.writer.look(centre, partial(_built, build, language))
        if values is None:
            title = say(f"public.unknown.{place}", language)
            return self.render("public/unknown.html", language, 404, title=title, **frame)
        more = beside(values, language) if beside else {}
        return self.render(template, language, **values, **more, **frame)


def frame_of(services: Services, centre: str, place: str, language: str) -> dict[str, Any]:
    """What surrounds a public page of a centre. Raises UnknownCentre."""
    name, zone = services.writer.look(centre, partial(_name_and_zone, language))
    return {
        "centre": centre,
        "centre_name": name,
        "place": place,
        "to": partial(_to, centre, language),
        "there": partial(_there, language),
        "again": again,
        "clock": f"{services.clock.hall_now().astimezone(zone):%H:%M}",
        "demo": services.in_demo,
    }


def wished_language() -> str:
    """`?lang=en`, else the browser's wish, else the default."""
    return best_language(request.args.get("lang") or request.accept_languages.best_match(languages()))


def page_number() -> int:
    """The number of the part of a list that an address asks for; the first where it is no number."""
    asked = request.args.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS else 1


def wants_elsewhere() -> bool:
    """Whether an address says that the matter belongs to another town."""
    return request.args.get("elsewhere") == "1"


def again(**change: str) -> str:
    """This page's own address with something changed."""
    return f"?{urlencode(request.args.to_dict() | change)}"


def _to(centre: str, language: str, path: str, **query: object) -> str:
    """The address of another public page of the centre, in the same language."""
    return f"/c/{quote(centre, safe='')}/{quote(path)}?{urlencode({**query, 'lang': language})}"


def _there(language: str, centre: str, path: str) -> str:
    """The address of a centre's page for somebody whose matter belongs to another town."""
    return _to(centre, language, path, elsewhere=1)


def _built(build: Build, language: str, hall: Hall) -> Mapping[str, Any] | None:
    """In the writer's thread, where an unknown address is no mistake."""
    try:
        return build(hall, language)
    except listing.NotOffered:
        return None


def _name_and_zone(language: str, hall: Hall) -> tuple[str, tzinfo]:
    """In the writer's thread."""
    centre = hall.catalogue.centre
    return in_language(centre.names, language), centre.zone
