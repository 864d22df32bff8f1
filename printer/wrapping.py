"""Where a text may break: Chinese between characters, other scripts between words, for any measure.

Kept: no punctuation at the start of a line, no opening bracket at its end, a figure stays with its
unit, and the last line never holds a single character (W3C, Requirements for Chinese Text Layout, 3.1).
"""

import re
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

_Piece = tuple[str, str]
"""What cannot be broken, behind the space that stood before it."""

TIE = "\u2060"
"""Word joiner: forbids a break where it stands and is never printed."""

_NEVER_FIRST = "，。、；：？！）》〉」』】”’…·—～%％℃,.;:?!)]}"
_NEVER_LAST = "（《〈「『【“‘([{#№"
_SHORT_WORD = 8

_WHOLE = "取号机|身份证|许可证|叫号|过号|取号|扫码|窗口|手机|大屏|位置|顺序|当天|作废|中心|大厅|网络|现在"
"""Words of the hall that read badly when a line ends inside them."""

_ATOM = re.compile(
    rf"""
    [{re.escape(_NEVER_LAST)}]*
    (?: [0-9][0-9–.:/-]*[ ]?(?:分钟|小时|号窗口|[\u2e80-\U0003ffff])
      | {_WHOLE}
      | [!-~\u00a1-\u2010\u2012-\u205f\u2061-\u2e7f]+
      | [^ ] )
    (?: {TIE}(?:[!-~\u00a1-\u205f\u2061-\u2e7f]+|[^ ]) )*
    [{re.escape(_NEVER_FIRST)}]*
    """,
    re.VERBOSE,
)


def unbroken(text: str) -> str:
    """The same text, kept on one line wherever it fits."""
    return TIE.join(text.replace(" ", "\u00a0"))


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """The text's lines, none wider than `width` as `measure` counts it, and the last one not alone."""
    lines = _fill(text, width, measure)
    while len(lines) > 1 and _lonely(_joined(lines[-1])) and len(lines[-2]) > 1:
        longer = [lines[-2][-1], *lines[-1]]
        if measure(_joined(longer)) > width:
            break
        lines[-2:] = [lines[-2][:-1], longer]
    return [_joined(line) for line in lines]


def balance(text: str, width: float, measure: Measure) -> list[str]:
    """As few lines as `wrap` needs, of nearly equal length: how a centred title looks right."""
    best = [_joined(line) for line in _fill(text, width, measure)]
    if len(best) < 2:
        return best
    low, high = width / len(best) / 2, width
    while high - low > max(1.0, width / 200):
        middle = (low + high) / 2
        lines = [_joined(line) for line in _fill(text, middle, measure)]
        if len(lines) > len(best) or max(map(measure, lines)) > middle:
            low = middle
        else:
            best, high = lines, middle
    return best


def _lonely(line: str) -> bool:
    bare = line.strip(_NEVER_FIRST)
    return len(bare) == 1 or (len(bare) < _SHORT_WORD and bare.isascii() and " " not in bare)


def _fill(text: str, width: float, measure: Measure) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = []
    for piece in _pieces(text, width, measure):
        if lines and measure(_joined([*lines[-1], piece])) <= width:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _joined(line: list[_Piece]) -> str:
    return "".join(gap + piece for gap, piece in line)[len(line[0][0]) :]


def _pieces(text: str, width: float, measure: Measure) -> Iterator[_Piece]:
    """The text's atoms, each with the space before it; what is wider than a whole line is taken apart."""
    end = 0
    for found in _ATOM.finditer(text):
        gap, tied = text[end : found.start()], found.group()
        end = found.end()
        atom = tied.replace(TIE, "").replace("\u00a0", " ")
        if measure(atom) <= width:
            yield gap, atom
        elif TIE in tied:
            yield from _after(gap, _pieces(atom, width, measure))
        else:
            yield from _after(gap, (("", piece) for piece in _chopped(atom, width, measure)))


def _after(gap: str, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    for own_gap, piece in pieces:
        yield gap + own_gap, piece
        gap = ""


def _chopped(atom: str, width: float, measure: Measure) -> Iterator[str]:
    """As much of the atom as fits a line, again and again."""
    while measure(atom) > width and len(atom) > 1:
        fitting = len(atom) - 1
        while fitting > 1 and measure(atom[:fitting]) > width:
            fitting -= 1
        yield atom[:fitting]
        atom = atom[fitting:]
    yield atom
