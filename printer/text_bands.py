"""Bands of words: paragraphs, titles, the called number, two texts at the edges."""

from collections.abc import Iterable

from PIL import Image, ImageDraw

from printer.fonts import SizedType
from printer.lines import Align, BigNumber, Columns, Size, Text
from printer.typesetting import BLACK, NUMBER, WHITE, Setting, airy, baseline, leading
from printer.wrapping import balance, wrap

_SHRINKING = (1.0, 0.92, 0.85)
_INVERSE_PAD = 6


def text_band(text: Text, setting: Setting) -> Image.Image:
    pen_type, lines = _set(text, setting)
    pad, height = _INVERSE_PAD * text.inverse, leading(pen_type, text.size)
    band = setting.blank(height * len(lines) + 2 * pad)
    pen, hang = ImageDraw.Draw(band), pen_type.width(text.lead)
    if text.inverse:
        right = setting.paper.dots - setting.paper.margin - 1
        pen.rectangle((setting.paper.margin, 0, right, band.height), BLACK)
    ink = WHITE if text.inverse else BLACK
    pen_type.draw(pen, setting.paper.margin, baseline(pad, height, pen_type), text.lead, ink)
    for row, line in enumerate(lines):
        x = setting.start(line, text.align, pen_type) + hang
        pen_type.draw(pen, x, baseline(pad + row * height, height, pen_type), line, ink)
    return band


def _set(text: Text, setting: Setting) -> tuple[SizedType, list[str]]:
    """The text in lines. A title becomes a little smaller where that saves it a line."""
    shares = _SHRINKING if text.size in {Size.TITLE, Size.PLACE} else _SHRINKING[:1]
    return min((_set_at(text, setting, share) for share in shares), key=lambda done: len(done[1]))


def _set_at(text: Text, setting: Setting, share: float) -> tuple[SizedType, list[str]]:
    pen_type = setting.type(text.size, text.bold, share)
    fit = balance if text.align is Align.CENTRE else wrap
    return pen_type, fit(airy(text.text), setting.paper.text_dots - pen_type.width(text.lead), pen_type.width)


def stack(texts: Iterable[Text], setting: Setting) -> Image.Image:
    """Several paragraphs under each other."""
    bands = [text_band(text, setting) for text in texts]
    whole, top = setting.blank(sum(band.height for band in bands)), 0
    for band in bands:
        whole.paste(band, (0, top))
        top += band.height
    return whole


def columns_band(columns: Columns, setting: Setting) -> Image.Image:
    pen_type = setting.type(columns.size)
    left, right = airy(columns.left), airy(columns.right)
    if pen_type.width(left) + pen_type.size / 2 + pen_type.width(right) > setting.paper.text_dots:
        return stack((Text(text, columns.size) for text in (columns.left, columns.right) if text), setting)
    height = leading(pen_type, columns.size)
    band, y = setting.blank(height), baseline(0, height, pen_type)
    pen = ImageDraw.Draw(band)
    pen_type.draw(pen, setting.paper.margin, y, left, BLACK)
    pen_type.draw(pen, setting.start(right, Align.RIGHT, pen_type), y, right, BLACK)
    return band


def number_band(number: BigNumber, setting: Setting) -> Image.Image:
    """As large as the design has it, or as the paper is wide."""
    whole = _number_width(number, setting, NUMBER)
    size = min(NUMBER, int(NUMBER * setting.paper.text_dots / whole))
    letters, digits = setting.number_types(size)
    height = round(size * 0.75)
    band = setting.blank(height + 4)
    pen, x = ImageDraw.Draw(band), (setting.paper.dots - _number_width(number, setting, size)) // 2
    letters.draw(pen, x, height, number.letters, BLACK)
    digits.draw(pen, x + letters.width(number.letters), height, number.digits, BLACK)
    return band


def _number_width(number: BigNumber, setting: Setting, size: int) -> float:
    letters, digits = setting.number_types(size)
    return letters.width(number.letters) + digits.width(number.digits)
