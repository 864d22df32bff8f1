"""What the items are called: open pages ask for it, so that no page has to carry hundreds of names."""

from collections.abc import Callable

from flask import Flask, Response, request

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.refusals import UnknownCentre
from ui.coding import Staying, label, wanted_coding
from ui.words import best_language, languages

from .answers import JSON, encode
from .page_names import named
from .services import Services

Missing = Callable[[str], Response]


def register_item_names(app: Flask, services: Services, missing: Missing) -> None:
    """Add `/c/{centre}/items/{language}`: every item's name by its code."""
    shelf = ItemShelf(services)

    def show(centre: str, language: str) -> Response:
        try:
            return shelf.show(centre, language)
        except (UnknownCentre, LookupError):
            return missing(best_language(None))

    app.add_url_rule("/c/<centre>/items/<language>", "page_items", show)


class ItemShelf:
    """Each centre's names in each language, made once for as long as the catalogue stays the same.

    A page keeps what it was answered and asks whether it still holds: the tag changes with the names.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._kept: dict[tuple[str, str], tuple[Catalogue, Staying]] = {}

    def show(self, centre: str, language: str) -> Response:
        """Raises LookupError for a language that no page speaks, UnknownCentre for an unknown centre."""
        if language not in languages():
            raise LookupError(language)
        catalogue = self._services.writer.look(centre, lambda hall: hall.catalogue)
        coding = wanted_coding()
        made = self._made(catalogue, language)
        response = Response(self._services.offload(made.packed, coding), content_type=JSON)
        label(response, coding)
        response.headers["Cache-Control"] = "no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.set_etag(made.tag(coding))
        response.make_conditional(request)
        return response

    def _made(self, catalogue: Catalogue, language: str) -> Staying:
        key = (catalogue.centre.code, language)
        kept = self._kept.get(key)
        if kept is None or kept[0] is not catalogue:
            kept = self._kept[key] = self._services.offload(_encode, catalogue, language)
        return kept[1]


def _encode(catalogue: Catalogue, language: str) -> tuple[Catalogue, Staying]:
    return catalogue, Staying(encode(named(catalogue.services.items(), language)).encode())
