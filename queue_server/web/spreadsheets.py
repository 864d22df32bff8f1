"""Tables for spreadsheets: CSV (RFC 4180) in UTF-8, in which no text is ever computed."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

CSV = "text/csv"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """With a mark in front by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return "\ufeff" + out.getvalue()


def flat(row: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """A row of JSON as cells: names a column per language, a list in one cell, yes and no."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if name.endswith("names"):
            stem = name.removesuffix("s")
            cells |= {f"{stem}_{language}": value.get(language, "") for language in languages}
        elif name == "wait":
            cells |= {f"wait_{end}": value[end] if value else "" for end in ("low_s", "high_s")}
        else:
            cells[name] = _plain(value)
    return cells


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else value


def _cell(value: object) -> object:
    """A text that a spreadsheet would compute stays a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
