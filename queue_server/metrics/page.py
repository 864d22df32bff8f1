"""`GET /metrics`, for whoever holds the token."""

from collections.abc import Callable
from hmac import compare_digest

from flask import Flask, Response, request
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

PATH = "/metrics"


def register_page(app: Flask, token: str, tell: Callable[[], bytes]) -> None:
    """Offer what `tell` says; nobody on the way may keep it."""

    def metrics() -> Response:
        if not _shows(token):
            wanted = {"WWW-Authenticate": "Bearer"}
            return Response("A bearer token is needed.\n", 401, wanted, mimetype="text/plain")
        response = Response(tell(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
        response.headers["Cache-Control"] = "no-store"
        return response

    app.add_url_rule(PATH, "metrics", metrics)


def _shows(token: str) -> bool:
    """Whether the request shows the token; the comparison takes the same time however much of it is right."""
    shown = request.authorization
    if shown is None or shown.type != "bearer" or shown.token is None:
        return False
    return compare_digest(shown.token.encode(), token.encode())
