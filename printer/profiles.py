"""What a printer can do, as data: the only place where one model differs from another (`profiles.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from printer.lines import Paper

_Word = TypeVar("_Word", bound=StrEnum)


class Form(StrEnum):
    """How a ticket goes to the printer: as characters it draws itself, or as a picture."""

    TEXT = "text"
    RASTER = "raster"


class Rom(StrEnum):
    """Which characters are burnt into the printer; whatever is outside comes as a picture.

    GB18030 here means its two-byte hanzi (GBK): what every such printer has. The four-byte part and the
    extensions differ from maker to maker, so they are never trusted.
    """

    GB18030 = "gb18030"
    GB2312 = "gb2312"
    NONE = "none"

    def has(self, character: str) -> bool:
        if character.isascii():
            return character.isprintable()
        if self is Rom.NONE:
            return False
        return _within(character, "gbk" if self is Rom.GB18030 else "gb2312")


def _within(character: str, part: str) -> bool:
    """Whether the two bytes that GB18030 has for it, and that are sent, lie in this older part of it."""
    try:
        sent = character.encode("gb18030")
        return len(sent) == 2 and bool(sent.decode(part))
    except UnicodeError:
        return False


class Cutter(StrEnum):
    """`NONE` feeds the paper far enough to be torn off."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True)
class Profile:
    """One kind of printer."""

    name: str
    paper: Paper
    form: Form
    rom: Rom = Rom.GB18030
    native_qr: bool = True
    cutter: Cutter = Cutter.PARTIAL
    status: bool = True
    """Answers questions about its state; without it a job can only be sent, never confirmed."""
    about: str = ""
    """For whoever chooses one: which printers are meant."""


def profile_for(width_mm: int, form: Form = Form.RASTER) -> Profile:
    """The ordinary printer for paper of this width, 80 or 58. Raster needs no font in the printer."""
    if width_mm not in _WIDTHS_MM:
        raise ValueError(f"paper is 80 or 58 mm wide, not {width_mm}")
    return profile_named(f"{width_mm}mm-{form}")


def profile_named(name: str) -> Profile:
    """Raises `ValueError` with the known names."""
    if name not in PROFILES:
        raise ValueError(f"no printer profile {name!r}; there are {', '.join(PROFILES)}")
    return PROFILES[name]


def read_profiles(path: Path) -> dict[str, Profile]:
    """The profiles of a TOML file by their names.

    Raises `ValueError` that names file, profile and field, and says what may stand there.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: _profile(name, table) for name, table in tables.items()}
    except ValueError as trouble:  # also for TOML that is none
        raise ValueError(f"{path.name}: {trouble}") from trouble


def _profile(name: str, table: object) -> Profile:
    if not isinstance(table, dict):
        raise ValueError(f"{name} is no table of its own: [{name}]")
    _same(name, set(table))
    field = _Field(name, table)
    paper = Paper(field.whole("width_mm"), field.whole("dots"), field.whole("margin"))
    _printable(name, paper)
    return Profile(
        name=name,
        paper=paper,
        form=field.word("form", Form),
        rom=field.word("rom", Rom),
        native_qr=field.yes("native_qr"),
        cutter=field.word("cutter", Cutter),
        status=field.yes("status"),
        about=str(table["about"]),
    )


def _same(name: str, given: set[str]) -> None:
    if missing := _FIELDS - given:
        raise ValueError(f"[{name}] lacks {', '.join(sorted(missing))}")
    if unknown := given - _FIELDS:
        raise ValueError(f"[{name}] does not know {', '.join(sorted(unknown))}")


def _printable(name: str, paper: Paper) -> None:
    if paper.mm not in _WIDTHS_MM:
        raise ValueError(f"[{name}] width_mm: paper is 80 or 58 mm wide, not {paper.mm}")
    if paper.dots % 8 or not _FEWEST_DOTS <= paper.dots <= paper.mm * 8:
        raise ValueError(f"[{name}] dots: a multiple of 8 from {_FEWEST_DOTS} to {paper.mm * 8}")
    if not 0 <= paper.margin <= paper.dots // 8:
        raise ValueError(f"[{name}] margin: 0 to {paper.dots // 8} dots")


@dataclass(frozen=True)
class _Field:
    """The fields of one table, each as the kind that it must be."""

    name: str
    table: Mapping[str, Any]

    def whole(self, field: str) -> int:
        value = self.table[field]
        if type(value) is not int:
            raise ValueError(f"[{self.name}] {field}: a whole number, not {value!r}")
        return value

    def yes(self, field: str) -> bool:
        value = self.table[field]
        if type(value) is not bool:
            raise ValueError(f"[{self.name}] {field}: true or false, not {value!r}")
        return value

    def word(self, field: str, words: type[_Word]) -> _Word:
        value = self.table[field]
        if value not in list(words):
            raise ValueError(f"[{self.name}] {field}: one of {', '.join(words)}, not {value!r}")
        return words(value)


_WIDTHS_MM = (80, 58)
_FEWEST_DOTS = 320
"""Narrower than this the code to scan has no room."""
_FIELDS = {"about", "width_mm", "dots", "margin", "form", "rom", "native_qr", "cutter", "status"}
PROFILES = read_profiles(Path(__file__).with_name("profiles.toml"))
