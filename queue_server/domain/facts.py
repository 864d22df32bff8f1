"""Facts: what happened, in the past tense, frozen. The journal is their list and nothing else.

`ticket` is the ticket's id, `window` the window's number. Times inside a fact are hall time in UTC.
Who did it and when stands beside the fact in its `Entry`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .names import Names
from .orders import Order, PaperState
from .plain import from_plain, to_plain
from .tickets import Step, Ticket


@dataclass(frozen=True, slots=True)
class Fact:
    """The base of all facts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in the journal. `seq` has no gaps within a centre; `at` is hall time, `real_at` real time."""

    seq: int
    at: datetime
    real_at: datetime
    by: str
    fact: Fact

    @property
    def kind(self) -> str:
        """The fact's name as the journal spells it."""
        return type(self.fact).__name__


# --- tickets -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TicketIssued(Fact):
    """A number was given; `issued` is the ticket as it was born."""

    ticket: int
    issued: Ticket


@dataclass(frozen=True, slots=True)
class TicketCalled(Fact):
    """A waiting ticket was asked to come. `favoured` is None for a pick, which the cap does not count."""

    ticket: int
    window: int
    clerk: str
    number: str
    queue: str
    zone: str
    hall: str
    favoured: bool | None


@dataclass(frozen=True, slots=True)
class TicketRecalled(Fact):
    """A called ticket was asked again."""

    ticket: int
    window: int
    clerk: str
    number: str
    queue: str
    zone: str
    hall: str


@dataclass(frozen=True, slots=True)
class ServiceStarted(Fact):
    """The visitor came. `implied` marks a start that a finish or a next implied."""

    ticket: int
    window: int
    clerk: str
    implied: bool = False


@dataclass(frozen=True, slots=True)
class ServiceFinished(Fact):
    """The visit is done. `served_s` is hall time from start to finish, None where the start was implied."""

    ticket: int
    window: int
    clerk: str
    queue: str
    served_s: float | None


@dataclass(frozen=True, slots=True)
class StepFinished(Fact):
    """One step is done and the ticket goes on by itself to `queue`."""

    ticket: int
    window: int
    clerk: str
    done_queue: str
    served_s: float | None
    steps: tuple[Step, ...]
    queue: str
    arrived_at: datetime
    callable_from: datetime


@dataclass(frozen=True, slots=True)
class TicketMissed(Fact):
    """The visitor did not come. `window` is None when day close found the ticket still called."""

    ticket: int
    window: int | None
    clerk: str | None


@dataclass(frozen=True, slots=True)
class TicketHeld(Fact):
    """Sent away to fetch something."""

    ticket: int
    window: int
    clerk: str
    note: str


@dataclass(frozen=True, slots=True)
class TicketResumed(Fact):
    """A held ticket is served again."""

    ticket: int
    window: int
    clerk: str


@dataclass(frozen=True, slots=True)
class TicketRequeued(Fact):
    """A held ticket is back in line."""

    ticket: int
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class TicketTransferred(Fact):
    """Moved to another queue, or to one window (`to_window`)."""

    ticket: int
    window: int | None
    queue: str
    to_window: int | None
    arrived_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class WindowGivenUp(Fact):
    """The window that a ticket was transferred to has closed: any window of its queue may call it."""

    ticket: int


@dataclass(frozen=True, slots=True)
class TicketCancelled(Fact):
    """The visitor does not need it any more."""

    ticket: int


@dataclass(frozen=True, slots=True)
class TicketRevived(Fact):
    """A missed ticket is back in line, without class head start."""

    ticket: int
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class TicketExpired(Fact):
    """Unserved at day close. `carried_over` gives a right on the next open day."""

    ticket: int
    carried_over: bool


@dataclass(frozen=True, slots=True)
class TicketReprinted(Fact):
    """Printed again; the paper says so."""

    ticket: int
    reprints: int


@dataclass(frozen=True, slots=True)
class ClassSet(Fact):
    """A guide set the class after looking at a document (who looked is the entry's `by`)."""

    ticket: int
    visitor_class: str
    document_checked: bool


@dataclass(frozen=True, slots=True)
class ActUndone(Fact):
    """A clerk's last act was taken back: these tickets are again as they were."""

    window: int
    clerk: str
    verb: str
    restored: tuple[Ticket, ...]
    current: int | None


# --- windows and halls -------------------------------------------------------------------------


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


# --- days, catalogue, tokens -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayOpened(Fact):
    """A business date began; series start at 1."""

    business_date: date


@dataclass(frozen=True, slots=True)
class DayClosed(Fact):
    """A business date ended."""

    business_date: date


@dataclass(frozen=True, slots=True)
class CatalogueImported(Fact):
    """The centre's catalogue has this version from now on."""

    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class TokenGiven(Fact):
    """A device, clerk or staff member may speak from now on. The secret itself is nowhere kept."""

    key: str
    token_kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class TokenRevoked(Fact):
    """This token is worthless from now on."""

    key: str
    subject: str


@dataclass(frozen=True, slots=True)
class LoginSet(Fact):
    """Somebody may sign in with a new PIN or password; the secret's hash stays out of the journal."""

    name: str
    login_kind: str
    role: str | None


@dataclass(frozen=True, slots=True)
class DeviceInvited(Fact):
    """A device may be enrolled by a new code, until then in real time; its hash stays out of the journal."""

    device: str
    device_kind: str
    place: str
    until: datetime


@dataclass(frozen=True, slots=True)
class InvitationEnded(Fact):
    """A device's enrolment code was used or taken back."""

    device: str


@dataclass(frozen=True, slots=True)
class DeviceSeen(Fact):
    """A device's state changed."""

    device: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class PaperOrdered(Fact):
    """A paper of a ticket shall come out at a kiosk."""

    ticket: int
    kiosk: str
    order: Order


@dataclass(frozen=True, slots=True)
class PaperBegun(Fact):
    """A kiosk prints an ordered paper now; what becomes of it is awaited until then, in real time."""

    kiosk: str
    order: str
    until: datetime


@dataclass(frozen=True, slots=True)
class PaperSettled(Fact):
    """A kiosk said what became of an ordered paper."""

    kiosk: str
    order: str
    state: PaperState


FACTS: Mapping[str, type[Fact]] = {kind.__name__: kind for kind in Fact.__subclasses__()}


def to_payload(fact: Fact) -> dict[str, Any]:
    """The fact's fields as JSON values."""
    payload: dict[str, Any] = to_plain(fact)
    return payload


def from_payload(kind: str, payload: Mapping[str, Any]) -> Fact:
    """The fact back from the journal. Raises KeyError for a kind that this release does not know."""
    return from_plain(FACTS[kind], payload)
