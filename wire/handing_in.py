"""Handing in: tickets that a kiosk issued offline, told to the server when it is back."""

from typing import Annotated, Literal, Self

from pydantic import Field, RootModel, StringConstraints, model_validator

from .base import Asked, Code, Language, Party, ToldMoment, VisitorClass, line
from .errors import ErrorAnswer
from .tickets import IdKind, Ticket

MOST = 100
"""Tickets that one message may hand in."""

MintedId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$", max_length=22)]
"""128 random bits as base64url without padding, as the server makes them."""


class OfflineTicket(Asked):
    """A ticket as its kiosk issued it. Told again with the same content, it gets the same answer."""

    public_id: MintedId = Field(description="Made by the kiosk: 128 random bits, base64url, no padding.")
    number: Annotated[str, line(32, 1)] = Field(
        description="Of the series by `offline_series` of the catalogue, two digits at least: A-K1-07."
    )
    issued_at: ToldMoment = Field(
        description="Hall time by the kiosk's clock; a time ahead of the server's counts as now."
    )
    service: Code | None = None
    scenario: Code | None = None
    queue: Code | None = None
    visitor_class: VisitorClass = "ordinary"
    language: Language | None = None
    party: Party | None = None
    id_sealed: Annotated[str, StringConstraints(min_length=1, max_length=400)] | None = Field(
        default=None,
        description="The ID number, UTF-8, in a libsodium sealed box for `sealing_key` of the heartbeat's "
        "answer, base64url.",
    )
    id_kind: IdKind | None = Field(
        default=None, description="Default: resident for 18 characters, else passport."
    )
    clock: Literal["sure", "unsure"] = Field(
        default="sure", description="Whether the kiosk's clock was right, as far as the kiosk knows."
    )
    cancelled: bool = Field(
        default=False,
        description="The visitor gave it back at the kiosk. May be told later, of a ticket handed in before.",
    )

    @model_validator(mode="after")
    def _wants_one_thing(self) -> Self:
        if sum(x is not None for x in (self.service, self.scenario, self.queue)) != 1:
            raise ValueError("exactly one of service, scenario and queue is needed")
        return self


class HandIn(Asked):
    """Tickets that were issued offline; the list alone is taken too. A bad one never spoils the others."""

    tickets: list[OfflineTicket] = Field(max_length=MOST)


class HandedIn(RootModel[dict[str, Ticket | ErrorAnswer]]):
    """By public id: the ticket, or why it was not taken, for good.

    A ticket without a readable public id is answered under `#` and its place in the list, counted from 0; so
    is one that has the public id of another in the same list and other content.
    """
