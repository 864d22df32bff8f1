"""A table's rows turned into things of the catalogue, each with the row it came from."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from queue_server.domain.names import Names

from .problems import Fault, Problems
from .rows import Row
from .tables import Table

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(slots=True)
class Sheet(Generic[K, T]):
    """The things of one file by key, and their rows; `whole` is false when some rows could not be read."""

    items: dict[K, T] = field(default_factory=dict)
    rows: dict[K, Row] = field(default_factory=dict)
    whole: bool = True

    def pairs(self) -> list[tuple[T, Row]]:
        """Each thing with its row."""
        return [(item, self.rows[key]) for key, item in self.items.items()]


@dataclass(frozen=True, slots=True)
class Source:
    """All tables of a centre, its languages, and where problems are collected."""

    tables: Mapping[str, Table]
    languages: tuple[str, ...]
    problems: Problems

    def sheet(self, file: str, key: Callable[[Row], K], make: Callable[[Row, K], T]) -> Sheet[K, T]:
        """Read every row of a file; of two rows with one key the first counts and the second is noted."""
        table = self.tables[file]
        sheet = Sheet[K, T](whole=table.whole)
        for line, cells in table.rows:
            row = Row(table, line, cells, self.problems)
            found = key(row)
            thing = make(row, found)
            if not row.sound(table.key):
                sheet.whole = False
            elif found in sheet.items:
                row.note(table.key, Fault.REPEATED, value=str(found), line=sheet.rows[found].line)
            else:
                sheet.items[found], sheet.rows[found] = thing, row
        return sheet

    def alone(self, sheet: Sheet[K, T], column: str, value: Callable[[T], Hashable]) -> None:
        """Note every value of a column that another row has already; empty ones do not count."""
        first: dict[Hashable, int] = {}
        for thing, row in sheet.pairs():
            found = value(thing)
            if found in ("", None) or not row.sound(column):
                continue
            if found in first:
                row.note(column, Fault.TAKEN, value=row.maybe(column), line=first[found])
            else:
                first[found] = row.line

    def named_alone(
        self, sheet: Sheet[K, T], names: Callable[[T], Names], within: Callable[[T], str]
    ) -> None:
        """Note every name that another thing of the same group bears already."""
        for language in self.languages:
            self.alone(sheet, f"name_{language}", _Named(names, within, language))


@dataclass(frozen=True, slots=True)
class _Named(Generic[T]):
    """A thing's name in one language, with its group; None where it has none."""

    names: Callable[[T], Names]
    within: Callable[[T], str]
    language: str

    def __call__(self, thing: T) -> tuple[str, str] | None:
        name = self.names(thing).get(self.language)
        return (self.within(thing), name) if name else None
