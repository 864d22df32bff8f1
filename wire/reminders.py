"""Reminders: what a visitor wants to be told before the call, and over which channel."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Answered, Asked, Code, Count


class Remind(Asked):
    """Tell this ticket's visitor when the turn is near, and at the call; each once."""

    channel: Code = Field(description="sms, or another that the installation has.")
    ahead: int | None = Field(default=None, ge=0, le=50, description="So many people are left.")
    within_s: int | None = Field(
        default=None, ge=60, le=7200, description="The estimate begins within so many seconds."
    )
    address: Annotated[str, StringConstraints(min_length=1, max_length=64)] = Field(
        description="A phone number. Sealed in the record, in no fact and no answer, gone with the visit."
    )


class StopReminding(Asked):
    """No reminder over this channel any more."""

    channel: Code


class Reminder(Answered):
    """A reminder as it stands; where it goes to is not told again."""

    channel: str
    ahead: Count | None
    within_s: Count | None
    told: list[Literal["near", "called"]] = Field(description="What was handed to the channel already.")


class Reminders(Answered):
    """A ticket's reminders that are not over."""

    reminders: list[Reminder]
