"""What visitors said of a visit and want to be told; what was forgotten of them: how much, never what."""

from dataclasses import dataclass
from datetime import date

from queue_server.domain.ratings import PAGE, Level
from queue_server.domain.reminders import Kind, Wish

from .base import Fact


@dataclass(frozen=True, slots=True)
class VisitRated(Fact):
    """A done visit step was rated, once and for good; what the visitor wrote stays out of the journal.

    `services`, `queue`, `window` and `clerk` are the record's, never the asker's. `reasons` are codes of the
    list that policy called `list_version`. `source` says where it was given: on the ticket's own page, or at
    the outward face of the window's PAD.
    """

    ticket: int
    step: int
    level: Level
    reasons: tuple[str, ...]
    list_version: str
    services: tuple[str, ...]
    queue: str
    window: int
    clerk: str
    source: str = PAGE


@dataclass(frozen=True, slots=True)
class VisitorsForgotten(Fact):
    """Retention: `tickets` ended tickets of days before `before` lost whom they were for.

    `answers` kept answers of commands of that age are gone; `windows` lost what their clerk's last act was;
    `words` ratings lost what their visitors had written; `bookings` of such days lost whose they were, and
    `contacts` of such days where to go.
    """

    before: date
    tickets: int
    answers: int
    windows: int
    words: int = 0
    bookings: int = 0
    contacts: int = 0


@dataclass(frozen=True, slots=True)
class VisitorErased(Fact):
    """Somebody asked for it (PIPL art. 47): this ticket lost whom it was for.

    `kinds` says what there was to erase: id_number, party, note, words (beside a rating).
    """

    ticket: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReminderAsked(Fact):
    """A visitor wants to be told over a channel when the turn is near; where to, stays out of the journal."""

    ticket: int
    channel: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class ReminderTold(Fact):
    """A channel was given something to tell, once; whether it arrived is for the log to say."""

    ticket: int
    channel: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class ReminderEnded(Fact):
    """The visitor wants it no more, or the visit is over; its address is forgotten."""

    ticket: int
    channel: str
