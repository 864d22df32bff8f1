"""Follow-ups (整改): what is done after a bad rating, or after an order of the hotline, until it is closed.

A follow-up is contacted, resolved, and closed by a second person who verified it; or an appeal against its
rating is accepted. After 国办发〔2019〕51号: contact within one working day, and every order brought to an
end. Which days those are is policy's (`[follow_ups]`).
"""

from dataclasses import dataclass
from datetime import date, datetime

from .calendar import local, working_day_after
from .catalogue import Catalogue
from .facts import Entry, FollowUpOpened
from .follow_up_names import Appeal, Source, Stage


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a follow-up's history; what was written beside it stands apart. `at` is hall time."""

    seq: int
    at: datetime
    by: str
    deed: str
    measures: tuple[str, ...] = ()
    department: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One order. `id` is the seq of the fact that opened it, `rating` that of its fact VisitRated.

    The three days are the last on which it is in time: to contact the visitor, to resolve it, and the limit.
    """

    id: int
    source: Source
    department: str
    contact_by: date
    resolve_by: date
    latest_by: date
    opened_at: datetime
    rating: int | None = None
    reference: str | None = None
    service: str | None = None
    stage: Stage = Stage.OPEN
    appeal: Appeal | None = None
    appeal_for: str = ""
    resolved_by: str | None = None
    verified_by: str | None = None
    closed_at: datetime | None = None
    history: tuple[Happened, ...] = ()
    seq: int = 0

    @property
    def due(self) -> date | None:
        """The day by which the next thing is to be done; None when nothing is any more."""
        days = {Stage.OPEN: self.contact_by, Stage.CONTACTED: self.resolve_by, Stage.RESOLVED: self.latest_by}
        return days.get(self.stage)

    def overdue(self, today: date) -> bool:
        """Whether that day has passed."""
        return self.due is not None and self.due < today

    def past_limit(self, today: date) -> bool:
        """Whether it still goes on after the last day that there is, whatever is to be done next."""
        return self.stage is not Stage.CLOSED and self.latest_by < today

    @property
    def not_reached(self) -> bool:
        """Whether the attempts to contact the visitor were in vain so far, and it is not resolved."""
        return self.stage is Stage.CONTACTED and not self.did("contacted")

    def did(self, deed: str) -> frozenset[str]:
        """Everybody who once did this to it, by name."""
        return frozenset(name_of(each.by) for each in self.history if each.deed == deed)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days that a new follow-up has."""

    contact_by: date
    resolve_by: date
    latest_by: date


def name_of(by: str) -> str:
    """The person in `manager:chen`: somebody with two roles is one person."""
    return by.partition(":")[2] or by


def deadlines(catalogue: Catalogue, at: datetime) -> Deadlines:
    """Working days by the centre's calendar, counted from the day after `at`."""
    day, policy = local(catalogue, at).date(), catalogue.policy
    return Deadlines(
        working_day_after(catalogue, day, policy.contact_days),
        working_day_after(catalogue, day, policy.resolve_days),
        working_day_after(catalogue, day, policy.latest_days),
    )


def year_without_calendar(catalogue: Catalogue, at: datetime) -> int | None:
    """The first year into which deadlines from `at` reach and of which the calendar says nothing.

    Its holidays would be counted as working days, and dates that were promised are not moved later.
    """
    known = {day.year for day in catalogue.calendar}
    years = range(local(catalogue, at).year, deadlines(catalogue, at).latest_by.year + 1)
    return next((year for year in years if year not in known), None)


def opened(fact: FollowUpOpened, entry: Entry) -> FollowUp:
    """The follow-up that a fact opens."""
    return FollowUp(
        id=entry.seq,
        source=Source(fact.source),
        department=fact.department,
        contact_by=fact.contact_by,
        resolve_by=fact.resolve_by,
        latest_by=fact.latest_by,
        opened_at=entry.at,
        rating=fact.rating,
        reference=fact.reference,
        service=fact.service,
        history=(Happened(entry.seq, entry.at, entry.by, "opened"),),
        seq=entry.seq,
    )
