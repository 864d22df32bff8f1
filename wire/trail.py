"""The audit trail as auditors read it."""

from typing import Any, Literal

from .base import Answered, Moment, Seq


class FactObject(Answered):
    """What a fact is about; a ticket by its number."""

    kind: Literal["ticket", "device", "kiosk", "machine", "hall", "window", "account", "follow_up", "centre"]
    name: str


class FactRow(Answered):
    """`subject` did `kind` to `object`, with this `result`. Personal data is masked or left out."""

    seq: Seq
    at: Moment
    real_at: Moment
    subject: str
    kind: str
    object: FactObject
    window: int | None
    result: dict[str, Any]
    request_id: str | None


class Trail(Answered):
    """Facts that fit a search, newest first; `before` asks for the next page, null where there is none."""

    day: str | None
    facts: list[FactRow]
    before: Seq | None
