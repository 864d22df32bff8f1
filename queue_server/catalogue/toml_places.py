"""Where each key of a TOML text stands: the standard library reads the values but not their places."""

import re
from collections.abc import Iterator

HEADER = re.compile(r"\s*\[{1,2}(?P<path>[^\[\]]+)\]{1,2}")
ASSIGNED = re.compile(r"\s*(?P<path>(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+|\s*\.\s*)+?)\s*=")
PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")
FENCE = re.compile(r'"""|\'\'\'')

Path = tuple[str, ...]


class TomlPlaces:
    """Line and character, both from 1, of the keys of a TOML text."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._places: dict[Path, tuple[int, int]] = {}
        for path, line, column in _keys(self._lines):
            self._places.setdefault(path, (line, column))

    def of(self, path: Path) -> tuple[int, int]:
        """Where a key stands; inside an inline table the key there; else the nearest table around it."""
        for length in range(len(path), 0, -1):
            place = self._places.get(path[:length])
            if place:
                return self._inside(place, path[length:])
        return 1, 1

    def _inside(self, place: tuple[int, int], rest: Path) -> tuple[int, int]:
        line, column = place
        text = self._lines[line - 1]
        for part in rest:
            found = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(part)}(?![A-Za-z0-9_-])").search(text, column)
            if not found:
                break
            column = found.start() + 1
        return line, column


def _keys(lines: list[str]) -> Iterator[tuple[Path, int, int]]:
    table: Path = ()
    quoted = False
    for number, line in enumerate(lines, 1):
        fences = len(FENCE.findall(line))
        if quoted:
            quoted = fences % 2 == 0
            continue
        quoted = fences % 2 == 1
        header = HEADER.match(line)
        if header:
            table = _parts(header["path"])
            yield table, number, header.start("path") + 1
        elif assigned := ASSIGNED.match(line):
            yield table + _parts(assigned["path"]), number, assigned.start("path") + 1


def _parts(path: str) -> Path:
    return tuple(a or b or c for a, b, c in PART.findall(path))
