"""Who sits at a window and how it is; what a hall shows and does."""

from dataclasses import dataclass

from queue_server.domain.names import Names

from .base import Fact


@dataclass(frozen=True, slots=True)
class ClerkSignedIn(Fact):
    """A clerk works at a window; `took_over` names the clerk whose sign-in ended by it."""

    window: int
    clerk: str
    took_over: str | None = None


@dataclass(frozen=True, slots=True)
class ClerkSignedOut(Fact):
    """The window has no clerk any more."""

    window: int
    clerk: str


@dataclass(frozen=True, slots=True)
class WindowWasPaused(Fact):
    """A pause with its reason's code."""

    window: int
    clerk: str
    reason: str


@dataclass(frozen=True, slots=True)
class WindowUnpaused(Fact):
    """The pause is over."""

    window: int
    clerk: str


@dataclass(frozen=True, slots=True)
class StaffAlarmRaised(Fact):
    """A clerk asked for help at a window, quietly; `alarm` is its id."""

    window: int
    clerk: str
    alarm: str


@dataclass(frozen=True, slots=True)
class StaffAlarmAcknowledged(Fact):
    """A guide or manager has seen an alarm and comes; `seen_by` is the name of the login."""

    window: int
    alarm: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class StaffAlarmReset(Fact):
    """An alarm is over (who said so is the entry's `by`)."""

    window: int
    alarm: str


@dataclass(frozen=True, slots=True)
class WindowArranged(Fact):
    """The manager shut or opened a window, or gave it other queues, for today."""

    window: int
    shut: bool
    queues: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class NoticePut(Fact):
    """The notice line of a hall's screens; None clears it."""

    hall: str
    notice: Names | None


@dataclass(frozen=True, slots=True)
class EvacuationSet(Fact):
    """All windows and kiosks of the hall stop (`on`) or go on with everybody's place kept."""

    hall: str
    on: bool
    text: Names | None


@dataclass(frozen=True, slots=True)
class HallTurned(Fact):
    """The clock changed a hall's state: closed, open or lunch."""

    hall: str
    state: str
