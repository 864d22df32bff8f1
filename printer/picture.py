"""Lines drawn as a picture of pure black and white, one dot per dot of the paper.

Every line becomes a band as wide as the paper; the picture is the bands under each other. Grey is never
printed: letters are drawn smoothly and cut at the middle, which keeps their stems even.
"""

from collections.abc import Iterable
from functools import lru_cache

from PIL import Image

from printer.figure_bands import box_band, code_band, rule_band
from printer.grains import MIDDLE
from printer.lines import BigNumber, Box, Cut, Feed, Line, Pair, QrCode, Rule, Text
from printer.text_bands import number_band, pair_band, text_band
from printer.typesetting import WHITE, Setting

_Drawn = Text | BigNumber | Rule | Pair | Box | QrCode


def picture(lines: Iterable[Line], setting: Setting) -> Image.Image:
    """The whole paper, in mode 1: white is one (Pillow keeps it as 255), black zero."""
    bands = [band(line, setting) for line in lines]
    sheet = Image.new("1", (setting.paper.dots, sum(band.height for band in bands)), WHITE)
    top = 0
    for drawn in bands:
        sheet.paste(drawn, (0, top))
        top += drawn.height
    return sheet


def band(line: Line, setting: Setting) -> Image.Image:
    """One line across the whole paper, in black and white."""
    if isinstance(line, Feed | Cut):
        return Image.new("1", (setting.paper.dots, line.dots if isinstance(line, Feed) else 0), WHITE)
    return _words(line, setting) if isinstance(line, Text) else _black_and_white(line, setting)


@lru_cache(maxsize=64)
def _words(text: Text, setting: Setting) -> Image.Image:
    """Most words stand on ticket after ticket: the newest lines stay drawn, in about two megabytes."""
    return _black_and_white(text, setting)


def _black_and_white(line: _Drawn, setting: Setting) -> Image.Image:
    return _grey(line, setting).point(MIDDLE, mode="1")


def _grey(line: _Drawn, setting: Setting) -> Image.Image:
    match line:
        case Text():
            return text_band(line, setting)
        case BigNumber():
            return number_band(line, setting)
        case Rule():
            return rule_band(line, setting)
        case Pair():
            return pair_band(line, setting)
        case Box():
            return box_band(line, setting)
        case QrCode():
            return code_band(line, setting)
