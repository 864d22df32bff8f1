"""What a check found: a level, a code with its values, and the two sentences that they become.

Where something is wrong one sentence says what, and another what to do: `doctor.what.{code}` and
`doctor.do.{code}` of ui/words. Codes stay as they are, for whoever reads `yimen doctor --json` by a program.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from config.settings import Settings
from queue_server.catalogue.report import Say
from queue_server.store.sql import SqlStore


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Said:
    """A value that is itself said in words: a key of ui/words and what it is filled with."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about something (`about`): a topic, or a centre's code. A value may be a list, or Said."""

    level: Level
    about: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def what(self, words: Say) -> str:
        """What is the case."""
        return words(f"doctor.what.{self.code}", **_filled(self.values, words))

    def do(self, words: Say) -> str:
        """What to do; empty where nothing is to be done."""
        if self.level is Level.FINE:
            return ""
        return words(f"doctor.do.{self.code}", **_filled(self.values, words))


@dataclass(frozen=True, slots=True)
class Case:
    """What is looked at: an installation's settings, and the record where it can be opened."""

    settings: Settings
    now: datetime
    environ: Mapping[str, str] = field(default_factory=dict)
    store: SqlStore | None = None
    backups: Path | None = None


Findings = Iterator[Finding]


def fine(about: str, code: str, **values: object) -> Finding:
    return Finding(Level.FINE, about, code, values)


def warning(about: str, code: str, **values: object) -> Finding:
    return Finding(Level.WARNING, about, code, values)


def error(about: str, code: str, **values: object) -> Finding:
    return Finding(Level.ERROR, about, code, values)


def _filled(values: Mapping[str, object], words: Say) -> dict[str, object]:
    return {name: _in_words(value, words) for name, value in values.items()}


def _in_words(value: object, words: Say) -> object:
    if isinstance(value, Said):
        return words(value.key, **_filled(value.values, words))
    if isinstance(value, list):
        return words("doctor.joint").join(str(_in_words(each, words)) for each in value)
    return value
