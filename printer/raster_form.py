"""A ticket as a picture, in few bytes: white rows become feeds, and every strip is cropped to its ink.

What comes out of the printer is dot for dot the whole picture, whatever fonts the printer has.
"""

from collections.abc import Iterator, Sequence
from operator import or_
from typing import NamedTuple

from PIL import Image, ImageChops

from printer import commands
from printer.lines import Line
from printer.picture import picture
from printer.profiles import Profile
from printer.typesetting import Setting

_STRIP_COST = 12
"""Bytes that each strip takes before its dots: its command and its margin."""
_PAIRS = {sum(0b11 << 2 * bit for bit in range(4) if half >> bit & 1): half for half in range(16)}
"""Bytes whose dots come in pairs, and the four dots they stand for."""
_PAIRED = bytes(_PAIRS)
_LEFT = bytes(_PAIRS.get(byte, 0) << 4 for byte in range(256))
_RIGHT = bytes(_PAIRS.get(byte, 0) for byte in range(256))

Rows = Sequence[bytes]
"""Rows of dots, eight to a byte, ones black."""


class _Strip(NamedTuple):
    """Rows `top` to `bottom` hold ink in the bytes `left` to `right` only.

    `high`: each row comes twice. `wide`: each dot does, across. Such dots are sent once.
    """

    top: int
    bottom: int
    left: int
    right: int
    high: bool
    wide: bool

    def cost(self) -> int:
        across = self.right - self.left
        return _STRIP_COST + (self.bottom - self.top >> self.high) * (across + self.wide >> self.wide)

    def joined(self, below: "_Strip") -> "_Strip":
        left, right = min(self.left, below.left), max(self.right, below.right)
        high, wide = self.high and below.high, self.wide and below.wide
        return _Strip(self.top, below.bottom, left, right, high, wide)


def raster_form(lines: Sequence[Line], profile: Profile, setting: Setting) -> bytes:
    """The bytes of the whole job, from the printer's start to the cut."""
    drawn = picture(lines, setting)
    return commands.start() + trimmed(drawn) + commands.cut(profile.cutter)


def trimmed(drawn: Image.Image, margin: int = 0) -> bytes:
    """A picture of mode 1 as strips and feeds; the left margin is `margin` dots again afterwards."""
    dots, across = ImageChops.invert(drawn).tobytes(), (drawn.width + 7) // 8
    rows = [dots[at : at + across] for at in range(0, len(dots), across)]
    parts, row, left = [], 0, margin
    for strip in (_even(strip, across) for strip in _strips(rows)):
        parts.append(commands.feed(strip.top - row))
        if strip.left * 8 != left:
            left = strip.left * 8
            parts.append(commands.left_margin(left))
        parts.append(_printed(rows, strip))
        row = strip.bottom
    if left != margin:
        parts.append(commands.left_margin(margin))
    return b"".join((*parts, commands.feed(drawn.height - row)))


def _even(strip: _Strip, across: int) -> _Strip:
    """A strip whose dots come in pairs takes an even number of bytes, if need be with a white one."""
    if not strip.wide or (strip.right - strip.left) % 2 == 0:
        return strip
    if strip.right < across:
        return strip._replace(right=strip.right + 1)
    return strip._replace(left=strip.left - 1) if strip.left else strip._replace(wide=False)


def _printed(rows: Rows, strip: _Strip) -> bytes:
    """What is the same in two rows, or in two columns, is sent once and enlarged by the printer."""
    inner = [row[strip.left : strip.right] for row in rows[strip.top : strip.bottom : 1 + strip.high]]
    return commands.raster([_halved(row) if strip.wide else row for row in inner], strip.wide, strip.high)


def _halved(row: bytes) -> bytes:
    left, right = row[::2].translate(_LEFT), row[1::2].translate(_RIGHT)
    return bytes(map(or_, left, right))


def _strips(rows: Rows) -> list[_Strip]:
    """Neighbouring rows join while that saves bytes: always the newest two, from top to bottom."""
    strips: list[_Strip] = []
    for strip in _inked(rows):
        while strips and strips[-1].bottom == strip.top:
            both = strips[-1].joined(strip)
            if both.cost() > strips[-1].cost() + strip.cost():
                break
            strip = both
            strips.pop()
        strips.append(strip)
    return strips


def _inked(rows: Rows) -> Iterator[_Strip]:
    """Each row that has ink, or two that are alike."""
    index = 0
    while index < len(rows):
        row = rows[index]
        right = len(row.rstrip(b"\0"))
        high = index + 1 < len(rows) and rows[index + 1] == row
        if right:
            left = len(row) - len(row.lstrip(b"\0"))
            yield _Strip(index, index + 1 + high, left, right, high, not row.translate(None, _PAIRED))
        index += 1 + high
