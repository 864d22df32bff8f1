"""A ticket as a picture, in few bytes: white rows become feeds, and every strip is cropped to its ink.

What comes out of the printer is dot for dot the whole picture, whatever fonts the printer has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from printer import commands
from printer.lines import Line
from printer.picture import picture
from printer.profiles import Profile
from printer.typesetting import Setting

_STRIP_COST = 12
"""Bytes that each strip takes before its dots: its command and its margin."""


_WORTH_HALVING = 4
"""Rows from which the two more commands pay."""


@dataclass(frozen=True)
class _Strip:
    """Rows `top` to `bottom` hold ink in the bytes `left` to `right` only."""

    top: int
    bottom: int
    left: int
    right: int

    def cost(self) -> int:
        return _STRIP_COST + (self.bottom - self.top) * (self.right - self.left)

    def joined(self, below: "_Strip") -> "_Strip":
        return _Strip(self.top, below.bottom, min(self.left, below.left), max(self.right, below.right))


def raster_form(lines: Sequence[Line], profile: Profile, setting: Setting) -> bytes:
    """The bytes of the whole job, from the printer's start to the cut."""
    drawn = picture(lines, setting)
    return commands.start() + trimmed(drawn) + commands.cut(profile.cutter)


def trimmed(drawn: Image.Image, margin: int = 0) -> bytes:
    """A picture of mode 1 as strips and feeds; the left margin is `margin` dots again afterwards."""
    ink = ImageChops.invert(drawn)
    parts, row = [], 0
    for strip in _strips(ink):
        parts.append(commands.feed(strip.top - row))
        parts.append(commands.left_margin(strip.left * 8))
        parts.append(_printed(ink.crop((strip.left * 8, strip.top, strip.right * 8, strip.bottom))))
        row = strip.bottom
    return b"".join((*parts, commands.left_margin(margin), commands.feed(drawn.height - row)))


def _printed(piece: Image.Image) -> bytes:
    """A piece made of squares of two dots by two, as a code is, needs a quarter of the bytes.

    Where its first or last row belongs to half a square, that row goes by itself.
    """
    for first, last in ((0, 0), (0, 1), (1, 0), (1, 1)):
        if piece.height - first - last < _WORTH_HALVING:
            break
        half = _halved(piece.crop((0, first, (piece.width + 15) // 16 * 16, piece.height - last)))
        if half is not None:
            top = piece.crop((0, 0, piece.width, first))
            bottom = piece.crop((0, piece.height - last, piece.width, piece.height))
            return _row(top) + commands.raster(half, doubled=True) + _row(bottom)
    return commands.raster(piece)


def _halved(piece: Image.Image) -> Image.Image | None:
    if piece.height % 2 or not _in_pairs(piece):
        return None
    half = piece.resize((piece.width // 2, piece.height // 2), Image.Resampling.NEAREST)
    return half if half.resize(piece.size, Image.Resampling.NEAREST).tobytes() == piece.tobytes() else None


def _in_pairs(piece: Image.Image) -> bool:
    """Whether each odd row repeats the one above it: quick to deny."""
    dots, across = piece.tobytes(), (piece.width + 7) // 8
    starts = range(0, len(dots), 2 * across)
    return all(dots[at : at + across] == dots[at + across : at + 2 * across] for at in starts)


def _row(piece: Image.Image) -> bytes:
    return commands.raster(piece) if piece.height else b""


def _strips(ink: Image.Image) -> list[_Strip]:
    """Neighbouring rows join while that saves bytes: always the newest two, from top to bottom."""
    strips: list[_Strip] = []
    for row in _rows(ink):
        strips.append(row)
        while len(strips) > 1 and _worth_joining(strips[-2], strips[-1]):
            below = strips.pop()
            strips[-1] = strips[-1].joined(below)
    return strips


def _worth_joining(above: _Strip, below: _Strip) -> bool:
    return above.bottom == below.top and above.joined(below).cost() <= above.cost() + below.cost()


def _rows(ink: Image.Image) -> Iterator[_Strip]:
    """Each row that has ink."""
    across, dots = (ink.width + 7) // 8, ink.tobytes()
    for row in range(ink.height):
        line = dots[row * across : (row + 1) * across]
        right = len(line.rstrip(b"\0"))
        if right:
            yield _Strip(row, row + 1, across - len(line.lstrip(b"\0")), right)
