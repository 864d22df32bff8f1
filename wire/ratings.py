"""Ratings of visit steps: what a visitor says, and which steps of a ticket can be rated."""

from typing import Literal

from pydantic import Field

from .base import Answered, Asked, Code, Count, Moment, Names, Note
from .tickets import Ticket

Level = Literal["very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied"]


class Rate(Asked):
    """A visitor rates a step that is done; once, and never altered."""

    step: int = Field(default=1, ge=1, le=1000, description="Which of the ticket's done steps, from 1.")
    level: Level
    reasons: list[Code] = Field(
        default_factory=list,
        max_length=20,
        description="Codes of the level's list in the catalogue; the two lowest levels need one at least.",
    )
    text: Note = Field(
        default="",
        description="The visitor's own words, beside the two lowest levels only. Never in the journal, "
        "never shown to clerks, forgotten with whom the ticket was for.",
    )


class RateAtWindow(Asked):
    """A visitor rates by touch at the window's face what has just ended there."""

    number: Code = Field(description="The number that the face was told: another one is refused.")
    level: Level
    reasons: list[Code] = Field(default_factory=list, max_length=20)


class RatedAtWindow(Answered):
    """It is kept."""

    level: Level


class ToRate(Answered):
    """What the face may offer to rate."""

    number: str | None = Field(description="The number whose visit ended here within 90 seconds, if any.")


class RatingGiven(Answered):
    """The rating as it is kept; the visitor's own words are not told again."""

    step: Count
    level: Level
    reasons: list[str]
    list_version: str = Field(description="The list of reasons that the codes are of.")
    rated_at: Moment


class DoneStep(Answered):
    """A visit step that is done, and whether it can be rated."""

    step: Count
    services: list[str] = Field(
        description="Items that were handled; consecutive ones of one queue are one step."
    )
    queue: str
    window: int
    done_at: Moment
    rating: Literal["open", "rated", "over"] = Field(
        description="open: it can be rated. rated: it was. over: it was not, and its time is over."
    )
    until: Moment = Field(description="The last moment at which it can be rated.")


class TicketShown(Ticket):
    """A ticket, with its steps that are done."""

    done_steps: list[DoneStep] = Field(default_factory=list)


class RatingReason(Answered):
    """A reason and its words."""

    code: str
    names: Names


class RatingLevel(Answered):
    """A level, best first, with the reasons that may be given with it."""

    level: Level
    reasons: list[RatingReason]


class RatingRules(Answered):
    """What a centre asks with a rating."""

    open_days: Count = Field(description="Days after the end of a step in which it can be rated.")
    list_version: str
    levels: list[RatingLevel]
