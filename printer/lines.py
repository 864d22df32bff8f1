"""The paper as data: the few kinds of lines that a layout is made of, from top to bottom.

Lines say what stands there and how important it is. How many dots or columns that takes is
the business of the form that draws them.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Paper:
    """A roll: its printable dots across at 203 dpi (8 dots are 1 mm) and the white at each side."""

    mm: int
    dots: int
    margin: int

    @property
    def text_dots(self) -> int:
        return self.dots - 2 * self.margin


EIGHTY = Paper(mm=80, dots=576, margin=28)
FIFTY_EIGHT = Paper(mm=58, dots=384, margin=12)


class Size(StrEnum):
    """How important a text is."""

    FOOT = "foot"
    BODY = "body"
    LABEL = "label"
    HEADING = "heading"
    TITLE = "title"
    PLACE = "place"


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Weight(StrEnum):
    """How a rule is drawn."""

    THICK = "thick"
    THIN = "thin"
    DASHED = "dashed"


@dataclass(frozen=True)
class Text:
    """A paragraph; it wraps where its language allows."""

    text: str
    size: Size = Size.BODY
    bold: bool = False
    align: Align = Align.LEFT
    inverse: bool = False
    lead: str = ""
    """Stands before the first line, with the further ones hanging behind it, e.g. the number of a step."""


@dataclass(frozen=True)
class BigNumber:
    """The called number, the one picture of the paper. Two letters stand smaller: digits keep their size."""

    letters: str
    digits: str

    @property
    def text(self) -> str:
        return self.letters + self.digits


@dataclass(frozen=True)
class Rule:
    weight: Weight


@dataclass(frozen=True)
class Pair:
    """Two short texts in one line, with a point between them; under each other where that is too wide."""

    first: str
    second: str
    size: Size = Size.FOOT

    @property
    def joined(self) -> str:
        return " · ".join(filter(None, (self.first, self.second)))


@dataclass(frozen=True)
class Cell:
    """A figure and the small words around it."""

    before: str
    figure: str
    behind: str


@dataclass(frozen=True)
class Box:
    """Framed figures, side by side where they fit, else one over the other."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class QrCode:
    """A link to scan, with a caption or two: beside it on wide paper, below it on narrow.

    It brings the white around it that readers need.
    """

    link: str
    caption: str
    second: str


@dataclass(frozen=True)
class Feed:
    """White paper, in dots of an eighth of a millimetre."""

    dots: int


@dataclass(frozen=True)
class Cut:
    pass


Line = Text | BigNumber | Rule | Pair | Box | QrCode | Feed | Cut
