"""A ticket as a picture, in few bytes: white rows become feeds, and every strip is cropped to its ink.

What comes out of the printer is dot for dot the whole picture, whatever fonts the printer has.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
_PAIRS = {sum(0b11 << 2 * bit for bit in range(4) if half >> bit & 1): half for half in range(16)}
"""Bytes whose dots come in pairs, and the four dots they stand for."""

Rows = Sequence[bytes]
"""Rows of dots, eight to a byte, ones black."""


class _Strip(NamedTuple):
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
    dots, across = ImageChops.invert(drawn).tobytes(), (drawn.width + 7) // 8
    rows = [dots[at : at + across] for at in range(0, len(dots), across)]
    parts, row = [], 0
    for strip in _strips(rows):
        even = min(across, strip.right + (strip.right - strip.left) % 2)
        parts.append(commands.feed(strip.top - row))
        parts.append(commands.left_margin(strip.left * 8))
        parts.append(_printed([line[strip.left : even] for line in rows[strip.top : strip.bottom]]))
        row = strip.bottom
    return b"".join((*parts, commands.left_margin(margin), commands.feed(drawn.height - row)))


def _printed(rows: Rows) -> bytes:
    """Rows made of squares of two dots by two, as a code is, need a quarter of the bytes.

    Where the first or the last row belongs to half a square, that row goes by itself.
    """
    for first, last in ((0, 0), (0, 1), (1, 0), (1, 1)):
        inner = rows[first : len(rows) - last]
        if _in_pairs(inner):
            top, bottom = rows[:first], rows[len(rows) - last :]
            halves = [_halved(row) for row in inner[::2]]
            return _plain(top) + commands.raster(halves, doubled=True) + _plain(bottom)
    return _plain(rows)


def _plain(rows: Rows) -> bytes:
    return commands.raster(rows) if rows else b""


def _in_pairs(rows: Rows) -> bool:
    """Whether dots come in pairs, across and down: quick to deny."""
    if len(rows) < _WORTH_HALVING or len(rows) % 2 or len(rows[0]) % 2:
        return False
    down = all(row == below for row, below in zip(rows[::2], rows[1::2], strict=True))
    return down and all(byte in _PAIRS for row in rows for byte in row)


def _halved(row: bytes) -> bytes:
    pairs = zip(row[::2], row[1::2], strict=True)
    return bytes(_PAIRS[left] << 4 | _PAIRS[right] for left, right in pairs)


def _strips(rows: Rows) -> list[_Strip]:
    """Neighbouring rows join while that saves bytes: always the newest two, from top to bottom."""
    strips: list[_Strip] = []
    for strip in _inked(rows):
        strips.append(strip)
        while len(strips) > 1 and _worth_joining(strips[-2], strips[-1]):
            below = strips.pop()
            strips[-1] = strips[-1].joined(below)
    return strips


def _worth_joining(above: _Strip, below: _Strip) -> bool:
    return above.bottom == below.top and above.joined(below).cost() <= above.cost() + below.cost()


def _inked(rows: Rows) -> Iterator[_Strip]:
    """Each row that has ink."""
    for index, row in enumerate(rows):
        right = len(row.rstrip(b"\0"))
        if right:
            yield _Strip(index, index + 1, len(row) - len(row.lstrip(b"\0")), right)
