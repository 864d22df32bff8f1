"""The file that says which panels hang over which windows; every mistake is named with panel and key."""

import tomllib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from ui.wrong import Wrong

from .content import Look, cells
from .lines import Line, read_line
from .makes import STRICT, FrameMake, Make

NARROWEST = 8
"""Half characters: in these every number and every short sentence fits."""


class BadDescription(Wrong):
    """The file cannot be used; the sentence names panel and key."""


@dataclass(frozen=True, config=STRICT)
class Entry:
    """One `[[panels]]` of the file."""

    window: Annotated[int, Field(ge=1, le=999)]
    line: Annotated[Line, BeforeValidator(lambda text: read_line(str(text)))]
    make: str
    address: Annotated[int, Field(ge=0, le=65535)]
    width: Annotated[int, Field(ge=NARROWEST, le=400)]
    language: Literal["zh", "en"] = "zh"
    idle_text: str = ""
    blink_s: Annotated[float, Field(ge=0, le=120)] = 10.0


@dataclass(frozen=True, config=STRICT)
class Sheet:
    """The whole file."""

    panels: tuple[Entry, ...]
    makes: dict[str, Make] = field(default_factory=dict)


@dataclass(frozen=True)
class Panel:
    """One panel: where it is plugged in, its bus address, its maker's rules, how it speaks."""

    line: Line
    address: int
    make: Make
    look: Look

    @property
    def window(self) -> int:
        return self.look.window

    def __str__(self) -> str:
        return f"window {self.window} ({self.line}, address {self.address})"


def read_panels(file: Path) -> tuple[Panel, ...]:
    """The panels of a file. Raises BadDescription, or OSError when the file cannot be read."""
    try:
        return described(tomllib.loads(file.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, BadDescription) as problem:
        raise _fault(file, problem) from problem


def described(told: Mapping[str, Any]) -> tuple[Panel, ...]:
    """The panels that a read file describes. Raises BadDescription."""
    try:
        sheet = TypeAdapter(Sheet).validate_python(told)
    except ValidationError as problem:
        raise BadDescription("programs.panel.faults", faults=_faults(problem, told)) from None
    panels = tuple(_panel(entry, sheet.makes) for entry in sheet.panels)
    _share_lines(panels)
    return panels


def _panel(entry: Entry, makes: Mapping[str, Make]) -> Panel:
    make = makes.get(entry.make)
    if make is None:
        raise _of_window(entry.window, "make", Wrong("programs.panel.no_make", make=entry.make))
    look = Look(entry.window, entry.width, entry.language, entry.idle_text, entry.blink_s)
    if misfit := _misfit(entry, make):
        raise _of_window(entry.window, *misfit)
    return Panel(entry.line, entry.address, make, look)


def _misfit(entry: Entry, make: Make) -> tuple[str, Wrong] | None:
    """What of a panel its make cannot do: the key, and why."""
    room = make.longest_text if isinstance(make, FrameMake) else 2 * make.words
    highest = 256**make.address_bytes - 1 if isinstance(make, FrameMake) else 247
    if make.encoding == "ascii" and entry.language != "en":
        return "language", Wrong("programs.panel.only_english")
    if entry.width > room:
        return "width", Wrong("programs.panel.too_wide", width=entry.width, room=room)
    if entry.address > highest:
        return "address", Wrong("programs.panel.too_high", highest=highest)
    if (length := cells(entry.idle_text)) > entry.width:
        return "idle_text", Wrong("programs.panel.too_long", length=length, width=entry.width)
    if sign := _unwritable(entry.idle_text, make.encoding):
        return "idle_text", Wrong("programs.panel.unwritable", sign=sign, encoding=make.encoding)
    return None


def _unwritable(text: str, encoding: str) -> str:
    """The first sign that an encoding lacks; empty where it has them all."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError as problem:
        return text[problem.start]
    return ""


def _share_lines(panels: tuple[Panel, ...]) -> None:
    """On one line all speak one language, and no address belongs to two."""
    first: dict[Line, Panel] = {}
    taken: dict[tuple[Line, int], Panel] = {}
    for panel in panels:
        other = first.setdefault(panel.line, panel)
        if other.make.driver != panel.make.driver:
            why = Wrong("programs.panel.other_driver", line=panel.line, driver=other.make.driver)
            raise _of_window(panel.window, "make", why)
        if twin := taken.get((panel.line, panel.address)):
            at = {"address": panel.address, "line": panel.line, "window": twin.window}
            raise _of_window(panel.window, "address", Wrong("programs.panel.address_taken", **at))
        taken[panel.line, panel.address] = panel


def _faults(problem: ValidationError, told: Mapping[str, Any]) -> list[Wrong]:
    """Ours in our words, the library's in its own."""
    found = problem.errors(include_url=False)
    return [
        _fault(_place(each["loc"], told), each.get("ctx", {}).get("error", each["msg"])) for each in found
    ]


def _fault(place: object, why: object) -> BadDescription:
    return BadDescription("programs.panel.fault", place=place, why=why)


def _of_window(window: int, key: str, why: Wrong) -> BadDescription:
    return _fault(_fault(Wrong("programs.panel.of_window", window=window), key), why)


def _place(where: tuple[int | str, ...], told: Mapping[str, Any]) -> object:
    """`panels, 2, width` is "panel of window 7: width", `makes, strip, frame, order` "make strip: order"."""
    match where:
        case ("panels", int(at), *rest):
            entry = told["panels"][at]
            window = entry.get("window") if isinstance(entry, Mapping) else None
            nth = Wrong("programs.panel.nth", nth=at + 1)
            name = nth if window is None else Wrong("programs.panel.of_window", window=window)
        case ("makes", str(make), *rest):
            name = Wrong("programs.panel.of_make", make=make)
            rest = [part for part in rest if part not in {"frame", "modbus"}]
        case _:
            return ".".join(map(str, where))
    return _fault(name, ".".join(map(str, rest))) if rest else name
