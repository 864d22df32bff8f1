"""Errors: one shape for all of them; codes are stable and listed in the OpenAPI document."""

from typing import Any

from pydantic import Field

from .base import Answered
from .windows import WindowBoard


class Error(Answered):
    """What is not possible, why, and what to do now."""

    code: str
    message: str = Field(description="One to three sentences in the language asked for.")
    details: dict[str, Any]
    board: WindowBoard | None = Field(
        default=None, description="With 409 of a window command: the window now."
    )


class ErrorAnswer(Answered):
    """The body of every answer from 400 upwards."""

    error: Error
