"""The table of all pictures: page, state, sizes, languages, and what leads there.

A new picture is a row. `address` is a page's address, `steps` what somebody does on it before the picture is
taken; both are given the stage with its named visitors.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.screenshots.stage import Stage

Size = tuple[int, int]
TALL, WIDE, PAD, PHONE, SMALL_PHONE, SIGN, SMALL_SIGN = (
    (1080, 1920),
    (1920, 1080),
    (1280, 800),
    (390, 844),
    (320, 640),
    (1920, 400),
    (800, 480),
)
TABLET, DESK = (1180, 820), (1440, 900)
BOTH = ("zh", "en")
TOGETHER = (*BOTH, "all")
"""A screen may be asked for one language; "all" are side by side, as screens really hang."""

Address = Callable[[Stage], str]
Steps = Callable[[Stage, Page, str], None]


def nothing(_stage: Stage, _page: Page, _language: str) -> None:
    """Open it, and that is all."""


@dataclass(frozen=True)
class Shot:
    """One picture in several sizes and languages; `readme` names its copy for the README."""

    page: str
    state: str
    sizes: tuple[Size, ...]
    address: Address
    steps: Steps = nothing
    languages: tuple[str, ...] = BOTH
    readme: str = ""


@dataclass(frozen=True)
class Scene:
    """Shots that belong to one moment of the hall, and what has to happen before it."""

    name: str
    play: Callable[[Stage], None]
    shots: tuple[Shot, ...]
