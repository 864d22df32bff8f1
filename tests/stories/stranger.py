"""Somebody who has never seen the page: goes by the words that stand there, and every touch is counted."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from ui.words import say

LONG_MS = 30_000
HAND_MS = 650
TYPES_MS = 150
"""Between two letters: keys that one types with hear every one that comes no faster than a finger bounces."""
LOOKS_MS = 1000
"""What a person needs to look; the kiosk takes no touch on a spot that has only just changed."""


@dataclass
class Stranger:
    """One person at one page. A letter typed on a keyboard counts as a key, everything else as a touch."""

    page: Page
    language: str = "zh"
    touches: int = 0
    keys: int = 0

    def word(self, key: str, **values: object) -> str:
        """A word of the pages in the person's language."""
        return say(key, self.language, **values)

    def touch(self, text: str, role: str = "button", exactly: bool = False) -> None:
        """Touch what bears these words."""
        self.touch_it(self.page.get_by_role(role, name=text, exact=exactly).first)  # type: ignore[arg-type]

    def touch_word(self, key: str, exactly: bool = False, **values: object) -> None:
        """Touch a button by a word of the pages."""
        self.touch(self.word(key, **values), exactly=exactly)

    def touch_it(self, thing: Locator, after_ms: int = HAND_MS) -> None:
        """Touch what was found by looking, at the pace of a hand: pages hear no second touch at once."""
        self.page.wait_for_timeout(after_ms)
        thing.click(timeout=LONG_MS)
        self.touches += 1

    def spell(self, letters: str) -> None:
        """Touch the letters of the kiosk's own keyboard."""
        for at, letter in enumerate(letters):
            key = self.page.get_by_role("button", name=letter.upper(), exact=True).first
            self.touch_it(key, TYPES_MS if at else HAND_MS)

    def hold_card_to_the_reader(self, number: str) -> None:
        """A card reader types like a keyboard; to the person it is one touch."""
        self.page.keyboard.type(number)
        self.page.wait_for_timeout(LOOKS_MS)
        self.touches += 1

    def write(self, label: str, text: str) -> None:
        """Write into the field with this label, with a keyboard."""
        self.page.get_by_label(label).first.fill(text, timeout=LONG_MS)
        self.keys += len(text)

    def sees(self, text: str) -> None:
        """Wait until these words stand on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=LONG_MS)
