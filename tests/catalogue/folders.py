"""Centres' files for tests, and small ways to change them."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import config
from queue_server.catalogue import CatalogueErrors, Problem, read
from queue_server.catalogue.report import Say
from queue_server.domain.catalogue import Catalogue
from queue_server.files import read_folder
from ui.words import say

Files = dict[str, bytes]

DALANG_FOLDER = Path(config.__file__).parent / "centres" / "dalang"
HARBOUR_FOLDER = Path(__file__).parent / "centres" / "harbour"
DALANG = read_folder(DALANG_FOLDER)
HARBOUR = read_folder(HARBOUR_FOLDER)


def in_words(language: str) -> Say:
    """The sentences of a language."""

    def told(key: str, /, **values: object) -> str:
        return say(key, language, **values)

    return told


def problems_of(files: Mapping[str, bytes]) -> list[Problem]:
    """What is wrong with the files; nothing if they make a catalogue."""
    try:
        read(files, 1)
    except CatalogueErrors as errors:
        return errors.problems
    return []


def with_line(files: Files, file: str, line: int, text: str) -> Files:
    """The files with one line (from 1) replaced."""
    lines = files[file].decode().splitlines(keepends=True)
    lines[line - 1] = text + "\n"
    return {**files, file: "".join(lines).encode()}


def with_cell(files: Files, file: str, line: int, column: str, text: str) -> Files:
    """The files with one value of a table replaced."""
    lines = files[file].decode().splitlines()
    header = lines[0].split(",")
    cells = next(csv.reader([lines[line - 1]]))
    cells[header.index(column)] = text
    return with_line(files, file, line, _joined(cells))


def without_line(files: Files, file: str, line: int) -> Files:
    """The files with one line taken out."""
    lines = files[file].decode().splitlines(keepends=True)
    del lines[line - 1]
    return {**files, file: "".join(lines).encode()}


def with_text(files: Files, file: str, old: str, new: str) -> Files:
    """The files with one piece of text replaced."""
    text = files[file].decode()
    assert old in text, f"{old!r} is not in {file}"
    return {**files, file: text.replace(old, new, 1).encode()}


def column_of(files: Files, file: str, name: str) -> int:
    """The number of a column, from 1."""
    return files[file].decode().splitlines()[0].split(",").index(name) + 1


def _joined(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def loose_ends(catalogue: Catalogue) -> list[str]:
    """Every reference inside a catalogue that leads nowhere."""
    c = catalogue
    references = [
        *(("zone", z.code, z.hall in c.halls) for z in c.zones.values()),
        *(("department", d.code, d.hall in c.halls) for d in c.departments.values()),
        *(("queue", q.code, q.hall in c.halls) for q in c.queues.values()),
        *(("queue", q.code, q.department in (None, *c.departments)) for q in c.queues.values()),
        *(("queue", q.code, bool(c.windows_of(q.code))) for q in c.queues.values()),
        *(("service", s.code, s.queue in c.queues) for s in c.services.values()),
        *(("service", s.code, s.department in c.departments) for s in c.services.values()),
        *(("window", w.number, w.hall in c.halls and w.zone in c.zones) for w in c.windows.values()),
        *(("window", w.number, set(w.queues) <= c.queues.keys()) for w in c.windows.values()),
        *(("clerk", k.employee_no, k.department in c.departments) for k in c.staff.values()),
        *(("clerk", k.employee_no, k.window in (None, *c.windows)) for k in c.staff.values()),
        *(("clerk", k.employee_no, set(k.skills) <= c.queues.keys()) for k in c.staff.values()),
        *(("scenario", x.code, set(x.steps) <= c.services.keys()) for x in c.scenarios.values()),
        *(("kiosk", k.code, k.hall in c.halls) for k in c.kiosks.values()),
        *(("policy", code, code in c.queues) for code in c.policy.queues),
    ]
    return [f"{kind} {key}" for kind, key, holds in references if not holds]
