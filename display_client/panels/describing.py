"""The file that says which panels hang over which windows; every mistake is named with panel and key."""

import tomllib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from .content import Look, cells
from .lines import Line, read_line
from .makes import STRICT, FrameMake, Make

NARROWEST = 8
"""Half characters: in these every number and every short sentence fits."""


class BadDescription(ValueError):
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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadDescription(f"{file}: {problem}") from problem
    except BadDescription as problem:
        raise BadDescription(f"{file}: {problem}") from problem


def described(told: Mapping[str, Any]) -> tuple[Panel, ...]:
    """The panels that a read file describes. Raises BadDescription."""
    try:
        sheet = TypeAdapter(Sheet).validate_python(told)
    except ValidationError as problem:
        raise BadDescription("\n".join(_faults(problem, told))) from None
    panels = tuple(_panel(entry, sheet.makes) for entry in sheet.panels)
    _share_lines(panels)
    return panels


def _panel(entry: Entry, makes: Mapping[str, Make]) -> Panel:
    make = makes.get(entry.make)
    if make is None:
        raise BadDescription(f"panel of window {entry.window}: make: there is no [makes.{entry.make}]")
    look = Look(entry.window, entry.width, entry.language, entry.idle_text, entry.blink_s)
    if why := _misfit(entry, make):
        raise BadDescription(f"panel of window {entry.window}: {why}")
    return Panel(entry.line, entry.address, make, look)


def _misfit(entry: Entry, make: Make) -> str | None:
    """What of a panel its make cannot do."""
    room = make.longest_text if isinstance(make, FrameMake) else 2 * make.words
    highest = 256**make.address_bytes - 1 if isinstance(make, FrameMake) else 247
    if make.encoding == "ascii" and entry.language != "en":
        return "language: an ascii panel speaks en only"
    if entry.width > room:
        return f"width: {entry.width} half characters are more than the {room} bytes that its make takes"
    if entry.address > highest:
        return f"address: the highest of its make is {highest}"
    if cells(entry.idle_text) > entry.width:
        return f"idle_text: {cells(entry.idle_text)} half characters do not fit into {entry.width}"
    return _unwritable(entry.idle_text, make.encoding)


def _unwritable(text: str, encoding: str) -> str | None:
    try:
        text.encode(encoding)
    except UnicodeEncodeError as problem:
        return f"idle_text: {text[problem.start]!r} is not in {encoding}"
    return None


def _share_lines(panels: tuple[Panel, ...]) -> None:
    """On one line all speak one language, and no address belongs to two."""
    first: dict[Line, Panel] = {}
    taken: dict[tuple[Line, int], Panel] = {}
    for panel in panels:
        other = first.setdefault(panel.line, panel)
        if other.make.driver != panel.make.driver:
            raise BadDescription(
                f"panel of window {panel.window}: make: {panel.line} speaks {other.make.driver} already"
            )
        if twin := taken.get((panel.line, panel.address)):
            raise BadDescription(
                f"panel of window {panel.window}: address: {panel.address} on {panel.line} "
                f"belongs to window {twin.window}"
            )
        taken[panel.line, panel.address] = panel


def _faults(problem: ValidationError, told: Mapping[str, Any]) -> list[str]:
    return [f"{_place(fault['loc'], told)}: {fault['msg']}" for fault in problem.errors(include_url=False)]


def _place(where: tuple[int | str, ...], told: Mapping[str, Any]) -> str:
    """`panels, 2, width` is "panel of window 7: width", `makes, strip, frame, order` "make strip: order"."""
    match where:
        case ("panels", int(at), *rest):
            entry = told["panels"][at]
            window = entry.get("window") if isinstance(entry, Mapping) else None
            name = f"panel of window {window}" if window is not None else f"panel {at + 1}"
        case ("makes", str(make), *rest):
            name = f"make {make}"
            rest = [part for part in rest if part not in {"frame", "modbus"}]
        case _:
            return ".".join(map(str, where))
    return ": ".join([name, ".".join(map(str, rest))]) if rest else name
