"""The clerk at the soak's PAD: presses the keys of a busy day, and signs in again when somebody took over."""

import itertools
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Error, Page

TRY_MS = 3000
EVERY = {"resume": 4, "list": 7, "recall": 5, "guide": 9, "pause": 23, "help": 31, "alarm": 41}
"""Besides the large key: which other key at every how many presses."""


class Clerk:
    """Works by keyboard and touch, as a clerk does; `presses` counts what was done."""

    def __init__(self, page: Page, badge: dict[str, Any]) -> None:
        self._page = page
        self._badge = badge
        self._turns: Iterator[int] = itertools.count(1)
        self.presses = 0
        self.sign_ins = 0

    def turn(self) -> None:
        """One thing that a clerk does; what cannot be pressed just now is left."""
        try:
            if self._page.locator("[name=pin]").count() > 0:
                self._sign_in()
            else:
                self._press()
        except Error:  # the page moved on under the finger; the next turn sees it as it is
            self._page.keyboard.press("Escape")

    def _sign_in(self) -> None:
        page = self._page
        page.fill("[name=employee_no]", self._badge["employee_no"], timeout=TRY_MS)
        page.fill("[name=pin]", self._badge["pin"], timeout=TRY_MS)
        page.click("button.main", timeout=TRY_MS)
        page.wait_for_timeout(700)
        take_over = page.locator("button.main", has_text="接管").or_(
            page.locator("button.main", has_text="接着办")
        )
        if take_over.count() > 0:
            take_over.first.click(timeout=TRY_MS)
        self.sign_ins += 1

    def _press(self) -> None:
        turn = next(self._turns)
        other = next((name for name, every in EVERY.items() if turn % every == 0), None)
        if other is None:
            self._page.locator(".next").click(timeout=TRY_MS)
        else:
            getattr(self, f"_{other}")()
        self.presses += 1

    def _resume(self) -> None:
        """Whoever was sent away comes back: the list of the held stays as short as a clerk keeps it."""
        self._page.keyboard.press("f")
        self._page.wait_for_timeout(500)
        back = self._page.locator(".held button:enabled").first
        if back.count() > 0:
            back.click(timeout=TRY_MS)

    def _list(self) -> None:
        self._look_into("l")

    def _guide(self) -> None:
        self._look_into("g")

    def _help(self) -> None:
        self._look_into("?")

    def _look_into(self, key: str) -> None:
        self._page.keyboard.press(key)
        self._page.wait_for_timeout(400)
        self._page.keyboard.press("Escape")

    def _recall(self) -> None:
        self._page.keyboard.press("r")

    def _pause(self) -> None:
        self._page.keyboard.press("p")
        self._page.wait_for_timeout(300)
        self._page.keyboard.press("1")
        self._page.wait_for_timeout(1500)
        self._page.keyboard.press("p")

    def _alarm(self) -> None:
        for _ in range(2):
            self._page.keyboard.press("a")
        end = self._page.locator(".help-line button")
        end.focus(timeout=TRY_MS)
        for _ in range(2):
            end.press("Enter", timeout=TRY_MS)
