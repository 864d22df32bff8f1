"""Fonts: a rare character comes out, one way or another."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from printer.fonts import NoFont, Typeface, find_typeface
from tests.printer.makers import RARE, typeface

NOBODYS = "\U000e0fff"
"""No font draws this one."""


def drawn(text: str, faces: Typeface) -> bytes:
    picture = Image.new("L", (80, 80), 255)
    faces.at(60).draw(ImageDraw.Draw(picture), 4, 60, text, 0)
    return picture.tobytes()


@pytest.mark.parametrize("character", RARE)
def test_a_rare_hanzi_has_a_shape_of_its_own(character: str) -> None:
    shapes = {drawn(other, typeface()) for other in (character, "?", " ", "中", NOBODYS)}
    assert len(shapes) == 5


def test_a_character_of_no_font_shows_its_code() -> None:
    assert drawn(NOBODYS, typeface()) != drawn("\U000e0ffe", typeface())


def test_a_missing_font_file_is_named() -> None:
    with pytest.raises(NoFont, match="nowhere"):
        find_typeface(Path("nowhere.ttf"))


def test_without_any_font_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printer.fonts._installed", lambda path: iter(()))
    with pytest.raises(NoFont, match="fonts-noto-cjk"):
        find_typeface()


def test_a_configured_font_comes_first() -> None:
    path = typeface().faces[-1].regular
    assert find_typeface(path).faces[0].regular == path
