"""A printer's bytes turned into the paper it would give: the picture, its texts, its cuts, its questions.

The printer's own font is stood in for by cells of 12 or 24 by 24 dots, enlarged dot by dot as printers do.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from printer.figure_bands import code_picture
from printer.fonts import Typeface
from printer.lines import Paper
from printer.reading import (
    Characters,
    Command,
    NativeCode,
    NewLine,
    PaperCut,
    PaperFeed,
    Picture,
    Question,
    Setup,
    read,
)
from printer.typewriter import COLUMN

_CELL = 24
_GLYPH = 22
_INK = 255
"""A one of mode 1, as Pillow keeps it."""
_USUAL_SPACING = 30
_LONGEST = 12_000
"""Dots: a metre and a half, no ticket is longer."""


@dataclass
class Printout:
    """What one job put on paper."""

    picture: Image.Image
    """Mode 1, white 1, black 0."""
    texts: list[str] = field(default_factory=list)
    """The lines that were printed as characters."""
    codes: list[str] = field(default_factory=list)
    """What the codes say that the printer drew itself."""
    cuts: int = 0
    questions: list[Question] = field(default_factory=list)
    overflows: list[str] = field(default_factory=list)
    """What did not fit the paper's width: a real printer wraps or drops it."""


def render(job: bytes, paper: Paper, typeface: Typeface) -> Printout:
    """Raises `UnreadableJob` when the bytes hold something that is no command."""
    roll = _Roll(paper, typeface)
    for command in read(job):
        roll.obey(command)
    return roll.printout()


class _Roll:
    """The paper as it moves under the head. Ones are black while it is being printed."""

    def __init__(self, paper: Paper, typeface: Typeface) -> None:
        self._paper = paper
        self._typeface = typeface
        self._ink = Image.new("1", (paper.dots, _LONGEST))
        self._out = Printout(self._ink)
        self._state: dict[str, int] = {}
        self._line: list[Image.Image] = []
        self._text = ""
        self._y = 0

    def printout(self) -> Printout:
        self._out.picture = ImageChops.invert(self._ink.crop((0, 0, self._paper.dots, max(self._y, 1))))
        return self._out

    def obey(self, command: Command) -> None:
        match command:
            case Setup("start"):
                self._state = {}
            case Setup(name, value):
                self._state[name] = value
            case Characters(text):
                self._type(text)
            case NewLine():
                self._end_line()
            case PaperFeed(dots):
                self._y += dots
            case _:
                self._print(command)

    def _print(self, command: Picture | NativeCode | PaperCut | Question) -> None:
        match command:
            case Picture(ink, across, down):
                self._place(ink.resize((ink.width * across, ink.height * down), Image.Resampling.NEAREST))
            case NativeCode(link, module):
                self._out.codes.append(link)
                self._place(_code(link, module))
            case PaperCut():
                self._out.cuts += 1
            case Question():
                self._out.questions.append(command)

    def _type(self, text: str) -> None:
        size = self._state.get("size", 0)
        across, down = (size >> 4 & 7) + 1, (size & 7) + 1
        self._text += text
        for character in text:
            cell = _cell(character, self._typeface, bool(self._state.get("bold")))
            cell = cell.resize((cell.width * across, cell.height * down), Image.Resampling.NEAREST)
            self._line.append(ImageChops.invert(cell) if self._state.get("inverse") else cell)

    def _end_line(self) -> None:
        height = max((cell.height for cell in self._line), default=0)
        line = Image.new("1", (sum(cell.width for cell in self._line), height))
        x = 0
        for cell in self._line:
            line.paste(cell, (x, height - cell.height))
            x += cell.width
        top = self._y
        if self._line:
            self._place(line)
        self._y = top + max(height, self._state.get("line spacing", _USUAL_SPACING))
        self._out.texts.append(self._text)
        self._line, self._text = [], ""

    def _place(self, ink: Image.Image) -> None:
        """At the left margin, in the middle or at the right edge, and the paper moves on by its height."""
        margin = self._state.get("left margin", 0)
        room = min(self._state.get("print width", self._paper.dots), self._paper.dots - margin)
        free = room - ink.width
        if free < 0:
            self._out.overflows.append(self._text or f"{ink.width} dots at {margin}")
        x = margin + {0: 0, 1: free // 2, 2: free}[self._state.get("align", 0) % 48]
        self._ink.paste(_INK, (max(x, 0), self._y), ink)
        self._y += ink.height


@lru_cache(maxsize=4096)
def _cell(character: str, typeface: Typeface, bold: bool) -> Image.Image:
    """One character of the printer's font: the letter, squeezed into its cell where it is too wide."""
    width = COLUMN if character.isascii() else _CELL
    pen_type = typeface.at(_GLYPH, bold)
    natural = max(1, round(pen_type.width(character)))
    grey = Image.new("L", (natural, _CELL), 0)
    pen_type.draw(ImageDraw.Draw(grey), 0, 20, character, 255)
    if natural > width:
        grey = grey.resize((width, _CELL), Image.Resampling.BILINEAR)
    cell = Image.new("L", (width, _CELL), 0)
    cell.paste(grey, ((width - grey.width) // 2, 0))
    return cell.point([0] * 128 + [255] * 128, mode="1")


def _code(link: str, module: int) -> Image.Image:
    return ImageChops.invert(code_picture(link, module)).point([0] * 128 + [255] * 128, mode="1")
