"""Open data over HTTP: halls now, items and opening days, each as JSON and as a table. No person is in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Response

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownService
from queue_server.web.answers import JSON, encode
from queue_server.web.routes import Body, Call, Question, Route, Served
from queue_server.web.spreadsheets import CSV, flat, table
from ui.coding import Staying, packed_answer, wanted_coding
from wire import open_data as wire

from .open_views import open_days, open_halls, open_services, open_town
from .towns import see_others


def _halls_table(call: Call) -> Response:
    now = call.now
    languages, told = call.services.writer.look(
        call.centre, lambda hall: (hall.catalogue.centre.languages, open_halls(hall, now))
    )
    return _as_table("halls", _text_of(told["queues"], languages))


def _days(call: Call) -> Body:
    catalogue = call.services.writer.look(call.centre, lambda hall: hall.catalogue)
    return call.services.offload(open_days, catalogue, call.now)


def _days_table(call: Call) -> Response:
    return _as_table("calendar", _text_of(_days(call)["days"], ()))


def _elsewhere(call: Call) -> Body:
    """Where else an item is handled; nobody else is asked about one that is for this town only."""
    code, base_url = call.path["code"], call.services.settings.base_url
    cross_town = call.services.writer.look(call.centre, partial(_is_for_all, code))
    told: dict[str, Any] = {"centre": call.centre, "service": code, "cross_town": cross_town}
    if not cross_town:
        return told | {"centres": [], "silent": []}
    others = see_others(call.services, call.centre, partial(open_town, code, call.now, base_url))
    return told | {"centres": list(others.seen), "silent": list(others.silent)}


def _is_for_all(code: str, hall: Hall) -> bool:
    if not hall.catalogue.offers(code):
        raise UnknownService(service=code)
    return hall.catalogue.is_cross_town(code)


def _text_of(rows: Sequence[Mapping[str, Any]], languages: Sequence[str]) -> str:
    cells = [flat(row, languages) for row in rows]
    return table(list(cells[0]) if cells else [], cells)


def _as_table(name: str, text: str) -> Response:
    return _named(name, Response(text, content_type=f"{CSV}; charset=utf-8"))


def _named(name: str, response: Response) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


@dataclass(frozen=True, slots=True)
class ItemShelf:
    """Each centre's items as JSON and as a table, made and packed once for as long as its catalogue stays."""

    kept: dict[tuple[str, str], tuple[Catalogue, Staying]] = field(default_factory=dict)

    def show(self, call: Call) -> Response:
        """All items as JSON."""
        response = self._answer(call, JSON, lambda told, _: encode(told))
        response.headers["Cache-Control"] = "no-store"
        return response

    def show_table(self, call: Call) -> Response:
        """All items as a table."""
        kind = f"{CSV}; charset=utf-8"
        return _named("services", self._answer(call, kind, lambda told, in_: _text_of(told["services"], in_)))

    def _answer(
        self, call: Call, kind: str, write: Callable[[Mapping[str, Any], Sequence[str]], str]
    ) -> Response:
        catalogue = call.services.writer.look(call.centre, lambda hall: hall.catalogue)
        base_url, coding = call.services.settings.base_url, wanted_coding()

        def made() -> Staying:
            """In a native thread."""
            kept = self.kept.get((call.centre, kind))
            if kept is None or kept[0] is not catalogue:
                text = write(open_services(catalogue, base_url), catalogue.centre.languages)
                kept = self.kept[call.centre, kind] = (catalogue, Staying(text.encode()))
            kept[1].packed(coding)
            return kept[1]

        return packed_answer(call.services.offload(made), kind)


def open_data_routes() -> tuple[Route, ...]:
    """The routes, with the one shelf of this server."""
    shelf = ItemShelf()
    return (
        Question(
            method="GET",
            path="/open-data/halls",
            name="open_data.halls",
            answers=wire.OpenHalls,
            see=lambda hall, call: open_halls(hall, call.now),
        ),
        Served(
            method="GET",
            path="/open-data/halls.csv",
            name="open_data.halls_csv",
            answers=str,
            answers_as=CSV,
            serve=_halls_table,
        ),
        Served(
            method="GET",
            path="/open-data/services",
            name="open_data.services",
            answers=wire.OpenServices,
            serve=shelf.show,
        ),
        Served(
            method="GET",
            path="/open-data/services.csv",
            name="open_data.services_csv",
            answers=str,
            answers_as=CSV,
            serve=shelf.show_table,
        ),
        Served(
            method="GET",
            path="/open-data/services/{code}/elsewhere",
            name="open_data.elsewhere",
            answers=wire.OtherTowns,
            also=(422,),
            serve=_elsewhere,
        ),
        Served(
            method="GET",
            path="/open-data/calendar",
            name="open_data.calendar",
            answers=wire.OpenDays,
            serve=_days,
        ),
        Served(
            method="GET",
            path="/open-data/calendar.csv",
            name="open_data.calendar_csv",
            answers=str,
            answers_as=CSV,
            serve=_days_table,
        ),
    )
