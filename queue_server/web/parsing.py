"""Reading a request: everything that can be wrong with it becomes a refusal, never a crash."""

import json
from collections.abc import Mapping
from typing import Any, Never

from pydantic import BaseModel, ValidationError

from queue_server.domain.refusals import BadValue, KeyMissing

from .refusals import MediaTypeWrong, Unreadable

LONGEST_KEY = 200
MOST_PROBLEMS = 10
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
"""What a page of another site can send without asking us first."""


def read_json(raw: bytes) -> dict[str, Any]:
    """One JSON object; no body at all is an empty one. Raises Unreadable."""
    if not raw.strip():
        return {}
    value = _read(raw)
    if not isinstance(value, dict):
        raise Unreadable
    return value


def refuse_forms(media_type: str, raw: bytes) -> None:
    """A command's body is JSON, with that media type or without one. Raises MediaTypeWrong.

    Without a body the media type says nothing: some libraries call an empty one a form.
    """
    if media_type in FORMS and raw.strip():
        raise MediaTypeWrong(media_type=media_type)


def read_list(raw: bytes, name: str, most: int) -> list[Any]:
    """A JSON list, alone or as the only value of an object. Raises Unreadable or BadValue."""
    value = _read(raw)
    if isinstance(value, dict) and value.keys() == {name}:
        value = value[name]
    if not isinstance(value, list):
        raise BadValue(field=name, why="a list is needed") if isinstance(value, dict) else Unreadable
    if len(value) > most:
        raise BadValue(field=name, why=f"at most {most} at once")
    return value


def read_as(model: type[BaseModel], body: Mapping[str, Any]) -> BaseModel:
    """The body as its wire model. Raises BadValue with every field that is wrong, without its value."""
    try:
        return model.model_validate(body)
    except ValidationError as error:
        problems = [
            {"field": ".".join(str(part) for part in p["loc"])[:80] or "body", "why": p["msg"]}
            for p in error.errors(include_url=False, include_input=False, include_context=False)
        ]
        raise BadValue(**problems[0], problems=problems[:MOST_PROBLEMS]) from None


def read_key(key: str | None, *, required: bool) -> str | None:
    """The Idempotency-Key. Raises KeyMissing where it is needed and is not there, or too long."""
    if key is None and not required:
        return None
    if key is None or not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise KeyMissing
    return key


def read_number(args: Mapping[str, str], name: str) -> int | None:
    """A whole number of the query, None when it is not there. Raises BadValue."""
    text = args.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadValue(field=name, why="a whole number is needed")
    return int(text)


def _read(raw: bytes) -> Any:
    try:
        return STRICT.decode(raw.decode(json.detect_encoding(raw), "surrogatepass"))
    except (ValueError, RecursionError):
        raise Unreadable from None


def _no_constant(name: str) -> Never:
    raise ValueError(f"{name} is not JSON")


STRICT = json.JSONDecoder(parse_constant=_no_constant)
