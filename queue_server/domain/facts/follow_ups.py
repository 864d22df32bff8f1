"""What is done after a bad rating. What people wrote beside it stands in no fact, for it may name somebody.

A follow-up is named by the seq of the fact that opened it (`follow_up`), its rating by that of its fact
VisitRated (`rating`): so that no line of the journal names a ticket beside a follow-up.
"""

from dataclasses import dataclass
from datetime import date

from .base import Fact


@dataclass(frozen=True, slots=True)
class FollowUpOpened(Fact):
    """A bad rating opened it in the same act, or an order of the hotline with its `reference` came in."""

    source: str
    department: str
    contact_by: date
    resolve_by: date
    latest_by: date
    rating: int | None = None
    reference: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUpContacted(Fact):
    """Somebody tried to reach the visitor; `reached` says whether that came about."""

    follow_up: int
    reached: bool


@dataclass(frozen=True, slots=True)
class FollowUpResolved(Fact):
    """What was to be done is done; `measures` are codes of policy's list."""

    follow_up: int
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUpVerified(Fact):
    """A second person found it done; with that it is closed."""

    follow_up: int


@dataclass(frozen=True, slots=True)
class FollowUpSentBack(Fact):
    """A second person found it not done: it has to be resolved again."""

    follow_up: int


@dataclass(frozen=True, slots=True)
class FollowUpAppealed(Fact):
    """The rating is said to be wrong, on behalf of `department` or `clerk`."""

    follow_up: int
    on_behalf: str


@dataclass(frozen=True, slots=True)
class FollowUpAppealDecided(Fact):
    """A second person decided it; accepted, the rating stays in the record and counts in no figure."""

    follow_up: int
    accepted: bool


@dataclass(frozen=True, slots=True)
class FollowUpAssigned(Fact):
    """Another department is to see to it."""

    follow_up: int
    department: str
