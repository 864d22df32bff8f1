"""A clerk's photo as pages show it: upright, cropped to the frame of the face, small, telling nothing else.

Only pixels survive: where and with what it was taken (EXIF, XMP, comments) stays in the file that was put in.
"""

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageOps

WIDTHS = (640, 320)
"""Pixels: for the outward face, and for the clerk's own PAD."""

SHAPE = 8 / 9
"""Width to height of the frame on the outward face."""

HEAD_ROOM = 0.35
"""Where the crop lies in a picture that is too tall: faces are above its middle."""

KINDS = ("JPEG", "PNG", "WEBP")
LARGEST_BYTES = 20_000_000
LARGEST_PIXELS = 50_000_000
QUALITY = 82


class NoPortrait(Exception):
    """A file that cannot be shown; the message says why, for the log."""


def portraits(path: Path) -> Mapping[int, bytes]:
    """Width to WebP of a photo. Raises NoPortrait. Takes a second for a large one: not for the loop."""
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise NoPortrait(f"{size} bytes, {LARGEST_BYTES} at most")
        with Image.open(path, formats=KINDS) as picture:
            return _made(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NoPortrait(f"too many pixels, {LARGEST_PIXELS} at most") from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
    ) as problem:  # Pillow, to broken files
        raise NoPortrait(f"not a readable photo: {problem}") from None


def _made(picture: Image.Image) -> Mapping[int, bytes]:
    if picture.width * picture.height > LARGEST_PIXELS:
        raise NoPortrait(f"{picture.width} x {picture.height} pixels, {LARGEST_PIXELS} at most")
    picture.draft("RGB", (2 * WIDTHS[0], 2 * WIDTHS[0]))  # a JPEG is read no larger than is needed
    upright = ImageOps.exif_transpose(picture)
    return {width: _webp(_on_paper(upright), width) for width in WIDTHS}


def _on_paper(picture: Image.Image) -> Image.Image:
    """What is transparent becomes white."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    cut_out = picture.convert("RGBA")
    paper = Image.new("RGB", cut_out.size, "white")
    paper.paste(cut_out, mask=cut_out.getchannel("A"))
    return paper


def _webp(picture: Image.Image, width: int) -> bytes:
    size = (width, round(width / SHAPE))
    fitted = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(0.5, HEAD_ROOM))
    out = io.BytesIO()
    clean = Image.frombytes("RGB", fitted.size, fitted.tobytes())
    clean.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
