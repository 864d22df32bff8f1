"""The audit trail over HTTP: auditors search the journal and take it away as a table. Nothing here writes."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response

from queue_server.boards.trail import fact_view
from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.facts import FACTS
from queue_server.domain.refusals import BadValue
from queue_server.domain.trail import AT_ONCE, MOST_IN_A_FILE, Search
from wire.trail import Trail

from .access import AUDITOR
from .parsing import read_number
from .routes import Body, Call, Route, Served
from .spreadsheets import CSV, table

QUERY = {"day": str, "person": str, "number": str, "window": int, "kind": str, "before": int}
LONGEST = 64
COLUMNS = (
    "seq",
    "at",
    "real_at",
    "subject",
    "kind",
    "object_kind",
    "object",
    "window",
    "result",
    "request_id",
)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)


def search_of(call: Call, catalogue: Catalogue) -> Search:
    """What the query asks for; today, where it names neither a day nor a ticket. Raises BadValue."""
    number = _text(call.args, "number")
    day = _day(call.args) or (None if number else local(catalogue, call.now).date())
    kind = _text(call.args, "kind")
    if kind is not None and kind not in FACTS:
        raise BadValue(field="kind", why="no fact is called that")
    return Search(
        day=day,
        person=_text(call.args, "person"),
        number=number.upper() if number else None,
        window=read_number(call.args, "window"),
        kind=kind,
        before=read_number(call.args, "before"),
    )


def see_trail(call: Call) -> Body:
    """One page of facts, newest first."""
    catalogue = call.services.writer.look(call.centre, lambda hall: hall.catalogue)
    search = search_of(call, catalogue)
    rows = _rows(call, catalogue, replace(search, limit=AT_ONCE + 1))
    more = len(rows) > AT_ONCE
    return {
        "day": search.day.isoformat() if search.day else None,
        "facts": rows[:AT_ONCE],
        "before": rows[AT_ONCE - 1]["seq"] if more else None,
    }


def see_table(call: Call) -> Response:
    """The same facts as a table for a spreadsheet, the newest 20,000 that fit."""
    catalogue = call.services.writer.look(call.centre, lambda hall: hall.catalogue)
    search = search_of(call, catalogue)
    rows = _rows(call, catalogue, replace(search, limit=MOST_IN_A_FILE))
    table = call.services.offload(_table, rows)
    response = Response(table, content_type=f"{CSV}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="facts-{search.day or "all"}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _rows(call: Call, catalogue: Catalogue, search: Search) -> list[dict[str, Any]]:
    """Found and told in a native thread: neither the loop nor the writer waits for it."""

    def read() -> list[dict[str, Any]]:
        found = call.services.trail(call.centre, search, catalogue.centre.zone)
        return [fact_view(each, catalogue) for each in found]

    return call.services.offload(read)


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    return table(COLUMNS, map(_told, rows))


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {**row, "object_kind": row["object"]["kind"], "object": row["object"]["name"]}
    return told | {"result": json.dumps(row["result"], ensure_ascii=False)}


def _text(args: Mapping[str, str], name: str) -> str | None:
    text = args.get(name, "").strip()
    if len(text) > LONGEST or not text.isprintable():
        raise BadValue(field=name, why="a short line of text is needed")
    return text or None


def _day(args: Mapping[str, str]) -> date | None:
    text = _text(args, "day")
    if text is None:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if FIRST_DAY <= day <= LAST_DAY:
            return day
    raise BadValue(field="day", why="a date such as 2026-09-15 is needed")


ROUTES: tuple[Route, ...] = (
    Served(
        method="GET",
        path="/facts",
        name="trail.facts",
        who=AUDITOR,
        answers=Trail,
        query=QUERY,
        serve=see_trail,
    ),
    Served(
        method="GET",
        path="/facts.csv",
        name="trail.csv",
        who=AUDITOR,
        answers=str,
        answers_as=CSV,
        query=QUERY,
        serve=see_table,
    ),
)
