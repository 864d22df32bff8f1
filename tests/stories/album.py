"""All pages of one story in one browser, with pictures of what happened on them."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser

from tests.pages.browser import Window, open_page
from tests.stories.pages import Sight

Kind = TypeVar("Kind", bound=Sight)


@dataclass
class Album:
    """Opens pages and keeps pictures in a folder, which pytest keeps when a test fails."""

    browser: Browser
    language: str
    folder: Path
    windows: list[Window] = field(default_factory=list)
    steps: int = 0

    def open(self, kind: type[Kind], address: str, size: tuple[int, int], **more: Any) -> Kind:
        """A page at the size of its device."""
        joint = "&" if "?" in address else "?"
        window = open_page(self.browser, f"{address}{joint}lang={self.language}", *size, **more)
        self.windows.append(window)
        return kind(window.page, self.language)

    @contextlib.contextmanager
    def step(self, name: str, *seen: Sight) -> Iterator[None]:
        """One step: a picture of the pages that it is about, and of all pages when it fails."""
        self.steps += 1
        pages = [sight.page for sight in seen]
        try:
            yield
        except BaseException:
            pages = [window.page for window in self.windows]
            raise
        finally:
            for place, page in enumerate(pages):
                page.screenshot(path=self.folder / f"{self.steps}-{name}-{place}.png")

    def troubles(self) -> list[str]:
        """What the pages complained about."""
        return [trouble for window in self.windows for trouble in window.troubles()]

    def close(self) -> None:
        """Close all pages."""
        for window in self.windows:
            window.page.context.close()
