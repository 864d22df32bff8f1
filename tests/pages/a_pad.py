"""A PAD in a browser: opened, signed in, looked at; and what a test does to its hall meanwhile."""

import uuid
from typing import Any

import httpx
from playwright.sync_api import Browser, Locator, Page, expect

from tests.pages.browser import Window, open_page
from tests.servers import RunningHall

PAD = (1280, 800)
expect.set_options(timeout=20_000)


def take(hall: RunningHall, **wanted: str) -> str:
    """A ticket's number, from a kiosk that is only a program."""
    return str(ask(hall, "POST", "/tickets", wanted, hall.run["kiosks"][0]["token"])["number"])


def ask(hall: RunningHall, method: str, path: str, body: Any, token: str | None = None) -> dict[str, Any]:
    headers = {"Idempotency-Key": uuid.uuid4().hex} | ({"Authorization": f"Bearer {token}"} if token else {})
    answer = httpx.request(method, f"{hall.run['api']}{path}", json=body, headers=headers, timeout=20)
    told: dict[str, Any] = answer.raise_for_status().json()
    return told


def as_manager(hall: RunningHall, method: str, path: str, body: Any) -> None:
    token = ask(hall, "POST", "/staff-sessions", hall.run["manager"])["token"]
    ask(hall, method, path, body, token)


def clerk_of(hall: RunningHall, window: int) -> dict[str, Any]:
    clerk: dict[str, Any] = next(c for c in hall.run["clerks"] if c["window"] == window)
    return clerk


def fill_in(hall: RunningHall, page: Page, clerk: int) -> None:
    who = clerk_of(hall, clerk)
    page.fill("[name=employee_no]", who["employee_no"])
    page.fill("[name=pin]", who["pin"])
    page.click("button.main")


def a_pad(
    browser: Browser, hall: RunningHall, window: int, size: tuple[int, int] = PAD, **more: Any
) -> Window:
    return open_page(browser, f"{hall.run['base_url']}/pad?window={window}&lang=zh", *size, **more)


def a_desk(browser: Browser, hall: RunningHall, window: int, **more: Any) -> Window:
    """A PAD with its usual clerk signed in."""
    pad = a_pad(browser, hall, window, **more)
    fill_in(hall, pad.page, window)
    expect(pad.page.locator(".pad-head")).to_be_visible()
    return pad


def number(page: Page) -> Locator:
    return page.locator(".ticket .no")


def key(page: Page, name: str) -> Locator:
    return page.locator(".keys button", has_text=name)


def tag(page: Page, word: str) -> None:
    expect(page.locator(".tags .tag").first).to_have_text(word)


def pressed(page: Page, letter: str) -> None:
    """Press a key once the command before is answered; a board may show what it did sooner."""
    expect(page.locator("main[aria-busy=true]")).to_have_count(0)
    page.keyboard.press(letter)


def settled(page: Page) -> None:
    """The same key may be pressed again: a finger that trembles is over."""
    page.wait_for_timeout(700)


def guide_token(hall: RunningHall) -> str:
    return str(ask(hall, "POST", "/staff-sessions", hall.run["manager"])["token"])
