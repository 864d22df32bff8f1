"""Desks of staff in a browser: who signs in at which page."""

from playwright.sync_api import Browser, Page, expect

from tests.pages.browser import Window, open_page
from tests.servers import RunningHall

DESK = (1440, 900)
LONG_MS = 20_000


def fill_in(page: Page, user: str, password: str) -> None:
    """Go through the door."""
    page.fill("[name=user]", user)
    page.fill("[name=password]", password)
    page.click(".door button.main")


def desk_of(
    hall: RunningHall,
    browser: Browser,
    role: str,
    path: str,
    *,
    language: str = "zh",
    size: tuple[int, int] = DESK,
    ratio: float = 1,
) -> Window:
    """A page with somebody of this role signed in, as soon as it is live."""
    address = f"{hall.run['base_url']}{path}?lang={language}"
    window = open_page(browser, address, *size, device_scale_factor=ratio)
    fill_in(window.page, **hall.run[role])
    expect(window.page.locator(".link:not(.old)")).to_be_visible(timeout=LONG_MS)
    return window
