"""Follow-ups of bad ratings and of the hotline's orders, and figures of ratings: never for clerks."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import PRINTABLE, Answered, Asked, Code, Count, Moment, Names, Note, Seq, line
from .ratings import Level

Stage = Literal["open", "contacted", "resolved", "closed"]
Source = Literal["rating", "hotline"]
AppealState = Literal["made", "accepted", "rejected"]
List = Literal["open", "due_today", "overdue", "to_verify", "appealed", "closed"]
Act = Literal["contact", "resolve", "verify", "send-back", "appeal", "decide", "assign"]
Deed = Literal[
    "opened",
    "contacted",
    "not_reached",
    "resolved",
    "verified",
    "sent_back",
    "appealed",
    "appeal_accepted",
    "appeal_rejected",
    "assigned",
]
Words = Annotated[str, line(500, 1)]
Reference = Annotated[
    str, StringConstraints(min_length=1, max_length=64, pattern=PRINTABLE, strip_whitespace=True)
]


class Contact(Asked):
    """Somebody tried to reach the visitor."""

    reached: bool
    text: Note = Field(default="", description="How; forgotten with visitors' data, in no fact.")


class Resolve(Asked):
    """What was to be done is done."""

    measures: list[Code] = Field(default_factory=list, max_length=20, description="Codes of the catalogue.")
    text: Note = ""


class Remark(Asked):
    """A second person's judgement that the follow-up is done."""

    text: Note = ""


class SendBack(Asked):
    """A second person's judgement that it is not."""

    text: Words = Field(description="What is missing.")


class AppealMade(Asked):
    """The rating is said to be wrong."""

    on_behalf: Literal["department", "clerk"]
    text: Words = Field(description="Why.")


class Decide(Asked):
    """A second person's decision about the appeal."""

    accepted: bool
    text: Note = ""


class AssignDepartment(Asked):
    """Another department is to see to it."""

    department: Code
    text: Note = ""


class HotlineOrder(Asked):
    """An order of the hotline 12345, taken in once by its own reference."""

    reference: Reference
    department: Code
    service: Code | None = None
    text: Note = ""


class FollowUpRow(Answered):
    """A follow-up in a list. No ticket is named: who rated is told to nobody."""

    id: Seq
    source: Source
    reference: str | None
    department: str
    stage: Stage
    not_reached: bool = Field(description="Of a contacted one: all attempts so far were in vain.")
    appeal: AppealState | None
    opened_at: Moment
    contact_by: date
    resolve_by: date
    latest_by: date
    due: date | None = Field(description="The day by which the next thing is to be done.")
    overdue: bool
    past_limit: bool = Field(description="It still goes on after latest_by.")
    services: list[str]
    queue: str | None
    window: int | None
    level: Level | None
    reasons: list[str]


class Measure(Answered):
    """Something that can be done about a bad rating, and its words."""

    code: str
    names: Names


class FollowUps(Answered):
    """One list, and how many stand in each."""

    listed: List
    today: date
    counts: dict[str, Count]
    follow_ups: list[FollowUpRow]
    before: Seq | None = Field(description="Of closed ones: what to ask the next page with.")
    measures: list[Measure] = Field(description="What can be named as done.")


class Happened(Answered):
    """One line of a follow-up's history."""

    at: Moment
    by: str
    deed: Deed
    measures: list[str]
    department: str
    text: str


class FollowUpShown(FollowUpRow):
    """A follow-up with what staff may see of the visit, its history, and what the asker may do now."""

    clerk: str | None
    list_version: str
    rated_at: Moment | None
    done_at: Moment | None
    words: str = Field(description="The visitor's own, until they are forgotten.")
    history: list[Happened]
    can: list[Act]


class FollowUpNow(FollowUpRow):
    """A follow-up after an act."""


class LevelCount(Answered):
    """How many ratings of a level, best first."""

    level: Level
    count: Count


class ReasonCount(Answered):
    """How often a reason was given."""

    level: Level
    reason: str
    count: Count


class FigureRow(Answered):
    """Figures of one window, clerk, department or item; of everything, where `key` is empty in `total`."""

    key: str
    visits: Count
    rated: Count
    not_rated: Count = Field(description="Neither a level nor a zero.")
    set_aside: Count = Field(description="Ratings against which an appeal was accepted; in no other figure.")
    on_pad: Count = Field(description="Of rated, how many were given by touch at the window's face.")
    rated_share: float | None = Field(description="rated / visits")
    good: Count
    good_share: float | None = Field(description="good / rated, the three upper levels")
    levels: list[LevelCount]
    reasons: list[ReasonCount]


class RatingFigures(Answered):
    """Visits whose step was done in the span, both days included, and how they were rated."""

    by: Literal["window", "clerk", "department", "item"]
    first: date
    last: date
    total: FigureRow
    rows: list[FigureRow]
