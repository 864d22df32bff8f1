"""Windows while they work: who sits there, what is current, what may be taken back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .altered import altered
from .names import Names
from .tickets import Ticket


class WindowState(StrEnum):
    """What a window shows to the hall."""

    CLOSED = "closed"
    IDLE = "idle"
    CALLED = "called"
    SERVING = "serving"
    PAUSED = "paused"


class HallState(StrEnum):
    """What a hall is doing now."""

    CLOSED = "closed"
    OPEN = "open"
    LUNCH = "lunch"
    EVACUATION = "evacuation"


@dataclass(frozen=True)
class Undoable:
    """A clerk's last next, missed, finish or transfer: the tickets as they were, oldest first.

    `real_at` is real time (undo runs on real time); `seqs` are the tickets' seqs after the act: any other
    value means that somebody moved the ticket since.
    """

    verb: str
    clerk: str
    real_at: datetime
    before: tuple[Ticket, ...]
    seqs: tuple[int, ...]
    current: int | None
    call_seq: int | None = None

    def moved_by_self(self, ticket: int, seq: int) -> "Undoable":
        """The same after the clerk's own start or recall of one of the tickets."""
        seqs = (seq if t.id == ticket else s for t, s in zip(self.before, self.seqs, strict=True))
        return altered(self, seqs=tuple(seqs))


@dataclass(frozen=True, slots=True)
class Compared:
    """One ticket in the comparison that led to a choice; arrivals are effective, in UTC."""

    number: str
    queue: str
    visitor_class: str
    arrived_at: datetime
    effective_at: datetime
    class_head_start_s: int
    window_head_start_s: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a ticket was chosen: itself, the ones behind it, and whether the cap had a say.

    `capped` names queues whose class head starts were set aside by the favour cap; `favoured` says that
    without class head starts another would have been chosen; `picked` holds the clerk's reason for a pick.
    `away` names who would have come before, and lets others pass for the time being.
    """

    chosen: Compared
    behind: tuple[Compared, ...]
    favoured: bool = False
    capped: tuple[str, ...] = ()
    picked: str | None = None
    away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffAlarm:
    """A clerk at a window asks for help, quietly; `seen_by` says who comes, None while nobody does."""

    id: str
    clerk: str
    since: datetime
    seen_by: str | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Window:
    """A window's live state; its place in the hall stands in the catalogue."""

    number: int
    since: datetime | None = None
    clerk: str | None = None
    paused: str | None = None
    paused_at: datetime | None = None
    current: int | None = None
    shut: bool = False
    queues_today: tuple[str, ...] | None = None
    reason: Reason | None = None
    undoable: Undoable | None = None
    alarm: StaffAlarm | None = None
    seq: int = 0

    @property
    def open(self) -> bool:
        """Whether a clerk works here: signed in and not shut; a paused window is open."""
        return self.clerk is not None and not self.shut

    def take(self, ticket: int, reason: Reason | None, at: datetime) -> "Window":
        """The window with a ticket called to it."""
        return altered(self, current=ticket, reason=reason, since=at)

    def let_go(self, at: datetime) -> "Window":
        """The window without a current ticket."""
        return altered(self, current=None, since=at)


@dataclass(frozen=True)
class HallNow:
    """A hall's live state: what the clock and the manager made of it."""

    code: str
    state: HallState = HallState.CLOSED
    evacuated: bool = False
    evacuation_text: Names | None = None
    notice: Names | None = None
    since: datetime | None = None
    seq: int = 0
