"""The fonts that pictures are drawn with: found once, told apart by weight, falling back by character.

Noto Sans CJK has everything; WenQuanYi Micro Hei is small; the PyPI package needs no system package.
A character that no font has is drawn as a frame with its code point: a clerk can look it up, and a name
never loses a character without a trace.
"""

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

_NOTO = Path("/usr/share/fonts/opentype/noto")
_NOTO_SC = 2
"""Simplified Chinese within the collection; the other faces draw some hanzi the Japanese or Korean way."""
_WQY = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
_PACKAGE = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")
_STROKE = 64
"""A stroke widened by this part of the size, at each side, looks bold and keeps dense hanzi open."""
_NOWHERE = "\U0010fffe"
"""No font has this one: its glyph is the font's mark for a missing character."""


class NoFont(Exception):
    """No font for Chinese is installed; the message says what to install."""


@dataclass(frozen=True)
class Face:
    """One typeface. Where it has no bold of its own, bold is drawn with a wider stroke."""

    regular: Path
    bold: Path | None = None
    index: int = 0


@dataclass(frozen=True)
class Typeface:
    """The faces to draw with, the first one first."""

    faces: tuple[Face, ...]

    def at(self, size: int, bold: bool = False) -> "SizedType":
        return _sized(self, size, bold)


@dataclass(frozen=True)
class _Cutting:
    """One face at one size: the font, and how much its strokes are widened to look bold."""

    font: ImageFont.FreeTypeFont
    stroke: float

    @cached_property
    def _missing(self) -> bytes:
        return _glyph(self.font, _NOWHERE)

    def has(self, character: str) -> bool:
        return _glyph(self.font, character) != self._missing


class SizedType:
    """Measures and draws text at one size and weight, each character in the first face that has it."""

    def __init__(self, cuttings: tuple[_Cutting, ...], size: int) -> None:
        self.size = size
        self._cuttings = cuttings
        self._chosen: dict[str, _Cutting | None] = {}
        self._advance: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Dots across: the sum of the characters, since these fonts are set without kerning."""
        return sum(map(self._width_of, text))

    def draw(self, pen: ImageDraw.ImageDraw, x: float, baseline: float, text: str, ink: int) -> None:
        for cutting, run in self._runs(text):
            if cutting is None:
                for offset, character in enumerate(run):
                    self._draw_code(pen, x + offset * self.size, baseline, character, ink)
            else:
                pen.text((x, baseline), run, ink, cutting.font, anchor="ls", stroke_width=cutting.stroke)
            x += self.width(run)

    def _width_of(self, character: str) -> float:
        if character not in self._advance:
            cutting = self._choose(character)
            self._advance[character] = cutting.font.getlength(character) if cutting else self.size
        return self._advance[character]

    def _runs(self, text: str) -> Iterator[tuple[_Cutting | None, str]]:
        for cutting, run in groupby(text, self._choose):
            yield cutting, "".join(run)

    def _choose(self, character: str) -> _Cutting | None:
        if character not in self._chosen:
            self._chosen[character] = next((c for c in self._cuttings if c.has(character)), None)
        return self._chosen[character]

    def _draw_code(
        self, pen: ImageDraw.ImageDraw, x: float, baseline: float, character: str, ink: int
    ) -> None:
        """The code point in two rows of three hexadecimal digits, framed, one character wide."""
        top = baseline - 0.86 * self.size
        frame = (x + 1, top, x + self.size - 2, top + self.size - 2)
        pen.rectangle(frame, outline=ink, width=max(1, self.size // 16))
        code, small = f"{ord(character):06X}", self._cuttings[0].font.font_variant(size=self.size * 0.42)
        for row, digits in enumerate((code[:3], code[3:])):
            place = (x + self.size / 2, top + self.size * (0.48 + 0.4 * row))
            pen.text(place, digits, ink, small, anchor="ms")


def find_typeface(path: Path | None = None) -> Typeface:
    """The configured font file first, then whatever of the known ones is installed.

    Raises `NoFont`, saying what to install, when there is none, or when the configured file is not there.
    """
    if path is not None and not path.is_file():
        raise NoFont(f"the font file {path} does not exist")
    faces = tuple(_installed(path))
    if not faces:
        raise NoFont(
            "no font for Chinese is installed: install Debian's fonts-noto-cjk or fonts-wqy-microhei, "
            "or the Python package pylopdf-fonts-zh-cn, or set the printer's font file"
        )
    return Typeface(faces)


def _installed(path: Path | None) -> Iterator[Face]:
    if path is not None:
        yield Face(path, index=_NOTO_SC if path.name.startswith("NotoSansCJK") else 0)
    noto, noto_bold = _NOTO / "NotoSansCJK-Regular.ttc", _NOTO / "NotoSansCJK-Bold.ttc"
    if noto.is_file():
        yield Face(noto, noto_bold if noto_bold.is_file() else None, _NOTO_SC)
    package = _from_package()
    if package is not None:
        yield Face(package)
    if _WQY.is_file():
        yield Face(_WQY)


def _from_package() -> Path | None:
    name, file = _PACKAGE
    found = importlib.util.find_spec(name)
    folders = found.submodule_search_locations if found else None
    path = Path(folders[0]) / file if folders else None
    return path if path and path.is_file() else None


@lru_cache(maxsize=64)
def _sized(typeface: Typeface, size: int, bold: bool) -> SizedType:
    return SizedType(tuple(_cut(face, size, bold) for face in typeface.faces), size)


def _cut(face: Face, size: int, bold: bool) -> _Cutting:
    own_bold = bold and face.bold is not None
    path = face.bold if own_bold and face.bold else face.regular
    font = ImageFont.truetype(path, size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
    return _Cutting(font, stroke=size / _STROKE if bold and not own_bold else 0)


def _glyph(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    mask = font.getmask(character)
    return bytes(mask) + repr(mask.size).encode()
