"""What visitors said of a visit, and what was forgotten of them: how much and why, never what it was."""

from dataclasses import dataclass
from datetime import date

from queue_server.domain.ratings import PAGE, Level

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
    `words` ratings lost what their visitors had written.
    """

    before: date
    tickets: int
    answers: int
    windows: int
    words: int = 0


@dataclass(frozen=True, slots=True)
class VisitorErased(Fact):
    """Somebody asked for it (PIPL art. 47): this ticket lost whom it was for.

    `kinds` says what there was to erase: id_number, party, note, words (beside a rating).
    """

    ticket: int
    kinds: tuple[str, ...]
