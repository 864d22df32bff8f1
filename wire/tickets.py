"""Tickets: how one is asked for, and what it looks like."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from .base import (
    Answered,
    Asked,
    Code,
    Count,
    Language,
    Moment,
    Party,
    PublicId,
    Seconds,
    StepState,
    TicketState,
    VisitorClass,
)

IdKind = Literal["resident", "passport"]


class Issue(Asked):
    """A number is wanted: for an item, for several in one go (a scenario), or for a queue."""

    service: Code | None = None
    scenario: Code | None = None
    queue: Code | None = None
    visitor_class: VisitorClass = "ordinary"
    language: Language | None = Field(default=None, description="Default: the first of Accept-Language.")
    id_number: Annotated[str, StringConstraints(min_length=1, max_length=32)] | None = Field(
        default=None,
        description="Needed where the queue asks for it. Kept as keyed hash and masked form only.",
    )
    id_kind: IdKind = Field(
        default="resident",
        description="What `id_number` stands on. resident: 18 characters by GB 11643, also the residence "
        "permits of Hong Kong, Macao and Taiwan and a foreigner's permanent resident card. passport: a "
        "passport or the like, 5 to 15 letters and digits, one digit at least.",
    )
    party: Party | None = Field(
        default=None,
        description="Tickets with the same one belong to one visitor and are never called together.",
    )
    returning_from: PublicId | None = Field(default=None, description="Public id of the earlier ticket.")
    at: Code | None = Field(default=None, description="Kiosk whose printer shall give the paper; for guides.")

    @model_validator(mode="after")
    def _wants_one_thing(self) -> Self:
        if sum(x is not None for x in (self.service, self.scenario, self.queue)) != 1:
            raise ValueError("exactly one of service, scenario and queue is needed")
        return self


class Reprint(Asked):
    """One more paper of a ticket: printed by whoever asks, or at a kiosk that a guide names."""

    at: Code | None = Field(default=None, description="Kiosk whose printer shall give the paper; for guides.")


class SetClass(Asked):
    """A guide sets the class; `document_checked`: the guide saw the document that gives the right."""

    visitor_class: VisitorClass
    document_checked: bool = False


class Wait(Answered):
    """An honest estimate: a range in seconds."""

    low_s: Seconds
    high_s: Seconds


class Step(Answered):
    """One service of a visit and where it is handled."""

    service: str
    queue: str
    hall: str
    state: StepState


class TicketOutward(Answered):
    """A ticket as its room tells it: without class, people ahead and wait (those come from its queue)."""

    public_id: str
    number: str
    series: str
    queue: str
    hall: str
    zone: str | None = Field(description="Zone of the window that called, else of the queue's first window.")
    windows: list[int] = Field(description="Windows that may call it.")
    state: TicketState
    service: str | None = None
    scenario: str | None = None
    steps: list[Step] = Field(description="Several only for a scenario.")
    issued_at: Moment
    arrived_at: Moment = Field(description="The arrival that counts in line.")
    called_at: Moment | None
    window: int | None
    recalls: Count
    away_until: Moment | None = Field(
        default=None, description="Its visitor lets others pass; it is not called before then."
    )
    missed_rule: str = Field(
        description="What happens when the call is missed, one sentence, the same for all."
    )
    link: str = Field(description="The ticket's own page.")
    reprints: Count


class Ticket(TicketOutward):
    """A ticket as its holder sees it."""

    visitor_class: VisitorClass | None = Field(default=None, description="For the own ticket only.")
    ahead: Count | None = Field(
        description="Waiting tickets of the same queue with a smaller effective arrival, without those away."
    )
    wait: Wait | None = Field(
        description="null: unknown, for example because no open window serves the queue."
    )
    aways_left: Count = Field(
        default=0, description="How often its visitor may still let others pass: `POST .../away`."
    )
    may_return: bool = Field(
        default=False,
        description="Its turn did not come; a number taken today with its id as `returning_from` goes ahead.",
    )


class TicketOnPaper(Ticket):
    """A ticket that was issued or reprinted just now."""

    paper_order: str | None = Field(
        default=None, description="The order for paper at a kiosk that this command gave."
    )
