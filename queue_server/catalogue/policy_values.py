"""Values of policy.toml: each form reads one value and notes what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from queue_server.domain.names import Names

from .forms import POLICY
from .problems import Fault, Problem, Problems, nearest
from .rows import CLOCK, LANGUAGE, SPAN
from .tables import CONTROL, Table
from .toml_places import TomlPlaces


@dataclass(frozen=True, slots=True)
class Ground:
    """What the values of a policy stand on: the text's places, the tables, the centre's languages."""

    places: TomlPlaces
    tables: Mapping[str, Table]
    languages: tuple[str, ...]
    problems: Problems


@dataclass(frozen=True, slots=True)
class Value:
    """One value of policy.toml with its path."""

    path: tuple[str, ...]
    raw: Any
    ground: Ground

    def note(self, fault: Fault, near: str = "", **values: str | int) -> None:
        """Something is wrong with this value."""
        line, column = self.ground.places.of(self.path)
        place = (POLICY, line, column, ".".join(self.path))
        self.ground.problems.add(Problem(*place, fault, values, near))

    def sound(self) -> bool:
        """Whether nothing is wrong with it so far."""
        line, _ = self.ground.places.of(self.path)
        return not self.ground.problems.at(POLICY, line, ".".join(self.path))

    def at(self, part: str) -> "Value":
        """A value inside this table; None as `raw` where there is none."""
        raw = self.raw.get(part) if isinstance(self.raw, dict) else None
        return Value((*self.path, part), raw, self.ground)

    def parts(self) -> list["Value"]:
        """The values of this table; none, and a note, if it is no table."""
        if not isinstance(self.raw, dict):
            self.note(Fault.WRONG_TYPE, wanted="{ ... }", found=shown(self.raw))
            return []
        return [self.at(str(part)) for part in self.raw]

    def known(self, allowed: Mapping[str, object] | tuple[str, ...]) -> list["Value"]:
        """The values whose names are allowed; the others are noted with what was probably meant."""
        found = []
        for part in self.parts():
            if part.path[-1] in allowed:
                found.append(part)
            else:
                part.note(Fault.UNKNOWN_KEY, nearest(part.path[-1], list(allowed)), name=part.path[-1])
        return found

    def key_of(self, target: Table) -> str:
        """The last part of the path as a key of a table, or what was probably meant by it."""
        return self.ref(self.path[-1], target)

    def ref(self, text: str, target: Table) -> str:
        """A key of a table."""
        if not target.listed or text in target.keys:
            return text
        near = target.nearest(text)
        self.note(Fault.UNKNOWN_REFERENCE, near, value=text, file=target.file)
        return near or text

    def text(self) -> str | None:
        """A text that is not empty."""
        if not isinstance(self.raw, str):
            self.wrong('"..."')
            return None
        if not self.raw.strip():
            self.note(Fault.EMPTY)
            return None
        if CONTROL.search(self.raw):
            character = CONTROL.findall(self.raw)[0]
            self.note(Fault.CONTROL_CHARACTER, character=f"U+{ord(character):04X}")
            return None
        return self.raw

    def clock(self) -> time | None:
        """A time of day as text."""
        text = self.text()
        if text is None:
            return None
        if not CLOCK.fullmatch(text):
            self.note(Fault.NOT_A_TIME, value=text)
            return None
        return time.fromisoformat(text)

    def span(self) -> tuple[time, time] | None:
        """From when to when as text."""
        text = self.text()
        if text is None:
            return None
        found = SPAN.fullmatch(text)
        if not found or found["end"] == "24:00":
            self.note(Fault.NOT_A_SPAN, value=text)
            return None
        if found["start"] >= found["end"]:
            self.note(Fault.CLOSES_BEFORE_OPENING, open=found["start"], close=found["end"])
            return None
        return time.fromisoformat(found["start"]), time.fromisoformat(found["end"])

    def texts(self) -> tuple[str, ...]:
        """A list of texts, none twice."""
        if not isinstance(self.raw, list) or not all(isinstance(entry, str) for entry in self.raw):
            self.wrong('["...", "..."]')
            return ()
        for entry in self.raw:
            if self.raw.count(entry) > 1:
                self.note(Fault.REPEATED_ENTRY, value=entry)
        return tuple(dict.fromkeys(self.raw))

    def language_codes(self) -> tuple[str, ...]:
        """A list of language codes, not empty."""
        found = self.texts()
        if not found and self.sound():
            self.note(Fault.EMPTY)
        for entry in found:
            if not LANGUAGE.fullmatch(entry):
                self.note(Fault.NOT_A_LANGUAGE, value=entry)
        return found

    def names(self) -> Names | None:
        """A text in each of the centre's languages."""
        found: dict[str, str] = {}
        for part in self.known(self.ground.languages):
            found[part.path[-1]] = part.text() or ""
        lacking = [x for x in self.ground.languages if x not in found]
        if lacking and isinstance(self.raw, dict):
            self.note(Fault.MISSING_LANGUAGE, lacking=", ".join(lacking))
        return {x: found[x] for x in self.ground.languages if x in found}

    def wrong(self, wanted: str) -> None:
        """The value is of another type than wanted."""
        self.note(Fault.WRONG_TYPE, wanted=wanted, found=shown(self.raw))


Form = Callable[[Value], Any]


def whole(low: int, high: int) -> Form:
    """A whole number from `low` to `high`."""

    def read(value: Value) -> int | None:
        if type(value.raw) is not int:
            value.note(Fault.PLAIN_NUMBER, found=shown(value.raw), low=low, high=high)
            return None
        if not low <= value.raw <= high:
            value.note(Fault.OUT_OF_RANGE, value=shown(value.raw), low=low, high=high)
            return None
        return value.raw

    return read


def share(value: Value) -> float | None:
    """A number from 0 to 1."""
    if type(value.raw) not in (int, float):
        value.note(Fault.PLAIN_NUMBER, found=shown(value.raw), low=0, high=1)
        return None
    if not 0 <= value.raw <= 1:
        value.note(Fault.OUT_OF_RANGE, value=shown(value.raw), low=0, high=1)
        return None
    return float(value.raw)


def flag(value: Value) -> bool | None:
    """true or false."""
    if not isinstance(value.raw, bool):
        value.wrong("true / false")
        return None
    return value.raw


def shown(raw: object) -> str:
    """A value as a message shows it, not too long."""
    text = str(raw).lower() if isinstance(raw, bool) else f'"{raw}"' if isinstance(raw, str) else str(raw)
    return text if len(text) <= 60 else text[:60] + "…"
