"""Errors: whatever goes wrong becomes one shape of answer, in the visitor's language. Bad input is no 500."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, g, request
from werkzeug import exceptions as http
from werkzeug.exceptions import HTTPException

from queue_server.actions.ports import StoreFailed
from queue_server.boards.windows import window_board
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Refusal, UnknownCentre
from ui.words import best_language, languages

from .answers import encode, json_answer
from .refusals import Internal, MethodNotAllowed, NotFound, RecordFailed, TooLarge, Unreadable, status_of
from .requestlog import log, note, request_id
from .routes import Call, Command
from .sentences import NAMED, told
from .services import Services

CONFLICT = 409
Board = Mapping[str, Any]


def register_errors(app: Flask, services: Services) -> None:
    """Answer every failure below /api as the contract says; pages keep their own."""

    def refused(refusal: Refusal) -> Response:
        return answer_of(refusal, services)

    def store_failed(error: StoreFailed) -> Response:
        log.error("record_failed", request_id=request_id(), error=str(error))
        return refused(RecordFailed())

    def http_error(error: HTTPException) -> Response | HTTPException:
        return refused(_of_http(error, services)) if is_api() else error

    def mistake(error: Exception) -> Response:
        log.error("internal", request_id=request_id(), exc_info=error)
        return refused(Internal(request_id=request_id()))

    app.register_error_handler(Refusal, refused)
    app.register_error_handler(StoreFailed, store_failed)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, mistake)


def answer_of(refusal: Refusal, services: Services) -> Response:
    """A refusal as its JSON answer: code, sentence, details, and for a window command the window now."""
    status = status_of(refusal)
    note(refusal=refusal.code)
    call: Call | None = g.get("call")
    language = call.language if call else best_language(request.accept_languages.best_match(languages()))
    catalogue, board = _context(refusal, status, services, call)
    error = told(refusal, language, catalogue, services.clock.hall_now())
    if is_api():
        response = json_answer(encode({"error": error | ({"board": board} if board else {})}), status)
    else:
        response = Response(f"{error['message']}\n", status, mimetype="text/plain")
    _add_headers(response, refusal, status)
    return response


def _context(
    refusal: Refusal, status: int, services: Services, call: Call | None
) -> tuple[Catalogue | None, Board | None]:
    """What the answer needs from the hall, in one look; most refusals need nothing."""
    route = g.get("route")
    window = None
    if status == CONFLICT and call and isinstance(route, Command) and route.at_window:
        window = call.path.get("n")
    if call is None or not (window or NAMED & refusal.details.keys()):
        return None, None

    def look(hall: Hall) -> tuple[Catalogue, Board | None]:
        known = window is not None and window in hall.catalogue.windows
        board = (
            window_board(
                hall,
                window,
                clerk=True,
                now=call.now,
                real_now=call.real_now,
                photo_of=services.photos.address,
            )
            if window is not None and known
            else None
        )
        return hall.catalogue, board

    try:
        return services.writer.look(call.centre, look)
    except (UnknownCentre, StoreFailed):
        return None, None


def _add_headers(response: Response, refusal: Refusal, status: int) -> None:
    if "retry_after_s" in refusal.details:
        response.headers["Retry-After"] = str(refusal.details["retry_after_s"])
    if isinstance(refusal, RecordFailed):
        response.headers["Retry-After"] = "1"
    if isinstance(refusal, MethodNotAllowed):
        response.headers["Allow"] = str(refusal.details["allowed"])
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"


def _of_http(error: HTTPException, services: Services) -> Refusal:
    if isinstance(error, http.RequestEntityTooLarge):
        return TooLarge(limit_kb=services.settings.body_bytes // 1024)
    if isinstance(error, http.MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        return MethodNotAllowed(method=request.method[:20], allowed=allowed)
    if isinstance(error, http.NotFound):
        return NotFound()
    if error.code is not None and error.code < 500:
        return Unreadable()
    return Internal(request_id=request_id())


def is_api() -> bool:
    """Whether the present request is a program's: people get words instead of JSON."""
    return request.path.startswith("/api")
