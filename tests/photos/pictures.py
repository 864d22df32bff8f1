"""Photos for tests, drawn here: of nobody."""

import io
from pathlib import Path
from typing import Any

from PIL import Image

RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)
SIDEWAYS = 6
"""EXIF's word for a camera that was held upright: turn to the right to see it."""


def a_photo(path: Path, size: tuple[int, int] = (900, 1200), **saved: Any) -> Path:
    """Red above, blue below."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0], size[1] // 2))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, **saved)
    return path


def exif(**tags: int | str) -> Image.Exif:
    """EXIF with an orientation, and a place that nobody need know."""
    told = Image.Exif()
    if "orientation" in tags:
        told[0x0112] = tags["orientation"]
    told[0x010E] = "taken at home"
    return told


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def is_red(picture: Image.Image, at: tuple[float, float]) -> bool:
    """Whether a spot, in parts of width and height, is red."""
    spot: Any = picture.convert("RGB").getpixel((int(at[0] * picture.width), int(at[1] * picture.height)))
    return bool(spot[0] > spot[2])
