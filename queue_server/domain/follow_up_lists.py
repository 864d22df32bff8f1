"""The lists in which people look for follow-ups, and one with all that staff may see of its rating."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .follow_ups import FollowUp
from .ratings import Rating

AT_ONCE = 100


class Listed(StrEnum):
    """A list of follow-ups; one may stand in several."""

    OPEN = "open"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    TO_VERIFY = "to_verify"
    APPEALED = "appealed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Dossier:
    """A follow-up and the rating that it is about, without whose it was.

    `done_at` is when the step was done, `words` are the visitor's own, `notes` what staff wrote by the seq of
    the act; both are empty once they are forgotten.
    """

    order: FollowUp
    rating: Rating | None = None
    done_at: datetime | None = None
    words: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)
