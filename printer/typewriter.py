"""Writes lines for a printer's own font; remembers the style, so that it is sent only when it changes."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from printer import commands
from printer.fonts import Typeface
from printer.grains import MIDDLE, in_grains
from printer.lines import Align, Paper
from printer.profiles import Rom
from printer.raster_form import trimmed
from printer.typesetting import BLACK, WHITE

COLUMN = 12
"""Dots across an ASCII character; a hanzi takes two columns (font A of every such printer)."""
_HEIGHT = 24
_GAP = 8
"""White dots between lines."""


@dataclass(frozen=True)
class Style:
    """How characters are printed; `width` and `height` multiply them, 1 to 8."""

    width: int = 1
    height: int = 1
    bold: bool = False
    align: Align = Align.LEFT
    inverse: bool = False


@dataclass(frozen=True)
class Run:
    """Some characters of one size within a line."""

    text: str
    width: int = 1
    height: int = 1


def columns_of(text: str) -> int:
    """How many columns a text takes at its simple size."""
    return sum(1 if character.isascii() else 2 for character in text)


class Typewriter:
    """Collects the bytes of one job."""

    def __init__(self, paper: Paper, rom: Rom, typeface: Typeface) -> None:
        self._paper = paper
        self._rom = rom
        self._typeface = typeface
        self._parts = [
            commands.start(),
            commands.left_margin(paper.margin),
            commands.print_width(paper.text_dots),
        ]
        self._style = Style()
        self._spacing = 0

    @property
    def columns(self) -> int:
        return self._paper.text_dots // COLUMN

    def output(self) -> bytes:
        return b"".join(self._parts)

    def line(self, text: str, style: Style) -> None:
        """One line; as a picture when the printer's font lacks one of its characters."""
        if not self.can_write(text):
            self.picture(self._drawn(text, style))
            return
        self._set(style)
        self._space(style.height)
        self._parts += [text.encode("gb18030"), commands.NEW_LINE]

    def runs(self, runs: list[Run]) -> None:
        """One bold line of several sizes, at the left edge."""
        self._set(Style(bold=True))
        self._space(max(run.height for run in runs))
        for run in runs:
            self._parts += [commands.size(run.width, run.height), run.text.encode("gb18030")]
        self._parts += [commands.NEW_LINE, commands.size(1, 1)]

    def picture(self, drawn: Image.Image) -> None:
        """A band over the whole paper, whose strips begin at bytes, not at the margin of text."""
        self._set(Style())
        self._parts += [
            commands.print_width(self._paper.dots),
            trimmed(drawn, self._paper.margin),
            commands.print_width(self._paper.text_dots),
        ]

    def centred(self, command: bytes) -> None:
        """A command that prints something of its own, in the middle of the paper."""
        self._set(Style(align=Align.CENTRE))
        self._parts.append(command)

    def command(self, command: bytes) -> None:
        self._parts.append(command)

    def can_write(self, text: str) -> bool:
        return all(map(self._rom.has, text))

    def _set(self, style: Style) -> None:
        """Sends only what changes."""
        old, self._style = self._style, style
        if (style.width, style.height) != (old.width, old.height):
            self._parts.append(commands.size(style.width, style.height))
        self._parts.append(
            commands.style(
                align=style.align if style.align != old.align else None,
                bold=style.bold if style.bold != old.bold else None,
                inverse=style.inverse if style.inverse != old.inverse else None,
            )
        )

    def _space(self, height: int) -> None:
        spacing = height * _HEIGHT + _GAP
        if spacing != self._spacing:
            self._parts.append(commands.line_spacing(spacing))
            self._spacing = spacing

    def _drawn(self, text: str, style: Style) -> Image.Image:
        """The line as wide as the printer would write it, in the typeface of pictures."""
        height = style.height * _HEIGHT
        pen_type = self._typeface.at(height, style.bold)
        natural = max(1, round(pen_type.width(text)))
        ground, ink = (BLACK, WHITE) if style.inverse else (WHITE, BLACK)
        line = Image.new("L", (natural, height + _GAP), ground)
        pen_type.draw(ImageDraw.Draw(line), 0, round(height * 0.88), text, ink)
        width = min(natural, columns_of(text) * COLUMN * style.width)
        if width < natural:
            line = line.resize((width, line.height), Image.Resampling.BOX)
        free = self._paper.text_dots - width
        x = self._paper.margin + {Align.LEFT: 0, Align.CENTRE: free // 2, Align.RIGHT: free}[style.align]
        whole = Image.new("L", (self._paper.dots, line.height), WHITE)
        whole.paste(line, (x, 0))
        fine = in_grains(whole, 1, 2) if style.bold and style.height > 1 else whole
        return fine.point(MIDDLE, mode="1")
