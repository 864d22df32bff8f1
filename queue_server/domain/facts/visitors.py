"""What was forgotten of visitors: how much and why, never what it was."""

from dataclasses import dataclass
from datetime import date

from .base import Fact


@dataclass(frozen=True, slots=True)
class VisitorsForgotten(Fact):
    """Retention: `tickets` ended tickets of days before `before` lost whom they were for.

    `answers` kept answers of commands of that age are gone; `windows` lost what their clerk's last act was.
    """

    before: date
    tickets: int
    answers: int
    windows: int


@dataclass(frozen=True, slots=True)
class VisitorErased(Fact):
    """Somebody asked for it (PIPL art. 47): this ticket lost whom it was for.

    `kinds` says what there was to erase: id_number, party, note.
    """

    ticket: int
    kinds: tuple[str, ...]
