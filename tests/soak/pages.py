"""Pages under watch: what each weighs after its garbage was collected, and which calls it has heard."""

import time
from dataclasses import dataclass, field, replace
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error

from tests.pages.browser import Window, open_page

from .judging import Sample

LISTEN = """
window.soak = { heard: [] };
addEventListener("yimen-calls", ({ detail }) => window.soak.heard.push(detail));
"""
"""Taken out at every look, so that the record itself does not grow in the page."""
TAKE = """() => ({
  heard: soak.heard.splice(0),
  violations: violations.splice(0),
  rows: document.querySelectorAll('li').length,
})"""


@dataclass
class Watched:
    """One page of the soak; `room` is where its calls are told."""

    name: str
    room: str
    window: Window
    cdp: CDPSession
    samples: list[Sample] = field(default_factory=list)
    watches: list[list[int]] = field(default_factory=list)

    def look(self, start: float) -> Sample | None:
        """Weigh the page and take what it has heard; None when it is just being read again."""
        try:
            rows = self.take()
            self.samples.append(replace(weigh(self.cdp, time.monotonic() - start), rows=rows))
        except Error:
            return None
        return self.samples[-1]

    def take(self) -> int:
        """What the page has heard since it was asked last; the answer is how many rows its lists have.

        A page that watches its room anew, after a reload or a sign-in, is told recent calls once more: that
        begins another list.
        """
        told: dict[str, Any] = self.window.page.evaluate(TAKE)
        self.window.complaints.extend(told["violations"])  # a page that is read again forgets them
        for heard in told["heard"]:
            if heard["room"].endswith(f"/{self.room}"):
                if heard["first"] or not self.watches:
                    self.watches.append([])
                self.watches[-1].extend(heard["seqs"])
        return int(told["rows"])


def weigh(cdp: CDPSession, at_s: float) -> Sample:
    """Collect the garbage first: only what is held counts."""
    for _ in range(2):
        cdp.send("HeapProfiler.collectGarbage")
    heap = cdp.send("Runtime.getHeapUsage")["usedSize"]
    metrics = {m["name"]: m["value"] for m in cdp.send("Performance.getMetrics")["metrics"]}
    return Sample(
        at_s, int(heap), int(metrics["Nodes"]), int(metrics["JSEventListeners"]), int(metrics["Documents"])
    )


def watched(browser: Browser, name: str, room: str, address: str, size: tuple[int, int]) -> Watched:
    """Open a page of the hall under watch."""
    window = open_page(browser, "about:blank", *size)
    window.page.context.add_init_script(LISTEN)
    cdp = window.page.context.new_cdp_session(window.page)
    cdp.send("Performance.enable")
    window.page.goto(address)
    return Watched(name, room, window, cdp)
