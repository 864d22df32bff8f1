"""Sizes, leading and spacing of the drawn paper: what every band of the picture shares."""

from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

from printer.fonts import SizedType, Typeface
from printer.lines import EIGHTY, Align, Paper, Size

BLACK, WHITE = 0, 255
NUMBER, SMALL_LETTERS = 196, 0.46
"""Digits of Noto Sans stand 0.733 of their size: 144 dots, 18 mm."""

_WIDE = {Size.FOOT: 24, Size.BODY: 26, Size.LABEL: 30, Size.HEADING: 32, Size.TITLE: 36, Size.PLACE: 46}
_NARROW = {Size.FOOT: 24, Size.BODY: 26, Size.LABEL: 28, Size.HEADING: 30, Size.TITLE: 32, Size.PLACE: 40}
_LEADING = {
    Size.FOOT: 1.4,
    Size.BODY: 1.42,
    Size.LABEL: 1.25,
    Size.HEADING: 1.3,
    Size.TITLE: 1.25,
    Size.PLACE: 1.2,
}
_FIGURE = {80: 52, 58: 46}
_BASELINE = 0.88
"""Where the feet of digits are within a hanzi's square, from its top."""


@dataclass(frozen=True)
class Setting:
    """One paper and the typeface that its words are set in."""

    paper: Paper
    typeface: Typeface

    def type(self, size: Size, bold: bool = False, share: float = 1.0) -> SizedType:
        sizes = _WIDE if self.paper.mm == EIGHTY.mm else _NARROW
        return self.typeface.at(int(sizes[size] * share), bold)

    def figure_type(self) -> SizedType:
        return self.typeface.at(_FIGURE[self.paper.mm], bold=True)

    def number_types(self, size: int) -> tuple[SizedType, SizedType]:
        """For the two letters of a series, and for the digits."""
        return self.typeface.at(int(size * SMALL_LETTERS), bold=True), self.typeface.at(size, bold=True)

    def blank(self, height: int) -> Image.Image:
        return Image.new("L", (self.paper.dots, height), WHITE)

    def start(self, line: str, align: Align, pen_type: SizedType) -> float:
        """Where an aligned line begins, in dots from the left edge of the paper."""
        free = self.paper.text_dots - pen_type.width(line)
        return self.paper.margin + {Align.LEFT: 0, Align.CENTRE: free // 2, Align.RIGHT: free}[align]


def leading(pen_type: SizedType, size: Size) -> int:
    """Dots from one line to the next."""
    return round(pen_type.size * _LEADING[size])


def baseline(top: float, height: int, pen_type: SizedType) -> int:
    """Where letters stand when a line of this height begins at `top`."""
    return round(top + (height - pen_type.size) / 2 + _BASELINE * pen_type.size)


def airy(text: str) -> str:
    """A thin space between hanzi and figures or letters, as good typesetting has it."""
    marks = (mark + "\u2009" * _meet(mark, after) for mark, after in pairwise(text))
    return "".join(marks) + text[-1:]


def _meet(mark: str, after: str) -> bool:
    return (_han(mark) and _western(after)) or (_western(mark) and _han(after))


def latin(text: str) -> bool:
    """Whether all of it is Latin letters, figures and their marks, whose shapes are open."""
    return all(mark < "\u0250" or "\u2000" <= mark <= "\u206f" for mark in text)


def _han(mark: str) -> bool:
    return mark >= "\u3400" and mark.isalpha()


def _western(mark: str) -> bool:
    return mark.isascii() and mark.isalnum()
