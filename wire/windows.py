"""Windows: what a clerk and a manager say, and the window board."""

from typing import Literal, Self

from pydantic import Field, model_validator

from .alarms import WindowAlarm
from .base import (
    Answered,
    Asked,
    Code,
    Count,
    Moment,
    Note,
    PublicId,
    Reason,
    TicketState,
    VisitorClass,
    WindowNumber,
    WindowState,
)
from .tickets import Step


class Expecting(Asked):
    """What every window command carries: the public id that the clerk sees as current, or null.

    A mismatch is 409 with the window's board: a retried or doubled press can never finish the wrong person.
    """

    expect: PublicId | None


class Next(Expecting):
    """End the current ticket and call the next one, in one action."""

    outcome: Literal["finished", "missed"] = "finished"


class Pick(Expecting):
    """End the current ticket as next does and call this one, with a reason for the record."""

    public_id: PublicId
    reason: Reason


class Hold(Expecting):
    """Send the current visitor away to fetch something."""

    note: Note = ""


class Resume(Expecting):
    """Serve a held ticket again; `expect` is null."""

    public_id: PublicId


class Transfer(Expecting):
    """Send the current ticket to another queue or to one window."""

    queue: Code | None = None
    window: WindowNumber | None = None
    note: Note = ""

    @model_validator(mode="after")
    def _goes_to_one_place(self) -> Self:
        if (self.queue is None) == (self.window is None):
            raise ValueError("exactly one of queue and window is needed")
        return self


class Pause(Expecting):
    """Pause with a reason of the catalogue's policy."""

    reason: Code


class Unpause(Expecting):
    """Go on after a pause."""

    reason: Code | None = Field(default=None, description="Accepted and not used.")


class Arrange(Asked):
    """For today: shut a window, open it again, or give it other queues; what is left out stays as it is."""

    shut: bool | None = None
    queues: list[Code] | None = Field(default=None, min_length=1, max_length=100)
    expect_queues: list[Code] | None = Field(
        default=None,
        max_length=100,
        description="Today's queues as the manager sees them; 409 where somebody has changed them since.",
    )

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.shut is None and self.queues is None:
            raise ValueError("shut or queues is needed")
        return self


class ClerkFace(Answered):
    """Who sits at the window."""

    employee_no: str
    name: str
    department: str
    photo: str | None
    languages: list[str] = Field(default=[], description="What the clerk speaks: ISO 639-3 codes.")


class Current(Answered):
    """The ticket at the window; `visitor_class` and all that follows it for its clerk only."""

    public_id: str | None = Field(default=None, description="For its clerk; absent in the outward face.")
    number: str
    service: str | None
    state: TicketState
    since: Moment
    steps: list[Step]
    visitor_class: VisitorClass | None = None
    note: str | None = None
    queue: str | None = None
    scenario: str | None = None
    arrived_at: Moment | None = None
    called_at: Moment | None = None
    recalls: Count | None = None


class Line(Answered):
    """How many wait in one of the window's queues."""

    queue: str
    waiting: Count
    oldest_arrived_at: Moment | None


class Held(Answered):
    """A ticket that this window may resume."""

    public_id: str
    number: str
    queue: str
    since: Moment
    note: str = ""


class Coming(Answered):
    """One of the next numbers, for the window's clerk."""

    number: str
    queue: str
    visitor_class: VisitorClass
    arrived_at: Moment


class CanUndo(Answered):
    """The act that can be taken back, and until when (real time)."""

    verb: str
    until: Moment


class PausedFor(Answered):
    """Why a window is paused (a code of the policy), and since when."""

    reason: str
    since: Moment | None


class WindowBoard(Answered):
    """A window: all of it for its clerk, the outward face for everybody."""

    window: int
    hall: str
    zone: str
    state: WindowState
    clerk: ClerkFace | None
    current: Current | None
    queues: list[Line]
    next_up: list[str]
    held: list[Held]
    can: list[str] = Field(description="Commands allowed now; empty in the outward face.")
    coming: list[Coming] = Field(
        default=[], description="What is known of next_up; empty in the outward face."
    )
    undo: CanUndo | None = None
    pause: PausedFor | None = None
    shut: bool = Field(default=False, description="Closed by a manager for today.")
    evacuated: bool = Field(default=False, description="The hall is evacuated: nobody is called.")
    alarm: WindowAlarm | None = Field(default=None, description="For its clerk; null in the outward face.")


class Compared(Answered):
    """One ticket of a comparison: its arrival, its head starts, and the arrival it therefore counts as."""

    number: str
    queue: str
    visitor_class: VisitorClass
    arrived_at: Moment
    effective_at: Moment
    class_head_start_s: Count
    window_head_start_s: Count


class Waiter(Answered):
    """A waiting ticket that a window may call.

    `why_not`: it cannot be called yet, because its visitor is still `walking` from the last step or
    `away` for some minutes (until `callable_from`), or at another window with another number (`elsewhere`).
    `sent_here`: no other window calls it.
    """

    public_id: str | None = Field(default=None, description="For the window's clerk; absent for an auditor.")
    number: str
    queue: str
    service: str | None
    scenario: str | None
    visitor_class: VisitorClass
    arrived_at: Moment
    waited_s: Count
    callable: bool
    why_not: Literal["walking", "away", "elsewhere"] | None
    callable_from: Moment | None
    sent_here: bool
    note: str | None = Field(default=None, description="For the window's clerk; absent for an auditor.")


class WaitingList(Answered):
    """Whom a window may call, in its own order: the one that `next` would call comes first."""

    window: int
    waiting: list[Waiter] = Field(description="At most 50.")
    more: Count = Field(description="How many more there are.")
    first: str | None = Field(description="The number that next would call now.")
    sentences: list[str] = Field(description="Why that one comes first, in words.")


class Why(Answered):
    """The last choice of a window, compared, in words; no number before the first."""

    window: int
    number: str | None
    chosen: Compared | None
    compared: list[Compared]
    sentences: list[str]
