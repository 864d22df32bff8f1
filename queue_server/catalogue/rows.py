"""One row of a table and its values: each method reads a value of one kind and notes what is wrong with it.

A faulty value is noted once and read as something harmless (or as what was probably meant), so that one fault
does not show up as many. Nothing that was read this way leaves the room: with a single problem there is no
catalogue.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, time

from queue_server.domain.names import Names

from .problems import Fault, Problem, Problems, nearest
from .tables import Table

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
SPAN = re.compile(
    r"(?P<start>(?:[01][0-9]|2[0-3]):[0-5][0-9])-(?P<end>(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
)
WHOLE = re.compile(r"-?[0-9]{1,9}")
DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST_NAME = 200
MIDNIGHT = time(0)


class Row:
    """A row while it is read."""

    def __init__(self, table: Table, line: int, cells: Mapping[str, str], problems: Problems) -> None:
        self.line = line
        self._table = table
        self._cells = cells
        self._problems = problems

    def note(self, column: str, fault: Fault, near: str = "", **values: str | int) -> None:
        """Something is wrong with the value in this column."""
        place = (self._table.file, self.line, self._table.column(column), column)
        self._problems.add(Problem(*place, fault, values, near))

    def sound(self, *columns: str) -> bool:
        """Whether nothing is wrong so far with these values."""
        return all(
            c in self._cells and not self._problems.at(self._table.file, self.line, c) for c in columns
        )

    def maybe(self, column: str) -> str:
        """The text of a value that may be empty."""
        text = self._cells.get(column, "")
        if len(text) > LONGEST_NAME and column not in LONG_COLUMNS:
            self.note(column, Fault.TOO_LONG, length=len(text), longest=LONGEST_NAME)
        return text

    def text(self, column: str) -> str:
        """The text of a value that must be there."""
        if column in self._cells and not self._cells[column] and self.sound(column):
            self.note(column, Fault.EMPTY)
        return self.maybe(column)

    def names(self, languages: Iterable[str]) -> Names:
        """The names in the centre's languages, as far as the table has them; the first language leads."""
        columns = {x: f"name_{x}" for x in languages if f"name_{x}" in self._cells}
        optional = self._table.may_be_empty
        found = {x: self.maybe(c) if c in optional else self.text(c) for x, c in columns.items()}
        return {x: name for x, name in found.items() if name or columns[x] not in optional}

    def code(self, column: str) -> str:
        """A code: letters, digits, hyphen, underscore, dot."""
        text = self.text(column)
        if text and not CODE.fullmatch(text):
            self.note(column, Fault.BAD_CODE, value=text)
        return text

    def whole(self, column: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        text = self.text(column)
        if not text:
            return low
        if not WHOLE.fullmatch(text):
            self.note(column, Fault.NOT_A_NUMBER, value=text, low=low, high=high)
            return low
        return int(self._within(column, int(text), low, high))

    def decimal(self, column: str, low: int, high: int) -> float:
        """A number from `low` to `high`, with a decimal point if need be."""
        text = self.text(column)
        if not text:
            return float(low)
        if not DECIMAL.fullmatch(text):
            self.note(column, Fault.NOT_A_NUMBER, value=text, low=low, high=high)
            return float(low)
        return self._within(column, float(text), low, high)

    def _within(self, column: str, number: float, low: int, high: int) -> float:
        if low <= number <= high:
            return number
        self.note(column, Fault.OUT_OF_RANGE, value=self._cells[column], low=low, high=high)
        return low

    def clock(self, column: str) -> time:
        """A time of day, hh:mm."""
        text = self.text(column)
        if CLOCK.fullmatch(text):
            return time.fromisoformat(text)
        if text:
            self.note(column, Fault.NOT_A_TIME, value=text)
        return MIDNIGHT

    def span(self, column: str) -> tuple[time, time] | None:
        """From when to when, hh:mm-hh:mm; None where there is none. 24:00 counts as the last moment."""
        text = self.maybe(column)
        if not text:
            return None
        found = SPAN.fullmatch(text)
        if not found:
            self.note(column, Fault.NOT_A_SPAN, value=text)
            return None
        start, end = found["start"], found["end"]
        if start >= end:
            self.note(column, Fault.CLOSES_BEFORE_OPENING, open=start, close=end)
            return None
        return time.fromisoformat(start), time.max if end == "24:00" else time.fromisoformat(end)

    def hours(self, column: str) -> str:
        """Hours as they stand in the file, checked; they may go past midnight, 22:00-06:00."""
        text = self.text(column)
        found = SPAN.fullmatch(text)
        if text and not found:
            self.note(column, Fault.NOT_A_SPAN, value=text)
        if found and found["start"] == found["end"]:
            self.note(column, Fault.CLOSES_BEFORE_OPENING, open=found["start"], close=found["end"])
        return self._cells.get(column, "")

    def day(self, column: str) -> date | None:
        """A date, yyyy-mm-dd."""
        text = self.text(column)
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        if text:
            self.note(column, Fault.NOT_A_DATE, value=text)
        return None

    def one_of(self, column: str, choices: Collection[str]) -> str:
        """One of a few words."""
        text = self.text(column)
        if not text or text in choices:
            return text
        near = nearest(text, list(choices))
        self.note(column, Fault.NOT_ONE_OF, near, value=text, choices=", ".join(choices))
        return near or text

    def yes(self, column: str) -> bool:
        """Whether it says yes; anything but yes and no is noted."""
        return self.one_of(column, ("yes", "no")) == "yes"

    def entries(self, column: str, separator: str = ";") -> tuple[str, ...]:
        """The entries of a list; empty and repeated ones are noted."""
        text = self.text(column)
        if not text:
            return ()
        found = [entry.strip() for entry in text.split(separator)]
        if not all(found):
            self.note(column, Fault.NOT_A_LIST, value=text, separator=separator)
        once = tuple(dict.fromkeys(entry for entry in found if entry))
        for entry in once:
            if found.count(entry) > 1:
                self.note(column, Fault.REPEATED_ENTRY, value=entry)
        return once

    def languages(self, column: str) -> tuple[str, ...]:
        """Codes of languages."""
        found = self.entries(column)
        for entry in found:
            if not LANGUAGE.fullmatch(entry):
                self.note(column, Fault.NOT_A_LANGUAGE, value=entry)
        return found

    def ref(self, column: str, target: Table) -> str:
        """A key of another table."""
        text = self.text(column)
        return self._known(column, text, target) if text else ""

    def maybe_ref(self, column: str, target: Table) -> str | None:
        """A key of another table, or nothing."""
        return self._known(column, self.maybe(column), target) if self._cells.get(column) else None

    def refs(self, column: str, target: Table, separator: str = ";") -> tuple[str, ...]:
        """Several keys of another table."""
        return tuple(self._known(column, entry, target) for entry in self.entries(column, separator))

    def _known(self, column: str, text: str, target: Table) -> str:
        if not target.listed or text in target.keys:
            return text
        near = target.nearest(text)
        self.note(column, Fault.UNKNOWN_REFERENCE, near, value=text, file=target.file)
        return near or text


LONG_COLUMNS = frozenset({"keywords", "materials", "services", "steps", "skills", "queues"})
"""Columns that hold long lists."""
