"""Figures of ratings over HTTP: by window, clerk, department or item, for a span of days."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Response

from queue_server.boards.follow_ups import figures_view
from queue_server.domain.calendar import local
from queue_server.domain.rating_figures import By, figures_by, total
from queue_server.domain.ratings import Level
from queue_server.domain.refusals import BadValue
from wire.follow_ups import RatingFigures

from .access import FOLLOW_UP_READERS
from .routes import Body, Call, Route, Served
from .spreadsheets import CSV, table

QUERY = {"by": str, "first": str, "last": str}
LONGEST_DAYS = 400
USUAL_DAYS = 30
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
COLUMNS = (
    "key",
    "visits",
    "rated",
    "not_rated",
    "set_aside",
    "on_pad",
    "rated_share",
    "good",
    "good_share",
    *Level,
)


def see_figures(call: Call) -> Body:
    """Figures of each, the most visits first; and of all together, each visit once."""
    catalogue = call.services.writer.look(call.centre, lambda hall: hall.catalogue)
    by, first, last = _asked(call, local(catalogue, call.now).date())
    zone = catalogue.centre.zone
    start, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))

    def count() -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
        groups = call.services.follow_ups.figures(call.centre, start, end)
        found = figures_by(groups, by, catalogue).items()
        rows = sorted(found, key=lambda each: (-each[1].visits, each[0]))
        return figures_view("", total(groups)), [figures_view(key, figures) for key, figures in rows]

    everything, rows = call.services.offload(count)
    return {
        "by": by.value,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "total": everything,
        "rows": rows,
    }


def see_table(call: Call) -> Response:
    """The same as a table for a spreadsheet, without the reasons."""
    body = see_figures(call)
    rows = [
        {**row, **{each["level"]: each["count"] for each in row["levels"]}}
        for row in (*body["rows"], {**body["total"], "key": "*"})
    ]
    response = Response(table(COLUMNS, rows), content_type=f"{CSV}; charset=utf-8")
    name = f"ratings-{body['by']}-{body['first']}-{body['last']}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked(call: Call, today: date) -> tuple[By, date, date]:
    by = call.args.get("by", By.WINDOW.value)
    if by not in set(By):
        raise BadValue(field="by", why="one of " + ", ".join(By))
    last = _day(call.args, "last") or today
    first = _day(call.args, "first") or last - timedelta(days=USUAL_DAYS - 1)
    if not timedelta(0) <= last - first < timedelta(days=LONGEST_DAYS):
        raise BadValue(field="first", why=f"not after the last day, and at most {LONGEST_DAYS} days")
    return By(by), first, last


def _day(args: Mapping[str, str], name: str) -> date | None:
    text = args.get(name)
    if not text:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if FIRST_DAY <= day <= LAST_DAY:
            return day
    raise BadValue(field=name, why="a date such as 2026-09-15 is needed")


ROUTES: tuple[Route, ...] = (
    Served(
        method="GET",
        path="/rating-figures",
        name="rating_figures.see",
        who=FOLLOW_UP_READERS,
        answers=RatingFigures,
        query=QUERY,
        serve=see_figures,
    ),
    Served(
        method="GET",
        path="/rating-figures.csv",
        name="rating_figures.csv",
        who=FOLLOW_UP_READERS,
        answers=str,
        answers_as=CSV,
        query=QUERY,
        serve=see_table,
    ),
)
