"""Bands of words: paragraphs, titles, the called number, two texts at the edges."""

from collections.abc import Iterable

from PIL import Image, ImageDraw

from printer.fonts import SizedType
from printer.grains import best_row, in_grains
from printer.lines import Align, BigNumber, Pair, Size, Text
from printer.typesetting import BLACK, NUMBER, WHITE, Setting, airy, baseline, latin, leading
from printer.wrapping import balance, wrap

_LARGE = {Size.LABEL, Size.HEADING, Size.TITLE, Size.PLACE}
_SHRINKING = {Size.LABEL: (0.92,), Size.TITLE: (0.92, 0.85), Size.PLACE: (0.92, 0.85)}
_INVERSE_PAD, _INVERSE_SIDE = 6, 20


def text_band(text: Text, setting: Setting) -> Image.Image:
    drawn = _drawn(text, setting)
    return in_grains(drawn, 1, 2, firm=not text.bold) if _grained(text) else drawn


def _grained(text: Text) -> bool:
    """Whatever is large and bold, and Latin letters of any size; small or thin hanzi stay fine."""
    return (text.bold and text.size in _LARGE) or latin(text.lead + text.text)


def _drawn(text: Text, setting: Setting) -> Image.Image:
    pen_type, lines = _set(text, setting)
    pad, height = _INVERSE_PAD * text.inverse, leading(pen_type, text.size)
    height += height % 2 if _grained(text) else 0
    foot = baseline(pad, height, pen_type)
    foot -= (foot - best_row(pen_type, firm=not text.bold)) % 2 if _grained(text) else 0
    band = setting.blank(height * len(lines) + 2 * pad)
    pen, hang = ImageDraw.Draw(band), pen_type.width(text.lead)
    if text.inverse:
        ends = [setting.start(line, text.align, pen_type) for line in lines]
        left = min(ends) - _INVERSE_SIDE
        right = max(end + pen_type.width(line) for end, line in zip(ends, lines, strict=True)) + _INVERSE_SIDE
        pen.rectangle((left, 0, right, band.height), BLACK)
    ink = WHITE if text.inverse else BLACK
    pen_type.draw(pen, setting.paper.margin, foot, text.lead, ink)
    for row, line in enumerate(lines):
        x = setting.start(line, text.align, pen_type) + hang
        pen_type.draw(pen, x, foot + row * height, line, ink)
    return band


def _set(text: Text, setting: Setting) -> tuple[SizedType, list[str]]:
    """The text in lines. What is large becomes a little smaller where that saves it a line."""
    whole = _set_at(text, setting, 1.0)
    if len(whole[1]) == 1:
        return whole
    smaller = [_set_at(text, setting, share) for share in _SHRINKING.get(text.size, ())]
    return min(whole, *smaller, key=lambda done: len(done[1])) if smaller else whole


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


def pair_band(pair: Pair, setting: Setting) -> Image.Image:
    fits = setting.type(pair.size).width(airy(pair.joined)) <= setting.paper.text_dots
    texts = [pair.joined] if fits else [pair.first, pair.second]
    return stack((Text(text, pair.size) for text in texts), setting)


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
    return in_grains(band, 2, 2)


def _number_width(number: BigNumber, setting: Setting, size: int) -> float:
    letters, digits = setting.number_types(size)
    return letters.width(number.letters) + digits.width(number.digits)
