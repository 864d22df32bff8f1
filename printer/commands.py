"""ESC/POS commands as bytes.

python-escpos builds what it is right about. Three things are written here instead, because of what was
measured with version 3.1: text (its encoder replaces hanzi by `?` and never enters Kanji mode), pictures
(it prints a remark on standard output for each) and the cut (it feeds six lines of its own).
The library takes up to a second to import, so it is imported on first use; `load` does that ahead of time.
Commands and their numbers: Epson, ESC/POS Command Reference.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from printer.lines import Align
from printer.profiles import Cutter

ESC, FS, GS = b"\x1b", b"\x1c", b"\x1d"
NO_AUTOMATIC_STATUS = GS + b"a\x00"
"""A printer tells how it is when it is asked; another program may have switched on more."""
NEW_LINE = b"\n"
KANJI = FS + b"&"
MOTION_UNITS = GS + b"P" + bytes((203, 203))
"""One unit of every feed and margin is one dot."""
ASK_PAPER = GS + b"r" + bytes((1,))
"""Answered by one byte after everything before it was processed: the proof that the ticket went through."""

_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_MOST_FEED = 255
_CUT_MODE = {Cutter.FULL: 65, Cutter.PARTIAL: 66}
_TEAR_OFF = 96
"""Dots from the printing head to the edge where paper is torn off: 12 mm."""


@cache
def load() -> Any:
    """python-escpos's `Dummy`, the printer that only collects bytes (untyped: the library has no types)."""
    from escpos.printer import Dummy

    return Dummy


def start() -> bytes:
    """A printer in its first state, silent until it is asked, ready for Chinese, counting in dots."""
    dummy = load()()
    dummy.hw("INIT")
    return bytes(dummy.output) + KANJI + MOTION_UNITS + NO_AUTOMATIC_STATUS


def style(align: Align | None = None, bold: bool | None = None, inverse: bool | None = None) -> bytes:
    """For all following text; what is not named stays as it is."""
    dummy = load()()
    dummy.set(align=_ALIGN[align] if align else None, bold=bold, invert=inverse)
    return bytes(dummy.output)


def size(width: int, height: int) -> bytes:
    """Multiplies the size of what follows, 1 to 8, also within a line."""
    dummy = load()()
    dummy.set(custom_size=True, width=width, height=height)
    return bytes(dummy.output)


def line_spacing(dots: int) -> bytes:
    return ESC + b"3" + bytes((dots,))


def feed(dots: int) -> bytes:
    """White paper; the line spacing stays what it was."""
    full, rest = divmod(dots, _MOST_FEED)
    return (ESC + b"J" + bytes((_MOST_FEED,))) * full + (ESC + b"J" + bytes((rest,)) if rest else b"")


def left_margin(dots: int) -> bytes:
    return GS + b"L" + dots.to_bytes(2, "little")


def print_width(dots: int) -> bytes:
    """How much of the paper at the right of the margin is used: what is centred is centred in it."""
    return GS + b"W" + dots.to_bytes(2, "little")


def native_qr(link: str, module: int) -> bytes:
    """The code drawn by the printer itself at error level M; the white around it is the caller's."""
    dummy = load()()
    dummy.qr(link, ec=1, size=module, native=True)
    return bytes(dummy.output)


def raster(rows: Sequence[bytes], wide: bool = False, high: bool = False) -> bytes:
    """Rows of dots, eight to a byte, ones black; the printer makes them twice as wide, or as high."""
    size = len(rows[0]).to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return GS + b"v0" + bytes((wide + 2 * high,)) + size + b"".join(rows)


def cut(cutter: Cutter) -> bytes:
    """Feeds the last line past the knife and cuts, or feeds far enough to tear off."""
    if cutter is Cutter.NONE:
        return feed(_TEAR_OFF)
    return GS + b"V" + bytes((_CUT_MODE[cutter], 0))
