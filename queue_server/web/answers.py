"""Answers: JSON, encoded once, and errors in their one shape."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response

JSON = "application/json"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def encode(body: Mapping[str, Any]) -> str:
    """Compact JSON with its characters as they are."""
    return _encode(body)


def json_answer(text: str | bytes, status: int = 200) -> Response:
    """An encoded JSON answer; nobody on the way may keep it."""
    response = Response(text, status, content_type=JSON)
    response.headers["Cache-Control"] = "no-store"
    return response


def nothing() -> Response:
    """204: done, and nothing to say."""
    return Response(status=204)
