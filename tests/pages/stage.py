"""A real hall on which every page's main states are brought about, and the browser that looks at them."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from tests.pages.browser import Window, open_page
from tests.pages.looks import Device
from tests.servers import RunningHall
from ui.words import say

LONG_MS = 20_000


@dataclass(frozen=True)
class Stage:
    """One hall, one browser, one language."""

    hall: RunningHall
    browser: Browser
    language: str

    @contextmanager
    def opened(self, address: str, device: Device, wait: str = "body") -> Iterator[Window]:
        """A page on its device; `wait` is what it shows when it is ready. Closed afterwards."""
        joint = "&" if "?" in address else "?"
        whole = f"{self.base}{address}" if address.startswith("/") else address
        window = open_page(
            self.browser, f"{whole}{joint}lang={self.language}", device.width, device.height, locale="zh-CN"
        )
        try:
            window.page.wait_for_selector(wait, timeout=LONG_MS)
            yield window
        finally:
            window.page.context.close()

    @property
    def run(self) -> dict[str, Any]:
        """run.json."""
        return self.hall.run

    @property
    def base(self) -> str:
        """The server's address."""
        return str(self.run["base_url"])

    def press_key(self, page: Page, key: str) -> None:
        """The key on the page that says these words."""
        page.get_by_role("button", name=say(key, self.language), exact=True).first.click()

    def take(self, **wanted: str) -> dict[str, Any]:
        """A ticket from a kiosk that is only a program."""
        return self.post("/tickets", self.run["kiosks"][0]["token"], wanted)

    def post(self, path: str, token: str | None, body: dict[str, Any]) -> dict[str, Any]:
        """A command, done once."""
        headers = {"Idempotency-Key": uuid.uuid4().hex} | (
            {"Authorization": f"Bearer {token}"} if token else {}
        )
        answer = httpx.post(f"{self.run['api']}{path}", json=body, headers=headers, timeout=20)
        done: dict[str, Any] = answer.raise_for_status().json()
        return done

    def clerk(self, window: int) -> dict[str, Any]:
        """The clerk whose window this is."""
        found: dict[str, Any] = next(c for c in self.run["clerks"] if c["window"] == window)
        return found

    def signed_in(self, window: int) -> str:
        """A clerk works at the window; the answer is the token."""
        clerk = self.clerk(window)
        body = {key: clerk[key] for key in ("employee_no", "pin", "window")} | {"take_over": True}
        return str(self.post("/sessions", None, body)["token"])

    def called(self, queue: str) -> tuple[int, str]:
        """Somebody of a queue has just been called; the answer is the window and its clerk's token."""
        desk = int(self.take(queue=queue)["windows"][0])
        token = self.signed_in(desk)
        self.press(desk, token, "next")
        return desk, token

    def press(self, window: int, token: str, key: str, **more: str) -> dict[str, Any]:
        """A key of the PAD, pressed by a clerk who sees the current ticket."""
        board = self.look(f"/boards/window:{window}", token)["board"]
        expect = board["current"] and board["current"]["public_id"]
        return self.post(f"/windows/{window}/{key}", token, {"expect": expect, **more})

    def look(self, path: str, token: str | None = None) -> dict[str, Any]:
        """What anybody, or somebody, may see."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = httpx.get(f"{self.run['api']}{path}", headers=headers, timeout=20)
        seen: dict[str, Any] = answer.raise_for_status().json()
        return seen
