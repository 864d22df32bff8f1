"""What a rating platform is sent: one message for each rating, and one for the end of a follow-up.

The form is our own. Its JSON Schema is served at /api/rating-export.schema.json and told in
docs/ratings-export.md; a platform with another form gets an adapter.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from .base import Answered, Moment
from .ratings import Level


class Named(Answered):
    """Something of the catalogue, by its code and its name in Chinese as it is now."""

    code: str
    name: str


class RatingOut(Answered):
    """A rating of a done visit step. No visitor, ticket or number is in it, nor what the visitor wrote."""

    version: Literal["yimen-rating/1"]
    id: str = Field(description="Of this rating for ever, however often it is sent: count each id once.")
    kind: Literal["rating"]
    centre: Named
    items: list[Named]
    department: Named
    window: int
    clerk: str = Field(description="Employee number.")
    level: Level
    score: int = Field(ge=1, le=5, description="5 very satisfied to 1 very dissatisfied.")
    reasons: list[Named]
    list_version: str
    channel: Literal["page", "pad"] = Field(
        description="Where it was given: on the ticket's own page, or at the face of the window's PAD."
    )
    rated_at: Moment


class FollowUpOut(Answered):
    """How the follow-up of a bad rating ended."""

    version: Literal["yimen-rating/1"]
    id: str
    kind: Literal["follow_up"]
    centre: Named
    rating: str = Field(description="The `id` of its rating, which was sent before.")
    result: Literal["verified", "appeal_accepted"] = Field(
        description="verified: put right, and a second person checked it. appeal_accepted: leave the rating "
        "out of all figures."
    )
    measures: list[Named]
    ended_at: Moment


RatingExport = Annotated[RatingOut | FollowUpOut, Field(discriminator="kind")]
EXPORT: TypeAdapter[RatingOut | FollowUpOut] = TypeAdapter(RatingExport)
"""Reads a message, and gives its JSON Schema."""
