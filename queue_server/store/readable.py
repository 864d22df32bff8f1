"""Rows that nobody wrote as we write them."""

from typing import TypeVar

from queue_server.store.rows import thing_of

T = TypeVar("T")

UNREADABLE = (TypeError, ValueError, LookupError, AttributeError)
"""What reading a body raises that is not as this release writes it."""


def thing_or_none(kind: type[T], body: str) -> T | None:
    """The thing of a body; None where the body cannot be read."""
    try:
        return thing_of(kind, body)
    except UNREADABLE:
        return None
