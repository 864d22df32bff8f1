"""What a check found: a level, a sentence, and where something is wrong another that says what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from config.settings import Settings
from queue_server.store.sql import SqlStore


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing (`about`); `do` is empty where nothing is to be done."""

    level: Level
    about: str
    what: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is looked at: an installation's settings, and the record where it can be opened."""

    settings: Settings
    now: datetime
    environ: Mapping[str, str] = field(default_factory=dict)
    store: SqlStore | None = None
    backups: Path | None = None


Findings = Iterator[Finding]


def fine(about: str, what: str) -> Finding:
    return Finding(Level.FINE, about, what)


def warning(about: str, what: str, do: str) -> Finding:
    return Finding(Level.WARNING, about, what, do)


def error(about: str, what: str, do: str) -> Finding:
    return Finding(Level.ERROR, about, what, do)
