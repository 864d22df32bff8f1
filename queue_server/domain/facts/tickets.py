"""What happens to a ticket, from its number to its end."""

from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.tickets import Step, Ticket

from .base import Fact


@dataclass(frozen=True, slots=True)
class TicketIssued(Fact):
    """A number was given; `issued` is the ticket as it was born."""

    ticket: int
    issued: Ticket


@dataclass(frozen=True, slots=True)
class TicketHandedIn(Fact):
    """A kiosk told a ticket that it had issued while the server was away; `issued` is it as it was born.

    `claimed_at` is when the kiosk says that it was issued; a clock that is ahead is not believed, so
    `issued.issued_at` may be earlier. `clock_sure`: whether the kiosk's clock can be trusted. `beyond`: codes
    of the refusals that it would have met at issue; the visitor has the paper all the same.
    """

    ticket: int
    issued: Ticket
    kiosk: str
    claimed_at: datetime
    clock_sure: bool = True
    beyond: tuple[str, ...] = ()


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
    """Sent away to fetch something; the clerk's note stays out of the journal."""

    ticket: int
    window: int
    clerk: str


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
    """Moved to another queue, or to one window (`to_window`); the note stays out of the journal."""

    ticket: int
    window: int | None
    queue: str
    to_window: int | None
    arrived_at: datetime


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
class VisitorWentAway(Fact):
    """A waiting visitor lets others pass: nobody calls the ticket before `away_until`; its arrival stays."""

    ticket: int
    away_until: datetime


@dataclass(frozen=True, slots=True)
class AwayEnded(Fact):
    """The ticket can be called again: its visitor said so, or the time is over (then `by` is the system)."""

    ticket: int


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
