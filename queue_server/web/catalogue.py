"""The catalogue and what is open: public, the same for everybody, made once per version."""

from datetime import datetime
from typing import Any

from queue_server.actions.watching import machine_state
from queue_server.boards.envelope import clock_stamp
from queue_server.boards.times import stamp_or_none
from queue_server.domain.calendar import opening
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.quotas import quota_left
from queue_server.domain.windows import HallNow, HallState
from ui.coding import Staying, label, wanted_coding
from wire import catalogue as wire

from .answers import encode, json_answer
from .catalogue_view import catalogue_view
from .parsing import read_number
from .routes import Body, Call, Route, Served


class Shelf:
    """Each centre's catalogue, encoded and packed once per version."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Catalogue, Staying]] = {}

    def show(self, call: Call) -> Any:
        """The whole catalogue, or with its own version in `since`: that nothing has changed."""
        since = read_number(call.args, "since")
        catalogue = call.services.writer.look(call.centre, lambda hall: hall.catalogue)
        if since == catalogue.version:
            return {"version": catalogue.version, "unchanged": True}
        coding = wanted_coding()
        response = json_answer(call.services.offload(self._encoded(call, catalogue).packed, coding))
        label(response, coding)
        return response

    def _encoded(self, call: Call, catalogue: Catalogue) -> Staying:
        kept = self._kept.get(catalogue.centre.code)
        if kept is None or kept[0] is not catalogue:
            kept = self._kept[catalogue.centre.code] = call.services.offload(_encode, catalogue)
        return kept[1]


def _encode(catalogue: Catalogue) -> tuple[Catalogue, Staying]:
    """A fifth of a second for 800 items, most of it their spelling: away from the loop."""
    return catalogue, Staying(encode(catalogue_view(catalogue)).encode())


def show_opening(call: Call) -> Body:
    """What is open now, until when, and how many numbers are left.

    Only what changes is read in the writer's thread; hours follow from the catalogue, which never changes.
    """
    read_number(call.args, "since")
    now = call.now

    def look(hall: Hall) -> tuple[Catalogue, dict[str, Any], dict[str, int | None]]:
        clocks = {
            "server_time": clock_stamp(hall, call.real_now),
            "hall_time": clock_stamp(hall, now),
            "speed": call.services.clock.speed,
            "version": hall.catalogue.version,
            "halls": [_hall_opening(h) for code, h in hall.halls.items() if code in hall.catalogue.halls],
            "machines": [
                {"machine": code, "state": machine_state(hall, code)} for code in hall.catalogue.machines
            ],
        }
        return hall.catalogue, clocks, {q: quota_left(hall, q, now) for q in hall.catalogue.queues}

    catalogue, opened, left = call.services.writer.look(call.centre, look)
    return opened | {"queues": [_queue_opening(catalogue, queue, now, n) for queue, n in left.items()]}


def _hall_opening(now: HallNow) -> dict[str, Any]:
    return {
        "hall": now.code,
        "state": (HallState.EVACUATION if now.evacuated else now.state).value,
        "notice": now.notice,
        "evacuation_text": now.evacuation_text,
    }


def _queue_opening(catalogue: Catalogue, queue: str, now: datetime, left: int | None) -> dict[str, Any]:
    state = opening(catalogue, queue, now)
    return {
        "queue": queue,
        "open_now": state.open_now,
        "issuing": state.issuing
        and catalogue.gives_numbers(queue)
        and queue not in catalogue.retiring.queues,
        "until": stamp_or_none(catalogue, state.until),
        "opens": stamp_or_none(catalogue, state.opens),
        "on_lunch": state.on_lunch,
        "quota_left": None if left is None else max(0, left),
    }


def catalogue_routes() -> tuple[Route, ...]:
    """The routes, with the one shelf of this server."""
    return (
        Served(
            method="GET",
            path="/catalogue",
            name="catalogue.show",
            answers=wire.CatalogueAnswer | wire.CatalogueUnchanged,
            query={"since": int},
            serve=Shelf().show,
        ),
        Served(
            method="GET",
            path="/opening",
            name="catalogue.opening",
            answers=wire.OpeningAnswer,
            query={"since": int},
            serve=show_opening,
        ),
    )
