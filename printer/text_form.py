"""A ticket as characters that the printer draws itself: few bytes, for serial lines.

Rules are small pictures, the code is drawn by the printer where it can, and a line with a character that
its font lacks comes as a picture: a name never loses a character.
"""

from collections.abc import Iterator, Sequence

from printer import commands
from printer.lines import Align, BigNumber, Box, Cell, Cut, Feed, Line, Pair, QrCode, Rule, Size, Text
from printer.picture import band
from printer.profiles import Profile
from printer.qr import QUIET, module_size, qr_matrix
from printer.typesetting import Setting
from printer.typewriter import Run, Style, Typewriter, columns_of
from printer.wrapping import TIE, balance, wrap

_SIZES = {Size.TITLE: ((2, 2), (1, 2)), Size.PLACE: ((2, 2), (1, 2))}
"""Width and height that titles try; the others are as large as the font is."""
_AFTER_CODE = 12
_FEW, _LARGEST = 2, 8
_AS_WRITTEN = {0x2013: "-", 0x2009: None, 0x00A0: " ", ord(TIE): None, 0x2019: "'", 0x2018: "'"}
"""A printer's font has these marks as wide as a hanzi, or not at all."""


def text_form(lines: Sequence[Line], profile: Profile, setting: Setting) -> bytes:
    """The bytes of the whole job, from the printer's start to the cut."""
    writer = Typewriter(profile.paper, profile.rom, setting.typeface)
    for line in _spaced(lines):
        _write(line, writer, profile, setting)
    return writer.output()


def _spaced(lines: Sequence[Line]) -> Iterator[Line]:
    """Without the feeds around the number: its enlarged characters bring their own white."""
    for before, line, after in zip((None, *lines), lines, (*lines[1:], None), strict=False):
        if not (isinstance(line, Feed) and (isinstance(before, BigNumber) or isinstance(after, BigNumber))):
            yield line


def _write(line: Line, writer: Typewriter, profile: Profile, setting: Setting) -> None:
    match line:
        case Text():
            _text(line, writer)
        case BigNumber():
            _number(line, writer)
        case Pair():
            _pair(line, writer)
        case Box():
            _box(line, writer, setting)
        case QrCode():
            _code(line, writer, profile, setting)
        case _:
            _paper(line, writer, profile, setting)


def _paper(line: Rule | Feed | Cut, writer: Typewriter, profile: Profile, setting: Setting) -> None:
    if isinstance(line, Rule):
        writer.picture(band(line, setting))
    elif isinstance(line, Feed):
        writer.command(commands.feed(line.dots))
    else:
        writer.command(commands.cut(profile.cutter))


def _plain(text: str) -> str:
    return text.translate(_AS_WRITTEN)


def _text(text: Text, writer: Typewriter) -> None:
    (width, height), lines = _sized(text, writer.columns)
    style = Style(width, height, text.bold, text.align, text.inverse)
    hang = " " * columns_of(text.lead)
    for row, line in enumerate(lines):
        writer.line((hang if row else text.lead) + (f" {line} " if text.inverse else line), style)


def _sized(text: Text, columns: int) -> tuple[tuple[int, int], list[str]]:
    """The first of its sizes that needs no more than two lines, else the one that needs fewest."""
    tries = [(size, _lines(text, columns // size[0])) for size in _SIZES.get(text.size, ((1, 1),))]
    return next((done for done in tries if len(done[1]) <= _FEW), min(tries, key=lambda done: len(done[1])))


def _lines(text: Text, columns: int) -> list[str]:
    fit = balance if text.align is Align.CENTRE else wrap
    room = columns - columns_of(text.lead)
    return [_plain(line) for line in fit(text.text, room, lambda line: columns_of(_plain(line)))]


def _number(number: BigNumber, writer: Typewriter) -> None:
    width = min(_LARGEST, writer.columns // len(number.text))
    height = min(_LARGEST, width + 2)
    writer.line(number.text, Style(width, height, bold=True, align=Align.CENTRE))


def _pair(pair: Pair, writer: Typewriter) -> None:
    fits = columns_of(_plain(pair.joined)) <= writer.columns
    for text in [pair.joined] if fits else [pair.first, pair.second]:
        _text(Text(text), writer)


def _box(box: Box, writer: Typewriter, setting: Setting) -> None:
    """Large figures with small words, between the edges that a frame would have."""
    cells = [_cell(cell) for cell in box.cells]
    if not all(writer.can_write(run.text) for cell in cells for run in cell):
        writer.picture(band(box, setting))
    elif sum(map(_width, cells)) + 3 * (len(cells) - 1) <= writer.columns:
        apart = [[Run("   "), *cell] if index else cell for index, cell in enumerate(cells)]
        writer.runs([run for cell in apart for run in cell])
    else:
        for cell in cells:
            writer.runs(cell)


def _cell(cell: Cell) -> list[Run]:
    before = [Run(cell.before + " ")] if cell.before else []
    behind = [Run(" " + cell.behind)] if cell.behind else []
    return [*before, Run(_plain(cell.figure), 2, 2), *behind]


def _width(runs: list[Run]) -> int:
    return sum(columns_of(run.text) * run.width for run in runs)


def _code(code: QrCode, writer: Typewriter, profile: Profile, setting: Setting) -> None:
    if profile.native_qr:
        module = module_size(len(qr_matrix(code.link)), profile.paper.dots)
        quiet = commands.feed(module * QUIET)
        writer.centred(quiet + commands.native_qr(code.link, module) + quiet)
        _text(Text(code.caption, bold=True, align=Align.CENTRE), writer)
        if code.second:
            _text(Text(code.second, align=Align.CENTRE), writer)
        writer.command(commands.feed(_AFTER_CODE))
    else:
        writer.picture(band(code, setting))
