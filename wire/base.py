"""The two kinds of message, and the small types that they share.

What is *asked* is strict: an unknown key, a number in quotes or an endless string is refused, because its
sender means something that the server would not do. What is *answered* ignores keys that it does not know, so
that a client of the last version stays alive when the next one says more.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
"""No control characters: they would break a line of paper, a log or a database."""


def line(longest: int, shortest: int = 0) -> StringConstraints:
    """One line of text with at most `longest` characters."""
    return StringConstraints(
        min_length=shortest, max_length=longest, pattern=PRINTABLE, strip_whitespace=True
    )


Code = Annotated[str, line(64, 1)]
"""A code of the catalogue: a queue, an item, a hall, a pause reason."""

PublicId = Annotated[str, line(64, 1)]
"""A ticket's public id: whoever has it may see the ticket."""

Party = Annotated[str, line(64, 1)]
Note = Annotated[str, line(500)]
Reason = Annotated[str, line(200, 1)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Language = Annotated[str, StringConstraints(max_length=16, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
WindowNumber = Annotated[int, Field(ge=1, le=9999)]
Count = Annotated[int, Field(ge=0)]
Seconds = Annotated[int, Field(ge=0)]
Seq = Annotated[int, Field(ge=0)]
Moment = AwareDatetime
"""A time as RFC 3339 with its offset."""

LONGEST_MOMENT = 40
YEARS = (1970, 2200)


def _is_text(value: object) -> object:
    if not isinstance(value, str) or len(value) > LONGEST_MOMENT:
        raise ValueError("a time as RFC 3339 with its offset is needed")
    return value


def _in_utc(value: datetime) -> datetime:
    """The same moment in UTC; one that no clock shows would leave the calendar on its way."""
    if not YEARS[0] < value.year < YEARS[1]:
        raise ValueError("no clock shows this year")
    return value.astimezone(UTC)


ToldMoment = Annotated[
    AwareDatetime,
    Field(strict=False, json_schema_extra={"maxLength": LONGEST_MOMENT}),
    BeforeValidator(_is_text),
    AfterValidator(_in_utc),
]
"""A time as text: RFC 3339 with its offset."""

Names = dict[str, str]
"""Language code to text."""

VisitorClass = Literal[
    "ordinary", "appointment", "elderly", "disabled", "maternity", "serviceman", "returning"
]
VisitKind = Literal["hall", "home", "agent"]
TicketState = Literal["waiting", "called", "serving", "held", "missed", "done", "cancelled", "expired"]
StepState = Literal["pending", "current", "done"]
WindowState = Literal["closed", "idle", "called", "serving", "paused"]
HallState = Literal["closed", "open", "lunch", "evacuation"]
StaffRole = Literal["guide", "manager", "administrator", "auditor"]


class Asked(BaseModel):
    """A message from a client: strict, and nothing beyond what the contract names."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Answered(BaseModel):
    """A message from the server: a reader ignores what it does not know."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Nothing(Asked):
    """A command that needs no more than its address: an empty body or `{}`."""
