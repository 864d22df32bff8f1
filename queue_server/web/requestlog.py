"""One line of JSON per request: what was asked, how it went, how long it took, which ticket it was about.

Addresses are logged as their pattern (`/t/<public_id>`), never filled in: a public id opens its ticket.
Bodies, queries and tokens are never logged.
"""

import re
import time
from functools import partial
from itertools import count
from secrets import token_hex
from typing import Any

import structlog
from flask import Flask, Request, Response, g, request

from ui.serving import FILES

from .services import Requested, nobody_counts

HEADER = "X-Request-Id"
FORM = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)

STARTED = token_hex(8)
"""Tells the requests of this process from those of every other."""

_requests = count(1)
log = structlog.get_logger("web")


def register_request_log(app: Flask, requested: Requested = nobody_counts) -> None:
    """Give every request an id, return it, and log and tell the request when it is answered."""
    app.before_request(_begin)
    app.after_request(partial(_end, requested))


def present_request() -> Request:
    """The present request itself: who asks it for much need not look for it each time."""
    found: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  Flask's way
    return found


def request_id() -> str:
    """The present request's id: the client's own, if it is a fit one."""
    return str(g.get("request_id", ""))


def note(**facts: Any) -> None:
    """Add to the present request's line; None adds nothing."""
    g.noted = {**g.get("noted", {}), **{k: v for k, v in facts.items() if v is not None}}


def _begin() -> None:
    given = request.headers.get(HEADER, "")
    g.request_id = given if FORM.fullmatch(given) else f"{STARTED}-{next(_requests):x}"
    g.began = time.perf_counter()


def _end(requested: Requested, response: Response) -> Response:
    asked, known = present_request(), request_id()
    if asked.endpoint not in FILES:
        response.headers[HEADER] = known
    rule = asked.url_rule.rule if asked.url_rule else None
    views = asked.view_args or {}
    took_s = time.perf_counter() - began if (began := g.get("began")) else 0.0
    requested(asked.method, rule, response.status_code, took_s)
    log.info(
        "request",
        request_id=known,
        method=asked.method,
        route=rule,
        status=response.status_code,
        ms=round(took_s * 1000, 1),
        **{name: views[name] for name in ("centre", "n", "hall") if name in views},
        **g.get("noted", {}),
    )
    return response
