"""Answers: JSON, encoded once, and errors in their one shape."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from queue_server.compact import compact

JSON = "application/json"


def encode(body: Mapping[str, Any]) -> str:
    """Compact JSON with its characters as they are."""
    return compact(body)


def json_answer(text: str | bytes, status: int = 200) -> Response:
    """An encoded JSON answer; nobody on the way may keep it."""
    response = Response(text, status, content_type=JSON)
    response.headers["Cache-Control"] = "no-store"
    return response


def nothing() -> Response:
    """204: done, and nothing to say."""
    return Response(status=204)
