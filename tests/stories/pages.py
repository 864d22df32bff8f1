"""The pages as people use them. Where things stand on a page is written in sight.json, for all browsers.

`SIGHT[page]["ready"]` is what a page shows once it has heard from its hall, `["old"]` what it shows when it
has not heard from it for a while.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from ui.words import say

SIGHT: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("sight.json").read_text("utf-8"))
LONG_MS = 20_000


@dataclass(frozen=True)
class Sight:
    """One open page of a kind."""

    page: Page
    language: str = "zh"
    kind = ""

    def see(self, what: str) -> Locator:
        """What sight.json knows by this name."""
        return self.page.locator(SIGHT[self.kind][what])

    def button(self, word: str, **values: object) -> Locator:
        """A button by the word on it, e.g. `pad.key.finish`."""
        return self.page.get_by_role("button", name=say(word, self.language, **values), exact=True)

    def ready(self) -> None:
        """Wait until the page has heard from its hall."""
        expect(self.see("ready").first).to_be_visible(timeout=LONG_MS)

    def shows(self, number: str, timeout: float = LONG_MS) -> None:
        """Wait until the page shows this number where it shows the current one."""
        expect(self.see("number").first).to_contain_text(number, timeout=timeout)


class Kiosk(Sight):
    """The kiosk, touched and never clicked."""

    kind = "kiosk"

    def find(self, letters: str, name: str) -> None:
        """Touch the search field, then its keys, then the item of that name."""
        self.see("search").tap()
        for letter in letters:
            self.see("key").get_by_text(letter, exact=True).tap()
        self.see("item").filter(has_text=name).first.tap()

    def take(self) -> str:
        """Take the number of the item that is shown."""
        self.see("take").tap()
        expect(self.see("number")).to_be_visible(timeout=LONG_MS)
        return (self.see("number").text_content() or "").strip()

    def has_paper(self) -> None:
        """Wait until the page says that the paper is there."""
        expect(self.see("printed")).to_be_visible(timeout=LONG_MS)


class Pad(Sight):
    """A clerk's PAD."""

    kind = "pad"

    def sign_in(self, badge: dict[str, object]) -> None:
        """Enter the badge of run.json, and relieve whoever is there; the window stands in the address."""
        self.see("employee").fill(str(badge["employee_no"]))
        self.see("pin").fill(str(badge["pin"]))
        self.see("enter").click()
        expect(self.see("desk").or_(self.see("take_over"))).to_be_visible(timeout=LONG_MS)
        if self.see("take_over").is_visible():
            self.see("take_over").click()
        expect(self.see("desk")).to_be_visible(timeout=LONG_MS)


class Hall(Sight):
    """A hall screen."""

    kind = "hall"


class Zone(Sight):
    """A zone screen."""

    kind = "zone"


class Sign(Sight):
    """A window's sign."""

    kind = "sign"


class Face(Sight):
    """A PAD's outward face."""

    kind = "face"


class Phone(Sight):
    """A ticket's page on a phone."""

    kind = "phone"

    def is_called_to(self, window: int) -> None:
        """Wait until the page says to which window to go."""
        expect(self.see("window").first).to_contain_text(str(window), timeout=LONG_MS)
