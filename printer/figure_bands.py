"""Bands of shapes: rules, framed figures, the code to scan."""

from PIL import Image, ImageDraw

from printer.grains import best_row, in_grains
from printer.lines import Align, Box, Cell, Paper, QrCode, Rule, Size, Text, Weight
from printer.qr import QUIET, module_size, qr_matrix
from printer.text_bands import stack
from printer.typesetting import BLACK, WHITE, Setting

_HEIGHT = {Weight.THICK: 8, Weight.THIN: 2, Weight.DASHED: 4}
_DASH, _DASH_GAP = 12, 8
_BORDER = 4
_CELL_GAP = 9
_PAD = {Size.LABEL: 16, Size.BODY: 12, Size.FOOT: 8}
"""White at each side of a cell, by the size of its words."""
_CAPTION_BESIDE = 200
"""Dots that a caption needs at the right of the code; with less it goes below."""


def rule_band(rule: Rule, setting: Setting) -> Image.Image:
    band = setting.blank(_HEIGHT[rule.weight])
    pen, left, width = ImageDraw.Draw(band), setting.paper.margin, setting.paper.text_dots
    dashed = rule.weight is Weight.DASHED
    dashes, gap = (width // (_DASH + _DASH_GAP), _DASH_GAP) if dashed else (1, 0)
    step = (width + gap) / dashes
    for dash in range(dashes):
        x = left + round(dash * step)
        pen.rectangle((x, 0, left + round((dash + 1) * step) - gap - 1, band.height), BLACK)
    return band


def box_band(box: Box, setting: Setting) -> Image.Image:
    """Side by side in proportion to what stands in them, where that fits, with smaller words if need be."""
    for small in _PAD:
        widths = [_cell_width(cell, small, setting) for cell in box.cells]
        if sum(widths) + _BORDER <= setting.paper.text_dots:
            return in_grains(_beside(box, small, widths, setting), 1, 2)
    return in_grains(_rows(box, setting), 1, 2)


def _beside(box: Box, small: Size, widths: list[int], setting: Setting) -> Image.Image:
    row = _row_height(setting)
    band = _frame(row, setting)
    pen, x = ImageDraw.Draw(band), setting.paper.margin
    share = (setting.paper.text_dots - _BORDER) / sum(widths)
    for cell, width in zip(box.cells, widths, strict=True):
        if x > setting.paper.margin:
            pen.rectangle((x, 0, x + _BORDER - 1, band.height), BLACK)
        _draw_cell(pen, cell, small, x, row, setting)
        x += round(width * share / 2) * 2  # on even dots, where the frame takes half the bytes
    return band


def _rows(box: Box, setting: Setting) -> Image.Image:
    row = _row_height(setting)
    pitch = row + _BORDER
    band = _frame(pitch * len(box.cells) - _BORDER, setting)
    pen = ImageDraw.Draw(band)
    left, right = setting.paper.margin, setting.paper.dots - setting.paper.margin - 1
    for index, cell in enumerate(box.cells):
        pen.rectangle((left, index * pitch, right, index * pitch + _BORDER - 1), BLACK)
        _draw_cell(pen, cell, Size.LABEL, left, index * pitch + row, setting)
    return band


def _frame(inner: int, setting: Setting) -> Image.Image:
    band = setting.blank(inner + 2 * _BORDER)
    left, right = setting.paper.margin, setting.paper.dots - setting.paper.margin - 1
    ImageDraw.Draw(band).rectangle((left, 0, right, band.height - 1), outline=BLACK, width=_BORDER)
    return band


def _row_height(setting: Setting) -> int:
    """Even, so that the frame's lines stay as thick as each other in squares of two dots."""
    return round(setting.figure_type().size * 0.68) * 2


def _cell_width(cell: Cell, words_size: Size, setting: Setting) -> int:
    figure, small = setting.figure_type(), setting.type(words_size, bold=True)
    words = [text for text in (cell.before, cell.behind) if text]
    inner = figure.width(cell.figure) + sum(small.width(word) + _CELL_GAP for word in words)
    return round(inner) + 2 * _PAD[words_size] + _BORDER


def _draw_cell(
    pen: ImageDraw.ImageDraw, cell: Cell, words_size: Size, left: int, row: int, setting: Setting
) -> None:
    """Small words and the large figure on one baseline; `row` is where the cell's inside ends."""
    figure, small = setting.figure_type(), setting.type(words_size, bold=True)
    foot = row + _BORDER - round(figure.size * 0.3)
    foot -= (foot - best_row(figure, firm=False)) % 2
    x = float(left + _BORDER + _PAD[words_size])
    for text, pen_type in ((cell.before, small), (cell.figure, figure), (cell.behind, small)):
        if text:
            pen_type.draw(pen, x, foot, text, BLACK)
            x += pen_type.width(text) + _CELL_GAP


def code_band(code: QrCode, setting: Setting) -> Image.Image:
    """The code with its quiet zone, at the left edge beside its caption or in the middle above it."""
    paper = setting.paper
    module = module_size(len(qr_matrix(code.link)), paper.dots)
    across, quiet = module * len(qr_matrix(code.link)), module * QUIET
    left = max(paper.margin, quiet)
    right = left + across + quiet
    if paper.dots - paper.margin - right < _CAPTION_BESIDE:
        caption = _caption(code, Align.CENTRE, setting)
        band = setting.blank(across + 2 * quiet + caption.height + quiet // 2)
        left, place = (paper.dots - across) // 4 * 2, (0, across + 2 * quiet - quiet // 2)
    else:
        column = Setting(Paper(paper.mm, paper.dots - paper.margin - right, margin=0), setting.typeface)
        caption = _caption(code, Align.LEFT, column)
        band = setting.blank(across + 2 * quiet)
        place = (right, (band.height - caption.height) // 4 * 2)
    band.paste(caption, place)
    band.paste(code_picture(code.link, module), (left, quiet))
    return band


def _caption(code: QrCode, align: Align, setting: Setting) -> Image.Image:
    texts = Text(code.caption, Size.HEADING, True, align), Text(code.second, align=align)
    return stack((text for text in texts if text.text), setting)


def code_picture(link: str, module: int) -> Image.Image:
    """The code without its quiet zone, each module a square of so many dots."""
    matrix = qr_matrix(link)
    modules = bytes(BLACK if dark else WHITE for row in matrix for dark in row)
    small = Image.frombytes("L", (len(matrix), len(matrix)), modules)
    return small.resize((small.width * module, small.height * module), Image.Resampling.NEAREST)
