"""From the bytes of one CSV file to rows with line numbers; faults of its shape are noted on the way."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .forms import Form
from .problems import Fault, Problem, Problems, nearest

BOM = "\ufeff"
MOST_GUESSES = 30
"""With more unknown keys than this, the file itself is the fault, and guessing costs time."""
WHOLE_FIELD = re.compile(r'(?:"(?:[^"]|"")*"|[^",][^,]*)?,')
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd-\uffff]")


@dataclass(slots=True)
class Table:
    """A file's rows as text, keyed by column; blanks around values are taken off.

    `key` is the key's column, `keys` maps each of its values to its line. `whole` is false when part of the
    file could not be read: then nothing is said about what the file lacks. `listed` is false when not even
    its keys are known. `may_be_empty` are columns of further languages.
    """

    file: str
    key: str = ""
    header: tuple[str, ...] = ()
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    whole: bool = True
    listed: bool = True
    may_be_empty: frozenset[str] = frozenset()
    _near: dict[str, str] = field(default_factory=dict)

    def column(self, name: str) -> int:
        """The number of a column, from 1; one behind the last for a column that is missing."""
        return self.header.index(name) + 1 if name in self.header else len(self.header) + 1

    def nearest(self, key: str) -> str:
        """The key that was probably meant, or nothing."""
        if key not in self._near and len(self._near) < MOST_GUESSES:
            self._near[key] = nearest(key, list(self.keys))
        return self._near.get(key, "")


def no_table(file: str) -> Table:
    """The table of a file that is not there or cannot be read."""
    return Table(file, whole=False, listed=False)


def read_table(
    file: str, content: bytes, form: Form, languages: tuple[str, ...], problems: Problems
) -> Table:
    """Read one file; never raises, notes every fault of its shape."""
    text = decode(file, content, problems)
    if text is None:
        return no_table(file)
    lines = _Lines(file, text, problems)
    first = next(iter(lines), None)
    if first is None or not any(first[1]):
        problems.add(Problem(file, 1, 1, "", Fault.EMPTY_FILE, {"columns": ",".join(form.needed(languages))}))
        return no_table(file)
    table = Table(file, form.columns[0], _header(file, first[1], form, languages, problems))
    table.may_be_empty = frozenset(form.allowed(languages))
    table.listed = table.key in table.header
    _fill(table, lines, problems)
    if lines.broken:
        table.whole = table.listed = False
    table.whole = table.whole and table.listed
    return table


def decode(file: str, content: bytes, problems: Problems) -> str | None:
    """The text of a file in UTF-8 without a byte order mark; None when it is in another encoding."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        field_number = before.rpartition(b"\n")[2].count(b",") + 1
        values = {"byte": f"0x{content[error.start]:02X}"}
        problems.add(Problem(file, line, field_number, "", Fault.NOT_UTF8, values))
        return None
    if text.startswith(BOM):
        problems.add(Problem(file, 1, 1, "", Fault.BOM))
        return text[1:]
    return text


class _Lines:
    """The records of a CSV text with the line on which each begins."""

    def __init__(self, file: str, text: str, problems: Problems) -> None:
        self.broken = False
        self._file = file
        self._text = text.splitlines()
        self._reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        self._problems = problems

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            line = self._reader.line_num + 1
            try:
                yield line, next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                self.broken = True
                self._problems.add(Problem(self._file, line, self._broken_field(line), "", Fault.QUOTES))

    def _broken_field(self, line: int) -> int:
        """The number of the first field of a line that is not quoted as it should be."""
        text = self._text[line - 1] if line <= len(self._text) else ""
        number, place = 1, 0
        while found := WHOLE_FIELD.match(text, place):
            number, place = number + 1, found.end()
        return number


def _header(
    file: str, found: list[str], form: Form, languages: tuple[str, ...], problems: Problems
) -> tuple[str, ...]:
    """The columns by their right names: a misspelt one is noted once and read as what it was meant to be."""
    needed, allowed = form.needed(languages), form.allowed(languages)
    missing = [name for name in needed if name not in found]
    header: list[str] = []
    for number, name in enumerate(found, 1):
        if name in header:
            problems.add(Problem(file, 1, number, name, Fault.REPEATED_COLUMN))
            name = ""
        elif name not in needed and name not in allowed:
            name = _meant(file, number, name, missing, problems)
        header.append(name)
    for name in missing:
        problems.add(Problem(file, 1, len(found) + 1, name, Fault.MISSING_COLUMN, {"column": name}))
    return tuple(header)


def _meant(file: str, number: int, name: str, missing: list[str], problems: Problems) -> str:
    near = name.strip() if name.strip() in missing else nearest(name, missing)
    problems.add(Problem(file, 1, number, name, Fault.UNKNOWN_COLUMN, {"column": name}, near))
    if near:
        missing.remove(near)
    return near


def _fill(table: Table, lines: _Lines, problems: Problems) -> None:
    place = table.header.index(table.key) if table.listed else None
    for line, cells in lines:
        if not cells:
            problems.add(Problem(table.file, line, 1, "", Fault.BLANK_LINE))
            continue
        if place is not None and place < len(cells):
            table.keys.setdefault(cells[place].strip(), line)
        if len(cells) != len(table.header):
            table.whole = False
            values = {"found": len(cells), "wanted": len(table.header)}
            problems.add(Problem(table.file, line, len(cells), "", Fault.FIELD_COUNT, values))
            continue
        table.rows.append((line, _clean(table, line, cells, problems)))
    if not table.rows and table.whole and not lines.broken:
        problems.add(Problem(table.file, 1, 1, "", Fault.NO_ROWS))


def _clean(table: Table, line: int, cells: list[str], problems: Problems) -> dict[str, str]:
    row: dict[str, str] = {}
    for number, (name, text) in enumerate(zip(table.header, cells, strict=True), 1):
        value = text.strip()
        if value != text and not CONTROL.search(text):
            problems.add(Problem(table.file, line, number, name, Fault.BLANKS, {"value": value}))
        elif CONTROL.search(text):
            hidden = next(iter(CONTROL.findall(text)))
            values = {"character": f"U+{ord(hidden):04X}"}
            problems.add(Problem(table.file, line, number, name, Fault.CONTROL_CHARACTER, values))
        if name:
            row[name] = value
    return row
