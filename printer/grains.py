"""Black and white in squares of several dots, for what is large or simple.

Large type needs no dots as fine as the head can print them. At 18 mm, squares of two dots by two cannot be
seen; bold lines of 4 mm keep their stems at full fineness, with steps of a quarter of a millimetre down the
paper, as a facsimile has them. Printers enlarge such squares themselves, so they cost half the bytes or less.
Latin letters have open shapes: with strokes a little firmer they stay clear at 3 mm, too, where their feet
stand on the edge of a square. Thin strokes of hanzi would come and go: small ones stay as fine as the head.
"""

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from printer.fonts import SizedType
from printer.typesetting import BLACK, WHITE

MIDDLE = [0] * 128 + [255] * 128
"""Black where it is darker than the middle."""
_FIRM = [0] * 160 + [255] * 96
"""Black also where it is a little lighter: thin strokes are wider, and none is lost."""
_USUAL = "aehinostrux2356–––"
"""Letters and figures to judge a size by, and above all the dash between two figures."""


def in_grains(grey: Image.Image, across: int, down: int, firm: bool = False) -> Image.Image:
    """The same picture in squares of so many dots, black or white; its height a multiple of `down`."""
    width, height = grey.width, grey.height + -grey.height % down
    whole = Image.new("L", (width, height), WHITE)
    whole.paste(grey)
    small = whole.resize((width // across, height // down), Image.Resampling.BOX)
    return small.point(_FIRM if firm else MIDDLE).resize((width, height), Image.Resampling.NEAREST)


@lru_cache(maxsize=64)
def best_row(pen_type: SizedType, firm: bool) -> int:
    """0 or 1: whether these letters lose less standing on an even or an odd row when two rows become one."""
    return min((0, 1), key=lambda row: _lost(pen_type, firm, row))


def _lost(pen_type: SizedType, firm: bool, row: int) -> int:
    """How many dots of some usual letters change when they stand on this row."""
    size = (round(pen_type.width(_USUAL)), pen_type.size * 2)
    fine = Image.new("L", size, WHITE)
    pen_type.draw(ImageDraw.Draw(fine), 0, pen_type.size // 2 * 2 + row, _USUAL, BLACK)
    changed = ImageChops.difference(in_grains(fine, 1, 2, firm), fine.point(MIDDLE))
    return changed.histogram()[WHITE]
