"""What becomes of the pictures: an index page of all, and four small ones for the README."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image

README_BYTES = 150_000
README_WIDTH = 1100
COLOURS = (256, 128, 64, 32)
STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 24px; background: #f6f1e6; color: #1a2829 }
h1 { font-size: 24px } h2 { margin: 32px 0 8px }
ul { display: flex; flex-wrap: wrap; gap: 20px; padding: 0; list-style: none; align-items: flex-end }
img { display: block; max-width: 320px; max-height: 320px; border: 1px solid #c9bfa9; background: #fff }
small { color: #435355 }
"""


@dataclass(frozen=True)
class Picture:
    """One page in one state, size and language, and the file that shows it."""

    page: str
    state: str
    size: tuple[int, int]
    language: str
    file: str

    @property
    def text(self) -> str:
        """What stands below the picture."""
        return f"{self.state} <small>{self.size[0]}×{self.size[1]} {self.language}</small>"


def write_index(folder: Path, pictures: Iterable[Picture]) -> Path:
    """A page with all pictures, grouped by page."""
    ordered = sorted(pictures, key=lambda picture: picture.page)
    parts = [
        f"<!doctype html><meta charset='utf-8'><title>yimen</title><style>{STYLE}</style><h1>yimen 一门</h1>"
    ]
    for page, group in groupby(ordered, key=lambda picture: picture.page):
        parts.append(f"<h2>{html.escape(page)}</h2><ul>")
        parts += [
            f"<li><a href='{p.file}'><img loading='lazy' src='{p.file}' alt=''></a>{p.text}</li>"
            for p in group
        ]
        parts.append("</ul>")
    index = folder / "index.html"
    index.write_text("\n".join(parts), "utf-8")
    return index


def for_the_readme(source: Path, target: Path) -> int:
    """A smaller picture with as many colours as fit into 150 kB; the answer is its size in bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as picture:
        small = picture.convert("RGB")
    small.thumbnail((README_WIDTH, README_WIDTH), Image.Resampling.LANCZOS)
    for colours in COLOURS:
        small.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size < README_BYTES:
            return target.stat().st_size
    raise ValueError(f"{target} is larger than {README_BYTES} bytes")
