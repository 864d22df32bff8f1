"""The audit trail: what an auditor asks of the journal, and a fact as it is found there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

AT_ONCE = 100
MOST_IN_A_FILE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for; None leaves it open. `before` is the seq that a page ends before, the newest first.

    `person` is an employee number, a user name or a device: whoever did it, or whom it was about.
    """

    day: date | None = None
    person: str | None = None
    number: str | None = None
    window: int | None = None
    kind: str | None = None
    before: int | None = None
    limit: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class Found:
    """A fact of the journal as it was written; `number` is its ticket's, None where it is about none."""

    seq: int
    at: datetime
    real_at: datetime
    by: str
    kind: str
    number: str | None
    window: int | None
    request_id: str | None
    payload: Mapping[str, Any]
