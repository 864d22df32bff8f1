"""What a page weighs when it is opened for the first time."""

import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

from tests.pages.browser import open_page

SETTLED_MS = 1500
"""Whatever a page needs at first has been asked for when nothing new has come for so long."""


@dataclass(frozen=True)
class Weight:
    """Bytes of content as they travel, packed, and how many files they are; `heads` come on top of `total`.

    `catalogue` are those of `total` with which a kiosk searches 839 items without asking anybody.
    """

    total: int
    catalogue: int
    heads: int
    files: int
    heaviest: tuple[str, int]


def weigh(browser: Browser, address: str, width: int, height: int) -> Weight:
    """Open a page with an empty cache and add up what comes over the wire."""
    page = open_page(browser, "about:blank", width, height).page
    wire = page.context.new_cdp_session(page)
    names: dict[str, str] = {}
    heads: dict[str, int] = {}
    sizes: dict[str, int] = {}
    came = 0.0

    def asked(event: dict[str, Any]) -> None:
        """Whatever is asked for again, as a kiosk asks how the hall is, is no part of the first load."""
        address = event["request"]["url"].partition("?after=")[0]
        if address not in names.values():
            names[event["requestId"]] = address

    def answered(event: dict[str, Any]) -> None:
        heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def finished(event: dict[str, Any]) -> None:
        nonlocal came
        if event["requestId"] in names:
            came = time.monotonic()
            key = event["requestId"]
            sizes[key] = int(event["encodedDataLength"]) - heads[key]

    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", finished)
    wire.send("Network.enable")
    page.goto(address)
    came = time.monotonic()
    while (quiet_ms := 1000 * (time.monotonic() - came)) < SETTLED_MS:
        page.wait_for_timeout(SETTLED_MS - quiet_ms)
    page.context.close()
    heaviest = max(sizes, key=lambda key: sizes[key])
    catalogue = sum(size for key, size in sizes.items() if names[key].endswith("/catalogue"))
    above = sum(heads[key] for key in sizes)
    return Weight(sum(sizes.values()), catalogue, above, len(sizes), (names[heaviest], sizes[heaviest]))
