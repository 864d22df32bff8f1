"""One line of JSON per request: what was asked, how it went, how long it took, which ticket it was about.

Addresses are logged as their pattern (`/t/<public_id>`), never filled in: a public id opens its ticket.
Bodies, queries and tokens are never logged.
"""

import logging
import re
import sys
import time
import uuid
from typing import Any, TextIO

import structlog
from flask import Flask, Response, g, request

from ui.serving import FILES

HEADER = "X-Request-Id"
FORM = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)

log = structlog.get_logger("web")


def write_json_lines(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Make structlog write one JSON object per line, times in UTC. Called once, when a program starts."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=stream or sys.stdout),
        cache_logger_on_first_use=True,
    )


def register_request_log(app: Flask) -> None:
    """Give every request an id, return it, and log the request when it is answered."""
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """The present request's id: the client's own, if it is a fit one."""
    return str(g.get("request_id", ""))


def note(**facts: Any) -> None:
    """Add to the present request's line; None adds nothing."""
    g.noted = {**g.get("noted", {}), **{k: v for k, v in facts.items() if v is not None}}


def _begin() -> None:
    given = request.headers.get(HEADER, "")
    g.request_id = given if FORM.fullmatch(given) else uuid.uuid4().hex
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    if request.endpoint not in FILES:
        response.headers[HEADER] = request_id()
    rule = request.url_rule.rule if request.url_rule else None
    views = request.view_args or {}
    log.info(
        "request",
        request_id=request_id(),
        method=request.method,
        route=rule,
        status=response.status_code,
        ms=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
        **{name: views[name] for name in ("centre", "n", "hall") if name in views},
        **g.get("noted", {}),
    )
    return response
