"""Debian's Chromium with eyes: every complaint of a page is written down."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PROGRAMS = ("chromium-headless-shell", "chromium")
"""Chromium without the windows around its pages, which cost more computing than the pages; else the whole."""

LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
  (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser: the program that CHROMIUM names, or the first that there is of ours."""
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else PROGRAMS
    path = next(filter(None, map(shutil.which, wanted)), None)
    assert path, f"{' and '.join(wanted)} missing: run `make setup`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Window:
    """One page on a screen of its own, and what it complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")

    def troubles(self) -> list[str]:
        """Console errors, exceptions and violations of the content security policy."""
        return self.complaints + list(self.page.evaluate("window.violations"))

    def forget(self) -> None:
        """What was complained about so far is known."""
        self.page.evaluate("() => { violations.length = 0; }")
        self.complaints.clear()

    def barriers(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG
        )
        return [
            f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]
        ]

    def overflows(self) -> bool:
        """Whether somebody would have to scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def open_page(browser: Browser, address: str, width: int, height: int, **more: Any) -> Window:
    """A page at the size of its device, with nothing shared with other pages."""
    context = browser.new_context(viewport={"width": width, "height": height}, **{"locale": "zh-CN", **more})
    window = Window(context.new_page())
    window.page.on("console", window.heard)
    window.page.on("pageerror", lambda error: window.complaints.append(f"exception: {error}"))
    context.add_init_script(LISTEN)
    window.page.goto(address)
    return window
